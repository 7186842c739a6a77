package widget_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	. "probata/ui/widget"
	"probata/ui/widget/shot"
)

// show puts an object into a test window with our theme.
func show(t *testing.T, obj func() fyne.CanvasObject, size fyne.Size) fyne.Window {
	t.Helper()
	th, icons := loadTheme(t, Light)
	galleryIcons = icons
	shot.Use(th)
	w := shot.Window(obj(), size, th)
	t.Cleanup(w.Close)
	return w
}

func press(f fyne.Focusable, keys ...fyne.KeyName) {
	for _, k := range keys {
		f.TypedKey(&fyne.KeyEvent{Name: k})
	}
}

func TestTextFieldTellsOnlyPeoplesChanges(t *testing.T) {
	var told []string
	f := NewTextField("title", "", 1)
	f.OnChanged = func(s string) { told = append(told, s) }
	show(t, f.Object, fyne.NewSize(300, 60))
	f.SetText("Ә")
	test.Type(f.FocusTarget(), "x")
	if f.Text() != "xӘ" || !slices.Equal(told, []string{"xӘ"}) {
		t.Errorf("text %q, told %q", f.Text(), told)
	}
}

func TestParagraphs(t *testing.T) {
	var f *ParagraphsField
	w := show(t, func() fyne.CanvasObject { f = NewParagraphsField("facts", english); return f.Object() }, fyne.NewSize(500, 600))
	last := ""
	f.OnChanged = func(s string) { last = s }
	typed := func(s string) { test.Type(w.Canvas().Focused(), s) }
	w.Canvas().Focus(f.FocusTarget())
	typed("one")
	press(w.Canvas().Focused(), fyne.KeyReturn, fyne.KeyReturn)
	typed("two")
	if want := "one\n\ntwo"; f.Text() != want || last != want {
		t.Fatalf("Enter twice: %q, told %q, want %q", f.Text(), last, want)
	}
	press(w.Canvas().Focused(), fyne.KeyHome, fyne.KeyBackspace)
	typed("+")
	if want := "one +two"; f.Text() != want {
		t.Fatalf("Backspace at the start: %q, want %q", f.Text(), want)
	}
	f.SetText("a\n\nb\n\nc")
	w.Canvas().Focus(f.FocusTarget())
	press(w.Canvas().Focused(), fyne.KeyDown)
	typed("B")
	if want := "a\n\nBb\n\nc"; f.Text() != want {
		t.Fatalf("Down into the next paragraph: %q, want %q", f.Text(), want)
	}
}

// TestBackspaceBetweenParts: a text too long for one entry is still one text.
func TestBackspaceBetweenParts(t *testing.T) {
	f := NewTextField("a", "", 3)
	text := strings.Repeat("слово ", 2000)
	w := show(t, f.Object, fyne.NewSize(500, 600))
	f.SetText(text)
	w.Canvas().Focus(f.FocusTarget())
	w.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyEnd, Modifier: fyne.KeyModifierControl})
	press(w.Canvas().Focused(), fyne.KeyBackspace, fyne.KeyBackspace)
	if want := strings.TrimSuffix(text, "о "); f.Text() != want {
		t.Fatalf("Backspace at the end leaves …%q", f.Text()[len(f.Text())-20:])
	}
	seam := f.FocusTarget() // the last entry; Home of its first line is the seam
	w.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyHome, Modifier: fyne.KeyModifierControl})
	for w.Canvas().Focused() != seam {
		press(w.Canvas().Focused(), fyne.KeyDown)
	}
	press(seam, fyne.KeyUp, fyne.KeyDown)
	for range 3 {
		before := len([]rune(f.Text()))
		press(w.Canvas().Focused(), fyne.KeyHome, fyne.KeyBackspace)
		if got := len([]rune(f.Text())); got != before-1 {
			t.Fatalf("Backspace at the seam took %d letters", before-got)
		}
	}
}

func TestParagraphsStaySmall(t *testing.T) {
	var f *ParagraphsField
	w := show(t, func() fyne.CanvasObject { f = NewParagraphsField("facts", english); return f.Object() }, fyne.NewSize(500, 600))
	for name, text := range map[string]string{
		"one long":       strings.Repeat("слово ", 10000),
		"ten thousand":   strings.Repeat("слово\n\n", 10000),
		"nothing to cut": strings.Repeat("x", 60000),
	} {
		f.SetText(text)
		entries := 0
		for _, o := range test.LaidOutObjects(w.Content()) {
			if e, ok := o.(interface{ SelectedText() string }); ok {
				entries++
				_ = e
			}
		}
		if entries == 0 || entries > 30 {
			t.Errorf("%s: %d entries", name, entries)
		}
		if f.Text() != text {
			t.Errorf("%s: the text did not come back", name)
		}
	}
}

func TestChoice(t *testing.T) {
	var told []string
	f := NewChoiceField("body", "Choose", []Option{{"a", "Альфа", ""}, {"b", "Бета", ""}, {"c", "Вега", ""}}, english)
	f.OnChanged = func(k string) { told = append(told, k) }
	w := show(t, f.Object, fyne.NewSize(300, 60))
	f.Set("a")
	w.Canvas().Focus(f.FocusTarget())
	if test.Type(f.FocusTarget(), "в"); len(told) > 0 || f.Value() != "a" {
		t.Fatalf("a letter alone chose %q", f.Value())
	}
	press(w.Canvas().Focused(), fyne.KeyEscape)
	if w.Canvas().Overlays().Top() != nil || f.Value() != "a" || w.Canvas().Focused() != f.FocusTarget() {
		t.Fatal("Escape does not leave the field as it was")
	}
	test.Type(f.FocusTarget(), "в")
	test.Type(w.Canvas().Focused(), "е")
	press(w.Canvas().Focused(), fyne.KeyReturn)
	press(f.FocusTarget(), fyne.KeySpace)
	press(w.Canvas().Focused(), fyne.KeyUp, fyne.KeyReturn)
	press(f.FocusTarget(), fyne.KeyDelete)
	if want := []string{"c", "b", ""}; !slices.Equal(told, want) {
		t.Errorf("told %q, want %q", told, want)
	}
	f.Set("newer")
	if f.Value() != "newer" {
		t.Error("a key of a newer version is lost")
	}
}

func TestManyChoicesOpenASearch(t *testing.T) {
	var options []Option
	for _, s := range strings.Fields("kz ru uz tj kg by am az ge md ua lt lv ee pl") {
		options = append(options, Option{Key: s, Label: "State " + strings.ToUpper(s)})
	}
	f := NewChoiceField("state", "State", options, english)
	w := show(t, f.Object, fyne.NewSize(700, 500))
	w.Canvas().Focus(f.FocusTarget())
	press(w.Canvas().Focused(), fyne.KeySpace)
	test.Type(w.Canvas().Focused(), "ge")
	press(w.Canvas().Focused(), fyne.KeyReturn)
	if f.Value() != "ge" {
		t.Errorf("chose %q, want ge", f.Value())
	}
	if w.Canvas().Overlays().Top() != nil || w.Canvas().Focused() != f.FocusTarget() {
		t.Error("the dialog did not give the keyboard back")
	}
	press(f.FocusTarget(), fyne.KeySpace)
	press(w.Canvas().Focused(), fyne.KeyEscape)
	if w.Canvas().Overlays().Top() != nil || f.Value() != "ge" {
		t.Error("Escape does not leave the dialog as it was")
	}
}

func TestChoicesYesNoAndDate(t *testing.T) {
	c := NewChoicesField("articles", "Add", []Option{{"7", "7", ""}, {"9", "9", ""}, {"14", "14", ""}}, english)
	var told []string
	c.OnChanged = func(k []string) { told = k }
	c.Set([]string{"14", "gone"})
	y := NewYesNoField("minor", english)
	d := NewDateField("when", "", func(s string) (string, string) {
		if s == "32 May" {
			return "", "no such day"
		}
		return "read " + s, ""
	})
	w := show(t, func() fyne.CanvasObject { return NewStack(12, c.Object(), y.Object(), d.Object()) }, fyne.NewSize(400, 300))
	w.Canvas().Focus(c.FocusTarget())
	press(w.Canvas().Focused(), fyne.KeySpace)
	if !slices.Equal(told, []string{"gone", "7", "14"}) {
		t.Errorf("chips told %q", told)
	}
	w.Canvas().Focus(y.FocusTarget())
	for _, step := range []struct {
		key  fyne.KeyName
		want string
	}{{fyne.KeyRight, Yes}, {fyne.KeyRight, No}, {fyne.KeyRight, Unknown}, {fyne.KeyLeft, No}, {fyne.KeySpace, ""}} {
		press(y.FocusTarget(), step.key)
		if y.Value() != step.want {
			t.Errorf("after %s the answer is %q, want %q", step.key, y.Value(), step.want)
		}
	}
	test.Type(d.FocusTarget(), "May")
	if d.Understood() != "read May" {
		t.Errorf("date understood as %q", d.Understood())
	}
	d.SetText("32 May")
	if d.Understood() != "no such day" {
		t.Errorf("bad date says %q", d.Understood())
	}
}

func TestListAndLinks(t *testing.T) {
	var items, ids []string
	l := NewListField("names", "", english)
	l.OnChanged = func(s []string) { items = s }
	find := func(q string) []Option { return []Option{{"p1", "Nurlanova " + q, ""}, {"p2", "Iliyasov", ""}} }
	one := NewLinkField("author", "Author", english, find)
	many := NewLinksField("victims", "Victims", english, find)
	many.OnChanged = func(s []string) { ids = s }
	w := show(t, func() fyne.CanvasObject { return NewStack(12, l.Object(), one.Object(), many.Object()) }, fyne.NewSize(600, 600))
	l.Set([]string{"a"})
	w.Canvas().Focus(l.FocusTarget())
	press(w.Canvas().Focused(), fyne.KeyReturn)
	test.Type(w.Canvas().Focused(), "b")
	if !slices.Equal(items, []string{"a", "b"}) {
		t.Errorf("list told %q", items)
	}
	w.Canvas().Focus(one.FocusTarget())
	press(one.FocusTarget(), fyne.KeyReturn)
	press(w.Canvas().Focused(), fyne.KeyReturn)
	if one.Value() != "p1" {
		t.Errorf("link is %q", one.Value())
	}
	w.Canvas().Focus(many.FocusTarget())
	press(many.FocusTarget(), fyne.KeySpace)
	for range 2 { // several are taken at once, the keyboard stays
		press(w.Canvas().Focused(), fyne.KeyDown)
		press(w.Canvas().Focused(), fyne.KeyReturn)
	}
	if !slices.Equal(ids, []string{"p1", "p2"}) {
		t.Errorf("links told %q", ids)
	}
	press(w.Canvas().Focused(), fyne.KeyReturn) // the same again takes it away
	press(w.Canvas().Focused(), fyne.KeyEscape)
	if !slices.Equal(ids, []string{"p1"}) || w.Canvas().Focused() != many.FocusTarget() {
		t.Errorf("links told %q", ids)
	}
}

func TestPassphrase(t *testing.T) {
	f := NewPassphraseField("pass", "", english, func(s string) Strength { return Strength{1, Success, "good"} })
	w := show(t, f.Object, fyne.NewSize(300, 90))
	test.Type(f.FocusTarget(), "abc")
	w.Canvas().Focus(f.FocusTarget())
	w.Canvas().FocusNext()
	if w.Canvas().Focused() != f.FocusTarget() {
		t.Fatalf("Tab stops at %T beside the entry", w.Canvas().Focused())
	}
	f.FocusTarget().(fyne.Shortcutable).TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyH, Modifier: fyne.KeyModifierControl})
	if !f.Shown() {
		t.Error("Ctrl+H does not show the pass phrase")
	}
	f.Clear()
	if f.Text() != "" || f.Shown() {
		t.Error("Clear leaves something to see")
	}
}

// TestPickerTellsCopied: what was typed to find one of many can be copied too.
func TestPickerTellsCopied(t *testing.T) {
	var many []Option
	for i := range 40 {
		many = append(many, Option{Key: fmt.Sprint(i), Label: fmt.Sprint("Option ", i)})
	}
	choice := NewChoiceField("choice", "Choose", many, english)
	choices := NewChoicesField("choices", "Choose", many, english)
	link := NewLinkField("link", "Choose", english, func(string) []Option { return many })
	links := NewLinksField("links", "Choose", english, func(string) []Option { return many })
	w := show(t, func() fyne.CanvasObject {
		return NewStack(12, choice.Object(), choices.Object(), link.Object(), links.Object())
	}, fyne.NewSize(600, 500))
	for _, f := range []interface {
		Field
		OnCopied(func())
	}{choice, choices, link, links} {
		told := false
		f.OnCopied(func() { told = true })
		press(f.FocusTarget(), fyne.KeySpace)
		entry, ok := w.Canvas().Focused().(fyne.Shortcutable)
		if !ok {
			t.Fatalf("%s opens no search", f.Key())
		}
		test.Type(w.Canvas().Focused(), "secret")
		entry.TypedShortcut(&fyne.ShortcutSelectAll{})
		entry.TypedShortcut(&fyne.ShortcutCopy{Clipboard: fyne.CurrentApp().Clipboard()})
		if !told {
			t.Errorf("%s does not tell of a copy", f.Key())
		}
		press(w.Canvas().Focused(), fyne.KeyEscape)
	}
}
