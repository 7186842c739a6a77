package submission

import (
	"errors"
	"slices"
	"strings"
)

// condition is one of a small closed set, so that a form can never do more
// than ask: "" (always false for required_if, always true for show_if),
// "QUESTION=value|value" on the answer of another question,
// "edition=confidential|state|public", "author=other" (the author is not the
// alleged victim) and "language=xx".
type condition struct {
	about    string // "question", "edition", "author" or "language"
	question string
	values   []string
}

func (c condition) set() bool { return c.about != "" }

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
	case "edition", "author", "language":
		return condition{about: left, values: values}, nil
	}
	return condition{about: "question", question: left, values: values}, nil
}
