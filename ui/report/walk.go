package report

import (
	"fyne.io/fyne/v2"

	"probata/dossier"
	"probata/dossier/reading"
	"probata/ui/room"
	"probata/ui/widget"
)

// markKeys are what a key makes of the words that are selected.
var markKeys = map[fyne.KeyName]dossier.Type{
	fyne.KeyP: dossier.TypeParty, fyne.KeyE: dossier.TypeEvent, fyne.KeyQ: dossier.TypeQuote, fyne.KeyS: dossier.TypeSource,
	fyne.KeyR: dossier.TypeRemedy, fyne.KeyL: dossier.TypeNorm, fyne.KeyN: dossier.TypeNote,
}

// key carries out a key of the page, and answers true when it did. Without a
// selection the letters of a record are about the passage of the suggestion.
func (s *Screen) key(k fyne.KeyName, shift bool) bool {
	s.w.Touch()
	_, _, selected := s.Page.Selection()
	if t, ok := markKeys[k]; ok && (selected || k != fyne.KeyN && s.selectCurrent()) {
		s.Mark(t)
		return true
	}
	switch k {
	case fyne.KeyEscape:
		if !selected {
			return false
		}
		s.Page.Unselect()
	case fyne.KeyA:
		if shift {
			s.AcceptAll()
		} else {
			s.Accept()
		}
	case fyne.KeyReturn, fyne.KeyEnter:
		s.Accept()
	case fyne.KeyX, fyne.KeyDelete:
		s.Dismiss()
	case fyne.KeyC:
		s.Change()
	case fyne.KeyN, fyne.KeySpace:
		if shift {
			s.step(-1)
		} else {
			s.step(1)
		}
	case fyne.KeyBackspace:
		s.step(-1)
	default:
		return false
	}
	return true
}

// selectCurrent selects the passage of the suggestion; false when there is none.
func (s *Screen) selectCurrent() bool {
	x := s.current()
	if x.Key == "" {
		return false
	}
	s.Page.Select(x.ByteStart, x.ByteEnd)
	return true
}

// step goes to another line of the list; behind the last comes the first.
func (s *Screen) step(by int) {
	n := len(s.Open)
	switch s.mode {
	case used:
		n = len(s.Used) + len(s.gone)
	case differ:
		n = len(s.Apart)
	}
	if n == 0 {
		return
	}
	s.At = (s.At + by + n) % n
	s.List.Select(s.At)
	s.show(s.At)
}

// Accept takes the suggestion with what it cannot stand without; where the text does
// not say who that is, it asks.
func (s *Screen) Accept() {
	x := s.current()
	if x.Key == "" {
		return
	}
	if !x.Whole() {
		s.askParty(s.w.Say().T("reading.link."+needed(x.Kind)), "", func(id dossier.ID) {
			s.decide(reading.Decision{Key: x.Key, Accept: true, Is: id})
		})
		return
	}
	s.decide(reading.Decision{Key: x.Key, Accept: true})
}

func needed(k reading.Kind) string {
	switch k {
	case reading.Quote:
		return "speaker"
	case reading.Act:
		return "victim"
	}
	return "party"
}

// Dismiss refuses the suggestion for good.
func (s *Screen) Dismiss() {
	if x := s.current(); x.Key != "" {
		s.decide(reading.Decision{Key: x.Key})
	}
}

// AcceptAll takes all suggestions that can stand as they are.
func (s *Screen) AcceptAll() {
	if s.mode != open || len(s.Open) == 0 {
		return
	}
	decisions, left := reading.All(s.Open)
	if !s.decide(decisions...) {
		return
	}
	s.w.Notice(s.w.Say().N("ui.report.accepted", len(decisions), "left", s.w.Say().Number(left)))
}

// decide carries decisions out as one step of undo.
func (s *Screen) decide(decisions ...reading.Decision) bool {
	s.w.Session().Flush()
	put, err := reading.Accept(s.intake(), decisions)
	if err != nil {
		s.w.Fail(err)
		return false
	}
	return s.w.Session().Apply("add", "", put, nil)
}

// Change opens what a suggestion would enter, to be put right before it is taken.
func (s *Screen) Change() {
	x := s.current()
	if x.Key == "" {
		return
	}
	say := s.w.Say()
	decision := reading.Decision{Key: x.Key, Accept: true}
	more := widget.NewStack(10)
	focus := func() {}
	if vocabulary := vocabularies[x.Kind]; vocabulary != "" {
		kind := widget.NewChoiceField("kind", say.T("ui.report.choose"), s.vocabulary(vocabulary), say.Words)
		kind.Set(x.Value)
		kind.OnChanged = func(k string) { decision.Value = k }
		more.Add(room.Labelled(say.T("reading.kind."+string(x.Kind)), kind.Object()))
	} else if x.Kind != reading.Statute {
		lines := 1
		if x.Kind == reading.Quote {
			lines = 4
		}
		words := widget.NewTextField("words", "", lines)
		words.SetText(x.Value)
		words.OnChanged = func(v string) { decision.Value = v }
		more.Add(room.Labelled(say.T("reading.kind."+string(x.Kind)), words.Object()))
		focus = func() { s.w.Win().Canvas().Focus(words.FocusTarget()) }
	}
	if label := s.whose(x.Kind); label != "" {
		party := widget.NewChoiceField("is", say.T("ui.report.as-found"), s.parties(x.Words, ""), say.Words)
		party.OnChanged = func(k string) { decision.Is = dossier.ID(k) }
		more.Add(room.Labelled(label, party.Object()))
	}
	s.w.Ask(room.Question{Title: say.T("ui.report.change"), Text: s.w.Say().T("reading.reason." + x.Reason), More: more, Yes: say.T("ui.report.accept"), No: say.Words.Cancel}, func() {
		s.decide(decision)
		s.focus()
	})
	focus()
}

// vocabularies are those that the values of suggestions are keys of.
var vocabularies = map[reading.Kind]string{reading.Act: "act-kind", reading.Role: "role", reading.Remedy: "remedy-kind"}

// whose is the label of the party that a kind of suggestion has, "" for none.
func (s *Screen) whose(k reading.Kind) string {
	switch k {
	case reading.Person, reading.Organisation:
		return s.w.Say().T("ui.report.is")
	case reading.Quote, reading.Act, reading.Role:
		return s.w.Say().T("reading.link." + needed(k))
	}
	return ""
}

func (s *Screen) vocabulary(name string) []widget.Option {
	keys, _ := dossier.Vocabulary(name)
	out := make([]widget.Option, len(keys))
	for i, k := range keys {
		out[i] = widget.Option{Key: k, Label: s.w.Say().Word(name, k)}
	}
	return out
}
