package submission

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"probata/dossier"
	"probata/dossier/document"
)

// date is a date in the language of the document, exactly as precise as known.
// Words as told stand in for a value, or beside one that says less.
func (f *filler) date(d dossier.Date) string {
	v := d.Value()
	var s string
	switch {
	case v.IsZero():
		s = d.Words
		if s != "" {
			s = f.words.T("doc.quoted", "words", s)
		}
	case d.Words != "" && !strings.EqualFold(d.Words, f.value(d)):
		s = f.words.T("doc.date.told", "date", f.value(d), "words", d.Words)
	default:
		s = f.value(d)
	}
	if d.Time != "" {
		s = strings.Join(compact(s, strings.TrimSpace(d.Time+" "+d.Zone)), ", ")
	}
	return s
}

// value is the value of a date: an interval is the whole span unless it is said
// to be one point within.
func (f *filler) value(d dossier.Date) string {
	if d.Within {
		return f.words.Date(d.Value())
	}
	return f.words.DateSpan(d.Value())
}

// name is the name of a party as this document prints it.
func (f *filler) name(id dossier.ID) string {
	if s := f.d.NameIn(id, f.req.Language); s != "" {
		return s
	}
	return f.words.T("doc.nameless")
}

func (f *filler) names(ids []dossier.ID) string {
	out := make([]string, 0, len(ids))
	for _, id := range ids {
		out = append(out, f.name(id))
	}
	return f.words.List(out)
}

// word is the word for a key of a vocabulary; keys from the law data are
// cited, and a key that nobody has a word for is printed as it is.
func (f *filler) word(vocabulary, key string) string {
	switch vocabulary {
	case "provision":
		if s := f.law.Cite(key, f.req.Language); s != "" {
			return s
		}
	case "treaty":
		if t, ok := f.law.Treaty(key); ok {
			return t.Short.In(f.req.Language)
		}
	case "element":
		if e, ok := f.law.Element(key); ok {
			return e.Title.In(f.req.Language)
		}
	}
	if k := "vocab." + vocabulary + "." + key; f.words.Has(k) {
		return f.words.T(k)
	}
	return key
}

func (f *filler) vocabulary(name string, keys []string) string {
	out := make([]string, 0, len(keys))
	for _, k := range keys {
		out = append(out, f.word(name, k))
	}
	return f.words.List(out)
}

// text is what a field of a record says, in the language of the document.
func (f *filler) text(r dossier.Record, field dossier.Field) string {
	switch field.Kind {
	case dossier.Text, dossier.LongText:
		return field.String(r)
	case dossier.DateKind:
		return f.date(field.Date(r))
	case dossier.Choice:
		return f.word(field.Vocabulary, field.String(r))
	case dossier.Choices:
		return f.vocabulary(field.Vocabulary, field.Strings(r))
	case dossier.List:
		return strings.Join(field.Strings(r), "; ")
	case dossier.Number:
		return f.words.Number(int(field.Number(r)))
	case dossier.Link, dossier.Links:
		return f.linked(field.Links(r))
	}
	return ""
}

func (f *filler) linked(ids []dossier.ID) string {
	var out []string
	for _, id := range ids {
		if id.Type() == dossier.TypeParty {
			out = append(out, f.name(id))
		} else if s := f.d.Label(id, f.req.Language); s != "" {
			out = append(out, s)
		}
	}
	return f.words.List(out)
}

// content is text of the case as spans, marked with its language where the
// document is in another one.
func (f *filler) content(s string) []document.Span {
	if s == "" {
		return nil
	}
	return []document.Span{{Text: s, Lang: f.language(s)}}
}

var emptyLines = regexp.MustCompile(`\n\s*\n|\x{2029}`)

// paragraphs splits a long text at empty lines.
func paragraphs(s string) []string {
	var out []string
	for _, p := range emptyLines.Split(strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n"), -1) {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

// stops end a sentence, in whatever script: Latin, Greek, Armenian, Arabic, Devanagari,
// Chinese.
const stops = ".!?:;…\u037e։՜՞؟۔।॥。！？：；｡"

// sentence ends a text with a full stop if it has no end of its own, before or behind
// a closing quotation mark or bracket.
func sentence(s string) string {
	s = strings.TrimSpace(s)
	inner := strings.TrimRight(s, "”»\"’›)]」』）")
	if s == "" || strings.ContainsFunc(lastLetter(s), isStop) || inner != s && strings.ContainsFunc(lastLetter(inner), isStop) {
		return s
	}
	return s + "."
}

func isStop(r rune) bool { return strings.ContainsRune(stops, r) }

func lastLetter(s string) string {
	_, n := utf8.DecodeLastRuneInString(s)
	return s[len(s)-n:]
}
