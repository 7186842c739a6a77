package widget_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	fw "fyne.io/fyne/v2/widget"

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
	press(w.Canvas().Focused(), fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyUp)
	test.Type(f.FocusTarget(), "в")
	press(f.FocusTarget(), fyne.KeyDelete)
	if want := []string{"b", "c", "b", "c", ""}; !slices.Equal(told, want) {
		t.Errorf("told %q, want %q", told, want)
	}
	press(f.FocusTarget(), fyne.KeySpace)
	if w.Canvas().Overlays().Top() == nil {
		t.Error("Space opens no menu")
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
	for range 2 {
		w.Canvas().Focus(many.FocusTarget())
		press(many.FocusTarget(), fyne.KeySpace)
		press(w.Canvas().Focused(), fyne.KeyDown)
		press(w.Canvas().Focused(), fyne.KeyReturn)
	}
	if !slices.Equal(ids, []string{"p1", "p2"}) {
		t.Errorf("links told %q", ids)
	}
}

func TestPassphrase(t *testing.T) {
	f := NewPassphraseField("pass", "", english, func(s string) Strength { return Strength{1, Success, "good"} })
	w := show(t, f.Object, fyne.NewSize(300, 90))
	test.Type(f.FocusTarget(), "abc")
	e := f.FocusTarget().(*fw.Entry)
	w.Canvas().FocusNext()
	w.Canvas().FocusNext()
	if eye, ok := w.Canvas().Focused().(*IconButton); !ok || eye.Label != "Show" {
		t.Fatalf("Tab after the entry is %T", w.Canvas().Focused())
	}
	press(w.Canvas().Focused(), fyne.KeySpace)
	if e.Password {
		t.Error("the eye does not show the pass phrase")
	}
	f.Clear()
	if f.Text() != "" || !e.Password {
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
