package widget

import "fyne.io/fyne/v2"

// Field is one control of a [Form]. What it holds has its own type, so setting
// and OnChanged belong to each kind; setting never calls OnChanged.
type Field interface {
	Key() string
	Object() fyne.CanvasObject
	FocusTarget() fyne.Focusable // where FocusField puts the keyboard
	SetReadOnly(bool)
	SetProblem(text string) // red line under the field; "" takes it away
	SetWarning(text string) // amber line, shown when there is no problem
	Problem() (text string, kind Kind)
	Observe(changed func()) // called when the problem or the height changes
	OnEdited(Edited)        // called where the caret or the keyboard is
}

// FieldBase is what every field shares. A field of another package embeds it.
type FieldBase struct {
	key              string
	problem, warning string
	watch            func()
	silent           bool
	copied           func()
	edited           Edited
}

// Edited hears which part of an object is edited: the line of the caret, or the
// control with the keyboard.
type Edited func(o fyne.CanvasObject, at fyne.Position, size fyne.Size)

// NewFieldBase returns a base for a field of that key.
func NewFieldBase(key string) FieldBase { return FieldBase{key: key} }

// Key is the stable name of the field.
func (b *FieldBase) Key() string { return b.key }

// OnCopied sets who hears that text of the field was copied or cut.
func (b *FieldBase) OnCopied(copied func()) { b.copied = copied }

// OnEdited sets who hears where in the field the keyboard is, a [Page] mostly.
func (b *FieldBase) OnEdited(edited Edited) { b.edited = edited }

func (b *FieldBase) isEdited(o fyne.CanvasObject, at fyne.Position, size fyne.Size) {
	if b.edited != nil {
		b.edited(o, at, size)
	}
}

func (b *FieldBase) wasCopied() {
	if b.copied != nil {
		b.copied()
	}
}

// Observe sets the one listener, the form.
func (b *FieldBase) Observe(changed func()) { b.watch = changed }

// SetProblem says what is wrong; "" nothing.
func (b *FieldBase) SetProblem(s string) {
	if b.problem != s {
		b.problem = s
		b.touch()
	}
}

// SetWarning says what should be looked at; "" nothing.
func (b *FieldBase) SetWarning(s string) {
	if b.warning != s {
		b.warning = s
		b.touch()
	}
}

// Problem is the line to show, Danger or Warning; "" and Neutral for none.
func (b *FieldBase) Problem() (string, Kind) {
	switch {
	case b.problem != "":
		return b.problem, Danger
	case b.warning != "":
		return b.warning, Warning
	}
	return "", Neutral
}

func (b *FieldBase) touch() {
	if b.watch != nil {
		b.watch()
	}
}

// quietly runs set while a control's own change event is not passed on.
func (b *FieldBase) quietly(set func()) {
	b.silent = true
	defer func() { b.silent = false }()
	set()
}

type disableable interface {
	Enable()
	Disable()
}

func enable(on bool, ws ...disableable) {
	for _, w := range ws {
		if on {
			w.Enable()
		} else {
			w.Disable()
		}
	}
}
