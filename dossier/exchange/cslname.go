package exchange

import (
	"html"
	"regexp"
	"strings"
)

// cslName is a name as CSL 1.0.2 takes it apart.
type cslName struct {
	Family   string `json:"family,omitempty"`
	Given    string `json:"given,omitempty"`
	Suffix   string `json:"suffix,omitempty"`
	Dropping string `json:"dropping-particle,omitempty"`
	Particle string `json:"non-dropping-particle,omitempty"`
	Literal  string `json:"literal,omitempty"`
}

// String is the name as it is read: given name, particles, family name, and what
// stands behind it. A literal name stays as it stands.
func (n cslName) String() string {
	if n.Literal != "" {
		return unmarked(n.Literal)
	}
	name := unmarked(strings.Join([]string{n.Given, n.Dropping, n.Particle, n.Family}, " "))
	suffix := unmarked(n.Suffix)
	switch {
	case suffix == "" || name == "":
		return name + suffix
	case strings.HasPrefix(suffix, ","):
		return name + suffix
	}
	return name + " " + suffix
}

// markup are the tags of rich text that reference managers keep in their fields.
var markup = regexp.MustCompile(`(?i)</?(i|b|em|strong|u|sup|sub|sc|span|p|br|cite|q)(\s[^<>]*)?/?>`)

// unmarked is a text without tags and with the signs that entities stand for: records
// hold what is read, and no language of markup. Its lines stay.
func unmarked(s string) string {
	s = html.UnescapeString(markup.ReplaceAllStringFunc(s, func(tag string) string {
		switch tag = strings.ToLower(tag); {
		case strings.HasPrefix(tag, "<br"), strings.HasPrefix(tag, "</p"):
			return "\n"
		}
		return ""
	}))
	lines := strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n")
	for i, l := range lines {
		lines[i] = strings.Join(strings.Fields(l), " ")
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}
