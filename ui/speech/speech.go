// Package speech is what the window says of a case: labels of records, rows of lists,
// options of vocabularies, dates, deadlines, doors and faults, in one language. All of it
// is made by pure functions from records to words and tones, which are tested without
// widgets. It asks nothing and decides nothing of law.
package speech

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

// Speech prints everything the window says in one language: words, values of
// fields, and the options of vocabularies, be they fixed, of the law or of the
// forms. It does not change; another language is another speech.
type Speech struct {
	*lang.Printer
	Law          *law.Library
	Forms        *submission.Forms
	Words        widget.Words
	Vocabularies map[string][]widget.Option // options of open vocabularies, made once
}

func New(c *lang.Catalog, l *law.Library, forms *submission.Forms, tag string) *Speech {
	s := &Speech{Printer: c.Printer(tag), Law: l, Forms: forms, Vocabularies: map[string][]widget.Option{}}
	s.Words = s.widgetWords()
	for _, v := range []string{"country", "language", "body"} {
		s.Vocabularies[v] = s.enumerated(c, v)
	}
	s.Vocabularies["provision"] = s.provisions()
	s.Vocabularies["form"] = s.formOptions()
	return s
}

func (s *Speech) widgetWords() widget.Words {
	t := func(k string) string { return s.T("ui.control." + k) }
	return widget.Words{
		Add: t("add"), AddParagraph: t("add-paragraph"), Remove: t("remove"), MoveUp: t("move-up"), MoveDown: t("move-down"),
		Earlier: t("earlier"), Later: t("later"), Choose: t("choose"), Open: t("open"), Clear: t("clear"), Close: t("close"),
		Cancel: t("cancel"), Search: t("search"), NothingFound: t("nothing-found"), Show: t("show"), Hide: t("hide"),
		Yes: s.Word("yesno", "yes"), No: s.Word("yesno", "no"), Unknown: s.Word("yesno", "unknown"), Required: t("required"),
		Fold: lang.Fold,
	}
}

// Word is the word for a key of a vocabulary; a key that nobody has a word for
// stands for itself.
func (s *Speech) Word(vocabulary, key string) string {
	if key == "" {
		return ""
	}
	switch vocabulary {
	case "provision":
		if c := s.Law.Cite(key, s.Tag()); c != "" {
			return c
		}
	case "element":
		if e, ok := s.Law.Element(key); ok {
			return e.Title.In(s.Tag())
		}
	case "form":
		if s.Forms != nil {
			if f, ok := s.Forms.Get(key); ok {
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
func (s *Speech) formName(f *submission.Form) string {
	if f.Body == "" || f.Body == "other" || len(f.Bodies) > 1 || len(FormsOf(s.Forms, f.Body)) > 1 {
		return f.Title.In(s.Tag())
	}
	return s.Word("body", f.Body)
}

func (s *Speech) WordsOf(vocabulary string, keys []string) string {
	out := make([]string, len(keys))
	for i, k := range keys {
		out[i] = s.Word(vocabulary, k)
	}
	return strings.Join(out, ", ")
}

func (s *Speech) TypeWord(t dossier.Type) string  { return s.T("type." + string(t)) }
func (s *Speech) TypesWord(t dossier.Type) string { return s.T("types." + string(t)) }

// TypeLower is the word for a type inside a phrase.
func (s *Speech) TypeLower(t dossier.Type) string {
	w := s.TypeWord(t)
	r, n := utf8.DecodeRuneInString(w)
	return string(unicode.ToLower(r)) + w[n:]
}

func (s *Speech) FieldLabel(t dossier.Type, key string) string {
	return s.T("field." + string(t) + "." + key)
}

// When is a date in words: the value, else the words as told.
func (s *Speech) When(d dossier.Date) string {
	v := d.Value()
	switch {
	case v.IsZero() && d.Words != "":
		return s.T("ui.record.told", "words", d.Words)
	case v.IsZero():
		return d.EDTF
	}
	return inWords(s, v, d.Within)
}

// Problem is a problem as a sentence.
func (s *Speech) Problem(p dossier.Problem) string { return submission.ProblemText(s.Printer, p) }

// Label names a record in lists and links. It never is empty, so that there is
// always something to click.
func (s *Speech) Label(d *dossier.Dossier, id dossier.ID) string {
	if d == nil || d.Get(id) == nil {
		return s.T("ui.record.gone")
	}
	switch r := d.Get(id).(type) {
	case *dossier.Citation: // by the fact: a source alone would be the same words hundreds of times
		if r.Fact == "" {
			return s.Or("", r)
		}
		return s.Label(d, r.Fact)
	case *dossier.Role:
		return s.Or(s.Word("role", r.Role)+s.Dash(d.Label(r.Party, s.Tag())), r)
	case *dossier.Consent:
		return s.Or(d.Label(r.Party, s.Tag()), r)
	case *dossier.Act:
		return s.Or(s.Word("act-kind", r.Kind)+s.Dash(d.Label(r.Victim, s.Tag())), r)
	case *dossier.Involvement:
		return s.Or(d.Label(r.Party, s.Tag())+s.Dash(s.Word("degree", r.Degree)), r)
	case *dossier.Allegation:
		return s.Or(s.Word("provision", r.Provision), r)
	case *dossier.Finding:
		return s.Or(s.Word("element", r.Element)+s.Dash(s.provisionOf(d, r)), r)
	case *dossier.Address:
		return s.Or(strings.Trim(r.Lines+", "+r.Town, ", "), r)
	case *dossier.Identity:
		return s.Or(s.Word("identity-kind", r.Kind), r)
	case *dossier.Custody:
		return s.Or(s.Word("custody-action", r.Action)+s.Dash(s.When(r.At)), r)
	case *dossier.Filing:
		return s.Or(s.Word("body", r.Body), r)
	case *dossier.Remedy:
		return s.Or(s.Word("remedy-kind", r.Kind), r)
	case *dossier.Relief:
		return s.Or(s.Word("relief-kind", r.Kind), r)
	case *dossier.Submission:
		return s.Or(s.Word("form", r.Form), r)
	case *dossier.Answer:
		return s.Or(r.Question, r)
	case *dossier.Translation:
		return s.Or(s.Word("language", r.Language), r)
	}
	return s.Or(d.Label(id, s.Tag()), d.Get(id))
}

// provisionOf cites the provision whose element a finding is about.
func (s *Speech) provisionOf(d *dossier.Dossier, f *dossier.Finding) string {
	a, ok := dossier.Find[*dossier.Allegation](d, f.Allegation)
	if !ok {
		return ""
	}
	return s.Word("provision", a.Provision)
}

func (s *Speech) Dash(tail string) string {
	if tail == "" {
		return ""
	}
	return " · " + tail
}

func (s *Speech) Or(text string, r dossier.Record) string {
	if text = strings.Trim(text, " ·"); text != "" {
		return text
	}
	return s.T("ui.record.unnamed", "type", s.TypeLower(r.Type()))
}

// Value is what a field of a record says, on one line.
func (s *Speech) Value(d *dossier.Dossier, r dossier.Record, f dossier.Field) string {
	switch f.Kind {
	case dossier.DateKind:
		return s.When(f.Date(r))
	case dossier.Choice:
		return s.Word(f.Vocabulary, f.String(r))
	case dossier.Choices:
		return s.WordsOf(f.Vocabulary, f.Strings(r))
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
			out = append(out, s.Label(d, id))
		}
		return strings.Join(out, "; ")
	}
	return OneLine(f.String(r))
}

func OneLine(t string) string { return strings.Join(strings.Fields(t), " ") }
