package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Typed is what stands in the entries of an object, in their order, without what
// is empty and without pass phrases.
func Typed(o fyne.CanvasObject) (out []string) {
	walk(o, func(x fyne.CanvasObject) {
		text := ""
		switch e := x.(type) {
		case *entry:
			text = e.Text
		case *growEntry:
			text = e.Text
		}
		if text != "" {
			out = append(out, text)
		}
	})
	return out
}

// Holds tells whether the control with the keyboard is one of an object's.
func Holds(o fyne.CanvasObject, f fyne.Focusable) (found bool) {
	walk(o, func(x fyne.CanvasObject) {
		if y, ok := x.(fyne.Focusable); ok {
			found = found || y == f
		}
	})
	return found
}

func walk(o fyne.CanvasObject, see func(fyne.CanvasObject)) {
	switch x := o.(type) {
	case nil:
	case *fyne.Container:
		for _, c := range x.Objects {
			walk(c, see)
		}
	case *container.Scroll:
		walk(x.Content, see)
	case *Page:
		walk(x.scroll.Content, see)
	default:
		see(o)
	}
}
