package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	fw "fyne.io/fyne/v2/widget"
)

const (
	formWide   = 520 // from this width on labels stand beside their fields
	formLabel  = 168
	formGap    = 16
	formMargin = 8 // around a row, inside its highlight
)

// formRow is label, control, hint and problem line of one field.
type formRow struct {
	fw.BaseWidget
	field       Field
	label, hint *Text
	problem     *Text
	sign        *glyph
	glow, bar   *box
	width       float32
	control     fyne.CanvasObject
	kind        Kind
}

func newFormRow(field Field, label, hint string, required bool) *formRow {
	if required {
		label += " *"
	}
	r := &formRow{
		field: field, control: field.Object(),
		label:   newText(label, theme.SizeNameText, theme.ColorNameForeground, true, Wrap),
		hint:    NewCaption(hint),
		problem: newText("", theme.SizeNameCaptionText, ColorDangerText, false, Wrap),
		sign:    newGlyph(nil, ""),
		glow:    newBox("", "", 8), bar: newBox("", "", 1.5),
	}
	r.ExtendBaseWidget(r)
	return r
}

// Tapped gives the keyboard to the field: its label and its hint belong to it.
func (r *formRow) Tapped(*fyne.PointEvent) { focus(r.field.FocusTarget()) }

// update takes over the field's problem.
func (r *formRow) update() {
	text, kind := r.field.Problem()
	ink, _ := kind.colors()
	if r.problem.Text == text && r.kind == kind {
		return
	}
	r.kind = kind
	r.problem.Text, r.problem.Color = text, ink
	r.problem.Refresh()
	if text != "" {
		r.sign.set(theme.WarningIcon(), ink)
		r.bar.set(ink, "", 1)
	} else {
		r.bar.set("", "", 1)
	}
}

func (r *formRow) highlight(on bool) {
	if on {
		r.glow.set(ColorAccentSoft, "", 1)
	} else {
		r.glow.set("", "", 1)
	}
}

func (r *formRow) CreateRenderer() fyne.WidgetRenderer { return &formRowRenderer{r} }

type formRowRenderer struct{ r *formRow }

func (f *formRowRenderer) Destroy() {}

func (f *formRowRenderer) Objects() []fyne.CanvasObject {
	r := f.r
	return []fyne.CanvasObject{r.glow, r.bar, r.label, r.control, r.hint, r.sign, r.problem}
}

func (f *formRowRenderer) MinSize() fyne.Size {
	return fyne.NewSize(f.r.control.MinSize().Width+2*formMargin, f.r.height())
}

func (f *formRowRenderer) Refresh() {
	for _, o := range f.Objects() {
		o.Refresh()
	}
	f.Layout(f.r.Size())
	canvas.Refresh(f.r)
}

func (f *formRowRenderer) Layout(size fyne.Size) {
	f.r.width = size.Width
	f.r.arrange(size.Width)
	f.r.glow.Resize(size)
	f.r.bar.Resize(fyne.NewSize(3, max(0, size.Height-8)))
	f.r.bar.Move(fyne.NewPos(0, 4))
}

// arrange places everything for a width.
func (r *formRow) arrange(width float32) {
	x, y, w := float32(formMargin), float32(formMargin-2), max(0, width-2*formMargin)
	if width >= formWide {
		r.label.Align = fyne.TextAlignTrailing
		r.label.Move(fyne.NewPos(x, y+8))
		settle(r.label, formLabel)
		x += formLabel + formGap
		w = max(0, w-formLabel-formGap)
	} else {
		r.label.Align = fyne.TextAlignLeading
		r.label.Move(fyne.NewPos(x, y))
		y += settle(r.label, w) + 4
	}
	r.control.Move(fyne.NewPos(x, y))
	y += settle(r.control, w)
	r.hint.Move(fyne.NewPos(x, y+4))
	if settle(r.hint, w); r.hint.Text != "" {
		y += r.hint.Size().Height + 4
	}
	shown := r.problem.Text != ""
	r.problem.Hidden, r.sign.Hidden, r.hint.Hidden = !shown, !shown, r.hint.Text == ""
	r.sign.Resize(fyne.NewSquareSize(14))
	r.sign.Move(fyne.NewPos(x, y+5))
	r.problem.Move(fyne.NewPos(x+20, y+4))
	settle(r.problem, max(0, w-20))
}

// height is what the row needs at the width it was last given.
func (r *formRow) height() float32 {
	h := r.control.MinSize().Height
	if r.hint.Text != "" {
		h += r.hint.MinSize().Height + 4
	}
	if r.problem.Text != "" {
		h += r.problem.MinSize().Height + 4
	}
	label := r.label.MinSize().Height
	if r.width >= formWide {
		return max(h, label+16) + 2*(formMargin-2)
	}
	return h + label + 4 + 2*(formMargin-2)
}
