package door

import (
	"strings"

	"probata/dossier/edtf"
	"probata/dossier/lang"
	"probata/dossier/law"
)

// Sentence is a reason in words: how the condition stands, then the rule where the data words it, then what it rests on.
func Sentence(p *lang.Printer, r Reason) string {
	out := []string{p.T("door."+r.Key, worded(p, r.Args)...)}
	if note := r.Note.In(p.Tag()); note != "" {
		out = append(out, note)
	}
	return strings.Join(append(out, basis(p, r.Fact)...), " ")
}

// DeadlineText is a deadline in words, without its day.
func DeadlineText(p *lang.Printer, d Deadline) string {
	out := []string{p.T("deadline."+d.Key, "body", p.T("vocab.body."+d.Body))}
	if note := d.Note.In(p.Tag()); note != "" {
		out = append(out, note)
	}
	return strings.Join(append(out, basis(p, d.Fact)...), " ")
}

// ClosingText is what a filing at body means for another door.
func ClosingText(p *lang.Printer, c Closing) string {
	key := "door.shuts"
	if c.Effect != law.Closes {
		key = "door.may-shut"
	}
	if c.Pending {
		key += "-pending"
	}
	return p.T(key, "other", p.T("vocab.body."+c.Body))
}

// AgainstText is how a door stands against one State.
func AgainstText(p *lang.Printer, s StateVerdict) string {
	return p.T("door.against", "state", p.T("vocab.country."+s.State), "verdict", p.T("door."+string(s.Verdict)))
}

// basis names source and date of what is not verified, so that the user knows what to check before relying on it.
func basis(p *lang.Printer, f law.Fact) []string {
	if !(Reason{Fact: f}).Uncertain() {
		return nil
	}
	return []string{p.T("door.basis", "source", f.Source, "asof", f.Date, "confidence", p.T("door.confidence."+string(f.Confidence)))}
}

// worded puts words in the place of keys, and prints dates.
func worded(p *lang.Printer, args []any) []any {
	out := append([]any(nil), args...)
	for i := 1; i < len(out); i += 2 {
		switch v := out[i].(type) {
		case string:
			out[i] = wordOf(p, v)
		case []string:
			words := make([]string, len(v))
			for j, s := range v {
				words[j] = wordOf(p, s)
			}
			out[i] = p.List(words)
		case law.Text:
			out[i] = v.In(p.Tag())
		case edtf.Date:
			out[i] = p.Date(v)
		}
	}
	return out
}

func wordOf(p *lang.Printer, s string) string {
	switch {
	case !strings.HasPrefix(s, "vocab."):
		return s
	case p.Has(s):
		return p.T(s)
	}
	return s[strings.LastIndexByte(s, '.')+1:] // a code that the words do not know, as it is
}
