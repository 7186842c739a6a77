package widget_test

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	. "probata/ui/widget"
)

func drawn(o fyne.CanvasObject) []string {
	var out []string
	for _, x := range test.LaidOutObjects(o) {
		if c, ok := x.(*canvas.Text); ok {
			out = append(out, c.Text)
		}
	}
	return out
}

func TestTextFits(t *testing.T) {
	for _, c := range []struct {
		name, text string
		flow       Flow
		most       int
		want       int // lines
		ends       string
	}{
		{"short", "Айгүл", Cut, 0, 1, "Айгүл"},
		{"cut", strings.Repeat("қауіпсіздік ", 20), Cut, 0, 1, "…"},
		{"wrapped", strings.Repeat("сөз ", 40), Wrap, 0, 6, "сөз"},
		{"two lines", strings.Repeat("сөз ", 40), Wrap, 2, 2, "…"},
		{"one word", strings.Repeat("ж", 60), Wrap, 0, 4, "ж"},
		{"bidi override", "Ivan\u202egnp.exe\t", Cut, 0, 1, "Ivangnp.exe "},
	} {
		var x *Text
		show(t, func() fyne.CanvasObject {
			x = NewText(c.text)
			x.Flow, x.MaxLines = c.flow, c.most
			return NewStack(12, x)
		}, fyne.NewSize(200, 200))
		lines := drawn(x)
		if len(lines) != c.want || !strings.HasSuffix(lines[len(lines)-1], c.ends) {
			t.Errorf("%s: %d lines %q, want %d ending in %q", c.name, len(lines), lines, c.want, c.ends)
		}
		for _, l := range lines {
			if w := fyne.MeasureText(l, 14, fyne.TextStyle{}).Width; w > 200.2 {
				t.Errorf("%s: %q is %.1f wide", c.name, l, w)
			}
		}
	}
}

// TestHugeTitle holds that a title of 50 MB costs no more than a long one.
func TestHugeTitle(t *testing.T) {
	var l *RecordList
	w := show(t, func() fyne.CanvasObject {
		l = NewRecordList(RecordListOptions{})
		return l
	}, fyne.NewSize(600, 400))
	huge := strings.Repeat("слово ", 5<<20)
	start := time.Now()
	l.SetRows(func(int) Row { return Row{Title: huge, Subtitle: huge, Lead: huge, Trail: huge} }, 10000)
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("drawing huge titles took %v", took)
	}
	for _, s := range drawn(w.Content()) {
		if len(s) > 2000 {
			t.Fatalf("a line of %d bytes is drawn", len(s))
		}
	}
}
