package ui

import (
	"bytes"
	"io"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"probata/dossier"
	"probata/dossier/giveout"
	"probata/dossier/submission"
	"probata/pdf"
	"probata/ui/room"
	"probata/ui/submit"
	"probata/ui/widget"
)

// manyForm is a form with what the shipped ones have one or another of: several
// bodies, several choices, limits by what is chosen, a spoken text.
const manyForm = `
id = "many"
body = "ccpr"
bodies = ["ccpr", "cat"]
body_by = "M-1"
languages = ["en"]
outputs = ["docx", "pdf"]
edition = "A form of the tests"
last_verified = "2026-10"
source = "this test"
date = "2026-10-31"
confidence = "verified"
title = { en = "Form of the tests" }
about = { en = "One form for two committees." }

[limits]
wpm = 120
source = "this test"
date = "2026-10-31"
confidence = "verified"

[[section]]
id = "A"
number = "A."
label = { en = "All" }

  [[section.question]]
  id = "M-1"
  number = "1."
  label = { en = "Committee" }
  kind = "choice"
  default = "ccpr"
  option = [{ id = "ccpr", label = { en = "Human Rights Committee" } }, { id = "cat", label = { en = "Committee against Torture" }, words = 5 }]

  [[section.question]]
  id = "M-2"
  number = "2."
  label = { en = "Rights" }
  kind = "choices"
  option = [{ id = "life", label = { en = "Life" } }, { id = "liberty", label = { en = "Liberty" } }, { id = "trial", label = { en = "Fair trial" } }]

  [[section.question]]
  id = "M-3"
  number = "3."
  label = { en = "Statement" }
  kind = "longtext"
  max_words = 8
`

func (b *bench) withForm(text string) {
	b.t.Helper()
	tree := fstest.MapFS{"forms/many.toml": {Data: []byte(text)}, "forms/wgad.toml": {Data: readForm(b.t, "forms/wgad.toml")}}
	for _, tag := range []string{"es", "fr", "ru"} {
		name := "lang/" + tag + ".forms.toml"
		tree[name] = &fstest.MapFile{Data: readForm(b.t, name)}
	}
	forms, err := submission.LoadForms(tree)
	if err != nil {
		b.t.Fatal(err)
	}
	b.parts.Forms = forms
	b.speak(b.say.Tag())
}

func readForm(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile("../assets/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestManyChoices chooses several values and one of several bodies, and counts
// words, characters and minutes while an answer is typed.
func TestManyChoices(t *testing.T) {
	b := newBench(t, "en", "light")
	b.withForm(manyForm)
	b.example().showTab("submissions")
	s := b.shell().view.submit()
	s.BeginFor("many", "cat", "")
	at := func(id string) *submission.Answer {
		i := slices.IndexFunc(s.Filled.Answers, func(a submission.Answer) bool { return a.Question.ID == id })
		return &s.Filled.Answers[i]
	}
	if got := at("M-1").Keys; !slices.Equal(got, []string{"cat"}) {
		t.Errorf("the submission is begun for %v", got)
	}
	s.Chosen = "M-2"
	s.FillList()
	s.Answer.Choices.OnChanged([]string{"life", "trial"})
	if got := at("M-2").Keys; !slices.Equal(got, []string{"life", "trial"}) {
		t.Errorf("chosen: %v", got)
	}
	s.Chosen = "M-2"
	s.FillList()
	if got := s.Answer.Choices.Values(); !slices.Equal(got, []string{"life", "trial"}) {
		t.Errorf("shown as chosen: %v", got)
	}
	s.Chosen = "M-3"
	s.FillList()
	test.Type(s.Answer.Text.FocusTarget(), "one two three four five six seven eight nine")
	if got := s.Answer.Count.Text(); got != "9 of 8 words · 44 characters" {
		t.Errorf("the counter of the answer says %q", got)
	}
	if got := s.Whole.Text; !strings.Contains(got, "16 of 5 words") || !strings.Contains(got, "0 min 8 s at 120 words") || s.Whole.Color != widget.ColorDangerText {
		t.Errorf("the counter of the whole says %q", got)
	}
}

// TestWaive sends all the same what stops, with a reason that stays, and takes
// that back. Without a reason nothing is kept.
func TestWaive(t *testing.T) {
	b := newBench(t, "en", "light")
	b.example().showTab("submissions")
	s := b.shell().view.submit()
	s.Begin("wgad")
	stops := func() (out []dossier.Problem) {
		for _, p := range s.Filled.Problems {
			if p.Weight == dossier.Stops {
				out = append(out, p)
			}
		}
		return out
	}
	before := stops()
	if len(before) == 0 {
		t.Fatal("nothing stops the example")
	}
	s.AskWaive(before[0])
	b.confirm()
	b.closeOverlays()
	s.AskWaive(before[0])
	b.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if b.win.Canvas().Overlays().Top() != nil {
		t.Error("Escape in the reason does not close the question")
	}
	if len(stops()) != len(before) || len(b.session.Dossier.List(dossier.TypeWaiver)) != 0 {
		t.Fatal("a stop was waived without a reason")
	}
	b.closeOverlays()
	s.AskWaive(before[0])
	test.Type(b.win.Canvas().Focused(), "The mother has asked for it")
	b.confirm()
	if got := stops(); len(got) != len(before)-1 {
		t.Fatalf("%d stops, want %d", len(got), len(before)-1)
	}
	i := slices.IndexFunc(s.Filled.Problems, func(p dossier.Problem) bool { return p.Waiver != "" })
	row := s.WaivedRow(s.Filled.Problems[i])
	if !strings.Contains(row.Subtitle, "The mother has asked for it") || !strings.Contains(row.Subtitle, "24 November 2026") {
		t.Errorf("the row of what is sent all the same says %q", row.Subtitle)
	}
	row.Stepped()
	if got := stops(); len(got) != len(before) {
		t.Errorf("%d stops after the decision was taken back, want %d", len(got), len(before))
	}
}

// TestProblemKinds: each kind has its word.
func TestProblemKinds(t *testing.T) {
	for _, tag := range []string{"en", "ru"} {
		s := testSpeech(t, tag)
		for _, k := range dossier.ProblemKinds() {
			if !s.Has("ui.preflight." + string(k)) {
				t.Errorf("%s: the kind %s has no word", tag, k)
			}
		}
	}
}

// TestOutputs offers what the body wants first, and writes each kind of file.
func TestOutputs(t *testing.T) {
	b := newBench(t, "en", "light")
	b.withForm(manyForm)
	b.example().showTab("submissions")
	s := b.shell().view.submit()
	s.BeginFor("many", "cat", "")
	var keys []string
	for _, o := range submit.OutputsOf(s.Filled.Form) {
		keys = append(keys, o.Key)
	}
	if want := []string{"docx", "pdf", "portal", "text"}; !slices.Equal(keys, want) {
		t.Errorf("offered %v, want %v", keys, want)
	}
	for kind, begins := range map[string]string{"pdf": "%PDF-", "docx": "PK", "text": ""} {
		out, err := room.Shelf(b).Give(t.Context(), b.session.Store, s.Outgoing(giveout.Kind(kind), pdf.Options{}))
		if err != nil || len(out.Data) == 0 || !strings.HasPrefix(string(out.Data), begins) {
			t.Errorf("%s: %d bytes, %v", kind, len(out.Data), err)
		}
	}
	sealed, err := room.Shelf(b).Give(t.Context(), b.session.Store, s.Outgoing("pdf", pdf.Options{Passphrase: testPhrase}))
	if err != nil || !bytes.Contains(sealed.Data, []byte("/Encrypt")) {
		t.Errorf("with a pass phrase: %d bytes, not sealed, %v", len(sealed.Data), err)
	}
	s.AskExport()
	if said := textsOf(b.win.Canvas().Overlays().Top()); !strings.Contains(said, "This is what the body wants.") {
		t.Errorf("the question says %q", said)
	}
	b.closeOverlays()
}

// TestWebForm copies a field, which leaves the clipboard again.
func TestWebForm(t *testing.T) {
	b := newBench(t, "en", "light")
	b.example().showTab("submissions")
	s := b.shell().view.submit()
	s.Begin("wgad")
	s.Side.Show("web")
	if !s.Portal.Shown {
		s.Portal.Look(true)
	}
	b.settle("the fields", func() bool { return s.Portal.Made })
	said := textsOf(s.Portal.Object)
	if !strings.Contains(said, "Family name") {
		t.Errorf("the first field is not shown: %q", said)
	}
	tapButton(t, s.Portal.Column, b.say.T("ui.portal.copy"))
	if got := b.app.Clipboard().Content(); got == "" || got != b.copied {
		t.Fatalf("the clipboard holds %q", got)
	}
	b.pause()
	if got := b.app.Clipboard().Content(); got != "" {
		t.Errorf("after a minute the clipboard holds %q", got)
	}
}

// TestPattern puts another case of the vault beside this one, and keeps that.
func TestPattern(t *testing.T) {
	b := newBench(t, "en", "light")
	b.withForm(manyForm + `
  [[section.question]]
  id = "M-4"
  number = "4."
  label = { en = "The cases" }
  kind = "table"
  view = "cases"
`)
	sh := b.example()
	id := b.session.CaseID()
	sh.newCase()
	other := b.session.CaseID()
	b.session.Set(other, func(r dossier.Record) { r.(*dossier.Case).Reference, r.(*dossier.Case).Title = "W-2", "Second arrest" })
	sh.openCase(id)
	sh.showTab("submissions")
	s := sh.view.submit()
	s.BeginFor("many", "cat", "")
	answer := func() string { // the head of the table, and a line for each case
		i := slices.IndexFunc(s.Filled.Answers, func(a submission.Answer) bool { return a.Question.ID == "M-4" })
		return s.Filled.Answers[i].Text
	}
	if n := len(strings.Split(strings.TrimSpace(answer()), "\n")); n != 1+1 {
		t.Fatalf("%d lines before another was chosen: %q", n, answer())
	}
	if err := b.session.Store.SetSetting(t.Context(), submit.PatternKey(s.ID), string(other)+",case-that-went"); err != nil {
		t.Fatal(err)
	}
	s.Refill()
	if n := len(strings.Split(strings.TrimSpace(answer()), "\n")); n != 1+2 {
		t.Errorf("%d lines in the table, want a head and 2 cases", n)
	}
	if len(s.CaseChooser(s.Record())) != 1 {
		t.Error("the other cases cannot be chosen")
	}
}

// TestReferences takes a judgment in from a reference manager, and takes it back.
func TestReferences(t *testing.T) {
	b := newBench(t, "en", "light")
	s := b.example()
	before := len(b.session.Dossier.List(dossier.TypeSource))
	referencesFrom(s.w, io.NopCloser(strings.NewReader(`[{"id": "a", "type": "article-journal", "title": "On custody", "container-title": "Review"}]`)))
	b.settle("the references", func() bool { return s.banner.Visible() })
	if n := len(b.session.Dossier.List(dossier.TypeSource)); n != before+1 {
		t.Fatalf("%d sources, want %d; the banner says %q", n, before+1, s.banner.Text())
	}
	s.undo(false)
	if n := len(b.session.Dossier.List(dossier.TypeSource)); n != before {
		t.Errorf("%d sources after undo, want %d", n, before)
	}
	askReferences(s.w)
	if b.win.Canvas().Overlays().Top() == nil {
		t.Error("nothing is asked before references are written")
	}
	b.closeOverlays()
}
