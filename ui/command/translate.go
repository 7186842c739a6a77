package command

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"probata/dossier"
	"probata/dossier/docx"
	"probata/dossier/store"
	"probata/dossier/translate"
)

type translateRun struct {
	*call
	outFlags
	lang       string
	in         string   // a file that came back
	all        bool     // those that have a version too
	translator string   // a party of the case
	checked    []string // ids of texts whose version was held against the original
}

func translateCommand(c *call) command {
	r := &translateRun{call: c}
	return command{name: "translate", args: "VAULT CASE", flags: r.flags, run: r.runTranslate}
}

func (c *translateRun) flags(f *flags) {
	f.text(&c.lang, "lang", "LANG")
	f.need("lang")
	c.outFlags.register(f, "FILE.xlf|FILE.csv|FILE.docx")
	f.text(&c.in, "in", "FILE.xlf|FILE.csv|FILE.docx")
	f.text(&c.translator, "translator", "PARTY")
	f.list(&c.checked, "checked", "TEXT")
	f.yes(&c.all, "all")
}

// translateLine is one text of the case and how far it is translated, for programs. What it says is not among it.
type translateLine struct {
	ID    string          `json:"id"`
	From  string          `json:"from,omitempty"`
	State translate.State `json:"state"`
	Words int             `json:"words"`
}

// runTranslate lists what a paper in a language lacks, gives it out to a translator, takes it back, or marks versions as
// checked.
func (c *translateRun) runTranslate(ctx context.Context) error {
	changes := c.in != "" || len(c.checked) > 0
	switch {
	case c.lang == "":
		return usage("translate-lang")
	case c.out != "" && changes || c.in != "" && len(c.checked) > 0:
		return usage("translate-one")
	case changes && c.readOnly:
		return failed("read-only")
	case c.out != "" && translateKind(c.out) == "", c.in != "" && translateKind(c.in) == "":
		return usage("translate-kind")
	}
	if c.out != "" {
		if err := c.free(c.outFlags); err != nil { // before the pass phrase is asked for
			return err
		}
	}
	return c.openCase(ctx, func(s *store.Store, d *dossier.Dossier) error {
		switch {
		case c.in != "":
			return c.takeBack(ctx, s, d)
		case len(c.checked) > 0:
			return c.markChecked(ctx, s, d)
		case c.out != "":
			return c.giveToTranslator(ctx, d)
		}
		return c.listTranslations(d)
	})
}

// translateKind is the kind of a file by the end of its name, "" for one that no translator gets.
func translateKind(name string) string {
	switch ext := strings.ToLower(filepath.Ext(name)); ext {
	case ".xlf", ".xliff":
		return "xliff"
	case ".csv", ".docx":
		return ext[1:]
	}
	return ""
}

func (c *translateRun) listTranslations(d *dossier.Dossier) error {
	lines := []translateLine{}
	for _, u := range translate.Units(d, c.lang, c.all) {
		lines = append(lines, translateLine{u.ID(), u.From, u.State, len(strings.Fields(u.Source))})
	}
	if c.json {
		return c.printJSON(map[string]any{"language": c.lang, "texts": lines})
	}
	var b strings.Builder
	for _, l := range lines {
		fmt.Fprintf(&b, "%s  %s\n", l.ID, c.say.T("command.translate.state."+string(l.State)))
	}
	b.WriteString(c.say.T("command.translate.texts", "n", len(lines)) + "\n")
	return c.write(b.String())
}

// giveToTranslator writes the file. It holds whole texts, and so names: no edition is applied, and that is said.
func (c *translateRun) giveToTranslator(ctx context.Context, d *dossier.Dossier) error {
	units := translate.Units(d, c.lang, c.all)
	from := ""
	if l := d.Case().Languages; len(l) > 0 {
		from = l[0]
	}
	err := c.writeWhole(c.outFlags, func(w io.Writer) error {
		switch translateKind(c.out) {
		case "xliff":
			return translate.WriteXLIFF(w, from, c.lang, units)
		case "csv":
			return translate.WriteCSV(w, c.lang, units)
		}
		word := func(key string) string { return c.say.T("command.translate.paper." + key) }
		return docx.Write(ctx, w, translate.Paper(c.lang, units, translate.Words{
			Title: word("title"), Source: word("source"), Target: word("target"), State: word("state"), Note: word("note"),
		}))
	})
	if err != nil {
		return err
	}
	c.note("unsealed", "file", c.out)
	c.note("translate-names", "n", len(units))
	return c.finish(done{File: c.out, Case: d.Case().ID})
}

func (c *translateRun) takeBack(ctx context.Context, s *store.Store, d *dossier.Dossier) error {
	back, fault := c.readBack()
	if len(back.Units) == 0 && fault != nil {
		return fault
	}
	if back.Language == "" {
		back.Language = c.lang
	}
	if back.Language != c.lang {
		return usage("translate-other", "language", back.Language)
	}
	today, err := c.day("")
	if err != nil {
		return err
	}
	translator := ""
	if c.translator != "" {
		if _, ok := dossier.Find[*dossier.Party](d, dossier.ID(c.translator)); !ok {
			return usage("translate-party")
		}
		translator = d.NameIn(dossier.ID(c.translator), c.lang)
	}
	taken := translate.Take(d, back, translator, dossier.Date{EDTF: today.String()})
	if err := c.keepVersions(ctx, s, d, taken.Put); err != nil {
		return err
	}
	for _, l := range taken.Left {
		c.note("translate-left", "id", l.ID, "why", c.say.T("command.translate.left."+string(l.Reason)))
	}
	c.note("translate-taken", "n", len(taken.Put), "same", taken.Same, "left", len(taken.Left))
	return fault
}

// readBack reads the file; units before a fault are kept.
func (c *translateRun) readBack() (translate.Return, error) {
	data, err := os.ReadFile(c.in)
	if err != nil {
		return translate.Return{}, &fault{key: "translate-read", args: []any{"file", c.in}, code: ExitError, err: err}
	}
	var back translate.Return
	switch translateKind(c.in) {
	case "xliff":
		back, err = translate.ReadXLIFF(bytes.NewReader(data))
	case "csv":
		back, err = translate.ReadCSV(bytes.NewReader(data))
	default:
		back, err = translate.ReadDOCX(bytes.NewReader(data), int64(len(data)))
	}
	if err != nil {
		err = &fault{key: "translate-read", args: []any{"file", c.in}, code: ExitError, err: err, detail: true}
	}
	return back, err
}

func (c *translateRun) markChecked(ctx context.Context, s *store.Store, d *dossier.Dossier) error {
	var put []*dossier.Translation
	for _, id := range c.checked {
		i := slices.IndexFunc(d.ToldPlaces(), func(p dossier.Place) bool { return (translate.Unit{Place: p}).ID() == id })
		if i < 0 {
			return usage("translate-text", "id", id)
		}
		v := d.Version(d.ToldPlaces()[i], c.lang)
		if v == nil {
			return usage("translate-text", "id", id)
		}
		put = append(put, translate.Checked(d, v))
	}
	if err := c.keepVersions(ctx, s, d, put); err != nil {
		return err
	}
	c.note("translate-checked", "n", len(put))
	return nil
}

// keepVersions saves versions in one step, so that one undo takes them back.
func (c *translateRun) keepVersions(ctx context.Context, s *store.Store, d *dossier.Dossier, list []*dossier.Translation) error {
	if len(list) == 0 {
		return nil
	}
	put := make([]dossier.Record, 0, len(list))
	for _, t := range list {
		if t.ID == "" {
			id, err := s.NewID(dossier.TypeTranslation)
			if err != nil {
				return err
			}
			t.ID = id
		}
		put = append(put, t)
	}
	if err := s.Apply(ctx, store.Change{Label: "edit", Case: d.Case().ID, Put: put}); err != nil {
		return err
	}
	return s.Flush(ctx)
}
