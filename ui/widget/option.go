package widget

import (
	"slices"
	"strings"
)

// Option is something to choose: a key that stays, and a label that is translated.
type Option struct{ Key, Label, Detail string }

func labelOf(options []Option, key string) (string, bool) {
	for _, o := range options {
		if o.Key == key {
			return o.Label, true
		}
	}
	return key, false
}

// matching keeps the options in which every word of q begins a word, those whose
// label begins with q first; if there is none, those that contain every word.
func (w Words) matching(options []Option, q string) []Option {
	tokens := strings.Fields(w.fold(q))
	if len(tokens) == 0 {
		return options
	}
	first, begun, within := []Option{}, []Option{}, []Option{}
	for _, o := range options {
		label, text := w.fold(o.Label), w.fold(o.Label+" "+o.Detail+" "+o.Key)
		switch {
		case strings.HasPrefix(label, strings.Join(tokens, " ")):
			first = append(first, o)
		case all(tokens, func(t string) bool { return beginsWord(text, t) }):
			begun = append(begun, o)
		case all(tokens, func(t string) bool { return strings.Contains(text, t) }):
			within = append(within, o)
		}
	}
	if found := slices.Concat(first, begun); len(found) > 0 {
		return found
	}
	return within
}

func all(tokens []string, holds func(string) bool) bool {
	return !slices.ContainsFunc(tokens, func(t string) bool { return !holds(t) })
}

// beginsWord tells whether a word of the text begins with t.
func beginsWord(text, t string) bool {
	return slices.ContainsFunc(strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" .,;:()/–—-\u00a0", r) }),
		func(word string) bool { return strings.HasPrefix(word, t) })
}

// fold makes words comparable, across scripts where the program gave a way.
func (w Words) fold(s string) string {
	if w.Fold != nil {
		return w.Fold(s)
	}
	return strings.ToLower(s)
}

// Matching keeps the options that a search means, best first.
func (w Words) Matching(options []Option, q string) []Option { return w.matching(options, q) }
