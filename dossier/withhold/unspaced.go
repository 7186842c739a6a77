package withhold

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Scripts that leave no room between words are not spelt by sounds that other scripts could be compared with, and the
// characters of a name are many thousands: a name in them is looked for as it is written. Its Latin or Cyrillic form is found
// where it is recorded as a name too.

// written is a name in such a script.
type written struct {
	subject int
	text    string
	what    What
	whole   bool // family and given name together
}

func unspaced(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// addWritten remembers the names of a subject that are of such a script: both orders of family and given name, with and
// without a space or a dot between, and the given name by itself.
func (f *Finder) addWritten(subject int, n Name) {
	add := func(what What, whole bool, texts ...string) {
		for _, s := range texts {
			if utf8.RuneCountInString(s) > 1 && strings.ContainsFunc(s, unspaced) {
				f.written = append(f.written, written{subject, s, what, whole})
			}
		}
	}
	family, given, full := strings.TrimSpace(n.Family), strings.TrimSpace(n.Given), strings.TrimSpace(n.Full)
	if family != "" && given != "" {
		add(FullName, true, family+given, family+" "+given, given+family, given+" "+family, given+"·"+family, family+"·"+given)
	}
	add(FullName, true, full, strings.Join(strings.Fields(full), ""))
	add(Given, false, given)
	add(Family, false, family)
}

// writtenHits are the occurrences of such names. A whole name is certain unless somebody who may be named bears it as well.
func (f *Finder) writtenHits(text string) []Hit {
	var out []Hit
	for _, w := range f.written {
		s := &f.subjects[w.subject]
		if !s.Withheld {
			continue
		}
		for from := 0; ; {
			i := strings.Index(text[from:], w.text)
			if i < 0 {
				break
			}
			h := Hit{From: from + i, To: from + i + len(w.text), Subject: s.ID, What: w.what, Certain: w.whole, Reason: GivenAlone}
			if w.whole {
				h.Reason = ""
			}
			h.Others = f.alsoWritten(w)
			if len(h.Others) > 0 {
				h.Certain, h.Reason = false, SharedName
			}
			out = append(out, h)
			from = h.To
		}
	}
	return out
}

// alsoWritten are the other subjects that bear the same characters.
func (f *Finder) alsoWritten(w written) []string {
	var out []string
	for _, o := range f.written {
		if id := f.subjects[o.subject].ID; o.subject != w.subject && o.text == w.text && !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}
