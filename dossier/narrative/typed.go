package narrative

import (
	"slices"
	"strings"
	"unicode"

	"probata/dossier"
)

// typed is what the advocate typed into one field of an act. A whole sentence stands as it is; a participle ("Taken to …") gets
// the one it speaks of before it; a phrase is set into the template of its field. What her text on the event has said is left
// out.
func (t *Teller) typed(key, text string, of []dossier.ID, said string) string {
	text = strings.TrimSpace(strings.Join(paragraphs(text), " "))
	if text == "" || overlaps(said, text) {
		return ""
	}
	phrase := strings.TrimSuffix(text, ".")
	switch {
	case t.has(key + ".always"): // words that must not stand as ours: what the authorities gave as a reason
		return sentence(fill(t.t(key+".always"), t.formOf(of), map[string]string{"text": t.joined(phrase), "victims": t.pronoun(of)}))
	case t.participle(text):
		frame := "participle"
		if t.has(key + "-participle") {
			frame = key + "-participle"
		}
		return sentence(fill(t.t(frame), t.formOf(of), map[string]string{"victims": t.pronoun(of), "text": lowerFirst(phrase)}))
	case t.whole(text) || !t.has(key):
		return sentence(text)
	}
	return sentence(fill(t.t(key), t.formOf(of), map[string]string{"text": t.joined(phrase), "victims": t.pronoun(of)}))
}

// participle tells that a text begins with one, and so lacks only the one it speaks of.
func (t *Teller) participle(text string) bool {
	first, rest, _ := strings.Cut(text, " ")
	return t.has("participle") && rest != "" && slices.ContainsFunc(t.list("participles"), func(p string) bool {
		end, isEnding := strings.CutPrefix(p, "-")
		word := strings.ToLower(first)
		return isEnding && strings.HasSuffix(word, end) || word == p
	})
}

// whole tells that a text is a sentence: it has a verb of those that the language lists or, where none are listed, ends with a
// stop after four words.
func (t *Teller) whole(text string) bool {
	fields := strings.Fields(text)
	verbs := t.list("verbs")
	if len(verbs) == 0 {
		return len(fields) >= 4 && strings.HasSuffix(text, ".")
	}
	begins := slices.Contains(t.list("function-words"), strings.ToLower(strings.Trim(fields[0], ",.")))
	for _, w := range fields[1:] {
		w = strings.ToLower(strings.TrimFunc(w, unicode.IsPunct))
		if slices.Contains(verbs, w) || begins && t.verbal(w) {
			return true
		}
	}
	return false
}

// verbal tells that a word ends as verbs of the past do.
func (t *Teller) verbal(w string) bool {
	return slices.ContainsFunc(t.list("verb-endings"), func(end string) bool { return strings.HasSuffix(w, end) })
}

// overlaps tells that most of the weighty words of a text stand in another already.
func overlaps(said, text string) bool {
	if said == "" {
		return false
	}
	weighty, found := 0, 0
	for w := range strings.FieldsSeq(strings.ToLower(text)) {
		w = strings.TrimFunc(w, unicode.IsPunct)
		if len([]rune(w)) < 4 {
			continue
		}
		weighty++
		if strings.Contains(said, w) {
			found++
		}
	}
	return weighty > 0 && found*10 >= weighty*7
}
