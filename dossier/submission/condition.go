package submission

import (
	"errors"
	"slices"
	"strings"
)

// condition is one of a small closed set, so that a form can never do more
// than ask: "" (always false for required_if, always true for show_if),
// "QUESTION=value|value" on the answer of another question,
// "edition=confidential|state|public", "author=victim|other|organisation",
// "language=xx", "late=yes" (a time limit of the body has passed) and
// "unanswered=QUESTION|QUESTION" (one of these questions is asked and has no
// answer).
type condition struct {
	about    string // "question", "edition", "author", "language", "late" or "unanswered"
	question string
	values   []string
}

func (c condition) set() bool { return c.about != "" }

// questions are those whose answers decide whether it holds.
func (c condition) questions() []string {
	switch c.about {
	case "question":
		return []string{c.question}
	case "unanswered":
		return c.values
	}
	return nil
}

func parseCondition(s string) (condition, error) {
	if s == "" {
		return condition{}, nil
	}
	left, right, ok := strings.Cut(s, "=")
	left = strings.TrimSpace(left)
	values := strings.Split(strings.TrimSpace(right), "|")
	if !ok || left == "" || slices.Contains(values, "") {
		return condition{}, errors.New(`a condition is written "question=value" or "question=value|value"`)
	}
	switch left {
	case "edition", "author", "language", "late", "unanswered":
		return condition{about: left, values: values}, nil
	}
	return condition{about: "question", question: left, values: values}, nil
}
