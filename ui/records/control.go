package records

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"probata/dossier"
	"probata/dossier/lang"
	"probata/ui/room"
	"probata/ui/speech"
	"probata/ui/widget"
)

// Control joins one field of a record's table to a control on the form.
type Control struct {
	Field  dossier.Field
	Widget widget.Field
	fill   func(r dossier.Record) // shows the value of r

	loose  func() string // text that stands in it and says nothing yet; nil where all text does
	loosen func(string)  // shows such text again
}

// newControl makes the control for the kind of a field. Every kind has one; a
// field that is the program's own is shown and not edited.
func (e *Editor) newControl(t dossier.Type, f dossier.Field) Control {
	c := Control{Field: f}
	switch {
	case f.Fixed:
		c = e.fixedControl(f)
	case t == dossier.TypeCitation && f.Key == "field", t == dossier.TypeAnswer && f.Key == "question":
		c = e.keyControl(f)
	case f.Kind == dossier.Text:
		w := widget.NewLineField(f.Key, "")
		w.OnChanged = func(s string) {
			s = strings.ReplaceAll(s, "\n", " ") // pasted
			e.typed(f, func(r dossier.Record) { f.SetString(r, s) })
		}
		c.Widget, c.fill = w, func(r dossier.Record) { w.SetText(f.String(r)) }
	case f.Kind == dossier.LongText:
		w := widget.NewParagraphsField(f.Key, e.say().Words)
		w.OnChanged = func(s string) { e.typed(f, func(r dossier.Record) { f.SetString(r, s) }) }
		c.Widget, c.fill = w, func(r dossier.Record) { w.SetText(f.String(r)) }
	case f.Kind == dossier.List:
		w := widget.NewListField(f.Key, "", e.say().Words)
		w.OnChanged = func(s []string) { e.typed(f, func(r dossier.Record) { f.SetStrings(r, s) }) }
		c.Widget, c.fill = w, func(r dossier.Record) { w.Set(f.Strings(r)) }
	case f.Kind == dossier.DateKind:
		w := room.NewWhenField(f.Key, e.dateHint(), e.w)
		w.OnChanged = func(d dossier.Date) { e.typed(f, func(r dossier.Record) { f.SetDate(r, d) }) }
		c.Widget, c.fill = w, func(r dossier.Record) { w.Set(f.Date(r)) }
	case f.Kind == dossier.Number:
		c = e.numberControl(f)
	case f.Kind == dossier.Choice, f.Kind == dossier.Choices:
		c = e.choiceControl(f)
	default:
		c = e.linkControl(f)
	}
	c.Field = f
	if f.Private {
		if w, ok := c.Widget.(interface{ OnCopied(func()) }); ok {
			w.OnCopied(e.w.ForgetClipboard)
		}
	}
	if f.Private && !f.Fixed {
		c.Widget = PrivateField{Field: c.Widget, icon: e.w.Icons()["lock"]}
	}
	return c
}

// dateHint shows how a date may be written, where there is room for it.
func (e *Editor) dateHint() string {
	if e.compact {
		return ""
	}
	return e.say().T("ui.date.hint")
}

func (e *Editor) fixedControl(f dossier.Field) Control {
	w := widget.NewLineField(f.Key, "")
	w.SetReadOnly(true)
	return Control{Widget: w, fill: func(r dossier.Record) {
		v := e.say().Value(e.d(), r, f)
		if n := len(v); n > 2000 { // the case as it was sent: a size tells more than a page of JSON
			v = e.say().Size(int64(n))
		}
		if f.Key == "size" {
			v = e.say().Size(f.Number(r))
		}
		w.SetText(v)
	}}
}

func (e *Editor) numberControl(f dossier.Field) Control {
	w := widget.NewTextField(f.Key, "", 1)
	wrong := func(s string) bool {
		_, err := strconv.ParseInt(strings.TrimSpace(s), 10, 64)
		return err != nil && strings.TrimSpace(s) != ""
	}
	w.OnChanged = func(s string) {
		n, _ := strconv.ParseInt(strings.TrimSpace(s), 10, 64)
		if wrong(s) {
			w.SetProblem(e.say().T("ui.record.number"))
			return
		}
		w.SetProblem("")
		e.typed(f, func(r dossier.Record) { f.SetNumber(r, n) })
	}
	c := Control{Widget: w, fill: func(r dossier.Record) {
		w.SetText("")
		if n := f.Number(r); n != 0 {
			w.SetText(strconv.FormatInt(n, 10))
		}
	}}
	c.loose = func() string {
		if wrong(w.Text()) {
			return w.Text()
		}
		return ""
	}
	c.loosen = func(s string) {
		w.SetText(s)
		w.SetProblem(e.say().T("ui.record.number"))
	}
	return c
}

func (e *Editor) choiceControl(f dossier.Field) Control {
	words := e.say().Words
	if f.Kind == dossier.Choices {
		w := widget.NewChoicesField(f.Key, words.Add, nil, words)
		w.OnChanged = func(k []string) { e.set(f, func(r dossier.Record) { f.SetStrings(r, k) }) }
		return Control{Widget: w, fill: func(r dossier.Record) {
			w.SetOptions(e.say().Options(e.d(), r, f))
			w.Set(f.Strings(r))
		}}
	}
	if f.Vocabulary == "yesno" {
		w := widget.NewYesNoField(f.Key, words)
		w.OnChanged = func(k string) { e.set(f, func(r dossier.Record) { f.SetString(r, k) }) }
		return Control{Widget: w, fill: func(r dossier.Record) { w.Set(f.String(r)) }}
	}
	w := widget.NewChoiceField(f.Key, words.Choose, nil, words)
	w.OnChanged = func(k string) {
		e.set(f, func(r dossier.Record) { f.SetString(r, k) })
		if f.Vocabulary == "provision" {
			e.offerElements()
		}
	}
	return Control{Widget: w, fill: func(r dossier.Record) {
		w.SetOptions(e.say().Options(e.d(), r, f))
		w.Set(f.String(r))
	}}
}

// keyControl chooses a key that another record has: the field of a fact that a
// citation supports, the question of a form that an answer answers.
func (e *Editor) keyControl(f dossier.Field) Control {
	w := widget.NewChoiceField(f.Key, e.say().Words.Choose, nil, e.say().Words)
	w.OnChanged = func(k string) { e.set(f, func(r dossier.Record) { f.SetString(r, k) }) }
	return Control{Widget: w, fill: func(r dossier.Record) {
		w.SetOptions(KeysFor(e.say(), e.d(), r))
		w.Set(f.String(r))
	}}
}

func KeysFor(s *speech.Speech, d *dossier.Dossier, r dossier.Record) []widget.Option {
	var out []widget.Option
	switch r := r.(type) {
	case *dossier.Citation:
		table := dossier.TableOf(r.Fact.Type())
		if table == nil {
			return nil
		}
		for _, f := range table.Fields {
			out = append(out, widget.Option{Key: f.Key, Label: s.FieldLabel(table.Type, f.Key)})
		}
	case *dossier.Answer:
		sub, ok := dossier.Find[*dossier.Submission](d, r.Submission)
		if !ok || s.Forms == nil {
			return nil
		}
		if form, ok := s.Forms.Get(sub.Form); ok {
			out = speech.Questions(s, form)
		}
	}
	return out
}

// newKey begins the key of an option that stands for a record still to be made.
const newKey = "+"

func (e *Editor) linkControl(f dossier.Field) Control {
	words, title := e.say().Words, e.say().Words.Choose
	find := func(q string) []widget.Option { return e.candidates(f, q) }
	if f.Kind == dossier.Links {
		w := widget.NewLinksField(f.Key, e.say().Words.Add, words, find)
		w.OnOpen = func(id string) { e.w.Jump(dossier.ID(id), "") }
		w.OnChanged = func(ids []string) {
			links := e.made(ids)
			e.set(f, func(r dossier.Record) { f.SetLinks(r, links) })
			w.Set(e.optionsOf(links))
		}
		return Control{Widget: w, fill: func(r dossier.Record) { w.Set(e.optionsOf(f.Links(r))) }}
	}
	w := widget.NewLinkField(f.Key, title, words, find)
	w.OnOpen = func(id string) { e.w.Jump(dossier.ID(id), "") }
	show := func(ids []dossier.ID) {
		w.Set(widget.Option{})
		for _, o := range e.optionsOf(ids) {
			w.Set(o)
		}
	}
	w.OnChanged = func(id string) {
		links := e.made([]string{id})
		e.set(f, func(r dossier.Record) { f.SetLinks(r, links) })
		show(links)
	}
	return Control{Widget: w, fill: func(r dossier.Record) { show(f.Links(r)) }}
}

func (e *Editor) optionsOf(ids []dossier.ID) []widget.Option {
	out := make([]widget.Option, 0, len(ids))
	for _, id := range ids {
		out = append(out, widget.Option{Key: string(id), Label: e.say().Label(e.d(), id), Detail: e.say().TypeWord(id.Type())})
	}
	return out
}

// candidates are the records a link may point at whose label holds the query,
// parties of other cases of the vault included, and the making of a new one.
func (e *Editor) candidates(f dossier.Field, query string) []widget.Option {
	types := f.Targets
	if len(types) == 0 {
		types = linkable
	}
	q := lang.Fold(query)
	var out []widget.Option
	have := map[dossier.ID]bool{}
	for _, t := range types {
		for _, r := range e.d().List(t) {
			id := r.Header().ID
			have[id] = true
			if label := e.say().Label(e.d(), id); id != e.ID && (q == "" || strings.Contains(lang.Fold(label), q)) {
				out = append(out, widget.Option{Key: string(id), Label: label, Detail: e.say().TypeWord(t)})
			}
		}
	}
	for _, t := range types {
		if t == dossier.TypeParty {
			out = append(out, room.OtherParties(e.w, q, have)...)
		}
	}
	for _, t := range types {
		if creatable(t) {
			out = append(out, widget.Option{
				Key: newKey + string(t) + " " + strings.TrimSpace(query), Label: e.say().T("ui.record.new", "type", e.say().TypeLower(t)), Detail: strings.TrimSpace(query),
			})
		}
	}
	return out
}

// linkable are the types offered where a field takes any record.
var linkable = []dossier.Type{
	dossier.TypeEvent, dossier.TypeAct, dossier.TypeQuote, dossier.TypeParty, dossier.TypeSource, dossier.TypeEvidence,
	dossier.TypeAllegation, dossier.TypeRemedy, dossier.TypeFiling, dossier.TypeCase,
}

// creatable tells whether a record of the type can be made from a link alone.
func creatable(t dossier.Type) bool {
	if t == dossier.TypeCase || t == dossier.TypeEvidence {
		return false
	}
	_, owned := dossier.TableOf(t).Parent()
	return !owned
}

// made turns the keys of options into ids and makes the records that are new.
func (e *Editor) made(keys []string) []dossier.ID {
	out := make([]dossier.ID, 0, len(keys))
	for _, k := range keys {
		rest, isNew := strings.CutPrefix(k, newKey)
		if !isNew {
			if k != "" {
				out = append(out, dossier.ID(k))
			}
			continue
		}
		t, text, _ := strings.Cut(rest, " ")
		if id := room.Create(e.w, dossier.Type(t), text, nil); id != "" {
			out = append(out, id)
		}
	}
	return out
}

// PrivateField is a field with the small lock that says: withheld unless
// consent says otherwise.
type PrivateField struct {
	widget.Field
	icon fyne.Resource
}

// Object is the control with its lock.
func (p PrivateField) Object() fyne.CanvasObject {
	return widget.NewBar(6, 0, p.Field.Object(), widget.NewTinted(p.icon, widget.ColorMuted, 16))
}
