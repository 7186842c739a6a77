package widget

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

// TestBoxes draws, chooses, moves and removes boxes as a mouse and keys do.
func TestBoxes(t *testing.T) {
	test.NewTempApp(t)
	b := NewBoxes()
	b.Resize(fyne.NewSize(200, 100))
	var told []Area
	touched := 0
	b.Changed, b.Touched = func(a []Area) { told = a }, func() { touched++ }
	drag := func(x0, y0, x1, y1 float32) {
		b.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x0, y0)}})
		b.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x1, y1)}})
		b.DragEnd()
	}
	if drag(20, 10, 60, 30); len(told) != 0 {
		t.Fatalf("drawn while nobody may: %v", told)
	}
	b.SetOn(true)
	drag(60, 30, 20, 10) // from any corner
	if len(told) != 1 || !near(told[0], Area{0.1, 0.1, 0.2, 0.2}) || !b.Chosen() || touched == 0 {
		t.Fatalf("drawn: %v, chosen %v", told, b.Chosen())
	}
	if drag(100, 50, 100.1, 50.1); len(told) != 1 {
		t.Errorf("a click drew a box: %v", told)
	}
	drag(150, 50, 500, 500) // past the edge
	if len(told) != 2 || !near(told[1], Area{0.75, 0.5, 0.25, 0.5}) {
		t.Errorf("past the edge: %v", told)
	}
	b.Shift(0.5, -0.1, false)
	if told[1].X != 0.75 || told[1].Y > 0.41 || told[1].Y < 0.39 {
		t.Errorf("moved off the page: %v", told[1])
	}
	b.Shift(-9, -9, true)
	if told[1].W <= 0 || told[1].H <= 0 {
		t.Errorf("nothing is left of it: %v", told[1])
	}
	b.Tapped(&fyne.PointEvent{Position: fyne.NewPos(30, 15)})
	if b.Remove(); len(told) != 1 || told[0].X != 0.75 {
		t.Errorf("another one was removed: %v", told)
	}
	if b.Remove(); len(told) != 1 {
		t.Error("removed without being chosen")
	}
	if b.Add(); len(told) != 2 || !b.Chosen() {
		t.Errorf("added: %v", told)
	}
	b.SetOn(false)
	b.Next()
	if b.Remove(); len(told) != 2 {
		t.Error("removed while nobody may")
	}
}

func near(a, b Area) bool {
	far := func(x, y float32) bool { return x-y > 1e-4 || y-x > 1e-4 }
	return !far(a.X, b.X) && !far(a.Y, b.Y) && !far(a.W, b.W) && !far(a.H, b.H)
}
