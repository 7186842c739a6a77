package withhold

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"probata/dossier/lang"
)

// Finder finds the subjects it was made for.
type Finder struct {
	rules *Rules
	by    map[string][]pattern // by the key of the first word
}

// pattern is one way in which a subject is written.
type pattern struct {
	keys    []string
	subject *Subject
	what    What
}

// Finder makes a finder of the subjects.
func (r *Rules) Finder(subjects []Subject) *Finder {
	f := &Finder{rules: r, by: map[string][]pattern{}}
	for i := range subjects {
		s := &subjects[i]
		for _, n := range s.Names {
			f.add(s, FullName, n.Full)
			f.add(s, FullName, n.Family+" "+n.Given)
			f.add(s, FullName, n.Given+" "+n.Family)
			f.add(s, FullName, n.Given+" "+n.Patronymic+" "+n.Family)
			f.add(s, FullName, n.Family+" "+n.Given+" "+n.Patronymic)
			f.add(s, Family, n.Family)
			f.add(s, Given, n.Given)
			f.add(s, Patronymic, n.Patronymic)
			f.add(s, OtherName, n.Other)
		}
		for _, v := range s.Values {
			f.add(s, ValueFound, v.Text)
		}
	}
	return f
}

func (f *Finder) add(s *Subject, what What, text string) {
	p := pattern{subject: s, what: what}
	for _, w := range words(text) {
		p.keys = append(p.keys, w.key)
	}
	if len(p.keys) == 0 || what == FullName && len(p.keys) == 1 {
		return
	}
	f.by[p.keys[0]] = append(f.by[p.keys[0]], p)
}

type wordAt struct {
	from, to int
	key      string
}

func words(text string) []wordAt {
	var out []wordAt
	start := -1
	flush := func(end int) {
		if start >= 0 {
			if key := lang.Fold(text[start:end]); key != "" {
				out = append(out, wordAt{start, end, key})
			}
		}
		start = -1
	}
	for i, r := range text {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			if start < 0 {
				start = i
			}
			continue
		}
		flush(i)
	}
	flush(len(text))
	return out
}

// Hits are the occurrences of withheld subjects in the text, in its order, none over another.
func (f *Finder) Hits(text string) []Hit {
	var out []Hit
	list := words(text)
	for i := 0; i < len(list); {
		longest := 0
		var found []pattern
		for _, p := range f.by[list[i].key] {
			if n := len(p.keys); n >= longest && matches(list[i:], p.keys) {
				if n > longest {
					longest, found = n, nil
				}
				found = append(found, p)
			}
		}
		if longest == 0 {
			i++
			continue
		}
		if h, ok := f.weigh(found, text[list[i].from:list[i+longest-1].to]); ok {
			h.From, h.To = list[i].from, list[i+longest-1].to
			out = append(out, h)
		}
		i += longest
	}
	return out
}

func matches(list []wordAt, keys []string) bool {
	if len(list) < len(keys) {
		return false
	}
	for i, k := range keys {
		if list[i].key != k {
			return false
		}
	}
	return true
}

func (f *Finder) weigh(found []pattern, word string) (Hit, bool) {
	var h Hit
	var open bool
	for _, p := range found {
		switch {
		case !p.subject.Withheld:
			open = true
			h.Others = append(h.Others, p.subject.ID)
		case h.Subject == "":
			h.Subject, h.What = p.subject.ID, p.what
		case p.subject.ID != h.Subject && !slices.Contains(h.Others, p.subject.ID):
			h.Others = append(h.Others, p.subject.ID)
		}
	}
	first, _ := utf8.DecodeRuneInString(word)
	switch {
	case h.Subject == "":
		return h, false
	case open, len(h.Others) > 0:
		h.Reason = SharedName
	case f.rules.ordinary[lang.Fold(word)]:
		if unicode.IsLower(first) {
			return h, false
		}
		h.Reason = OrdinaryWord
	case h.What == Given:
		h.Reason = GivenAlone
	case h.What == Patronymic:
		h.Reason = PatronymicOnly
	}
	h.Certain = h.Reason == ""
	return h, true
}

// Values are the mail addresses, URLs, handles and number-like values that stand in a text.
func Values(text string) []Span {
	var out []Span
	from := 0
	for field := range strings.FieldsSeq(text) {
		from += strings.Index(text[from:], field)
		if kind, ok := kindOf(field); ok {
			out = append(out, Span{from, from + len(field), kind})
		}
		from += len(field)
	}
	return out
}

func kindOf(field string) (ValueKind, bool) {
	digits := 0
	for _, r := range field {
		if unicode.IsDigit(r) {
			digits++
		}
	}
	switch at := strings.IndexByte(field, '@'); {
	case strings.Contains(field, "://"):
		return URL, true
	case at == 0 && len(field) > 2:
		return Handle, true
	case at > 0:
		return Mail, true
	case digits >= 6:
		return OtherValue, true
	}
	return OtherValue, false
}
