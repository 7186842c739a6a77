package ui

import (
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"probata/ui/care"
	"probata/ui/first"
	"probata/ui/room"
)

// TestOwnPassphrase: one's own pass phrase seals nothing if it is easily found, and
// only after an explicit tick if it is weak.
func TestOwnPassphrase(t *testing.T) {
	b := newBench(t, "en", "light")
	c := first.NewCreate(b.Window)
	b.Window.show(c)
	c.Folder.SetText(t.TempDir())
	c.Name.SetText("Own")
	p := c.Phrase
	p.Own = true
	p.Show()
	try := func(phrase string) string {
		p.First.Clear()
		test.Type(p.First.FocusTarget(), phrase)
		p.Again.SetText(phrase)
		test.Tap(c.Make)
		return c.Banner.Text()
	}
	if said := try("Almaty2024!"); !strings.Contains(said, "too easy") || p.Agreed.Visible() {
		t.Errorf("an easy one: %q, box shown: %v", said, p.Agreed.Visible())
	}
	if said := try("жираф телега облако гвоздь"); !strings.Contains(said, "tick below") || !p.Agreed.Visible() {
		t.Errorf("a weak one: %q, box shown: %v", said, p.Agreed.Visible())
	}
	if room.Exists(filepath.Join(c.Folder.Text(), "Own.probata")) {
		t.Fatal("a vault was made with a weak pass phrase")
	}
	p.Agreed.SetChecked(true)
	test.Type(p.First.FocusTarget(), " ") // another phrase wants another yes
	if p.Agreed.Checked {
		t.Error("the yes to one pass phrase counts for the next")
	}
	p.First.SetText("жираф телега облако гвоздь")
	p.Agreed.SetChecked(true)
	test.Tap(c.Make)
	b.settle("new vault", func() bool { _, ok := b.screen.(*care.KeyOffer); return ok })
}
