package report

import (
	"errors"
	"slices"
	"strings"

	"probata/dossier"
	"probata/dossier/reading"
	"probata/ui/room"
	"probata/ui/speech"
	"probata/ui/widget"
)

// sourceFields are the fields of a source that words of it can fill.
var sourceFields = []string{"title", "container", "authors", "authority", "issued", "number", "url", "archive"}

// askKind asks what the selected words are to become, for who does not use the keys.
func (s *Screen) askKind() {
	say := s.w.Say()
	if _, _, ok := s.Page.Selection(); !ok && !s.selectCurrent() {
		s.w.Warn(widget.Info, say.T("ui.report.select"))
		return
	}
	kinds := []dossier.Type{dossier.TypeParty, dossier.TypeEvent, dossier.TypeQuote, dossier.TypeSource, dossier.TypeRemedy, dossier.TypeNorm, dossier.TypeNote}
	s.pick(say.T("ui.report.mark"), func(q string) []widget.Option {
		var out []widget.Option
		for _, t := range kinds {
			if label := s.markWord(t); room.Contains(label, q) {
				out = append(out, widget.Option{Key: string(t), Label: label})
			}
		}
		return out
	}, func(o widget.Option) { s.Mark(dossier.Type(o.Key)) })
}

func (s *Screen) markWord(t dossier.Type) string {
	if t == dossier.TypeSource {
		return s.w.Say().T("ui.report.detail")
	}
	return s.w.Say().TypeWord(t)
}

// pick asks for one of many at the top of the lists; the keyboard comes back to the text.
func (s *Screen) pick(title string, find func(string) []widget.Option, picked func(widget.Option)) {
	widget.Pick(s.marker, title, s.w.Say().Words, find, func(o widget.Option) {
		s.focus()
		picked(o)
	})
}

// Mark asks what the selected words are a passage of, a new record of a type or one
// that the case has, and cites them for it.
func (s *Screen) Mark(t dossier.Type) {
	from, to, ok := s.Page.Selection()
	if !ok {
		return
	}
	m := reading.Mark{From: from, To: to, As: t}
	words := strings.Join(strings.Fields(s.text.Words[from:to]), " ")
	switch t {
	case dossier.TypeNote:
		s.take(m)
	case dossier.TypeQuote:
		s.askParty(s.w.Say().T("reading.link.speaker"), "", func(id dossier.ID) {
			m.Of = id
			s.take(m)
		})
	default:
		s.pick(s.markWord(t)+": "+speech.Shorter(words, 60), func(q string) []widget.Option { return s.offers(t, words, q) }, func(o widget.Option) { s.chosen(m, o) })
	}
}

// chosen carries out what was chosen of the offers: "new", "new:kind", "name:words", a
// field of the source, or a record.
func (s *Screen) chosen(m reading.Mark, o widget.Option) {
	what, rest, _ := strings.Cut(o.Key, ":")
	switch what {
	case "new":
		m.Kind = rest
	case "name":
		m.Name = rest
	case "field":
		m.Field = rest
	case "act":
		m.As, m.Kind = dossier.TypeAct, rest
		s.askParty(s.w.Say().T("reading.link.victim"), "", func(id dossier.ID) {
			m.Of = id
			s.take(m)
		})
		return
	default:
		m.Is = dossier.ID(o.Key)
	}
	s.take(m)
}

// take cites the words.
func (s *Screen) take(m reading.Mark) {
	s.w.Session().Flush()
	put, fact, err := reading.Take(s.intake(), m)
	if err != nil {
		if m.Field == "issued" && !errors.Is(err, reading.ErrPlace) {
			s.w.Warn(widget.Warning, s.w.Say().T("ui.report.no-day"))
			return
		}
		s.w.Fail(err)
		return
	}
	s.Page.Unselect()
	if s.w.Session().Apply("add", "", put, nil) {
		s.w.Notice(s.w.Say().T("ui.report.taken", "what", speech.Shorter(s.w.Say().Label(s.w.Session().Dossier, fact), 60)))
	}
	s.focus()
}

// offers are what words can become: new records first, then those of the case that are
// called alike, in any script, then the others.
func (s *Screen) offers(t dossier.Type, words, q string) []widget.Option {
	say := s.w.Say()
	fresh := []widget.Option{}
	add := func(key, label string) {
		if q == "" || room.Contains(label, q) {
			fresh = append(fresh, widget.Option{Key: key, Label: label})
		}
	}
	news := func(kind string) string { return say.T("ui.record.new", "type", kind) }
	switch t {
	case dossier.TypeSource:
		for _, f := range sourceFields {
			add("field:"+f, say.FieldLabel(t, f))
		}
		return fresh
	case dossier.TypeParty:
		for _, o := range s.vocabulary("party-kind") {
			add("new:"+o.Key, news(strings.ToLower(o.Label)))
		}
	case dossier.TypeRemedy:
		for _, o := range s.vocabulary("remedy-kind") {
			add("new:"+o.Key, news(strings.ToLower(o.Label)))
		}
	default:
		add("new:", news(say.TypeLower(t)))
	}
	if q != "" && t != dossier.TypeRemedy {
		fresh = append(fresh, widget.Option{Key: "name:" + q, Label: news(say.TypeLower(t)), Detail: q})
	}
	if t == dossier.TypeParty {
		return append(s.likely(words, q), fresh...)
	}
	fresh = append(fresh, s.records(q, t)...)
	if t == dossier.TypeEvent {
		fresh = append(fresh, s.records(q, dossier.TypeAct)...)
		for _, o := range s.vocabulary("act-kind") {
			add("act:"+o.Key, news(say.TypeLower(dossier.TypeAct))+": "+o.Label)
		}
	}
	if t == dossier.TypeNorm {
		fresh = append(fresh, s.records(q, dossier.TypeAllegation)...)
	}
	return fresh
}

// records are those of a type that fit a query.
func (s *Screen) records(q string, t dossier.Type) []widget.Option {
	d, say := s.w.Session().Dossier, s.w.Say()
	var out []widget.Option
	for _, r := range d.List(t) {
		if label := say.Label(d, r.Header().ID); room.Contains(label, q) {
			out = append(out, widget.Option{Key: string(r.Header().ID), Label: label, Detail: say.TypeWord(t)})
		}
	}
	return out
}

// likely are the parties that words may name, and with a query the others too.
func (s *Screen) likely(words, q string) []widget.Option {
	if q != "" {
		return s.parties(words, q)
	}
	like := reading.Like(s.w.Session().Dossier, words)
	return slices.DeleteFunc(s.parties(words, ""), func(o widget.Option) bool { return !slices.Contains(like, dossier.ID(o.Key)) })
}

// parties are those of the case, those first whose name is like some words.
func (s *Screen) parties(words, q string) []widget.Option {
	d := s.w.Session().Dossier
	like := reading.Like(d, first(q, words))
	all := s.records("", dossier.TypeParty)
	place := func(o widget.Option) int {
		if i := slices.Index(like, dossier.ID(o.Key)); i >= 0 {
			return i
		}
		return len(like)
	}
	if q != "" {
		all = slices.DeleteFunc(all, func(o widget.Option) bool { return place(o) == len(like) && !room.Contains(o.Label, q) })
	}
	slices.SortStableFunc(all, func(a, b widget.Option) int { return place(a) - place(b) })
	return all
}

func first(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// askParty asks for a party of the case; a name that it does not have makes a new one.
func (s *Screen) askParty(title, words string, then func(dossier.ID)) {
	s.pick(title, func(q string) []widget.Option {
		out := s.parties(words, q)
		if q != "" {
			out = append(out, widget.Option{Key: "name:" + q, Label: s.w.Say().T("ui.record.new", "type", s.w.Say().TypeLower(dossier.TypeParty)), Detail: q})
		}
		return out
	}, func(o widget.Option) {
		if name, fresh := strings.CutPrefix(o.Key, "name:"); fresh {
			if id := room.Create(s.w, dossier.TypeParty, name, nil); id != "" {
				then(id)
			}
			return
		}
		then(dossier.ID(o.Key))
	})
}
