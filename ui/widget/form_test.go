package widget_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	. "probata/ui/widget"
	"probata/ui/widget/shot"
)

func longForm() *Form {
	f := NewForm()
	for i := range 40 {
		f.Add(NewTextField(fmt.Sprint("k", i), "", 1), fmt.Sprint("Field ", i), "A hint", false)
	}
	return f
}

func TestFocusField(t *testing.T) {
	var f *Form
	w := show(t, func() fyne.CanvasObject { f = longForm(); return f }, fyne.NewSize(700, 500))
	if f.FocusField("none") {
		t.Error("found a field that is not there")
	}
	if !f.FocusField("k30") || f.Highlighted() != "k30" {
		t.Fatal("did not find the field")
	}
	if w.Canvas().Focused() != f.Field("k30").FocusTarget() {
		t.Error("the keyboard is elsewhere")
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(f.Field("k30").Object())
	if at.Y < 20 || at.Y > 460 {
		t.Errorf("the field stands at %.0f, outside the window", at.Y)
	}
	test.Type(w.Canvas().Focused(), "x")
	if got := f.Field("k30").(*TextField).Text(); got != "x" {
		t.Errorf("typed into %q", got)
	}
}

func TestProblemsMakeRoom(t *testing.T) {
	var f *Form
	w := show(t, func() fyne.CanvasObject { f = longForm(); return f }, fyne.NewSize(700, 500))
	y := func() float32 {
		return fyne.CurrentApp().Driver().AbsolutePositionForObject(f.Field("k1").Object()).Y
	}
	before := y()
	f.SetProblems(map[string]string{"k0": "Без этого нельзя отправить."}, map[string]string{"k2": "look"})
	if !says(w, "Без этого нельзя отправить.") || !says(w, "look") {
		t.Error("a problem is not shown")
	}
	if y() < before+10 {
		t.Errorf("the next field moved from %.0f to %.0f: the line has no room", before, y())
	}
	f.SetProblems(nil, nil)
	if y() != before {
		t.Error("the room stays after the problem went")
	}
}

func TestNarrowFormPutsLabelsAbove(t *testing.T) {
	var f *Form
	w := show(t, func() fyne.CanvasObject { f = longForm(); return f }, fyne.NewSize(700, 500))
	x := func() float32 {
		return fyne.CurrentApp().Driver().AbsolutePositionForObject(f.Field("k1").Object()).X
	}
	wide := x()
	shot.Settle(w, fyne.NewSize(400, 500))
	if wide < 150 || x() > 40 {
		t.Errorf("the field stands at %.0f wide and %.0f narrow", wide, x())
	}
}

func TestRefillMakesNothingNew(t *testing.T) {
	var f *Form
	w := show(t, func() fyne.CanvasObject { f = sampleForm(english); return f }, fyne.NewSize(700, 900))
	before := len(test.LaidOutObjects(w.Content()))
	told := 0
	f.Field("title").(*TextField).OnChanged = func(string) { told++ }
	for i := range 5 {
		f.Refill(func() {
			f.Field("title").(*TextField).SetText(fmt.Sprint("Case ", i))
			f.Field("facts").(*ParagraphsField).SetText(strings.Repeat(fmt.Sprint("p", i, "\n\n"), 2) + "end")
		})
	}
	if after := len(test.LaidOutObjects(w.Content())); after > before {
		t.Errorf("refilling grew %d objects to %d", before, after)
	}
	if told != 0 {
		t.Error("refilling told of changes")
	}
}

// BenchmarkRefill is what choosing the next record in a list costs.
func BenchmarkRefill(b *testing.B) {
	th, icons := loadTheme(b, Light)
	galleryIcons = icons
	shot.Use(th)
	f := longForm()
	w := shot.Window(f, fyne.NewSize(700, 700), th)
	defer w.Close()
	start := time.Now()
	for i := range b.N {
		f.Refill(func() {
			for _, k := range f.Keys() {
				f.Field(k).(*TextField).SetText(fmt.Sprint("value ", i))
			}
		})
	}
	b.ReportMetric(float64(time.Since(start).Microseconds())/float64(b.N)/1000, "ms/refill")
}

// BenchmarkKeyInLongText is a key typed into a text of 50,000 characters.
func BenchmarkKeyInLongText(b *testing.B) {
	th, _ := loadTheme(b, Light)
	shot.Use(th)
	f := NewParagraphsField("facts", english)
	w := shot.Window(sheet(f.Object()), fyne.NewSize(700, 700), th)
	defer w.Close()
	f.SetText(strings.Repeat("Он сказал это в суде. ", 2300))
	b.ResetTimer()
	for range b.N {
		f.FocusTarget().TypedRune('x')
		f.FocusTarget().TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	}
}
