package widget_test

import (
	"fmt"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	. "probata/ui/widget"
	"probata/ui/widget/shot"
)

func TestTenThousandRows(t *testing.T) {
	var l *RecordList
	asked := map[int]bool{}
	w := show(t, func() fyne.CanvasObject {
		l = NewRecordList(RecordListOptions{FilterHint: "Filter", Timeline: true})
		l.SetRows(func(i int) Row { asked[i] = true; return Row{Lead: "2022", Title: fmt.Sprint("Event ", i)} }, 10000)
		return l
	}, fyne.NewSize(600, 600))
	if len(asked) == 0 || len(asked) > 40 {
		t.Fatalf("made %d rows for a window of 12", len(asked))
	}
	var picked []int
	l.OnSelected = func(i int) { picked = append(picked, i) }
	l.Select(9000)
	if len(picked) != 0 || l.Selected() != 9000 || !asked[9000] {
		t.Errorf("Select told %v, selected %d", picked, l.Selected())
	}
	l.FocusList()
	press(w.Canvas().Focused(), fyne.KeyDown, fyne.KeyPageUp, fyne.KeyEnd, fyne.KeyEnd, fyne.KeyHome, fyne.KeyUp)
	if want := fmt.Sprint([]int{9001, 8991, 9999, 0}); fmt.Sprint(picked) != want {
		t.Errorf("keys picked %v, want %v", picked, want)
	}
	opened := -1
	l.OnActivated = func(i int) { opened = i }
	press(w.Canvas().Focused(), fyne.KeyReturn)
	if opened != 0 {
		t.Errorf("Enter opened %d", opened)
	}
	if len(asked) > 200 {
		t.Errorf("made %d rows for six windows", len(asked))
	}
}

func TestListFilterAndEmpty(t *testing.T) {
	var l *RecordList
	added, filtered := 0, ""
	w := show(t, func() fyne.CanvasObject {
		l = NewRecordList(RecordListOptions{FilterHint: "Filter", Add: "Add", EmptyText: "Nothing yet", EmptyAdd: "First", NoMatch: "No match"})
		l.OnAdd, l.OnFilter = func() { added++ }, func(s string) { filtered = s }
		return l
	}, fyne.NewSize(600, 600))
	if !says(w, "Nothing yet") {
		t.Error("the empty state is not shown")
	}
	test.TapCanvas(w.Canvas(), fyne.NewPos(570, 16))
	if added != 1 {
		t.Errorf("add button told %d times", added)
	}
	l.SetRows(func(i int) Row { return Row{Title: "A"} }, 3)
	if says(w, "Nothing yet") {
		t.Error("the empty state stays over rows")
	}
	l.FocusFilter()
	test.Type(w.Canvas().Focused(), "q")
	l.SetRows(nil, 0)
	if filtered != "q" || !says(w, "No match") {
		t.Errorf("filter told %q", filtered)
	}
	l.SetRows(func(i int) Row { return Row{Title: "A"} }, 3)
	l.OnSelected = func(i int) { filtered = fmt.Sprint(i) }
	press(w.Canvas().Focused(), fyne.KeyDown)
	press(w.Canvas().Focused(), fyne.KeyDown)
	if filtered != "0" {
		t.Errorf("Down from the filter chose %q", filtered)
	}
}

// says tells whether a visible text of the window is exactly s.
func says(w fyne.Window, s string) bool {
	return saidBy(w.Content(), s)
}

func saidBy(o fyne.CanvasObject, s string) bool {
	if !o.Visible() {
		return false
	}
	var inside []fyne.CanvasObject
	switch x := o.(type) {
	case *Text:
		return x.Text == s
	case *fyne.Container:
		inside = x.Objects
	case fyne.Widget:
		inside = test.WidgetRenderer(x).Objects()
	}
	return slices.ContainsFunc(inside, func(c fyne.CanvasObject) bool { return saidBy(c, s) })
}

func TestSidebar(t *testing.T) {
	var s *Sidebar
	picked := -1
	w := show(t, func() fyne.CanvasObject { s = sampleSidebar(); return s }, fyne.NewSize(260, 600))
	s.OnSelected = func(i int) { picked = i }
	test.TapCanvas(w.Canvas(), fyne.NewPos(80, 175))
	if picked != 1 || s.Selected() != 1 {
		t.Errorf("a tap picked %d", picked)
	}
	press(w.Canvas().Focused(), fyne.KeyDown)
	if picked != 2 {
		t.Errorf("Down picked %d", picked)
	}
	primary := false
	s.OnPrimary = func() { primary = true }
	test.TapCanvas(w.Canvas(), fyne.NewPos(130, 530))
	if !primary {
		t.Error("the bottom button is silent")
	}
}

func TestTabsByKeyboard(t *testing.T) {
	var tabs *Tabs
	var told []string
	w := show(t, func() fyne.CanvasObject {
		tabs = NewTabs([]Tab{{Key: "a", Label: "Обзор"}, {Key: "b", Label: "Стороны"}, {Key: "c", Label: "События"}}, func(k string) { told = append(told, k) })
		return tabs
	}, fyne.NewSize(150, 40))
	w.Canvas().Focus(tabs)
	press(tabs, fyne.KeyRight, fyne.KeyEnd, fyne.KeyRight, fyne.KeyHome)
	if fmt.Sprint(told) != "[b c a]" {
		t.Errorf("told %v", told)
	}
	tabs.Select("c")
	if tabs.Selected() != "c" || len(told) != 3 {
		t.Error("Select tells or does not select")
	}
}

func TestSplitKeepsOffset(t *testing.T) {
	var s *Split
	moved := 0.0
	w := show(t, func() fyne.CanvasObject { s = NewSplit(NewForm(), NewInspector(), 0.6); return s }, fyne.NewSize(1000, 400))
	s.OnMoved = func(o float64) { moved = o }
	test.Drag(w.Canvas(), fyne.NewPos(600, 200), 100, 0)
	if moved < 0.65 || moved > 0.75 || s.Offset() != moved {
		t.Errorf("dragged to %.2f, told %.2f", s.Offset(), moved)
	}
	shot.Settle(w, fyne.NewSize(500, 400))
	shot.Settle(w, fyne.NewSize(1000, 400))
	if s.Offset() != moved {
		t.Error("a narrow window forgot the offset")
	}
}

// BenchmarkJump is choosing a far row of 10,000: every row in view is filled anew.
func BenchmarkJump(b *testing.B) {
	th, icons := loadTheme(b, Light)
	galleryIcons = icons
	shot.Use(th)
	l := sampleTimeline(true)
	w := shot.Window(l, fyne.NewSize(900, 800), th)
	defer w.Close()
	b.ResetTimer()
	for i := range b.N {
		l.Select(i * 997 % 10000)
	}
}
