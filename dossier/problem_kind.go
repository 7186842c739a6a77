package dossier

import "slices"

// ProblemKind is what a problem is about, by which problems are shown together.
type ProblemKind string

// ProblemKinds are the kinds in the order in which they are shown: what concerns
// people first, then the body's rules, then the answers, then the case, and last what
// is uncertain in the program's own data. Their words are
// ui.preflight.<kind>.
func ProblemKinds() []ProblemKind {
	return []ProblemKind{
		"consent", "identity", "body", "matter", "deadline", "missing", "vague", "long", "language", "unsourced", "law", "case", "data",
	}
}

// keysOfKinds sorts the keys of problems; a key that is not here is one of the case itself.
var keysOfKinds = map[ProblemKind][]string{
	"consent": {
		"consent-empty", "consent-impossible", "consent-interest", "consent-missing", "consent-none", "consent-scope",
		"consent-undated",
	},
	"identity": {
		"draft-withheld", "exhibit-out", "hidden-characters", "reidentify-file", "reidentify-kin", "reidentify-metadata",
		"reidentify-place", "reidentify-post", "reidentify-reported", "reidentify-words", "review-beside", "review-open",
		"review-shared", "values-left", "values-left-places", "withheld-asked",
	},
	"body":      {"door-check", "door-closed", "door-needs", "no-victim", "state-check", "state-not-bound"},
	"matter":    {"door-tells", "same-body"},
	"deadline":  {"deadline-near"},
	"missing":   {"missing", "missing-author", "missing-in", "missing-own", "nameless", "remedy-unexplained", "remedy-unknown", "required"},
	"vague":     {"too-vague", "undated"},
	"long":      {"form-too-long", "left-out", "over-budget", "shortened", "too-long"},
	"language":  {"language-mixed", "language-not-taken", "name-untold", "translation-stale", "translation-unchecked", "untranslated"},
	"unsourced": {"unsourced"},
	"law": {
		"allegation-holes", "allegation-holes-at", "allegation-without-facts", "allegation-without-facts-at", "element-open",
		"element-open-at",
	},
	"data": {"form-unverified", "official-form", "option-unseen", "suggested", "suggested-left"},
}

// Kind is what the problem is about.
func (p Problem) Kind() ProblemKind {
	for kind, keys := range keysOfKinds {
		if slices.Contains(keys, p.Key) {
			return kind
		}
	}
	return "case"
}

// Unanswered tells that a body asks what the case does not say, or says too vaguely.
func (p Problem) Unanswered() bool {
	return slices.Contains([]string{"missing", "missing-author", "missing-in", "missing-own", "too-vague"}, p.Key)
}
