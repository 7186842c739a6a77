package ui

import (
	"bytes"
	"context"
	"io"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"

	"probata/dossier"
	"probata/dossier/exchange"
	"probata/dossier/store"
	"probata/ui/care"
	"probata/ui/first"
	"probata/ui/room"
	"probata/ui/speech"
	"probata/ui/widget"
)

// cases is the list of all cases of the vault.
type cases struct {
	shell  *shell
	list   *widget.RecordList
	shown  []store.CaseRow
	filter string
	order  *widget.Switch
	byDue  bool // the nearest deadline first
	object fyne.CanvasObject
}

func newCases(s *shell) *cases {
	c := &cases{shell: s}
	w := s.w
	t := w.say.T
	c.order = widget.NewSwitch([]widget.Option{{Key: "made", Label: t("ui.cases.as-made")}, {Key: "due", Label: t("ui.cases.by-due")}}, "made", func(k string) {
		c.byDue = k == "due"
		c.fill(c.filter)
	})
	c.list = widget.NewRecordList(widget.RecordListOptions{
		Tools:      []fyne.CanvasObject{c.order},
		FilterHint: t("ui.cases.filter"), EmptyIcon: w.icons["case"], EmptyText: t("ui.cases.empty"), EmptyAdd: t("ui.cases.new"), NoMatch: t("ui.list.no-match"),
	})
	c.list.OnAdd = s.newCase
	c.list.OnFilter = c.fill
	c.list.OnSelected = func(i int) { s.openCase(c.shown[i].ID) }
	head := widget.NewHeader(
		widget.NewQuietButton(t("ui.cases.example"), w.icons["case"], s.addExample),
		widget.NewQuietButton(t("ui.cases.receive"), w.icons["lock"], func() { care.Receive(w) }),
		widget.NewButton(t("ui.cases.import"), w.icons["paste"], s.importFile),
		widget.NewPrimaryButton(t("ui.cases.new"), w.icons["add"], s.newCase))
	head.Set(t("ui.cases.title"), speech.Join(room.VaultName(w.session.Path), w.say.N("ui.count.cases", len(w.session.Cases))))
	c.object = widget.NewPadded(widget.NewHeaded(14, head, c.list), 16, 20, 0, 20)
	c.fill("")
	return c
}

func (c *cases) fill(q string) {
	c.filter = q
	c.shown = c.shown[:0]
	for _, x := range c.shell.w.session.Cases {
		if q == "" || speech.CaseMatches(x, q) {
			c.shown = append(c.shown, x)
		}
	}
	if c.byDue {
		slices.SortStableFunc(c.shown, func(a, b store.CaseRow) int { return c.shell.w.compareDues(a.ID, b.ID) })
	}
	c.list.SetRows(func(i int) widget.Row {
		row := c.shell.w.say.CaseRow(c.shown[i], c.shell.w.icons)
		if m, ok := c.shell.w.dueMark(c.shown[i].ID); ok {
			row.Marks = append(row.Marks, m)
		}
		return row
	}, len(c.shown))
}

// dated shows a deadline that has been found.
func (c *cases) dated() {
	if c.byDue { // it may have moved
		c.fill(c.filter)
		return
	}
	for i := range c.shown {
		c.list.RefreshRow(i)
	}
}

// addExample puts the example case into the present vault and opens it.
func (s *shell) addExample() {
	st := s.w.session.Store
	s.w.Work(func(ctx context.Context) error { return first.ImportExample(s.w, ctx, st) }, s.imported)
}

// importFile asks for the JSON of a case and takes it in.
func (s *shell) importFile() {
	d := dialog.NewFileOpen(func(r fyne.URIReadCloser, err error) {
		switch {
		case err != nil:
			s.w.Fail(err)
		case r != nil:
			s.importFrom(r)
		}
	}, s.w.win)
	d.SetFilter(storage.NewExtensionFileFilter([]string{".json"}))
	room.ShowDialog(s.w, d, "open")
}

func (s *shell) importFrom(r io.ReadCloser) {
	st := s.w.session.Store
	s.w.Work(func(ctx context.Context) error {
		defer r.Close()
		d, err := exchange.ReadJSON(r)
		if err != nil {
			return err
		}
		return st.Import(ctx, d.All())
	}, s.imported)
}

// imported shows the cases anew; a case that came in as the only one is opened.
func (s *shell) imported(err error) {
	if err != nil {
		s.w.Fail(err)
		return
	}
	if s.w.session == nil {
		return
	}
	before := map[dossier.ID]bool{}
	for _, c := range s.w.session.Cases {
		before[c.ID] = true
	}
	s.showCases()
	for _, c := range s.w.session.Cases {
		if !before[c.ID] {
			s.openCase(c.ID)
			return
		}
	}
}

// exportCase writes the case as JSON where a person wants it, after saying that
// such a file is sealed to nobody.
func (s *shell) exportCase() {
	s.w.session.Flush()
	d := s.w.session.Dossier
	if d == nil {
		return
	}
	say := s.w.say
	s.w.Ask(room.Question{Title: say.T("ui.json.title"), Text: say.T("ui.json.text"), Yes: say.T("ui.json.yes"), No: say.Words.Cancel, Danger: true}, func() {
		var b bytes.Buffer
		if err := exchange.WriteJSON(&b, d); err != nil {
			s.w.Fail(err)
			return
		}
		room.SaveFile(s.w, room.NeutralName(s.w, "case", "", ".json"), b.Bytes(), say.T("ui.json.done"))
	})
}

// notice says what has been done, where the screen has a place for it.
func (w *Window) Notice(text string) {
	if s, ok := w.screen.(interface{ notice(string) }); ok {
		s.notice(text)
	}
}

func (s *shell) notice(text string) { s.banner.Say(widget.Success, text, "", nil) }
