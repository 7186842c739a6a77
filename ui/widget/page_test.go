package widget_test

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	. "probata/ui/widget"
)

// tallForm is a form of twelve fields in a low window, and its fields.
func tallForm(t *testing.T) (*Form, []Field, fyne.Window) {
	t.Helper()
	var f *Form
	var fields []Field
	w := show(t, func() fyne.CanvasObject {
		f = NewForm()
		for i := range 12 {
			key := fmt.Sprint("f", i)
			var field Field = NewTextField(key, "", 3)
			switch i % 4 {
			case 1:
				field = NewParagraphsField(key, english)
			case 2:
				field = NewChoiceField(key, "Choose", []Option{{"a", "Alpha", ""}}, english)
			case 3:
				field = NewLineField(key, "")
			}
			f.Add(field, key, "a hint", false)
			fields = append(fields, field)
		}
		return f
	}, fyne.NewSize(700, 300))
	return f, fields, w
}

// under is where the middle of an object stands in the window.
func under(o fyne.CanvasObject) fyne.Position {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
	return at.AddXY(o.Size().Width/2, o.Size().Height/2)
}

// TestWheelOverEverything turns the wheel over each kind of control: the form scrolls
// under it by about 60 px a notch, which the toolkit tells as 25.
func TestWheelOverEverything(t *testing.T) {
	f, fields, w := tallForm(t)
	for _, field := range fields[:4] {
		f.FocusField(field.Key())
		o := field.Object()
		before := under(o)
		test.Scroll(w.Canvas(), before, 0, -25)
		moved := before.Y - under(o).Y
		if moved < 50 || moved > 70 {
			t.Errorf("%s: a notch over a %T moves the form by %.0f px", field.Key(), o, moved)
		}
		test.Scroll(w.Canvas(), before, 0, 1000)
	}
}

// visible tells whether a part of an object lies in a window of a height.
func visible(o fyne.CanvasObject, at fyne.Position, height float32) bool {
	y := fyne.CurrentApp().Driver().AbsolutePositionForObject(o).Y + at.Y
	return y >= 0 && y < height-8
}

// TestCaretStaysInView goes through a form by Tab and types past the lower edge of
// the window: what has the keyboard can always be seen.
func TestCaretStaysInView(t *testing.T) {
	f, fields, w := tallForm(t)
	w.Canvas().Focus(fields[0].FocusTarget())
	for range len(fields) {
		o := w.Canvas().Focused().(fyne.CanvasObject)
		if !visible(o, fyne.NewPos(0, 10), 300) {
			t.Errorf("Tab went out of view, to a %T", o)
		}
		w.Canvas().FocusNext()
	}
	type caret interface {
		fyne.CanvasObject
		fyne.Focusable
		CursorPosition() fyne.Position
	}
	for _, i := range []int{0, 1, 3} {
		f.ScrollToTop()
		w.Canvas().Focus(fields[i].FocusTarget())
		e := fields[i].FocusTarget().(caret)
		for n := range 400 {
			e.TypedRune(rune('a' + n%5))
			if n%7 == 0 {
				e.TypedRune(' ')
			}
			if i != 3 && n%9 == 0 {
				e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
				e.TypedRune('x')
			}
		}
		if !visible(e, e.CursorPosition(), 300) {
			t.Errorf("field %d: what is typed cannot be seen", i)
		}
		w.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyHome, Modifier: fyne.KeyModifierControl})
		if !visible(e, e.CursorPosition(), 300) {
			t.Errorf("field %d: Ctrl+Home goes out of view", i)
		}
		w.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyEnd, Modifier: fyne.KeyModifierControl})
		if !visible(e, e.CursorPosition(), 300) {
			t.Errorf("field %d: Ctrl+End goes out of view", i)
		}
	}
}

// TestPasteStaysInView pastes more than a window holds.
func TestPasteStaysInView(t *testing.T) {
	_, fields, w := tallForm(t)
	w.Canvas().Focus(fields[0].FocusTarget())
	fyne.CurrentApp().Clipboard().SetContent(strings.Repeat("line of a text\n", 60))
	w.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutPaste{Clipboard: fyne.CurrentApp().Clipboard()})
	e := fields[0].FocusTarget().(interface {
		fyne.CanvasObject
		CursorPosition() fyne.Position
	})
	if !visible(e, e.CursorPosition(), 300) {
		t.Error("the end of what was pasted cannot be seen")
	}
}

// TestHintFocuses clicks on the label and on the hint of a field.
func TestHintFocuses(t *testing.T) {
	_, fields, w := tallForm(t)
	box := fyne.CurrentApp().Driver().AbsolutePositionForObject(fields[0].Object())
	test.TapCanvas(w.Canvas(), box.AddXY(-40, 12))
	if w.Canvas().Focused() != fields[0].FocusTarget() {
		t.Errorf("a click on the label gives the keyboard to %T", w.Canvas().Focused())
	}
	w.Canvas().Unfocus()
	test.TapCanvas(w.Canvas(), box.AddXY(20, fields[0].Object().Size().Height+10))
	if w.Canvas().Focused() != fields[0].FocusTarget() {
		t.Errorf("a click on the hint gives the keyboard to %T", w.Canvas().Focused())
	}
}

// TestPickerTokens: every word of the search begins a word of what is found, in any
// order, and a label that begins with the search comes first.
func TestPickerTokens(t *testing.T) {
	options := []Option{
		{"1", "CAT, article 7", ""},
		{"2", "ICCPR, article 14", ""},
		{"3", "ICCPR, article 7", ""},
		{"4", "Rauf Mammadov", "witness"},
		{"5", "Раиса Мамедова", ""},
		{"6", "Witness", ""},
	}
	words := english
	words.Fold = func(s string) string {
		return strings.NewReplacer("мамедов", "mammadov").Replace(strings.ToLower(s))
	}
	for query, want := range map[string]string{
		"iccpr 7": "3", "7 iccpr": "3", "mammadov rauf": "4", "witn": "6", "Мамедов": "4", "14": "2",
	} {
		f := NewChoiceField("c", "Choose", options, words)
		w := show(t, f.Object, fyne.NewSize(700, 500))
		w.Canvas().Focus(f.FocusTarget())
		first, rest := string([]rune(query)[:1]), string([]rune(query)[1:])
		test.Type(f.FocusTarget(), first)
		test.Type(w.Canvas().Focused(), rest)
		press(w.Canvas().Focused(), fyne.KeyReturn)
		if f.Value() != want {
			t.Errorf("%q chose %q, want %q", query, f.Value(), want)
		}
	}
}
