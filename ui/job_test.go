package ui

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"probata/dossier"
	"probata/dossier/desk"
	"probata/dossier/outfile"
	"probata/pdf"
	"probata/ui/care"
	"probata/ui/first"
	"probata/ui/records"
	"probata/ui/room"
	"probata/ui/submit"
	"probata/ui/widget"
)

// enter types text into a field of the record in the editor.
func (b *bench) enter(field, text string) {
	b.t.Helper()
	e := b.shell().view.section().Editor
	f := e.Form(e.Current().Type()).Form.Field(field)
	if f == nil {
		b.t.Fatalf("no field %s in the editor of %s", field, e.ID)
	}
	target := f.FocusTarget()
	b.win.Canvas().Focus(target)
	test.Type(target, text)
}

// press sends a shortcut to the window, to which entries hand it on. The canvas
// of the test driver has a handler of shortcuts but wraps it.
func (b *bench) press(s fyne.Shortcut) {
	b.t.Helper()
	c := reflect.ValueOf(b.win.Canvas()).Elem().FieldByName("WindowlessCanvas").Interface()
	c.(fyne.Shortcutable).TypedShortcut(s)
}

// TestMainJob creates a vault, edits a case, locks, unlocks and exports.
func TestMainJob(t *testing.T) {
	b := newBench(t, "en", "light")
	dir := t.TempDir()
	c := first.NewCreate(b.Window)
	b.Window.show(c)
	c.Folder.SetText(dir)
	c.Name.SetText("Work")
	test.Type(c.Phrase.Again.FocusTarget(), "not these words")
	test.Tap(c.Make)
	if !strings.Contains(c.Banner.Text(), "seven words") {
		t.Fatalf("words that differ: the banner says %q", c.Banner.Text())
	}
	c.Phrase.Again.SetText(c.Phrase.Words)
	test.Tap(c.Make)
	b.settle("new vault", func() bool { _, ok := b.screen.(*care.KeyOffer); return ok })
	b.screen.(*care.KeyOffer).Then()

	b.shell().newCase()
	id := b.session.CaseID()
	b.enter("reference", "W-1")
	b.enter("title", "Arrest in Almaty")
	b.shell().showTab("timeline")
	b.shell().view.section().Add()
	b.enter("title", "Detention")
	b.enter("venue", "Abai street") // the typing pause has not passed when the vault is locked
	b.shell().showTab("parties")
	b.shell().view.section().Add() // begins with the name
	b.enter("family", "Nurlanova")
	b.lock(nil)
	b.settle("lock", func() bool { _, ok := b.screen.(*first.Unlock); return ok })
	if b.session != nil {
		t.Fatal("the session outlives the lock")
	}

	u := b.screen.(*first.Unlock)
	test.Type(u.Pass.FocusTarget(), "wrong")
	test.Tap(u.Open)
	b.settle("refusal", func() bool { return u.Banner.Visible() && strings.Contains(u.Banner.Text(), "not the pass phrase") })
	u.Pass.SetText(c.Phrase.Words)
	test.Tap(u.Open)
	b.settle("unlock", func() bool { return b.session != nil })

	b.shell().openCase(id)
	if got := b.session.Dossier.Case(); got.Reference != "W-1" || got.Title != "Arrest in Almaty" {
		t.Errorf("after the lock the case is %q, %q", got.Reference, got.Title)
	}
	events := dossier.Of[*dossier.Event](b.session.Dossier)
	if len(events) != 1 || events[0].Title != "Detention" || events[0].Venue != "Abai street" {
		t.Fatalf("after the lock there are %d events, the first %+v", len(events), events)
	}
	if names := dossier.Of[*dossier.Name](b.session.Dossier); len(names) != 1 || names[0].Family != "Nurlanova" {
		t.Errorf("after the lock there are %d names", len(names))
	}
	b.export("dossier", filepath.Join(dir, "out.pdf"))
}

// export begins a submission of a form and writes it, as the button does once a
// file was chosen.
func (b *bench) export(form, path string) {
	b.t.Helper()
	sh := b.shell()
	sh.showTab("submissions")
	sh.view.submit().Begin(form)
	sh.view.submit().MakeFile(submit.Output{Key: "pdf", Ext: ".pdf"}, pdf.Options{})
	b.settle("pages", func() bool { return b.win.Canvas().Overlays().Top() != nil })
	b.closeOverlays() // the file dialog
	s := sh.view.submit()
	report, err := room.Shelf(b).Give(b.t.Context(), b.session.Store, s.Outgoing("pdf", pdf.Options{}))
	if err != nil || report.Pages == 0 {
		b.t.Fatalf("%s: %d pages, %v", form, report.Pages, err)
	}
	sh.banner.Hide()
	room.WriteOut(b, func(fill func(io.Writer) error) error { return outfile.Write(path, fill) }, report.Data, "done")
	b.settle("file", func() bool { return sh.banner.Text() == "done" && sh.banner.Visible() })
	data, err := os.ReadFile(path)
	if err != nil || !bytes.HasPrefix(data, []byte("%PDF-")) {
		b.t.Errorf("%s: no PDF was written (%v)", form, err)
	}
}

// TestExampleExports writes all three forms of the example.
func TestExampleExports(t *testing.T) {
	b := newBench(t, "en", "light")
	b.example()
	for _, f := range b.parts.Forms.All() {
		b.export(f.ID, filepath.Join(t.TempDir(), f.ID+".pdf"))
	}
}

// TestUndoKeys undoes and redoes by keys while the cursor stands in a field.
func TestUndoKeys(t *testing.T) {
	b := newBench(t, "en", "light")
	b.example()
	b.Jump("event-e3", "title")
	old := b.session.Dossier.Get("event-e3").(*dossier.Event).Title
	b.enter("title", "X")
	b.enter("title", "Y")
	title := func() string { return b.session.Dossier.Get("event-e3").(*dossier.Event).Title }
	b.press(&fyne.ShortcutUndo{}) // applies what was typed, then takes all of it back
	if title() != old {
		t.Errorf("undo left %q, want %q", title(), old)
	}
	if shown := b.shell().view.section().Editor.Form(dossier.TypeEvent).Form.Field("title").(*widget.TextField).Text(); shown != old {
		t.Errorf("after undo the field shows %q, want %q", shown, old)
	}
	b.press(redoShortcut())
	if got := title(); !strings.Contains(got, "X") || !strings.Contains(got, "Y") {
		t.Errorf("redo left %q", got)
	}
	b.press(&fyne.ShortcutUndo{})
	b.press(&fyne.ShortcutUndo{}) // the import is the first step of all; this undoes it, or says why not
	if b.screen == nil {
		t.Fatal("no screen after undoing everything")
	}
}

// TestTypingIsOneStep joins keys in one field into one entry of the history.
func TestTypingIsOneStep(t *testing.T) {
	b := newBench(t, "en", "light")
	b.example()
	b.Jump("event-e3", "venue")
	before := b.entries()
	for _, k := range []string{"a", "b", "c"} {
		b.enter("venue", k)
		b.pause()
	}
	if n := b.entries() - before; n != 1 {
		t.Errorf("three keys made %d entries in the history, want 1", n)
	}
}

func (b *bench) entries() int {
	b.t.Helper()
	all, err := b.session.Store.History(context.Background(), historyOf(b.session.CaseID()))
	if err != nil {
		b.t.Fatal(err)
	}
	return len(all)
}

// TestProblemsJump opens the place of every problem of the example.
func TestProblemsJump(t *testing.T) {
	b := newBench(t, "en", "light")
	b.example()
	problems := b.session.Check()
	if len(problems) == 0 {
		t.Fatal("the example has no problems to jump to")
	}
	for _, p := range problems {
		room.ProblemRow(b, p, true).Tapped()
		s := b.shell().view.section()
		if s == nil || s.Editor.ID != p.Record {
			t.Fatalf("the problem %s of %s opens another place", p.Key, p.Record)
		}
		if p.Field != "" && s.Editor.Form(p.Record.Type()).Form.Highlighted() != p.Field {
			t.Errorf("the problem %s does not light %s.%s", p.Key, p.Record, p.Field)
		}
	}
}

// TestRemoveAndUndo deletes a fact with all that hangs on it and brings it back.
func TestRemoveAndUndo(t *testing.T) {
	b := newBench(t, "en", "light")
	b.example()
	b.Jump("event-e8", "")
	before := len(b.session.Dossier.All())
	plan := desk.PlanRemoval(b.session.Dossier, "event-e8")
	if !b.session.Apply("remove", "", plan.Put, plan.Remove) {
		t.Fatal("the removal was refused")
	}
	if b.session.Dossier.Get("event-e8") != nil {
		t.Fatal("the event is still there")
	}
	b.shell().undo(false)
	if after := len(b.session.Dossier.All()); after != before {
		t.Errorf("after undo there are %d records, want %d", after, before)
	}
}

// TestAttach takes a file in and adds a line to its custody log.
func TestAttach(t *testing.T) {
	b := newBench(t, "en", "light")
	b.example()
	b.dropFiles(map[string][]byte{"photo.jpg": []byte("not really a photograph")}, "photo.jpg")
	e := b.shell().view.section().Editor
	ev := b.session.Dossier.Get(e.ID).(*dossier.Evidence)
	lines := len(b.session.Dossier.Children(ev.ID, dossier.TypeCustody))
	e.AddChild(records.Attachment{Child: dossier.TypeCustody, Field: "evidence"})
	if e.Draft == nil {
		t.Fatal("a custody line is not begun as a draft")
	}
	e.Draft.(*dossier.Custody).Action = "viewed"
	e.KeepDraft()
	if got := len(b.session.Dossier.Children(ev.ID, dossier.TypeCustody)); got != lines+1 {
		t.Errorf("the custody log has %d lines, want %d", got, lines+1)
	}
	if e.ID != ev.ID {
		t.Errorf("after the line is kept the editor shows %s, want the evidence", e.ID)
	}
}

// TestElements offers one finding for each element of a provision and adds them.
func TestElements(t *testing.T) {
	b := newBench(t, "en", "light")
	b.example().showTab("law")
	id := room.Create(b, dossier.TypeAllegation, "", func(r dossier.Record) { r.(*dossier.Allegation).Provision = "iccpr.9" })
	b.Jump(id, "")
	e := b.shell().view.section().Editor
	missing := e.MissingElements(b.session.Dossier.Get(id).(*dossier.Allegation))
	p, _ := b.parts.Law.Provision("iccpr.9")
	if len(missing) != len(p.Elements) || len(missing) == 0 {
		t.Fatalf("%d elements are missing, want %d", len(missing), len(p.Elements))
	}
	e.AddElements(id, missing)
	if got := len(b.session.Dossier.Children(id, dossier.TypeFinding)); got != len(missing) {
		t.Errorf("%d findings were added, want %d", got, len(missing))
	}
	if again := e.MissingElements(b.session.Dossier.Get(id).(*dossier.Allegation)); len(again) != 0 {
		t.Errorf("%d elements are still offered", len(again))
	}
}

// TestIdle locks after the minutes chosen and not before.
func TestIdle(t *testing.T) {
	b := newBench(t, "en", "light")
	b.example()
	b.app.Preferences().SetInt("lock-minutes", 5)
	b.active = testNow().Add(-4 * 60e9)
	b.lockIfIdle()
	if b.session == nil {
		t.Fatal("locked after four minutes of five")
	}
	b.active = testNow().Add(-5 * 60e9)
	b.lockIfIdle()
	b.settle("lock", func() bool { _, ok := b.screen.(*first.Unlock); return ok })
	if b.win.Title() != neutralTitle {
		t.Errorf("the title of the window is %q", b.win.Title())
	}
}

// TestRefusals says of each vault that does not open why, and goes on.
func TestRefusals(t *testing.T) {
	b := newBench(t, "en", "light")
	b.example()
	open := b.session.Path
	empty := t.TempDir()
	for _, x := range []struct{ path, says string }{
		{open, "open in another window"},
		{empty, "no vault in this folder"},
		{filepath.Join(empty, "missing"), "no vault in this folder"},
		{"", "Choose the folder"},
	} {
		u := first.NewUnlock(b.Window, x.path, nil)
		b.Window.show(u)
		u.Pass.SetText(testPhrase)
		test.Tap(u.Open)
		b.settle("refusal", func() bool { return u.Banner.Visible() })
		if !strings.Contains(u.Banner.Text(), x.says) {
			t.Errorf("%q: the banner says %q", x.path, u.Banner.Text())
		}
	}
}

// TestLanguageAtOnce changes language and palette and stays where it was.
func TestLanguageAtOnce(t *testing.T) {
	b := newBench(t, "en", "light")
	b.example()
	b.Jump("event-e3", "")
	b.shell().showTab("timeline")
	b.SetLanguage("ru")
	v := b.shell().view
	if v == nil || v.key != "timeline" || v.tabs.Selected() != "timeline" {
		t.Fatal("another screen is shown after the language changed")
	}
	if got := b.say.T("ui.tab.timeline"); got != "События" {
		t.Errorf("the tab is called %q", got)
	}
	b.shell().showSettings()
	b.SetTheme("dark")
	if !b.shell().settings {
		t.Error("another screen is shown after the palette changed")
	}
}

// TestOwnAnswer writes an answer of one's own to a Question, and takes it back.
func TestOwnAnswer(t *testing.T) {
	b := newBench(t, "en", "light")
	b.example().showTab("submissions")
	s := b.shell().view.submit()
	s.Begin("wgad")
	s.Chosen = s.Filled.Answers[1].Question.ID
	s.FillList()
	own := func() string {
		for i := range s.Filled.Answers {
			if a := &s.Filled.Answers[i]; a.Question.ID == s.Chosen && a.Own {
				return a.Text
			}
		}
		return ""
	}
	target := s.Answer.Text.FocusTarget()
	test.Type(target, "As told")
	b.pause()
	s.Choose(2)
	s.Chosen = s.Filled.Answers[1].Question.ID
	s.FillList()
	if got := own(); got != "As told" {
		t.Errorf("the own answer is %q", got)
	}
	s.Answer.Write("")
	s.Answer.Writing = false
	s.Refill()
	if got := own(); got != "" {
		t.Errorf("the answer was emptied and is still %q", got)
	}
}

// TestOpenTime measures how long a large case takes to be there.
func TestOpenTime(t *testing.T) {
	b := newBench(t, "en", "light")
	sh := b.example()
	var put []dossier.Record
	id := b.session.CaseID()
	for i := range 5000 {
		put = append(put, &dossier.Event{Head: dossier.Head{ID: dossier.ID("event-m" + strconv.Itoa(i)), Case: id, Place: int64(1000 + i)}, Title: "Event " + strconv.Itoa(i)})
	}
	for i := range 2000 {
		put = append(put, &dossier.Quote{Head: dossier.Head{ID: dossier.ID("quote-m" + strconv.Itoa(i)), Case: id, Place: int64(1000 + i)}, Words: "Words " + strconv.Itoa(i), Speaker: "party-p1"})
	}
	b.session.Apply("add", "", put, nil)
	sh.showCases()
	start := time.Now()
	sh.openCase(id)
	t.Logf("a case of 5,000 events and 2,000 quotes is shown after %v", time.Since(start).Round(time.Millisecond))
	if n := len(b.session.Dossier.List(dossier.TypeEvent)); n < 5000 {
		t.Errorf("the case has %d events", n)
	}
}
