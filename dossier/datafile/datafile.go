// Package datafile reads the data that ships with the program: TOML files of law, forms and words.
//
// Reading is strict, because a misspelt key in a data file would otherwise silently drop a time limit, a treaty
// reservation or a question of a form. Every fault names the file, the line and the column, and says what to do, so that
// someone who edits data and no code can mend it.
//
// The package knows no meaning: what the keys are, and whether ids refer to something that exists, is checked by the
// package that owns the data. It keeps no state and writes nothing.
package datafile

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"reflect"
	"strings"

	"github.com/pelletier/go-toml/v2"
)

// MaxSize is the largest data file that is read, in bytes. All shipped data together is far below it; the limit stops a
// wrong file (a picture, a dump) from being parsed as data.
const MaxSize = 8 << 20

// Fault is what is wrong in one place of a data file.
type Fault struct {
	File   string
	Line   int    // from 1; 0 when the fault has no single place
	Column int    // from 1, in bytes; 0 when the fault has no single place
	Key    string // dotted key the fault is about, empty for a fault of syntax outside any key
	What   string // what is wrong and what to do about it
}

// Error gives file:line:column, the key where there is one, and what to do.
func (f *Fault) Error() string {
	var b strings.Builder
	b.WriteString(f.File)
	if f.Line > 0 {
		fmt.Fprintf(&b, ":%d:%d", f.Line, f.Column)
	}
	b.WriteString(": ")
	if f.Key != "" {
		fmt.Fprintf(&b, "key %q: ", f.Key)
	}
	b.WriteString(f.What)
	return b.String()
}

// Decode reads TOML from r into the value that into points to. The name stands in errors only.
//
// Keys that into has no field for are errors, all of them reported at once; so are faults of syntax, values of the wrong
// type, keys set twice, and files above MaxSize. What is wrong with the file is a *Fault, or several joined; a failure
// to read r is wrapped. After an error the value into points to is unspecified.
func Decode(name string, r io.Reader, into any) error {
	if v := reflect.ValueOf(into); v.Kind() != reflect.Pointer || v.IsNil() {
		return fmt.Errorf("decode %s: want a pointer to decode into, not %T", name, into)
	}
	data, err := io.ReadAll(io.LimitReader(r, MaxSize+1))
	if err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	if len(data) > MaxSize {
		return &Fault{File: name, What: fmt.Sprintf("larger than %d MB: not a data file of this program, or split it", MaxSize>>20)}
	}
	// Strict decoding looks at keys only once the document parses, so a fault of syntax is never hidden by an unknown key.
	d := toml.NewDecoder(strings.NewReader(string(data)))
	d.DisallowUnknownFields()
	return faults(name, d.Decode(into))
}

// faults turns the errors of the TOML reader into ours.
func faults(name string, err error) error {
	if err == nil {
		return nil
	}
	var missing *toml.StrictMissingError
	if errors.As(err, &missing) {
		var all []error
		for i := range missing.Errors {
			e := &missing.Errors[i]
			line, column := e.Position()
			all = append(all, &Fault{
				File: name, Line: line, Column: column, Key: strings.Join(e.Key(), "."),
				What: "unknown key: correct its spelling or the table it stands in, or remove it",
			})
		}
		return errors.Join(all...)
	}
	var wrong *toml.DecodeError
	if errors.As(err, &wrong) {
		line, column := wrong.Position()
		return &Fault{
			File: name, Line: line, Column: column, Key: strings.Join(wrong.Key(), "."),
			What: strings.TrimPrefix(wrong.Error(), "toml: ") + ": correct this line",
		}
	}
	return &Fault{File: name, What: strings.TrimPrefix(err.Error(), "toml: ") + ": correct the file"}
}

// Glob calls each for every file of fsys that matches pattern (as in path.Match), in the order of their names, and stops
// at the first error, which it returns as it is. No match at all is an error: data that ships with the program is never
// rightly missing.
func Glob(fsys fs.FS, pattern string, each func(name string, r io.Reader) error) error {
	names, err := fs.Glob(fsys, pattern) // sorted: fs.ReadDir is
	if err != nil {
		return fmt.Errorf("find data files %s: %w", pattern, err)
	}
	if len(names) == 0 {
		return fmt.Errorf("find data files %s: %w", pattern, fs.ErrNotExist)
	}
	for _, name := range names {
		if err := open(fsys, name, each); err != nil {
			return err
		}
	}
	return nil
}

func open(fsys fs.FS, name string, each func(name string, r io.Reader) error) error {
	f, err := fsys.Open(name)
	if err != nil {
		return fmt.Errorf("open data file: %w", err)
	}
	defer f.Close() // read only: a failing close loses nothing
	return each(name, f)
}
