package command

import (
	"context"
	"fmt"
	"io/fs"
	"strings"
)

func licencesCommand(c *call) command {
	return command{name: "licences", args: "[NAME]", run: c.runLicences}
}

// licenceLine is one licence for programs.
type licenceLine struct {
	Of   []string `json:"of"` // modules with their versions, fonts, word lists
	Text string   `json:"text"`
}

// runLicences prints the licences of what the program is made of, or those of
// what has a word in its name.
func (c *call) runLicences(context.Context) error {
	data, err := fs.ReadFile(c.Licences, "LICENCES.txt")
	if err != nil {
		return fmt.Errorf("read the licences: %w", err)
	}
	lines := licences(string(data))
	if len(c.pos) == 1 {
		lines = licencesOf(lines, c.pos[0])
		if len(lines) == 0 {
			return usage("licence-name", "name", c.pos[0])
		}
	}
	if c.json {
		return c.printJSON(struct {
			Licences []licenceLine `json:"licences"`
		}{lines})
	}
	if len(c.pos) == 0 {
		return c.print(string(data))
	}
	var b strings.Builder
	for _, l := range lines {
		fmt.Fprintf(&b, "%s\n\n%s\n\n", strings.Join(l.Of, "\n"), l.Text)
	}
	return c.print(b.String())
}

// licences cuts the file into its texts: a rule of =, names, a rule of -, the text.
func licences(file string) []licenceLine {
	out := []licenceLine{}
	head, foot := strings.Repeat("=", 72)+"\n", strings.Repeat("-", 72)+"\n"
	for part := range strings.SplitSeq(file, head) {
		if names, text, ok := strings.Cut(part, foot); ok {
			out = append(out, licenceLine{strings.Split(strings.TrimSpace(names), "\n"), strings.Trim(text, "\n")})
		}
	}
	return out
}

func licencesOf(all []licenceLine, name string) []licenceLine {
	out := []licenceLine{}
	for _, l := range all {
		for _, of := range l.Of {
			if strings.Contains(strings.ToLower(of), strings.ToLower(name)) {
				out = append(out, l)
				break
			}
		}
	}
	return out
}
