package narrative

import (
	"slices"
	"strings"
	"unicode"
)

// typed is what the advocate typed into one field of an act. A whole sentence stands as it is; a participle ("Taken to …") gets
// the one it speaks of before it; a phrase is set into the template of its field. What her text on the event has said is left
// out.
func (t *Teller) typed(key, text, subject string, f form, said string) string {
	text = strings.TrimSpace(strings.Join(paragraphs(text), " "))
	if text == "" || overlaps(said, text) || t.elsewhere(text) {
		return ""
	}
	phrase := strings.TrimSuffix(text, ".")
	first := strings.ToLower(strings.Trim(strings.Fields(text)[0], ","))
	values := map[string]string{"text": t.joined(phrase), "victims": subject}
	frame := func(key string) string { return sentence(fill(t.t(key), f, values)) }
	switch {
	case t.has(key + ".always"): // words that must not stand as ours: what the authorities gave as a reason
		switch {
		case t.has(key+".that") && slices.Contains(t.list("that-words"), first):
			return frame(key + ".that")
		case t.has(key+".whole") && t.whole(text):
			return frame(key + ".whole")
		}
		return frame(key + ".always")
	case t.participle(text):
		own := "participle"
		if t.has(key + "-participle") {
			own = key + "-participle"
		}
		values["text"] = lowerFirst(phrase)
		return frame(own)
	case t.has(key+"-when") && (slices.Contains(t.list("time-words"), first) || slices.Contains(t.list("day-words"), first)):
		values["text"] = lowerFirst(phrase)
		return frame(key + "-when")
	case t.whole(text) || !t.has(key):
		return sentence(text)
	}
	return frame(key)
}

// elsewhere tells that the advocate tells the same with another event, which says it better.
func (t *Teller) elsewhere(text string) bool {
	if len(strings.Fields(text)) < 4 {
		return false
	}
	for id, said := range t.texts {
		if (t.now == nil || id != t.now.ID) && share(said, text) >= 90 {
			return true
		}
	}
	return false
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
	switch {
	case len(fields) == 0:
		return false
	case len(verbs) == 0 || t.foreign(text):
		return len(fields) >= 4 && strings.HasSuffix(text, ".")
	}
	begins := slices.Contains(t.list("function-words"), strings.ToLower(strings.Trim(fields[0], ",.")))
	for _, w := range fields[1:] {
		w = strings.ToLower(strings.TrimFunc(w, unicode.IsPunct))
		if slices.Contains(verbs, w) || (begins || t.t("verb-endings-sure") == "yes") && len([]rune(w)) > 3 && t.verbal(w) {
			return true
		}
	}
	return false
}

// foreign tells that a text is in another script than the verbs of the language, which then find none in it.
func (t *Teller) foreign(text string) bool {
	first := func(s string) rune {
		return []rune(strings.TrimLeftFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }) + " ")[0]
	}
	return unicode.Is(unicode.Cyrillic, first(t.list("verbs")[0])) != unicode.Is(unicode.Cyrillic, first(text))
}

// verbal tells that a word ends as verbs of the past do.
func (t *Teller) verbal(w string) bool {
	return slices.ContainsFunc(t.list("verb-endings"), func(end string) bool { return strings.HasSuffix(w, end) })
}

// overlaps tells that most of the weighty words of a text stand in another already.
func overlaps(said, text string) bool { return share(said, text) >= 70 }

// share is how many of the weighty words of a text stand in another, in percent.
func share(said, text string) int {
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
	if weighty == 0 {
		return 0
	}
	return found * 100 / weighty
}
