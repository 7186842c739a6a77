package submission

import (
	"strings"

	"probata/dossier"
	"probata/dossier/door"
	"probata/dossier/lang"
)

// ProblemText is a problem as a sentence with the next step. Arguments that are
// keys of words ("vocab.consent-scope.submit") are replaced by those words.
func ProblemText(p *lang.Printer, x dossier.Problem) string {
	args := make([]any, len(x.Args))
	copy(args, x.Args)
	for i := 1; i < len(args); i += 2 {
		switch a := args[i].(type) {
		case string:
			args[i] = wordOf(p, a)
			if strings.HasPrefix(a, languages) {
				args[i] = within(p, a)
			}
		case door.Reason:
			args[i] = door.Sentence(p, a)
		case []string:
			words := make([]string, len(a))
			for j, s := range a {
				words[j] = within(p, s)
			}
			args[i] = p.List(words)
		}
	}
	args = append(args, "field", FieldLabel(p, x.Record, x.Field))
	out := p.T("problem."+x.Key, args...)
	if x.Waiver != "" {
		out += " " + p.T("problem.waived")
	}
	return out
}

const languages = "vocab.language."

// within is a word as it stands inside a sentence. English keeps the capital of
// a language's name.
func within(p *lang.Printer, key string) string {
	if strings.HasPrefix(key, languages) && p.Tag() == "en" {
		return wordOf(p, key)
	}
	return lowerFirst(wordOf(p, key))
}

func wordOf(p *lang.Printer, s string) string {
	if strings.Contains(s, ".") && p.Has(s) {
		return p.T(s)
	}
	return s
}

// FieldLabel is the label of a field of the record with the id, or the name of
// the record's type when no field is meant.
func FieldLabel(p *lang.Printer, id dossier.ID, field string) string {
	if field == "" {
		return p.T("type." + string(id.Type()))
	}
	return p.T("field." + string(id.Type()) + "." + field)
}
