package command

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"os"

	"probata/dossier/datafile"
)

// maxAnswers is far above what any form takes, in bytes, and stops a wrong file.
const maxAnswers = 8 << 20

// readAnswers reads the answers of --answers, a table of question and text in TOML
// or JSON; what --answer says of a question counts more. Texts of a case do not
// belong in the arguments of a command, where other users of the machine and the
// shell's history see them.
func (c *requesting) readAnswers() error {
	name := c.answersFile
	if name == "" {
		return nil
	}
	if name == "-" && c.passFile() == "-" {
		return usage("one-stdin")
	}
	text, err := c.answersText(name)
	if err != nil {
		return &fault{key: "answers-open", args: []any{"file", name}, code: ExitError, err: err}
	}
	texts, line, err := parseAnswers(text)
	if err != nil {
		return &fault{key: "answers-file", args: []any{"file", name, "line", line}, code: ExitError, err: err}
	}
	if c.answers.texts != nil {
		maps.Copy(texts, c.answers.texts)
	}
	c.answers.texts = texts
	return nil
}

func (c *requesting) answersText(name string) ([]byte, error) {
	r := c.In
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		defer func() { _ = f.Close() }()
		r = f
	}
	text, err := io.ReadAll(io.LimitReader(r, maxAnswers+1))
	if err == nil && len(text) > maxAnswers {
		err = errors.New("it is too large")
	}
	return text, err
}

// parseAnswers gives the line of a fault, from 1, or 0; its error quotes nothing.
func parseAnswers(text []byte) (texts map[string]string, line int, err error) {
	text = bytes.TrimPrefix(text, []byte("\ufeff")) // as some editors leave it
	if start := bytes.TrimSpace(text); len(start) > 0 && start[0] == '{' {
		if err := json.Unmarshal(text, &texts); err != nil {
			return nil, jsonLine(text, err), errors.New("it is no JSON of questions and texts")
		}
		return texts, 0, nil
	}
	texts = map[string]string{}
	if err := datafile.Decode("answers", bytes.NewReader(text), &texts); err != nil {
		var f *datafile.Fault
		if errors.As(err, &f) {
			line = f.Line
		}
		return nil, line, errors.New("it is no TOML of questions and texts")
	}
	return texts, 0, nil
}

func jsonLine(text []byte, err error) int {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	at := int64(0)
	switch {
	case errors.As(err, &syntax):
		at = syntax.Offset
	case errors.As(err, &kind):
		at = kind.Offset
	}
	return 1 + bytes.Count(text[:min(at, int64(len(text)))], []byte("\n"))
}
