package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"
)

// RecordListOptions are the words and the shape of a [RecordList].
type RecordListOptions struct {
	FilterHint string // empty: no filter entry
	Add        string // empty: no add button
	Tools      []fyne.CanvasObject
	EmptyIcon  fyne.Resource
	EmptyText  string
	EmptyAdd   string  // the button of the empty state
	NoMatch    string  // said when a filter leaves nothing
	Timeline   bool    // dates at the left, dots on a line
	LeadWidth  float32 // of the left column; 0 is 84 for a timeline, none otherwise
}

// RecordList is a virtual list of records, 10,000 or more, with a filter above
// it. Rows are asked for only when they come into view.
type RecordList struct {
	fw.BaseWidget
	OnSelected  func(i int)
	OnActivated func(i int) // Enter or Space on the chosen row
	OnFilter    func(text string)
	OnAdd       func()

	opts   RecordListOptions
	filter *searchEntry
	list   *keyList
	empty  *Empty
	row    func(int) Row
	n      int
}

// NewRecordList returns an empty list.
func NewRecordList(opts RecordListOptions) *RecordList {
	if opts.Timeline && opts.LeadWidth == 0 {
		opts.LeadWidth = 84
	}
	l := &RecordList{opts: opts}
	l.list = newKeyList(func() int { return l.n }, func() fyne.CanvasObject {
		return newRowView(opts.Timeline, opts.LeadWidth)
	}, func(i int, o fyne.CanvasObject) {
		o.(*rowView).fill(l.row(i), i == 0, i == l.n-1)
	})
	l.list.picked = func(i int) {
		if l.OnSelected != nil {
			l.OnSelected(i)
		}
	}
	l.list.opened = func(i int) {
		if l.OnActivated != nil {
			l.OnActivated(i)
		}
	}
	l.filter = newSearchEntry(opts.FilterHint, theme.SearchIcon(), func(s string) {
		if l.OnFilter != nil {
			l.OnFilter(s)
		}
	})
	l.filter.down = func() { focus(l.list) }
	l.empty = NewEmpty(opts.EmptyIcon, opts.EmptyText, opts.EmptyAdd, l.add)
	l.ExtendBaseWidget(l)
	l.showEmpty()
	return l
}

func (l *RecordList) add() {
	if l.OnAdd != nil {
		l.OnAdd()
	}
}

// SetRows says how to make each of n rows and forgets the selection. The scroll
// position stays, so that refilling after an edit does not jump.
func (l *RecordList) SetRows(row func(i int) Row, n int) {
	l.row, l.n = row, n
	l.list.set(-1)
	l.showEmpty()
	l.list.Refresh()
}

// RefreshRow draws one row anew; the number of rows stays.
func (l *RecordList) RefreshRow(i int) { l.list.RefreshItem(i) }

// Select chooses a row without calling OnSelected and scrolls to it; -1 chooses none.
func (l *RecordList) Select(i int) { l.list.set(i) }

// Selected is the chosen row, or -1.
func (l *RecordList) Selected() int { return l.list.chosen }

// FocusFilter moves the keyboard to the filter.
func (l *RecordList) FocusFilter() { focus(l.filter) }

// FocusList moves the keyboard to the rows.
func (l *RecordList) FocusList() { focus(l.list) }

// Filter is what stands in the filter entry.
func (l *RecordList) Filter() string { return l.filter.Text }

func (l *RecordList) showEmpty() {
	if l.n > 0 {
		l.empty.Hide()
		return
	}
	if l.filter.Text != "" {
		l.empty.Set(l.opts.NoMatch, false)
	} else {
		l.empty.Set(l.opts.EmptyText, true)
	}
	l.empty.Show()
}

// CreateRenderer is for Fyne.
func (l *RecordList) CreateRenderer() fyne.WidgetRenderer {
	sheet := container.NewStack(newBox(ColorCard, ColorCardBorder, 8), padded(container.NewStack(l.list, l.empty), 4, 4, 4, 4))
	tools := newBar(8, 0)
	if l.opts.FilterHint != "" {
		tools.Add(l.filter)
	}
	for _, o := range l.opts.Tools {
		tools.Add(o)
	}
	if l.opts.Add != "" {
		tools.Add(NewButton(l.opts.Add, theme.ContentAddIcon(), l.add))
	}
	if len(tools.Objects) == 0 {
		return fw.NewSimpleRenderer(sheet)
	}
	return fw.NewSimpleRenderer(container.New(headed{8}, tools, sheet))
}
