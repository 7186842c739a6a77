package widget

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"
)

// SidebarRow is two lines and a hint at the right of the second.
type SidebarRow struct{ Title, Subtitle, Hint string }

// SidebarOptions are the words and the steps of a [Sidebar].
type SidebarOptions struct {
	Title      string
	SearchHint string
	Primary    string // the button at the bottom; empty leaves it out
	Footer     []fyne.CanvasObject
	Empty      string
}

// Sidebar is the dark column at the left: what cases there are, and a way to
// find one. The list is virtual.
type Sidebar struct {
	fw.BaseWidget
	OnSelected func(i int)
	OnSearch   func(text string)
	OnSubmit   func(text string) // Enter in the search entry
	OnPrimary  func()

	opts   SidebarOptions
	title  *Text
	search *searchEntry
	list   *keyList
	empty  *Text
	row    func(int) SidebarRow
	n      int
}

// NewSidebar returns a sidebar without rows.
func NewSidebar(opts SidebarOptions) *Sidebar {
	s := &Sidebar{opts: opts}
	s.title = newText(opts.Title, theme.SizeNameSubHeadingText, theme.ColorNameForeground, true, Cut)
	s.empty = newText(opts.Empty, theme.SizeNameText, ColorMuted, false, Wrap)
	s.search = newSearchEntry(opts.SearchHint, theme.SearchIcon(), func(q string) {
		if s.OnSearch != nil {
			s.OnSearch(q)
		}
	})
	s.search.OnSubmitted = func(q string) {
		if s.OnSubmit != nil {
			s.OnSubmit(q)
		}
	}
	s.list = newKeyList(func() int { return s.n }, func() fyne.CanvasObject { return newSideRow() },
		func(i int, o fyne.CanvasObject) { o.(*sideRow).fill(s.row(i), i == s.list.chosen) })
	s.list.picked = func(i int) {
		s.list.Refresh() // the mark moves
		if s.OnSelected != nil {
			s.OnSelected(i)
		}
	}
	s.search.down = func() { focus(s.list) }
	s.ExtendBaseWidget(s)
	return s
}

// SetRows says how to make each of n rows and forgets the selection.
func (s *Sidebar) SetRows(row func(i int) SidebarRow, n int) {
	s.row, s.n = row, n
	s.list.set(-1)
	s.empty.Hidden = n > 0
	s.empty.Refresh()
	s.list.Refresh()
}

// Select chooses a row without calling OnSelected; -1 chooses none.
func (s *Sidebar) Select(i int) {
	s.list.set(i)
	s.list.Refresh()
}

// Selected is the chosen row, or -1.
func (s *Sidebar) Selected() int { return s.list.chosen }

// SetTitle renames the column.
func (s *Sidebar) SetTitle(t string) { s.title.SetText(t) }

// FocusSearch moves the keyboard to the search entry.
func (s *Sidebar) FocusSearch() { focus(s.search) }

// SearchText is what stands in the search entry.
func (s *Sidebar) SearchText() string { return s.search.Text }

// CreateRenderer is for Fyne.
func (s *Sidebar) CreateRenderer() fyne.WidgetRenderer {
	top := padded(newColumn(10, padded(s.title, 4, 4, 0, 4), s.search), 12, 12, 10, 12)
	bottom := newColumn(6)
	if s.opts.Primary != "" {
		bottom.Add(NewPrimaryButton(s.opts.Primary, theme.ContentAddIcon(), func() {
			if s.OnPrimary != nil {
				s.OnPrimary()
			}
		}))
	}
	if len(s.opts.Footer) > 0 {
		bottom.Add(newWrapRow(4, s.opts.Footer...))
	}
	rows := container.NewStack(padded(s.empty, 4, 12, 4, 12), s.list)
	inside := container.NewBorder(top, padded(bottom, 10, 12, 12, 12), nil, nil, padded(rows, 0, 8, 0, 8))
	s.empty.Hidden = s.n > 0
	ground := newBox(ColorSidebar, "", 0)
	return fw.NewSimpleRenderer(container.NewStack(ground, container.NewThemeOverride(inside, sidebarTheme{})))
}

// MinSize keeps the column readable.
func (s *Sidebar) MinSize() fyne.Size { return fyne.NewSize(232, 320) }

// sidebarTheme maps the common colour names onto the dark column, whatever the
// palette of the app is at that moment.
type sidebarTheme struct{}

func current() fyne.Theme { return fyne.CurrentApp().Settings().Theme() }

func (sidebarTheme) Color(name fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	switch name {
	case theme.ColorNameForeground:
		name = ColorSidebarText
	case ColorMuted, theme.ColorNamePlaceHolder:
		name = ColorSidebarMuted
	case theme.ColorNameBackground:
		name = ColorSidebar
	case theme.ColorNameInputBackground:
		name = ColorSidebarInput
	case theme.ColorNameInputBorder, theme.ColorNameButton, theme.ColorNameSeparator:
		name = ColorSidebarLine
	case theme.ColorNameSelection:
		name = ColorSidebarPick
	case ColorAccent:
		name = ColorSidebarMark
	case theme.ColorNameHover:
		return color.NRGBA{R: 255, G: 255, B: 255, A: 16}
	case theme.ColorNameFocus, theme.ColorNameScrollBar:
		return color.NRGBA{R: 255, G: 255, B: 255, A: 64}
	}
	return current().Color(name, v)
}

func (sidebarTheme) Font(s fyne.TextStyle) fyne.Resource     { return current().Font(s) }
func (sidebarTheme) Icon(n fyne.ThemeIconName) fyne.Resource { return current().Icon(n) }
func (sidebarTheme) Size(n fyne.ThemeSizeName) float32       { return current().Size(n) }

// sideRow draws one [SidebarRow].
type sideRow struct {
	fw.BaseWidget
	title, sub, hint *Text
	mark             *box
}

func newSideRow() *sideRow {
	r := &sideRow{
		title: newText("", theme.SizeNameText, theme.ColorNameForeground, true, Cut),
		sub:   newText("", theme.SizeNameCaptionText, ColorMuted, false, Cut),
		hint:  newText("", theme.SizeNameCaptionText, ColorMuted, false, Whole),
		mark:  newBox(ColorAccent, "", 1.5),
	}
	r.ExtendBaseWidget(r)
	return r
}

func (r *sideRow) fill(row SidebarRow, chosen bool) {
	r.title.SetText(row.Title)
	r.sub.SetText(row.Subtitle)
	r.hint.SetText(row.Hint)
	if r.mark.Hidden == chosen {
		r.mark.Hidden = !chosen
		r.mark.Refresh()
	}
	r.Refresh()
}

func (r *sideRow) CreateRenderer() fyne.WidgetRenderer {
	col := newColumn(3, r.title, newBar(8, 0, r.sub, r.hint))
	mark := container.NewBorder(nil, nil, container.NewStack(spacer(3, 1), r.mark), nil)
	return fw.NewSimpleRenderer(container.NewStack(padded(mark, 8, 0, 8, 0), padded(col, 7, 10, 8, 12)))
}
