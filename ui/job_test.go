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
	"probata/ui/widget"
)

// enter types text into a field of the record in the editor.
func (b *bench) enter(field, text string) {
	b.t.Helper()
	e := b.shell().view.section.editor
	f := e.form(e.current().Type()).form.Field(field)
	if f == nil {
		b.t.Fatalf("no field %s in the editor of %s", field, e.id)
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
	c := newCreate(b.Window)
	b.Window.show(c)
	c.folder.SetText(dir)
	c.name.SetText("Work")
	test.Type(c.phrase.again.FocusTarget(), "not these words")
	test.Tap(c.make)
	if !strings.Contains(c.banner.Text(), "seven words") {
		t.Fatalf("words that differ: the banner says %q", c.banner.Text())
	}
	c.phrase.again.SetText(c.phrase.words)
	test.Tap(c.make)
	b.settle("new vault", func() bool { _, ok := b.screen.(*keyOffer); return ok })
	b.screen.(*keyOffer).then()

	b.shell().newCase()
	id := b.session.caseID()
	b.enter("reference", "W-1")
	b.enter("title", "Arrest in Almaty")
	b.shell().showTab("timeline")
	b.shell().view.section.add()
	b.enter("title", "Detention")
	b.enter("venue", "Abai street") // the typing pause has not passed when the vault is locked
	b.shell().showTab("parties")
	b.shell().view.section.add() // begins with the name
	b.enter("family", "Nurlanova")
	b.lock(nil)
	b.settle("lock", func() bool { _, ok := b.screen.(*unlock); return ok })
	if b.session != nil {
		t.Fatal("the session outlives the lock")
	}

	u := b.screen.(*unlock)
	test.Type(u.pass.FocusTarget(), "wrong")
	test.Tap(u.open)
	b.settle("refusal", func() bool { return u.banner.Visible() && strings.Contains(u.banner.Text(), "not the pass phrase") })
	u.pass.SetText(c.phrase.words)
	test.Tap(u.open)
	b.settle("unlock", func() bool { return b.session != nil })

	b.shell().openCase(id)
	if got := b.session.d.Case(); got.Reference != "W-1" || got.Title != "Arrest in Almaty" {
		t.Errorf("after the lock the case is %q, %q", got.Reference, got.Title)
	}
	events := dossier.Of[*dossier.Event](b.session.d)
	if len(events) != 1 || events[0].Title != "Detention" || events[0].Venue != "Abai street" {
		t.Fatalf("after the lock there are %d events, the first %+v", len(events), events)
	}
	if names := dossier.Of[*dossier.Name](b.session.d); len(names) != 1 || names[0].Family != "Nurlanova" {
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
	sh.view.submit.begin(form)
	sh.view.submit.makeFile(output{key: "pdf", ext: ".pdf"}, pdf.Options{})
	b.settle("pages", func() bool { return b.win.Canvas().Overlays().Top() != nil })
	b.closeOverlays() // the file dialog
	s := sh.view.submit
	report, err := b.shelf().Give(b.t.Context(), b.session.store, s.outgoing("pdf", pdf.Options{}))
	if err != nil || report.Pages == 0 {
		b.t.Fatalf("%s: %d pages, %v", form, report.Pages, err)
	}
	sh.banner.Hide()
	b.writeOut(func(fill func(io.Writer) error) error { return outfile.Write(path, fill) }, report.Data, "done")
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
	b.jump("event-e3", "title")
	old := b.session.d.Get("event-e3").(*dossier.Event).Title
	b.enter("title", "X")
	b.enter("title", "Y")
	title := func() string { return b.session.d.Get("event-e3").(*dossier.Event).Title }
	b.press(&fyne.ShortcutUndo{}) // applies what was typed, then takes all of it back
	if title() != old {
		t.Errorf("undo left %q, want %q", title(), old)
	}
	if shown := b.shell().view.section.editor.form(dossier.TypeEvent).form.Field("title").(*widget.TextField).Text(); shown != old {
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
	b.jump("event-e3", "venue")
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
	all, err := b.session.store.History(context.Background(), historyOf(b.session.caseID()))
	if err != nil {
		b.t.Fatal(err)
	}
	return len(all)
}

// TestProblemsJump opens the place of every problem of the example.
func TestProblemsJump(t *testing.T) {
	b := newBench(t, "en", "light")
	b.example()
	problems := b.session.check()
	if len(problems) == 0 {
		t.Fatal("the example has no problems to jump to")
	}
	for _, p := range problems {
		b.problemRow(p, true).Tapped()
		s := b.shell().view.section
		if s == nil || s.editor.id != p.Record {
			t.Fatalf("the problem %s of %s opens another place", p.Key, p.Record)
		}
		if p.Field != "" && s.editor.form(p.Record.Type()).form.Highlighted() != p.Field {
			t.Errorf("the problem %s does not light %s.%s", p.Key, p.Record, p.Field)
		}
	}
}

// TestRemoveAndUndo deletes a fact with all that hangs on it and brings it back.
func TestRemoveAndUndo(t *testing.T) {
	b := newBench(t, "en", "light")
	b.example()
	b.jump("event-e8", "")
	before := len(b.session.d.All())
	plan := desk.PlanRemoval(b.session.d, "event-e8")
	if !b.session.apply("remove", "", plan.Put, plan.Remove) {
		t.Fatal("the removal was refused")
	}
	if b.session.d.Get("event-e8") != nil {
		t.Fatal("the event is still there")
	}
	b.shell().undo(false)
	if after := len(b.session.d.All()); after != before {
		t.Errorf("after undo there are %d records, want %d", after, before)
	}
}

// TestAttach takes a file in and adds a line to its custody log.
func TestAttach(t *testing.T) {
	b := newBench(t, "en", "light")
	b.example()
	b.dropFiles(map[string][]byte{"photo.jpg": []byte("not really a photograph")}, "photo.jpg")
	e := b.shell().view.section.editor
	ev := b.session.d.Get(e.id).(*dossier.Evidence)
	lines := len(b.session.d.Children(ev.ID, dossier.TypeCustody))
	e.addChild(attachment{dossier.TypeCustody, "evidence"})
	if e.draft == nil {
		t.Fatal("a custody line is not begun as a draft")
	}
	e.draft.(*dossier.Custody).Action = "viewed"
	e.keepDraft()
	if got := len(b.session.d.Children(ev.ID, dossier.TypeCustody)); got != lines+1 {
		t.Errorf("the custody log has %d lines, want %d", got, lines+1)
	}
	if e.id != ev.ID {
		t.Errorf("after the line is kept the editor shows %s, want the evidence", e.id)
	}
}

// TestElements offers one finding for each element of a provision and adds them.
func TestElements(t *testing.T) {
	b := newBench(t, "en", "light")
	b.example().showTab("law")
	id := b.create(dossier.TypeAllegation, "", func(r dossier.Record) { r.(*dossier.Allegation).Provision = "iccpr.9" })
	b.jump(id, "")
	e := b.shell().view.section.editor
	missing := e.missingElements(b.session.d.Get(id).(*dossier.Allegation))
	p, _ := b.parts.Law.Provision("iccpr.9")
	if len(missing) != len(p.Elements) || len(missing) == 0 {
		t.Fatalf("%d elements are missing, want %d", len(missing), len(p.Elements))
	}
	e.addElements(id, missing)
	if got := len(b.session.d.Children(id, dossier.TypeFinding)); got != len(missing) {
		t.Errorf("%d findings were added, want %d", got, len(missing))
	}
	if again := e.missingElements(b.session.d.Get(id).(*dossier.Allegation)); len(again) != 0 {
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
	b.settle("lock", func() bool { _, ok := b.screen.(*unlock); return ok })
	if b.win.Title() != neutralTitle {
		t.Errorf("the title of the window is %q", b.win.Title())
	}
}

// TestRefusals says of each vault that does not open why, and goes on.
func TestRefusals(t *testing.T) {
	b := newBench(t, "en", "light")
	b.example()
	open := b.session.path
	empty := t.TempDir()
	for _, x := range []struct{ path, says string }{
		{open, "open in another window"},
		{empty, "no vault in this folder"},
		{filepath.Join(empty, "missing"), "no vault in this folder"},
		{"", "Choose the folder"},
	} {
		u := newUnlock(b.Window, x.path, nil)
		b.Window.show(u)
		u.pass.SetText(testPhrase)
		test.Tap(u.open)
		b.settle("refusal", func() bool { return u.banner.Visible() })
		if !strings.Contains(u.banner.Text(), x.says) {
			t.Errorf("%q: the banner says %q", x.path, u.banner.Text())
		}
	}
}

// TestLanguageAtOnce changes language and palette and stays where it was.
func TestLanguageAtOnce(t *testing.T) {
	b := newBench(t, "en", "light")
	b.example()
	b.jump("event-e3", "")
	b.shell().showTab("timeline")
	b.setLanguage("ru")
	v := b.shell().view
	if v == nil || v.key != "timeline" || v.tabs.Selected() != "timeline" {
		t.Fatal("another screen is shown after the language changed")
	}
	if got := b.say.T("ui.tab.timeline"); got != "События" {
		t.Errorf("the tab is called %q", got)
	}
	b.shell().showSettings()
	b.setTheme("dark")
	if !b.shell().settings {
		t.Error("another screen is shown after the palette changed")
	}
}

// TestOwnAnswer writes an answer of one's own to a question, and takes it back.
func TestOwnAnswer(t *testing.T) {
	b := newBench(t, "en", "light")
	b.example().showTab("submissions")
	s := b.shell().view.submit
	s.begin("wgad")
	s.chosen = s.filled.Answers[1].Question.ID
	s.fillList()
	own := func() string {
		for i := range s.filled.Answers {
			if a := &s.filled.Answers[i]; a.Question.ID == s.chosen && a.Own {
				return a.Text
			}
		}
		return ""
	}
	target := s.answer.text.FocusTarget()
	test.Type(target, "As told")
	b.pause()
	s.choose(2)
	s.chosen = s.filled.Answers[1].Question.ID
	s.fillList()
	if got := own(); got != "As told" {
		t.Errorf("the own answer is %q", got)
	}
	s.answer.write("")
	s.answer.writing = false
	s.refill()
	if got := own(); got != "" {
		t.Errorf("the answer was emptied and is still %q", got)
	}
}

// TestOpenTime measures how long a large case takes to be there.
func TestOpenTime(t *testing.T) {
	b := newBench(t, "en", "light")
	sh := b.example()
	var put []dossier.Record
	id := b.session.caseID()
	for i := range 5000 {
		put = append(put, &dossier.Event{Head: dossier.Head{ID: dossier.ID("event-m" + strconv.Itoa(i)), Case: id, Place: int64(1000 + i)}, Title: "Event " + strconv.Itoa(i)})
	}
	for i := range 2000 {
		put = append(put, &dossier.Quote{Head: dossier.Head{ID: dossier.ID("quote-m" + strconv.Itoa(i)), Case: id, Place: int64(1000 + i)}, Words: "Words " + strconv.Itoa(i), Speaker: "party-p1"})
	}
	b.session.apply("add", "", put, nil)
	sh.showCases()
	start := time.Now()
	sh.openCase(id)
	t.Logf("a case of 5,000 events and 2,000 quotes is shown after %v", time.Since(start).Round(time.Millisecond))
	if n := len(b.session.d.List(dossier.TypeEvent)); n < 5000 {
		t.Errorf("the case has %d events", n)
	}
}
