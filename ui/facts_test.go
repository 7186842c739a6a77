package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"probata/dossier"
	"probata/dossier/desk"
	"probata/ui/facts"
	"probata/ui/room"
	"probata/ui/widget/shot"
)

// factsTable shows the table of facts of the example.
func (b *bench) factsTable() *facts.Screen {
	b.t.Helper()
	b.example().showTab("timeline")
	s, ok := b.shell().view.screen.(*facts.Screen)
	if !ok {
		b.t.Fatalf("the timeline is %T", b.shell().view.screen)
	}
	s.Show(true)
	shot.Settle(b.win, b.win.Canvas().Size())
	return s
}

// keys types text and presses keys where the keyboard is, as a person does: "\t" is Tab, "\n" Enter.
func (b *bench) keys(text string) {
	for _, r := range text {
		f := b.win.Canvas().Focused()
		switch r {
		case '\t', '\n':
			name := map[rune]fyne.KeyName{'\t': fyne.KeyTab, '\n': fyne.KeyReturn}[r]
			if t, ok := f.(fyne.Tabbable); r == '\t' && (!ok || !t.AcceptsTab()) {
				b.win.Canvas().FocusNext()
				continue
			}
			f.TypedKey(&fyne.KeyEvent{Name: name})
		default:
			f.TypedRune(r)
		}
	}
}

// newest is the line of the event made last.
func (b *bench) newest() desk.Fact {
	all := dossier.Of[*dossier.Event](b.session.Dossier)
	return desk.FactOf(b.session.Dossier, all[len(all)-1])
}

// TestFactsTable enters two events with acts, sources and a provision by the keyboard alone;
// each is a step of undo.
func TestFactsTable(t *testing.T) {
	b := newBench(t, "en", "light")
	s := b.factsTable()
	var victim dossier.ID
	for _, r := range dossier.Of[*dossier.Role](b.session.Dossier) { // of several, all but one are witnesses now
		if r.Role == "alleged-victim" && victim == "" {
			victim = r.Party
		} else if r.Role == "alleged-victim" && r.Party != victim {
			b.session.Set(r.ID, func(x dossier.Record) { x.(*dossier.Role).Role = "witness" })
		}
	}
	before := len(b.session.Dossier.All())
	events := len(dossier.Of[*dossier.Event](b.session.Dossier))
	source := dossier.Of[*dossier.Source](b.session.Dossier)[0]
	b.keys("12 March 2026\tTaken from home\tarrest\t\tGuard One\t" + source.Title[:8] + "\t7\ticcpr 9\t")
	b.pause()
	b.session.Flush()
	f := b.newest()
	if f.When.EDTF != "2026-03-12" || f.What != "Taken from home" || f.Act != "arrest" || f.Page != "7" || f.Source != source.ID || f.Provision != "iccpr.9" {
		t.Errorf("the line is %+v", f)
	}
	if len(f.Victims) != 1 || f.Victims[0] != victim {
		t.Errorf("the only alleged victim is not filled in: %v", f.Victims)
	}
	if len(f.Perpetrators) != 1 || b.say.Label(b.session.Dossier, f.Perpetrators[0]) != "Guard One" || !b.session.Dossier.HasRole(f.Perpetrators[0], "alleged-perpetrator") {
		t.Errorf("by whom: %v", f.Perpetrators)
	}
	b.keys("when the snow came\tHeld without counsel\n")
	b.session.Flush()
	if f = b.newest(); f.When.Words != "when the snow came" || f.When.EDTF != "" || f.What != "Held without counsel" {
		t.Errorf("the second line is %+v", f)
	}
	s.Table.Select(s.Rows()-2, facts.When)
	if !strings.Contains(s.Asks(), b.say.T("ui.date.kept")) {
		t.Errorf("a date that is not understood asks nothing: %q", s.Asks())
	}
	s.CiteAgain()
	if f = b.newest(); f.Source != source.ID || f.Page != "8" {
		t.Errorf("cited again: %+v", f)
	}
	for range 3 {
		b.shell().undo(false)
	}
	if n := len(b.session.Dossier.All()); n != before || len(dossier.Of[*dossier.Event](b.session.Dossier)) != events {
		t.Errorf("three steps back there are %d records of %d", n, before)
	}
}

// TestFactsPaste: lines become events, cells their acts, people come in once, and nothing
// that is pasted is dropped; one step takes it back.
func TestFactsPaste(t *testing.T) {
	b := newBench(t, "en", "light")
	s := b.factsTable()
	before := len(b.session.Dossier.All())
	paste := func(text string) {
		clip := test.NewClipboard()
		clip.SetContent(text)
		s.Table.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clip})
	}
	n := len(dossier.Of[*dossier.Event](b.session.Dossier))
	paste("12.03.2026: Search of the flat\r\n5 people were taken away\n\n13 March 2026 - Hearing")
	all := dossier.Of[*dossier.Event](b.session.Dossier)[n:]
	if len(all) != 3 {
		t.Fatalf("%d events of three lines", len(all))
	}
	for i, want := range []struct{ when, what string }{{"2026-03-12", "Search of the flat"}, {"", "5 people were taken away"}, {"2026-03-13", "Hearing"}} {
		if all[i].When.EDTF != want.when || all[i].Title != want.what {
			t.Errorf("line %d: %+v, %q", i, all[i].When, all[i].Title)
		}
	}
	b.shell().undo(false)
	if got := len(b.session.Dossier.All()); got != before {
		t.Fatalf("%d records of %d after one step back", got, before)
	}
	s.Table.Select(s.Rows()-1, facts.When)
	paste("1 May 2026\tBeaten\till-treatment\tAnna One; Berta Two\tGuard X\tLetter\t4\n2 May 2026\tBeaten again\tflogging\tBerta Two\tGuard X\tLetter\t5")
	all = dossier.Of[*dossier.Event](b.session.Dossier)[n:]
	if len(all) != 2 {
		t.Fatalf("%d events of two lines", len(all))
	}
	one, two := desk.FactOf(b.session.Dossier, all[0]), desk.FactOf(b.session.Dossier, all[1])
	if len(one.Victims) != 2 || len(two.Victims) != 1 || one.Victims[1] != two.Victims[0] || one.Perpetrators[0] != two.Perpetrators[0] || one.Source != two.Source || two.Page != "5" {
		t.Errorf("%+v\n%+v", one, two)
	}
	if one.Acts != 2 || two.What != "Beaten again [flogging]" {
		t.Errorf("%d acts; %q", one.Acts, two.What)
	}
}

// TestCiteAgainInEditor: one key makes the record shown rest on the source cited last.
func TestCiteAgainInEditor(t *testing.T) {
	b := newBench(t, "en", "light")
	b.example()
	e := room.Create(b, dossier.TypeEvent, "Call to the family", nil)
	b.Jump(e, "")
	last := desk.LastCited(b.session.Dossier)
	b.shell().citeAgain()
	if all := b.session.Dossier.Citations(e); len(all) != 1 || all[0].Source != last.Source {
		t.Errorf("%d citations", len(all))
	}
}
