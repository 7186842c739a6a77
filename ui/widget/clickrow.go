package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"
)

// ClickRow is a line of an inspector: what it is, where, and what a tap does.
type ClickRow struct {
	Icon            fyne.Resource
	Kind            Kind // tone of the icon; Neutral is muted
	Title, Subtitle string
	Trail           string
	Ink             Kind   // tone of the subtitle; Neutral is muted
	Whole           bool   // all of the words, however many
	Tapped          func() // nil: only to be read
	Step            string // a button of its own below the words; empty: none
	Stepped         func()
}

// clickRow draws a [ClickRow] with wrapped text: inspectors are narrow.
type clickRow struct {
	press
	row ClickRow
	col *fyne.Container
}

func newClickRow(row ClickRow) *clickRow {
	r := &clickRow{row: row}
	r.press.tapped = row.Tapped
	r.press.init(r, 6)
	title := newText(row.Title, theme.SizeNameText, theme.ColorNameForeground, false, Wrap)
	words := newColumn(2)
	if row.Title != "" {
		words.Add(title)
	}
	sub := NewCaption(row.Subtitle)
	if row.Ink != Neutral {
		sub.Color, _ = row.Ink.colors()
	}
	if row.Subtitle != "" {
		words.Add(sub)
	}
	if !row.Whole {
		title.MaxLines, sub.MaxLines = 6, 3
	}
	if row.Step != "" {
		words.Add(padded(newBar(0, -1, NewQuietButton(row.Step, nil, row.Stepped)), 0, 0, 0, -12))
	}
	line := newBar(8, 0, words)
	if row.Icon != nil {
		ink, _ := row.Kind.colors()
		if row.Kind == Neutral {
			ink = ColorMuted
		}
		line = newBar(8, 1, square(newGlyph(row.Icon, ink), 18), words)
	}
	if row.Trail != "" {
		line.Add(newText(row.Trail, theme.SizeNameCaptionText, ColorMuted, false, Whole))
	}
	r.col = newColumn(0, line)
	if row.Tapped == nil {
		r.Disable() // no Tab stop for what does nothing
	}
	return r
}

// AccessibilityLabel is the title.
func (r *clickRow) AccessibilityLabel() string {
	if r.row.Title == "" {
		return r.row.Subtitle
	}
	return r.row.Title
}

// AccessibilityRole is link.
func (r *clickRow) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleLink }

// CreateRenderer is for Fyne.
func (r *clickRow) CreateRenderer() fyne.WidgetRenderer {
	return fw.NewSimpleRenderer(container.NewStack(r.ground, padded(r.col, 6, 8, 7, 8)))
}
