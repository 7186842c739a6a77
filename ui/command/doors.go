package command

import (
	"fmt"
	"slices"
	"strings"

	"probata/dossier"
	"probata/dossier/door"
)

// doorLine is one body for programs: whether it can be seized of the case, why, and what that would close.
type doorLine struct {
	Body    string       `json:"body"`
	Name    string       `json:"name"`
	Verdict string       `json:"verdict"` // open, closed or check; never a word on admissibility
	States  []stateLine  `json:"states,omitempty"`
	Forms   []string     `json:"forms"`
	Reasons []reasonLine `json:"reasons"`
	Shuts   []shutLine   `json:"shuts"`
}

// stateLine is how a door stands against one of several States.
type stateLine struct {
	State    string `json:"state"`
	Verdict  string `json:"verdict"`
	Sentence string `json:"sentence"`
}

type reasonLine struct {
	Key        string     `json:"key"`
	State      string     `json:"state"` // met, failed, doubt, needed, told
	Sentence   string     `json:"sentence"`
	Record     dossier.ID `json:"record,omitempty"`
	Field      string     `json:"field,omitempty"`
	Source     string     `json:"source,omitempty"`
	AsOf       string     `json:"as_of,omitempty"`
	Confidence string     `json:"confidence,omitempty"`
}

type shutLine struct {
	Body    string `json:"body"`
	Effect  string `json:"effect"` // closes, checks
	Pending bool   `json:"while_pending"`
}

// doors are asked for with all forms; a check of one form is about that form.
func (c *checkRun) doors(d *dossier.Dossier) ([]doorLine, error) {
	if id := c.form; id != "" && id != "all" {
		return nil, nil
	}
	today, err := c.day(c.date)
	if err != nil {
		return nil, err
	}
	out := []doorLine{}
	for _, x := range door.All(c.Law, door.Question{Dossier: d, Victim: dossier.ID(c.victim), Today: today}) {
		line := doorLine{
			Body: x.Body, Name: c.say.T("vocab.body." + x.Body), Verdict: string(x.Verdict),
			Forms: c.formsOf(x.Body), Reasons: []reasonLine{}, Shuts: []shutLine{},
		}
		for _, st := range x.States {
			if len(x.States) > 1 {
				line.States = append(line.States, stateLine{st.State, string(st.Verdict), door.AgainstText(c.say, st)})
			}
		}
		for _, r := range x.Reasons {
			line.Reasons = append(line.Reasons, reasonLine{
				r.Key, string(r.State), door.Sentence(c.say, r), r.Record, r.Field, r.Fact.Source, r.Fact.Date, string(r.Fact.Confidence),
			})
		}
		for _, s := range x.Shuts {
			line.Shuts = append(line.Shuts, shutLine{s.Body, string(s.Effect), s.Pending})
		}
		out = append(out, line)
	}
	return out, nil
}

func (c *checkRun) formsOf(body string) []string {
	out := []string{}
	for _, f := range c.Forms.All() {
		if f.Body == body || slices.Contains(f.Bodies, body) {
			out = append(out, f.ID)
		}
	}
	return out
}

// doorText lists the doors: the verdict, the body, its forms, and below it what stands against it or is still needed.
func (c *checkRun) doorText(lines []doorLine) string {
	var b strings.Builder
	for _, verdict := range []door.Verdict{door.Open, door.Check, door.Closed} {
		for _, l := range lines {
			if l.Verdict != string(verdict) {
				continue
			}
			fmt.Fprintf(&b, "%s: %s", strings.ToUpper(c.say.T("door."+l.Verdict)), l.Name)
			if len(l.Forms) > 0 {
				fmt.Fprintf(&b, " (--form %s)", strings.Join(l.Forms, ", "))
			}
			b.WriteByte('\n')
			for _, st := range l.States {
				fmt.Fprintf(&b, "  – %s\n", oneLine(st.Sentence))
			}
			for _, r := range l.Reasons {
				if r.State != string(door.Met) && (verdict != door.Closed || r.State == string(door.Failed)) {
					fmt.Fprintf(&b, "  – %s\n", oneLine(r.Sentence))
				}
			}
		}
	}
	if b.Len() > 0 {
		b.WriteByte('\n')
	}
	return b.String()
}
