package speech

import (
	"slices"
	"unicode/utf16"

	"probata/dossier/submission"
	"probata/ui/widget"
)

// characters counts as web forms do: in UTF-16 code units.
func characters(s string) int {
	n := 0
	for _, r := range s {
		n += utf16.RuneLen(max(r, 0))
	}
	return n
}

// CountChip says how long an answer is, and in which tone.
func (s *Speech) CountChip(q *submission.Question, text string) (string, widget.Kind) {
	n := submission.Counter(text)
	count, kind := s.N("ui.submit.words", n), widget.Neutral
	if most := q.MaxWords; most > 0 {
		count = s.T("ui.submit.words-of", "n", s.Number(n), "most", s.Number(most))
		if n > most {
			kind = widget.Danger
		}
	}
	return Join(count, s.N("ui.submit.characters", characters(text))), kind
}

// LimitsOf are the limits of the whole: those of the form, or of what was chosen in it.
func LimitsOf(f *submission.Filled) submission.Limits {
	l := f.Form.Limits
	for i := range f.Answers {
		a := &f.Answers[i]
		for _, o := range a.Question.Option {
			if !slices.Contains(a.Keys, o.ID) {
				continue
			}
			if o.Words > 0 {
				l.Words = o.Words
			}
			if o.Pages > 0 {
				l.Pages = o.Pages
			}
		}
	}
	return l
}

// WholeCount says how long all answers are together, with typed in place of the
// answer to one question; and how long it takes to say, where it is read out.
func (s *Speech) WholeCount(f *submission.Filled, question, typed string) (string, widget.Kind) {
	words, letters := 0, 0
	for i := range f.Answers {
		text := f.Answers[i].Text
		if f.Answers[i].Question.ID == question {
			text = typed
		}
		words += submission.Counter(text)
		letters += characters(text)
	}
	limits, kind := LimitsOf(f), widget.Neutral
	count := s.N("ui.submit.words", words)
	if limits.Words > 0 {
		count = s.T("ui.submit.words-of", "n", s.Number(words), "most", s.Number(limits.Words))
		if words > limits.Words {
			kind = widget.Danger
		}
	}
	spoken := ""
	if limits.Wpm > 0 {
		seconds := (words*60 + limits.Wpm - 1) / limits.Wpm
		spoken = s.T("ui.submit.spoken", "minutes", s.Number(seconds/60), "seconds", s.Number(seconds%60), "wpm", s.Number(limits.Wpm))
	}
	return Join(s.T("ui.submit.whole", "count", count), s.N("ui.submit.characters", letters), spoken), kind
}
