package ui

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/storage"

	"probata/dossier"
	"probata/dossier/store"
	"probata/ui/report"
	"probata/ui/widget"
)

// pressReport is a report of a press agency, with invented names.
const pressReport = `Lawyer Timur Beksultan detained in Almaty

ALMATY, 18 April 2022. Lawyer Timur Beksultan was detained on 17 April 2022 as he left work, the Steppe Rights Centre said.

"He was held for two days without a lawyer," said his brother Daniyar Beksultan.

Beksultan was beaten at the police department, his defence counsel Aigul Saparova said. "He could hardly walk," Saparova said.

He was charged under article 174 of the Criminal Code.
`

// emptyCase opens a vault with a case that holds nothing yet.
func (b *bench) emptyCase() *shell {
	b.t.Helper()
	s := b.example()
	c := &dossier.Case{Head: dossier.Head{ID: "case-report"}, Title: "A case"}
	if err := b.session.Store.Import(b.t.Context(), []dossier.Record{c}); err != nil {
		b.t.Fatal(err)
	}
	if err := b.session.RefreshCases(b.t.Context()); err != nil {
		b.t.Fatal(err)
	}
	s.openCase("case-report")
	return s
}

// paste opens the room of reports and pastes a text into it.
func (b *bench) pasteReport(words string) *report.Screen {
	b.t.Helper()
	s := b.shell()
	s.showTab("report")
	r := s.view.screen.(*report.Screen)
	b.app.Clipboard().SetContent(words)
	before := r.Evidence
	r.Page.FocusTarget().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutPaste{Clipboard: b.app.Clipboard()})
	b.settle("the report", func() bool { return r.Evidence != "" && r.Evidence != before })
	return r
}

// reportKey presses a key in the text of a report; the letter goes to what has the keyboard then.
func (b *bench) reportKey(r *report.Screen, k fyne.KeyName) {
	page := r.Page.FocusTarget()
	page.TypedKey(&fyne.KeyEvent{Name: k})
	if len(k) == 1 { // what a Cyrillic keyboard writes there
		if f := b.win.Canvas().Focused(); f != nil {
			f.TypedRune('з')
		}
	}
}

// TestReport goes from a pasted report to records that all rest on a passage, by one key.
func TestReport(t *testing.T) {
	b := newBench(t, "en", "light")
	b.emptyCase()
	r := b.pasteReport(pressReport)
	d := b.session.Dossier
	ev := dossier.Of[*dossier.Evidence](d)
	src := dossier.Of[*dossier.Source](d)
	if len(ev) != 1 || len(ev[0].SHA256) != 64 || ev[0].MediaType != "text/plain" || len(src) != 1 || !slices.Contains(src[0].Files, ev[0].ID) || src[0].Issued.EDTF != "2022-04-18" {
		t.Fatalf("not sealed with a source: %d files, %d sources", len(ev), len(src))
	}
	if n := len(d.List(dossier.TypeParty)) + len(d.List(dossier.TypeEvent)); n != 0 {
		t.Fatalf("%d records were entered unasked", n)
	}
	if len(r.Open) < 8 {
		t.Fatalf("only %d suggestions", len(r.Open))
	}
	r.Page.FocusTarget().(desktop.Keyable).KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	b.reportKey(r, fyne.KeyA)
	d = b.session.Dossier
	parties, quotes, acts := d.List(dossier.TypeParty), dossier.Of[*dossier.Quote](d), dossier.Of[*dossier.Act](d)
	if len(parties) < 3 || len(quotes) != 2 || len(acts) == 0 {
		t.Fatalf("%d parties, %d quotes, %d acts", len(parties), len(quotes), len(acts))
	}
	facts := slices.Concat(parties, d.List(dossier.TypeQuote), d.List(dossier.TypeAct))
	for _, f := range facts {
		if len(d.Citations(f.Header().ID)) == 0 {
			t.Errorf("%s rests on no passage", f.Header().ID)
		}
	}
	for _, c := range dossier.Of[*dossier.Citation](d) {
		if !strings.Contains(pressReport, c.Quoted) || c.Source != src[0].ID {
			t.Errorf("%s cites what does not stand there", c.ID)
		}
	}
	for _, q := range quotes {
		if d.Get(q.Speaker) == nil {
			t.Errorf("%s has no speaker", q.ID)
		}
	}
}

// TestReportDismissed: what was dismissed does not come back, in the same text or in one that is read again.
func TestReportDismissed(t *testing.T) {
	b := newBench(t, "en", "light")
	s := b.emptyCase()
	r := b.pasteReport(pressReport)
	gone, n := r.Open[0], len(r.Open)
	b.reportKey(r, fyne.KeyX)
	if len(r.Open) != n-1 || r.Open[0].Key == gone.Key {
		t.Fatalf("%d suggestions after one of %d was dismissed", len(r.Open), n)
	}
	s.showTab("overview")
	s.showTab("report")
	again := s.view.screen.(*report.Screen)
	b.settle("the report", func() bool { return again.Evidence != "" })
	if again.Evidence != r.Evidence || len(again.Open) != n-1 {
		t.Errorf("%d suggestions when read again, want %d", len(again.Open), n-1)
	}
	b.undo(false)
	if len(again.Open) != n {
		t.Errorf("%d suggestions after undo, want %d", len(again.Open), n)
	}
}

func (b *bench) undo(again bool) { b.shell().undo(again) }

// TestReportMark selects words by the keyboard and makes records of them.
func TestReportMark(t *testing.T) {
	b := newBench(t, "en", "light")
	b.emptyCase()
	r := b.pasteReport(pressReport)
	at := strings.Index(pressReport, "Steppe Rights Centre")
	r.Page.Select(at, at+len("Steppe"))
	page := r.Page.FocusTarget()
	page.(desktop.Keyable).KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	b.reportKey(r, fyne.KeyRight)
	b.reportKey(r, fyne.KeyRight)
	page.(desktop.Keyable).KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	if from, to, ok := r.Page.Selection(); !ok || pressReport[from:to] != "Steppe Rights Centre" {
		t.Fatalf("selected %q", pressReport[from:to])
	}
	b.reportKey(r, fyne.KeyP)
	picker := b.win.Canvas().Focused()
	if e, ok := picker.(interface{ SelectedText() string }); !ok || picker == page {
		t.Fatalf("the key opens nothing: %v", e)
	}
	for _, words := range widget.Typed(b.win.Canvas().Overlays().Top()) {
		if words != "" {
			t.Errorf("the letter of the key is typed into what it opens: %q", words)
		}
	}
	picker.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	picker.(interface{ TypedKey(*fyne.KeyEvent) }).TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	d := b.session.Dossier
	names := dossier.Of[*dossier.Name](d)
	if len(names) != 1 || names[0].Full != "Steppe Rights Centre" {
		t.Fatalf("%d names", len(names))
	}
	cited := d.Citations(names[0].Party)
	if len(cited) != 1 || cited[0].Quoted != "Steppe Rights Centre" || cited[0].Paragraph != "2" || cited[0].Before == "" {
		t.Fatalf("cited %+v", cited)
	}
	r.Page.Select(at, at+5)
	b.reportKey(r, fyne.KeyN)
	if n := len(b.session.Dossier.List(dossier.TypeNote)); n != 1 {
		t.Errorf("%d notes", n)
	}
}

// TestReportAgain: in a corrected text all citations whose words still stand there are kept, and the others listed.
func TestReportAgain(t *testing.T) {
	b := newBench(t, "en", "light")
	b.emptyCase()
	r := b.pasteReport(pressReport)
	r.AcceptAll()
	before := dossier.Of[*dossier.Citation](b.session.Dossier)
	corrected := "CORRECTED. The earlier text named the wrong day.\n\n" + strings.ReplaceAll(pressReport, "\"He could hardly walk,\" Saparova said.", "")
	want := 0
	for _, c := range before {
		if strings.Contains(corrected, c.Quoted) {
			want++
		}
	}
	if want == len(before) || want == 0 {
		t.Fatalf("the text corrects nothing: %d of %d", want, len(before))
	}
	e, err := b.session.Store.TakeIn(t.Context(), b.session.CaseID(), store.Intake{Name: "corrected.txt", MediaType: "text/plain", Content: strings.NewReader(corrected)})
	if err != nil {
		t.Fatal(err)
	}
	if err := b.session.Reload(t.Context(), e.ID); err != nil {
		t.Fatal(err)
	}
	r.Correct(b.first(dossier.TypeSource), e.ID)
	b.settle("the corrected text", func() bool { return r.Evidence == e.ID })
	if len(r.Used) != want {
		t.Errorf("%d citations kept, want %d of %d", len(r.Used), want, len(before))
	}
	for _, p := range r.Used {
		if corrected[p.ByteStart:p.ByteEnd] != p.Citation.Quoted || p.Citation.Source != b.first(dossier.TypeSource) {
			t.Errorf("%s lies elsewhere", p.Citation.ID)
		}
	}
	if n := len(b.session.Dossier.List(dossier.TypeCitation)); n != len(before) {
		t.Errorf("%d citations, want %d: those without words are kept too", n, len(before))
	}
	if !strings.Contains(b.shell().banner.Text(), "gone: ") {
		t.Errorf("nothing is said of the rest: %q", b.shell().banner.Text())
	}
}

// TestReportJump opens the passage of a citation from anywhere, and a file that is dropped is read.
func TestReportJump(t *testing.T) {
	b := newBench(t, "en", "light")
	s := b.emptyCase()
	r := b.pasteReport(pressReport)
	b.reportKey(r, fyne.KeyReturn)
	c := dossier.Of[*dossier.Citation](b.session.Dossier)[0]
	s.showTab("timeline")
	b.Jump(c.ID, "")
	again, ok := s.view.screen.(*report.Screen)
	if !ok {
		t.Fatalf("shown: %T", s.view.screen)
	}
	b.settle("the passage", func() bool { return again.Evidence != "" && len(again.Used) > 0 })
	b.Jump(c.ID, "quoted")
	if s.view.section() == nil {
		t.Error("the citation itself cannot be reached")
	}
	s.showTab("report")
	dropped := s.view.screen.(*report.Screen)
	path := filepath.Join(t.TempDir(), "second.html")
	if err := os.WriteFile(path, []byte("<html><body><p>Lawyer Timur Beksultan was detained on 3 May 2022 in Almaty.</p></body></html>"), 0o600); err != nil {
		t.Fatal(err)
	}
	b.dropped(fyne.Position{}, []fyne.URI{storage.NewFileURI(path)})
	b.settle("the file", func() bool { return len(b.session.Dossier.List(dossier.TypeSource)) == 2 })
	if len(dropped.Open) == 0 {
		text, err := b.session.Store.Text(t.Context(), dropped.Evidence)
		t.Errorf("a dropped page suggests nothing: %q %v", text, err)
	}
}
