package reading

import (
	"errors"
	"fmt"
	"strings"

	"probata/dossier"
)

// ErrPlace: a passage lies outside of the text, or is cut inside of a letter.
var ErrPlace = errors.New("the passage is not in the text")

// ErrKind: a passage cannot become what is asked.
var ErrKind = errors.New("a passage cannot become that")

// Mark is a passage that somebody chose, and what it is to become or to support.
type Mark struct {
	From, To int          // in bytes of the text
	As       dossier.Type // of the new record; not needed with Is
	Is       dossier.ID   // a record of the case that the passage supports, in place of a new one
	Field    string       // of that record, "" for all of it
	Name     string       // what the new record is called; "" for the words of the passage
	Kind     string       // key of the vocabulary of kinds of the new record; "" for the first that fits
	Of       dossier.ID   // who said a quote, to whom an act was done
}

// Take gives the records that a marked passage makes, for one change of the store: the source where it is new, the record that
// the passage becomes with all that it needs to stand, and the citation. The id is of the record cited.
func Take(in Intake, m Mark) ([]dossier.Record, dossier.ID, error) {
	words := in.Text.Words
	if m.From < 0 || m.To > len(words) || m.From >= m.To || strings.TrimSpace(words[m.From:m.To]) == "" || !between(words, m.From) || !between(words, m.To) {
		return nil, "", ErrPlace
	}
	for m.From < m.To && strings.ContainsRune(" \t\r\n", rune(words[m.From])) {
		m.From++
	}
	for m.To > m.From && strings.ContainsRune(" \t\r\n", rune(words[m.To-1])) {
		m.To--
	}
	a := &accepting{Intake: in, byKey: map[string]Suggestion{}, chosen: map[string]Decision{}, parties: map[string]dossier.ID{}}
	if err := a.openSource(); err != nil {
		return nil, "", err
	}
	s := passage(words, m.From, m.To)
	if len(in.Result.Languages) > 0 {
		s.Language = in.Result.Languages[0]
	}
	fact, err := a.marked(m, s)
	if err != nil {
		return nil, "", err
	}
	if err := a.cite(fact, s); err != nil {
		return nil, "", err
	}
	a.put[len(a.put)-1].(*dossier.Citation).Field = m.Field
	return append([]dossier.Record{a.source}, a.put...), fact, nil
}

// between tells whether a byte offset lies between two letters.
func between(text string, at int) bool { return at == len(text) || text[at]&0xc0 != 0x80 }

// passage is a suggestion that holds nothing but its place.
func passage(text string, from, to int) Suggestion {
	s := Suggestion{Words: text[from:to], Span: newRuler(text).span(from, to)}
	s.Before, s.After = surroundings(text, from, to)
	return s
}

// marked is the record that a passage supports: one of the case, or a new one.
func (a *accepting) marked(m Mark, s Suggestion) (dossier.ID, error) {
	if m.Is == a.source.ID && m.Is != "" || m.As == dossier.TypeSource {
		return a.source.ID, a.detail(m, s)
	}
	if m.Is != "" {
		if a.Dossier.Get(m.Is) == nil {
			return "", fmt.Errorf("mark for %s: %w", m.Is, ErrUnknown)
		}
		return m.Is, nil
	}
	name := strings.TrimSpace(m.Name)
	if name == "" {
		name = strings.Join(strings.Fields(s.Words), " ")
	}
	h, err := a.head(m.As)
	if err != nil {
		return "", err
	}
	switch m.As {
	case dossier.TypeParty:
		return h.ID, a.markedParty(h, m, s, name)
	case dossier.TypeEvent:
		a.put = append(a.put, &dossier.Event{Head: h, Kind: m.Kind, Title: short(name, 160)})
	case dossier.TypeAct:
		return h.ID, a.markedAct(h, m, name)
	case dossier.TypeQuote:
		if m.Of == "" {
			return "", ErrRefused
		}
		a.put = append(a.put, &dossier.Quote{Head: h, Speaker: m.Of, Words: unquoted(name), Language: s.Language, Reported: "yes"})
	case dossier.TypeRemedy:
		a.put = append(a.put, &dossier.Remedy{Head: h, Kind: first(m.Kind, "unknown"), Victim: m.Of, Claim: name})
	case dossier.TypeNorm:
		a.put = append(a.put, &dossier.Norm{Head: h, Title: short(name, 160), Source: a.source.ID, Confidence: "reported"})
	case dossier.TypeNote:
		a.put = append(a.put, &dossier.Note{Head: h, Words: name})
	default:
		return "", fmt.Errorf("mark as %s: %w", m.As, ErrKind)
	}
	return h.ID, nil
}

func first(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// unquoted is a quotation without the marks around it.
func unquoted(s string) string { return strings.Trim(s, "«»„“”\" ") }

// markedParty is a party with its name, and a role: without one it would be in no case.
func (a *accepting) markedParty(h dossier.Head, m Mark, s Suggestion, name string) error {
	nh, err := a.head(dossier.TypeName)
	if err != nil {
		return err
	}
	a.put = append(a.put, &dossier.Party{Head: h, Kind: first(m.Kind, "person")}, &dossier.Name{Head: nh, Party: h.ID, Full: name, Language: s.Language})
	rh, err := a.head(dossier.TypeRole)
	if err != nil {
		return err
	}
	a.put = append(a.put, &dossier.Role{Head: rh, Party: h.ID})
	return nil
}

// markedAct is an act with the event in which it was done; its victim becomes an alleged one.
func (a *accepting) markedAct(h dossier.Head, m Mark, name string) error {
	if m.Of == "" {
		return ErrRefused
	}
	eh, err := a.head(dossier.TypeEvent)
	if err != nil {
		return err
	}
	a.put = append(a.put, &dossier.Event{Head: eh, Kind: eventKind(m.Kind), Title: short(name, 160), Parties: []dossier.ID{m.Of}},
		&dossier.Act{Head: h, Event: eh.ID, Kind: m.Kind, Victim: m.Of})
	return a.addRole(m.Of, "alleged-victim", nil, "")
}

// detail puts the words of a passage into a field of the source.
func (a *accepting) detail(m Mark, s Suggestion) error {
	f, ok := dossier.TableOf(dossier.TypeSource).Field(m.Field)
	if !ok || f.Fixed {
		return fmt.Errorf("mark %s: %w", m.Field, ErrKind)
	}
	words := first(strings.TrimSpace(m.Name), strings.Join(strings.Fields(s.Words), " "))
	switch m.Field {
	case "issued":
		when, err := toldDay(words, s.Language)
		if err != nil {
			return err
		}
		a.source.Issued = when
	case "authors":
		a.source.Authors = append(a.source.Authors, words)
	case "title", "container", "authority", "number", "url", "archive", "provenance", "remarks":
		f.SetString(a.source, words)
	default:
		return fmt.Errorf("mark %s: %w", m.Field, ErrKind)
	}
	return nil
}
