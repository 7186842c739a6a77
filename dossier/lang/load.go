package lang

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"probata/dossier/datafile"
)

// Load reads every <tag>.toml of fsys; <tag>.forms.toml are not words of the
// program and left to the reader of the forms. It refuses what would be lost in
// silence: an unknown key in [meta], a word that is not text or is empty, a file
// that is no language. All faults are reported together, as *datafile.Fault
// where they lie in one file.
func Load(fsys fs.FS) (*Catalog, error) {
	c := &Catalog{words: map[string]*words{}}
	var faults []error
	err := datafile.Glob(fsys, "*.toml", func(name string, r io.Reader) error {
		faults = append(faults, c.read(name, r))
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("load words: %w", err)
	}
	if err := errors.Join(faults...); err != nil {
		return nil, err
	}
	return c, nil
}

// read adds the language that a file is named after.
func (c *Catalog) read(name string, r io.Reader) error {
	tag, area, divided := strings.Cut(strings.TrimSuffix(path.Base(name), ".toml"), ".")
	if area == "forms" {
		return nil
	}
	if divided {
		return &datafile.Fault{File: name, What: "a language is one file: put these words into " + tag + ".toml"}
	}
	var table map[string]any
	var source strings.Builder
	if err := datafile.Decode(name, io.TeeReader(r, &source), &table); err != nil {
		return err
	}
	w := &words{Language: Language{Tag: tag}, text: map[string]string{}}
	c.words[strings.ToLower(tag)] = w
	meta, has := table["meta"]
	delete(table, "meta")
	f := flattener{file: name, source: source.String(), into: w}
	if has {
		f.meta(meta)
	} else {
		f.fault("meta", "missing: say name, ui, plural and script of the language")
	}
	f.table("", table)
	return errors.Join(f.faults...)
}

// flattener turns the nested tables of one file into dotted keys.
type flattener struct {
	file   string
	source string
	into   *words
	faults []error
}

func (f *flattener) fault(key, what string) {
	line, column := lineOf(f.source, key)
	f.faults = append(f.faults, &datafile.Fault{File: f.file, Line: line, Column: column, Key: key, What: what})
}

// lineOf finds where a file sets a key, from 1, or 0, 0. It knows the way these
// files are written, table heads and one key a line, and no more of TOML:
// enough to lead someone to the fault.
func lineOf(source, key string) (line, column int) {
	stem, last := cutLast(key)
	if _, err := strconv.Atoi(last); err == nil {
		key = stem // a member of a list
	}
	table := ""
	for n, text := range strings.Split(source, "\n") {
		trimmed := strings.TrimSpace(text)
		if head, ok := strings.CutPrefix(trimmed, "["); ok {
			table, _, _ = strings.Cut(head, "]")
			trimmed = ""
		}
		name, _, sets := strings.Cut(trimmed, "=")
		full := strings.Trim(table+"."+strings.Trim(strings.TrimSpace(name), `"'`), ".")
		if table == key || sets && full == key {
			return n + 1, len(text) - len(strings.TrimLeft(text, " \t")) + 1
		}
	}
	return 0, 0
}

func (f *flattener) meta(value any) {
	table, ok := value.(map[string]any)
	if !ok {
		f.fault("meta", "must be a table")
		return
	}
	var plural string
	texts := map[string]*string{"name": &f.into.Name, "script": &f.into.Script, "plural": &plural}
	for _, key := range sortedKeys(table) {
		ok := false
		if into := texts[key]; into != nil {
			*into, ok = table[key].(string)
		} else if key == "ui" {
			f.into.UI, ok = table[key].(bool)
		} else {
			f.fault("meta."+key, "unknown key: correct its spelling, or remove it")
			continue
		}
		if !ok {
			f.fault("meta."+key, "wrong type: ui is true or false, the others are text")
		}
	}
	if f.into.Name == "" || len(f.into.Script) != 4 {
		f.fault("meta", "say the language's own name, and its script as four letters of ISO 15924")
	}
	if f.into.plural, ok = pluralRules[plural]; !ok {
		f.fault("meta.plural", fmt.Sprintf("%q is not a plural rule: write one of %s", plural, strings.Join(sortedKeys(pluralRules), ", ")))
	}
}

func (f *flattener) table(prefix string, table map[string]any) {
	for _, key := range sortedKeys(table) {
		f.value(prefix+key, table[key])
	}
}

func (f *flattener) value(key string, value any) {
	switch v := value.(type) {
	case map[string]any:
		f.table(key+".", v)
	case []any:
		for i, member := range v {
			f.value(key+"."+strconv.Itoa(i+1), member)
		}
	case string:
		f.word(key, v)
	default:
		f.fault(key, "not a text: put it in quotes")
	}
}

func (f *flattener) word(key, text string) {
	if text == "" {
		f.fault(key, "empty: write the words, or remove the key to fall back to English")
		return
	}
	if _, twice := f.into.text[key]; twice {
		f.fault(key, "set twice: remove one of them")
		return
	}
	f.into.text[key] = text
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}
