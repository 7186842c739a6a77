package ui

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"probata/dossier"
	"probata/dossier/lang"
	"probata/dossier/law"
	"probata/dossier/submission"
	"probata/ui/widget"
)

// speech prints everything the window says in one language: words, values of
// fields, and the options of vocabularies, be they fixed, of the law or of the
// forms. It does not change; another language is another speech.
type speech struct {
	*lang.Printer
	law   *law.Library
	forms *submission.Forms
	words widget.Words
	open  map[string][]widget.Option // options of open vocabularies, made once
}

func newSpeech(c *lang.Catalog, l *law.Library, forms *submission.Forms, tag string) *speech {
	s := &speech{Printer: c.Printer(tag), law: l, forms: forms, open: map[string][]widget.Option{}}
	s.words = s.widgetWords()
	for _, v := range []string{"country", "language", "body"} {
		s.open[v] = s.enumerated(c, v)
	}
	s.open["provision"] = s.provisions()
	s.open["form"] = s.formOptions()
	return s
}

func (s *speech) widgetWords() widget.Words {
	t := func(k string) string { return s.T("ui.control." + k) }
	return widget.Words{
		Add: t("add"), AddParagraph: t("add-paragraph"), Remove: t("remove"), MoveUp: t("move-up"), MoveDown: t("move-down"),
		Earlier: t("earlier"), Later: t("later"), Choose: t("choose"), Open: t("open"), Clear: t("clear"), Close: t("close"),
		Cancel: t("cancel"), Search: t("search"), NothingFound: t("nothing-found"), Show: t("show"), Hide: t("hide"),
		Yes: s.word("yesno", "yes"), No: s.word("yesno", "no"), Unknown: s.word("yesno", "unknown"), Required: t("required"),
	}
}

// word is the word for a key of a vocabulary; a key that nobody has a word for
// stands for itself.
func (s *speech) word(vocabulary, key string) string {
	if key == "" {
		return ""
	}
	switch vocabulary {
	case "provision":
		if c := s.law.Cite(key, s.Tag()); c != "" {
			return c
		}
	case "element":
		if e, ok := s.law.Element(key); ok {
			return e.Title.In(s.Tag())
		}
	case "form":
		if s.forms != nil {
			if f, ok := s.forms.Get(key); ok {
				return s.formName(f)
			}
		}
	}
	if k := "vocab." + vocabulary + "." + key; s.Has(k) {
		return s.T(k)
	}
	return key
}

// formName is the body that a form is for, where it has but this one; else the
// title of the form.
func (s *speech) formName(f *submission.Form) string {
	if f.Body == "" || f.Body == "other" || len(f.Bodies) > 1 || len(formsOf(s.forms, f.Body)) > 1 {
		return f.Title.In(s.Tag())
	}
	return s.word("body", f.Body)
}

func (s *speech) wordsOf(vocabulary string, keys []string) string {
	out := make([]string, len(keys))
	for i, k := range keys {
		out[i] = s.word(vocabulary, k)
	}
	return strings.Join(out, ", ")
}

func (s *speech) typeWord(t dossier.Type) string  { return s.T("type." + string(t)) }
func (s *speech) typesWord(t dossier.Type) string { return s.T("types." + string(t)) }

// typeLower is the word for a type inside a phrase.
func (s *speech) typeLower(t dossier.Type) string {
	w := s.typeWord(t)
	r, n := utf8.DecodeRuneInString(w)
	return string(unicode.ToLower(r)) + w[n:]
}

func (s *speech) fieldLabel(t dossier.Type, key string) string {
	return s.T("field." + string(t) + "." + key)
}

// date is a date in words: the value, else the words as told.
func (s *speech) date(d dossier.Date) string {
	v := d.Value()
	switch {
	case v.IsZero() && d.Words != "":
		return s.T("ui.record.told", "words", d.Words)
	case v.IsZero():
		return d.EDTF
	}
	return inWords(s, v, d.Within)
}

// problem is a problem as a sentence.
func (s *speech) problem(p dossier.Problem) string { return submission.ProblemText(s.Printer, p) }

// label names a record in lists and links. It never is empty, so that there is
// always something to click.
func (s *speech) label(d *dossier.Dossier, id dossier.ID) string {
	if d == nil || d.Get(id) == nil {
		return s.T("ui.record.gone")
	}
	switch r := d.Get(id).(type) {
	case *dossier.Citation: // by the fact: a source alone would be the same words hundreds of times
		if r.Fact == "" {
			return s.or("", r)
		}
		return s.label(d, r.Fact)
	case *dossier.Role:
		return s.or(s.word("role", r.Role)+s.dash(d.Label(r.Party, s.Tag())), r)
	case *dossier.Consent:
		return s.or(d.Label(r.Party, s.Tag()), r)
	case *dossier.Act:
		return s.or(s.word("act-kind", r.Kind)+s.dash(d.Label(r.Victim, s.Tag())), r)
	case *dossier.Involvement:
		return s.or(d.Label(r.Party, s.Tag())+s.dash(s.word("degree", r.Degree)), r)
	case *dossier.Allegation:
		return s.or(s.word("provision", r.Provision), r)
	case *dossier.Finding:
		return s.or(s.word("element", r.Element)+s.dash(s.provisionOf(d, r)), r)
	case *dossier.Address:
		return s.or(strings.Trim(r.Lines+", "+r.Town, ", "), r)
	case *dossier.Identity:
		return s.or(s.word("identity-kind", r.Kind), r)
	case *dossier.Custody:
		return s.or(s.word("custody-action", r.Action)+s.dash(s.date(r.At)), r)
	case *dossier.Filing:
		return s.or(s.word("body", r.Body), r)
	case *dossier.Remedy:
		return s.or(s.word("remedy-kind", r.Kind), r)
	case *dossier.Relief:
		return s.or(s.word("relief-kind", r.Kind), r)
	case *dossier.Submission:
		return s.or(s.word("form", r.Form), r)
	case *dossier.Answer:
		return s.or(r.Question, r)
	case *dossier.Translation:
		return s.or(s.word("language", r.Language), r)
	}
	return s.or(d.Label(id, s.Tag()), d.Get(id))
}

// provisionOf cites the provision whose element a finding is about.
func (s *speech) provisionOf(d *dossier.Dossier, f *dossier.Finding) string {
	a, ok := dossier.Find[*dossier.Allegation](d, f.Allegation)
	if !ok {
		return ""
	}
	return s.word("provision", a.Provision)
}

func (s *speech) dash(tail string) string {
	if tail == "" {
		return ""
	}
	return " · " + tail
}

func (s *speech) or(text string, r dossier.Record) string {
	if text = strings.Trim(text, " ·"); text != "" {
		return text
	}
	return s.T("ui.record.unnamed", "type", s.typeLower(r.Type()))
}

// value is what a field of a record says, on one line.
func (s *speech) value(d *dossier.Dossier, r dossier.Record, f dossier.Field) string {
	switch f.Kind {
	case dossier.DateKind:
		return s.date(f.Date(r))
	case dossier.Choice:
		return s.word(f.Vocabulary, f.String(r))
	case dossier.Choices:
		return s.wordsOf(f.Vocabulary, f.Strings(r))
	case dossier.List:
		return strings.Join(f.Strings(r), "; ")
	case dossier.Number:
		if f.Number(r) == 0 {
			return ""
		}
		return s.Number(int(f.Number(r)))
	case dossier.Link, dossier.Links:
		var out []string
		for _, id := range f.Links(r) {
			out = append(out, s.label(d, id))
		}
		return strings.Join(out, "; ")
	}
	return oneLine(f.String(r))
}

func oneLine(t string) string { return strings.Join(strings.Fields(t), " ") }
