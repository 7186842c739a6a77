package narrative

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"probata/dossier"
)

// form is how words agree with those they speak of.
type form int

// The forms, in the order in which a template lists them.
const (
	man form = iota
	woman
	unknown // one, of whom the record does not say
	several
)

// formOf is the form for parties: several, or one by the sex on record.
func (t *Teller) formOf(ids []dossier.ID) form {
	if len(ids) != 1 {
		return several
	}
	p, ok := dossier.Find[*dossier.Party](t.d, ids[0])
	if !ok || p.Kind != "person" {
		return unknown
	}
	switch p.Sex {
	case "male":
		return man
	case "female":
		return woman
	}
	return unknown
}

// pick is the word of a choice that agrees: of two the singular or the plural, of four the one of the form.
func pick(choice string, f form) string {
	words := strings.Split(choice, "|")
	switch {
	case len(words) == 4:
		return words[f]
	case len(words) == 2 && f == several:
		return words[1]
	}
	return words[0]
}

// fill is a template with its choices made and its places filled. What is filled in is never read as a template.
func fill(template string, f form, values map[string]string) string {
	var b strings.Builder
	for template != "" {
		i := strings.IndexAny(template, "[{")
		if i < 0 {
			b.WriteString(template)
			break
		}
		b.WriteString(template[:i])
		end := byte(']')
		if template[i] == '{' {
			end = '}'
		}
		j := strings.IndexByte(template[i:], end)
		if j < 0 {
			b.WriteString(template[i:])
			break
		}
		inner := template[i+1 : i+j]
		if end == ']' {
			b.WriteString(pick(inner, f))
		} else {
			b.WriteString(values[inner])
		}
		template = template[i+j+1:]
	}
	return tidy(b.String())
}

// tidy closes the gaps that empty places leave: double spaces, spaces before stops, a comma with nothing before it.
func tidy(s string) string {
	for strings.Contains(s, "  ") {
		s = strings.ReplaceAll(s, "  ", " ")
	}
	s = strings.Trim(s, " ") // no-break spaces are the language's own
	for _, x := range []string{" ,", " .", " ;", " :"} {
		s = strings.ReplaceAll(s, x, x[1:])
	}
	s = strings.ReplaceAll(s, ",,", ",")
	return strings.ReplaceAll(s, ",.", ".")
}

// sentence begins with a capital and ends with a stop.
func sentence(s string) string {
	s = strings.TrimLeft(strings.TrimSpace(s), ", ")
	if s == "" {
		return ""
	}
	s = upperFirst(s)
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, "”»\"’)"))
	if strings.ContainsRune(".!?…:։؟。", last) {
		return s
	}
	return s + "."
}

func upperFirst(s string) string { return mapFirst(s, unicode.ToUpper) }

func lowerFirst(s string) string { return mapFirst(s, unicode.ToLower) }

// mapFirst changes the first letter, which a quotation mark may precede.
func mapFirst(s string, to func(rune) rune) string {
	for i, r := range s {
		if unicode.IsLetter(r) {
			return s[:i] + string(to(r)) + s[i+utf8.RuneLen(r):]
		}
		if unicode.IsDigit(r) {
			return s
		}
	}
	return s
}
