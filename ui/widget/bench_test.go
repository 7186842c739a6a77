package widget_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	. "probata/ui/widget"
)

// BenchmarkKey types into a text of 20,000 characters in each kind of field.
func BenchmarkKey(b *testing.B) {
	word := strings.Repeat("слово и ", 2500)
	for name, make := range map[string]func() Field{
		"line":       func() Field { f := NewLineField("a", ""); f.SetText(word); return f },
		"lines":      func() Field { f := NewTextField("a", "", 3); f.SetText(word); return f },
		"paragraphs": func() Field { f := NewParagraphsField("a", english); f.SetText(word); return f },
	} {
		b.Run(name, func(b *testing.B) {
			test.NewTempApp(b)
			f := NewForm()
			field := make()
			f.Add(field, "label", "hint", false)
			for _, k := range strings.Fields("b c d e") {
				f.Add(NewTextField(k, "", 2), k, "hint", false)
			}
			w := test.NewTempWindow(b, f)
			w.Resize(fyne.NewSize(900, 600))
			w.Canvas().Focus(field.FocusTarget())
			b.ResetTimer()
			for b.Loop() {
				field.FocusTarget().TypedRune('x')
			}
		})
	}
}
