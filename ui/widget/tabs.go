package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"
)

// Tab is one entry of [Tabs]: a stable key, a word, and how many things wait there.
type Tab struct {
	Key, Label string
	Badge      int
	Kind       Kind
}

// Tabs is a row of words with a line under the chosen one. It shows nothing by
// itself: OnSelected tells which screen to show. Left and Right move, Home and
// End jump; one Tab stop for the whole row. Too many for the width: it scrolls.
type Tabs struct {
	fw.BaseWidget
	OnSelected func(key string)
	items      []*tabItem
	selected   int
	focused    bool
	row        *fyne.Container
	offset     float32
}

// NewTabs returns a row whose first tab is chosen.
func NewTabs(tabs []Tab, selected func(key string)) *Tabs {
	t := &Tabs{OnSelected: selected, row: container.New(tabRow{})}
	t.ExtendBaseWidget(t)
	t.SetTabs(tabs)
	return t
}

// SetTabs replaces the row and keeps the chosen key if it is still there.
func (t *Tabs) SetTabs(tabs []Tab) {
	old := t.Selected()
	t.items, t.row.Objects, t.selected = nil, nil, 0
	for i, tab := range tabs {
		item := newTabItem(tab, func() { t.choose(i) })
		t.items = append(t.items, item)
		t.row.Add(item)
		if tab.Key == old {
			t.selected = i
		}
	}
	t.pack()
	t.mark()
}

// Selected is the key of the chosen tab, or "".
func (t *Tabs) Selected() string {
	if t.selected >= len(t.items) {
		return ""
	}
	return t.items[t.selected].tab.Key
}

// Select chooses a tab without calling OnSelected.
func (t *Tabs) Select(key string) {
	for i, it := range t.items {
		if it.tab.Key == key {
			t.selected = i
		}
	}
	t.mark()
}

func (t *Tabs) choose(i int) {
	focus(t)
	if i < 0 || i >= len(t.items) || i == t.selected {
		return
	}
	t.selected = i
	t.mark()
	if t.OnSelected != nil {
		t.OnSelected(t.items[i].tab.Key)
	}
}

func (t *Tabs) mark() {
	for i, it := range t.items {
		it.mark(i == t.selected, t.focused)
	}
	t.reveal()
}

// reveal slides the row so that the chosen tab is in view.
func (t *Tabs) reveal() {
	width := t.Size().Width
	if t.selected >= len(t.items) || width == 0 {
		return
	}
	it := t.items[t.selected]
	left, right := it.Position().X, it.Position().X+it.MinSize().Width
	t.slide(min(max(t.offset, right-width), left))
}

func (t *Tabs) slide(to float32) {
	t.offset = max(0, min(to, t.row.MinSize().Width-t.Size().Width))
	t.row.Move(fyne.NewPos(-t.offset, 0))
}

// Scrolled slides the row under the wheel.
func (t *Tabs) Scrolled(e *fyne.ScrollEvent) { t.slide(t.offset - e.Scrolled.DX - e.Scrolled.DY) }

// Resize draws the tabs closer together before any of them goes out of view.
func (t *Tabs) Resize(s fyne.Size) {
	t.BaseWidget.Resize(s)
	t.pack()
}

func (t *Tabs) pack() {
	for step := range 3 { // as they are, closer together, and then in smaller letters
		for _, it := range t.items {
			it.tighten(step)
		}
		if t.row.MinSize().Width <= t.Size().Width {
			break
		}
	}
	t.row.Resize(fyne.NewSize(t.row.MinSize().Width, t.Size().Height))
	t.row.Layout.Layout(t.row.Objects, t.row.Size())
	t.reveal()
}

// FocusGained draws the ring around the chosen tab.
func (t *Tabs) FocusGained() { t.focused = true; t.mark() }

// FocusLost takes it away.
func (t *Tabs) FocusLost() { t.focused = false; t.mark() }

// TypedRune does nothing.
func (t *Tabs) TypedRune(rune) {}

// TypedKey moves between tabs.
func (t *Tabs) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyLeft:
		t.choose(t.selected - 1)
	case fyne.KeyRight:
		t.choose(t.selected + 1)
	case fyne.KeyHome:
		t.choose(0)
	case fyne.KeyEnd:
		t.choose(len(t.items) - 1)
	default:
		passEscape(t, e)
	}
}

// CreateRenderer is for Fyne.
func (t *Tabs) CreateRenderer() fyne.WidgetRenderer {
	line := newBox(theme.ColorNameSeparator, "", 0)
	return fw.NewSimpleRenderer(container.New(underlined{}, line, container.NewClip(t.row)))
}

// tabRow gives every tab its width and the whole height, so that the mark under
// a tab lies on the line under the row.
type tabRow struct{}

func (tabRow) MinSize(o []fyne.CanvasObject) fyne.Size { return bar{4, -1}.MinSize(o) }

func (tabRow) Layout(o []fyne.CanvasObject, size fyne.Size) {
	var x float32
	for _, tab := range o {
		w := tab.MinSize().Width
		tab.Move(fyne.NewPos(x, 0))
		tab.Resize(fyne.NewSize(w, size.Height))
		x += w + 4
	}
}

// underlined draws a hairline along the bottom edge, behind its second object.
type underlined struct{}

func (underlined) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(120, 36)
}

func (underlined) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Resize(fyne.NewSize(size.Width, 1))
	o[0].Move(fyne.NewPos(0, size.Height-1))
	o[1].Resize(size)
}

// tabItem can be tapped but is no Tab stop: the row is.
type tabItem struct {
	fw.BaseWidget
	tab    Tab
	label  *Text
	badge  *Chip
	under  *box
	ground *box
	tapped func()
	side   float32
	pad    *fyne.Container
}

func newTabItem(tab Tab, tapped func()) *tabItem {
	it := &tabItem{tab: tab, tapped: tapped, side: 10, under: newBox("", "", 1), ground: newBox("", "", 6)}
	it.label = newText(tab.Label, theme.SizeNameText, theme.ColorNameForeground, true, Whole)
	if tab.Badge > 0 {
		it.badge = NewBadge(tab.Badge, tab.Kind)
	}
	it.ExtendBaseWidget(it)
	return it
}

func (it *tabItem) mark(selected, focused bool) {
	it.label.Color, it.under.fill = ColorMuted, ""
	if selected {
		it.label.Color, it.under.fill = ColorAccent, ColorAccent
	}
	it.label.Refresh()
	it.under.Refresh()
	stroke := fyne.ThemeColorName("")
	if selected && focused {
		stroke = theme.ColorNamePrimary
	}
	it.ground.set("", stroke, 2)
}

func (it *tabItem) tighten(step int) {
	it.side = []float32{10, 3, 4}[step]
	size := theme.SizeNameText
	if step == 2 {
		size = theme.SizeNameCaptionText
	}
	if it.label.TextSize != size {
		it.label.TextSize = size
		it.label.Refresh()
	}
	if it.pad != nil {
		it.pad.Layout = layout.NewCustomPaddedLayout(7, 8, it.side, it.side)
		it.pad.Layout.Layout(it.pad.Objects, it.pad.Size())
	}
}

func (it *tabItem) Tapped(*fyne.PointEvent) { it.tapped() }

func (it *tabItem) CreateRenderer() fyne.WidgetRenderer {
	row := newBar(6, -1, it.label)
	if it.badge != nil {
		row.Add(it.badge)
	}
	it.pad = padded(row, 7, it.side, 8, it.side)
	foot := container.NewBorder(nil, container.NewStack(spacer(1, 2), it.under), nil, nil)
	return fw.NewSimpleRenderer(container.NewStack(padded(it.ground, 2, 0, 4, 0), it.pad, foot))
}
