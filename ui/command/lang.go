package command

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"probata/dossier/lang"
)

func langCommand(c *call) command {
	return command{name: "lang", args: "[check] [TAG|FILE.toml]", run: c.runLang}
}

// languageLine is one language for programs.
type languageLine struct {
	Tag     string   `json:"tag"`
	Name    string   `json:"name"`
	UI      bool     `json:"ui"` // the window and the commands speak it; otherwise only documents do
	Missing []string `json:"missing"`
}

// runLang lists the languages, or what one of them lacks: one that ships, or a file that is being translated.
func (c *call) runLang(context.Context) error {
	words, tag := c.Words, ""
	switch {
	case len(c.pos) > 0 && c.pos[0] != "check", len(c.pos) == 1:
		return usage("lang-check")
	case len(c.pos) == 2:
		tag = c.pos[1]
	}
	if strings.HasSuffix(tag, ".toml") {
		f, err := os.Open(tag)
		if err != nil {
			return &fault{key: "import-open", args: []any{"file", tag}, code: ExitError, err: err}
		}
		defer func() { _ = f.Close() }()
		if words, err = words.With(filepath.Base(tag), f); err != nil {
			return &fault{key: "lang-file", code: ExitError, err: err, detail: true}
		}
		tag = strings.TrimSuffix(filepath.Base(tag), ".toml")
	}
	lines := []languageLine{}
	for _, l := range words.Languages() {
		if tag == "" || strings.EqualFold(l.Tag, tag) {
			lines = append(lines, languageLine{l.Tag, l.Name, l.UI, append([]string{}, words.Missing(l.Tag, asked(l)...)...)})
		}
	}
	if len(lines) == 0 {
		return usage("lang-tag", "name", tag)
	}
	if err := c.printLanguages(lines, tag != ""); err != nil {
		return err
	}
	if tag != "" && len(lines[0].Missing) > 0 {
		return errProblems
	}
	return nil
}

// asked is what is asked of a language: everything of one that the window speaks, and of one for documents what documents say.
func asked(l lang.Language) []string {
	if l.UI {
		return nil
	}
	return lang.Documents()
}

func (c *call) printLanguages(lines []languageLine, one bool) error {
	if c.json {
		return c.printJSON(struct {
			Languages []languageLine `json:"languages"`
		}{lines})
	}
	if one {
		if len(lines[0].Missing) == 0 {
			return c.print(c.say.T("command.lang.complete") + "\n")
		}
		return c.print(strings.Join(lines[0].Missing, "\n") + "\n")
	}
	var rows [][]string
	for _, l := range lines {
		rows = append(rows, []string{l.Tag, l.Name, c.say.T("command.lang.missing", "n", strconv.Itoa(len(l.Missing)))})
	}
	return c.print(columns(rows))
}
