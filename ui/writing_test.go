package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"probata/dossier"
	"probata/dossier/submission"
	"probata/ui/speech"
	"probata/ui/submit"
)

// told is the text of all answers of a submission as it goes out.
func told(s *submit.Screen) string {
	var b strings.Builder
	for i := range s.Filled.Answers {
		b.WriteString(speech.BlocksText(s.Filled.Answers[i].Blocks, "\n"))
	}
	return b.String()
}

// stale writes a passage in other words and changes what it tells.
func (b *bench) stale(s *submit.Screen) dossier.ID {
	b.t.Helper()
	if !s.Write() {
		b.t.Fatal("the narrative is not shown")
	}
	i := slices.IndexFunc(s.Writing.List, func(p submission.Paragraph) bool { return p.About.Type() == dossier.TypeEvent })
	if i < 0 {
		b.t.Fatal("no event is told")
	}
	about := s.Writing.List[i].About
	s.Writing.Go(about)
	s.Writing.Pane.TakeOver()
	b.session.Set(about, func(r dossier.Record) { r.(*dossier.Event).Venue = "Hallway of the house" })
	return about
}

// TestWriting takes a passage over, types, and reads what is typed in the paper; an
// emptied text gives the drafted one back.
func TestWriting(t *testing.T) {
	b := newBench(t, "en", "light")
	s := b.wgad()
	before := told(s)
	b.press(&desktop.CustomShortcut{KeyName: fyne.KeyE, Modifier: fyne.KeyModifierShortcutDefault})
	if s.Writing == nil || len(s.Writing.List) < 2 {
		t.Fatal("the narrative is not shown")
	}
	p := s.Writing.Pane
	if p.Text != nil || s.Writing.List[0].State != submission.Drafted {
		t.Fatal("a passage is edited before anybody has")
	}
	p.TakeOver()
	field := p.Text
	test.Type(field.FocusTarget(), "Zebra ")
	b.pause()
	if p.Text != field {
		t.Error("the field is built anew while it is typed in")
	}
	if got := s.Writing.List[0]; got.State != submission.Edited || !strings.Contains(got.Text, "Zebra") {
		t.Errorf("after typing: %s %q", got.State, got.Text)
	}
	first := s.Writing.About
	b.press(&desktop.CustomShortcut{KeyName: fyne.KeyPageDown, Modifier: fyne.KeyModifierAlt})
	if s.Writing.About == first || p.Text != nil {
		t.Error("Alt+Page Down does not go to the next passage")
	}
	b.press(&desktop.CustomShortcut{KeyName: fyne.KeyPageUp, Modifier: fyne.KeyModifierAlt})
	if s.Writing.About != first || p.Text == nil {
		t.Fatal("Alt+Page Up does not go back")
	}
	b.key(fyne.KeyEscape)
	if s.Writing != nil {
		t.Fatal("Escape does not go back to the form")
	}
	if !strings.Contains(told(s), "Zebra") {
		t.Error("the paper has not the edited text")
	}
	s.Write()
	s.Writing.Go(first)
	p = s.Writing.Pane
	for _, text := range []string{"", "Again."} { // the record goes, and comes again
		p.Text.SetText(text)
		p.Write(text)
		b.pause()
	}
	if got := s.Writing.List[0]; got.Text != "Again." || len(got.Uncited) == 0 {
		t.Errorf("a text typed anew is %q with %d facts uncited", got.Text, len(got.Uncited))
	}
	s.Writing.Pane.Cite(0)
	if got := s.Writing.List[0]; got.Text != "Again.[^1]" || slices.Contains(got.Uncited, got.Facts[0]) {
		t.Errorf("cited: %q, uncited %v", got.Text, got.Uncited)
	}
	s.Writing.Pane.Drop()
	s.Back()
	if told(s) != before {
		t.Error("the drafted text does not come back")
	}
}

// TestWritingStale draws a text anew whose records have changed, or keeps it.
func TestWritingStale(t *testing.T) {
	for _, keep := range []bool{true, false} {
		b := newBench(t, "ru", "light")
		s := b.wgad()
		about := b.stale(s)
		now := func() submission.Paragraph {
			i := slices.IndexFunc(s.Writing.List, func(p submission.Paragraph) bool { return p.About == about })
			return s.Writing.List[i]
		}
		p := now()
		if p.State != submission.Stale || !slices.Contains(p.Changed, about) {
			t.Fatalf("a record has changed, and the passage is %s", p.State)
		}
		if keep {
			s.Writing.Pane.KeepMine()
		} else {
			s.Writing.Pane.Redraft()
		}
		got, want := now(), p.Text
		if !keep {
			want = p.Draft
		}
		if got.State != submission.Edited || got.Text != want || s.Writing.Pane.Text.Text() != want {
			t.Errorf("keep %t: %s %q", keep, got.State, got.Text)
		}
	}
}

// TestWritingLock comes back after the lock to the passage that was written.
func TestWritingLock(t *testing.T) {
	b := newBench(t, "en", "light")
	s := b.wgad()
	s.Write()
	s.Writing.Step(1)
	s.Writing.Pane.TakeOver()
	about := s.Writing.About
	test.Type(s.Writing.Pane.Text.FocusTarget(), "Mid-sentence ")
	b.lock(nil)
	b.unlockAgain()
	s = b.shell().view.submit()
	if s == nil || s.Writing == nil || s.Writing.About != about {
		t.Fatal("the passage is not shown again")
	}
	if got := s.Writing.Pane.Text.Text(); !strings.Contains(got, "Mid-sentence") {
		t.Errorf("what was typed is gone: %q", got)
	}
}
