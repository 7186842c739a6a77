package submit

import "strings"

// ProblemKinds are the kinds of problem in the order in which they are shown:
// what concerns people first, then the body's rules, then the answers, then the
// case, and last what is uncertain in our own data.
var ProblemKinds = []string{
	"consent", "identity", "body", "matter", "deadline", "missing", "vague", "long", "language", "unsourced", "law", "case", "data",
}

// ProblemKind is the kind of a problem by its key. A key nobody has sorted is
// one of the case itself.
func ProblemKind(key string) string {
	for _, k := range []struct {
		kind string
		keys []string // beginnings of keys
	}{
		{"consent", []string{"consent"}},
		{"identity", []string{"identif", "reident", "kept-back", "leak", "exif", "withheld", "review-", "values-"}},
		{"matter", []string{"same-", "door-tells"}},
		{"deadline", []string{"deadline", "limit"}},
		{"body", []string{"state-", "door-", "no-victim"}},
		{"missing", []string{"missing", "required", "nameless", "remedy-"}},
		{"vague", []string{"too-vague", "undated"}},
		{"long", []string{"too-long", "form-too-long", "too-many"}},
		{"language", []string{"language", "translation"}},
		{"unsourced", []string{"unsourced"}},
		{"law", []string{"allegation", "element"}},
		{"data", []string{"form-unverified", "official-form", "unverified", "option-", "suggested"}},
	} {
		for _, begins := range k.keys {
			if strings.HasPrefix(key, begins) {
				return k.kind
			}
		}
	}
	return "case"
}
