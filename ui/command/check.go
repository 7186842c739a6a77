package command

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"probata/dossier"
	"probata/dossier/store"
	"probata/dossier/submission"
)

type checkRun struct {
	requesting
}

func checkCommand(c *call) command {
	r := &checkRun{requesting{call: c}}
	return command{name: "check", args: "VAULT CASE", flags: r.flags, run: r.runCheck}
}

func (c *checkRun) flags(f *flags) {
	c.requestFlags(f)
}

// problemLine is one problem for programs. Form is empty for what is wrong with
// the case whatever is made of it.
type problemLine struct {
	Form     string     `json:"form,omitempty"`
	Weight   string     `json:"weight"`
	Record   dossier.ID `json:"record"`
	Field    string     `json:"field,omitempty"`
	Key      string     `json:"key"`
	Sentence string     `json:"sentence"`

	weight dossier.Weight
}

func (c *checkRun) runCheck(ctx context.Context) error {
	forms, err := c.wantedForms()
	if err != nil {
		return err
	}
	if err := c.readAnswers(); err != nil {
		return err
	}
	c.tellOwn(forms)
	return c.openCase(ctx, func(s *store.Store, d *dossier.Dossier) error {
		lines, err := c.problemsOf(ctx, s, d, forms)
		if err != nil {
			return err
		}
		doors, err := c.doors(d)
		if err != nil {
			return err
		}
		if c.json {
			err = c.printJSON(struct {
				Case     caseName      `json:"case"`
				Doors    []doorLine    `json:"doors,omitempty"`
				Problems []problemLine `json:"problems"`
			}{nameOf(d), doors, lines})
		} else {
			err = c.print(c.doorText(doors) + c.problemText(lines))
		}
		if err != nil {
			return err
		}
		if slices.ContainsFunc(lines, func(l problemLine) bool { return l.weight > dossier.Hint }) {
			return errProblems
		}
		return nil
	})
}

// problemsOf fills each form and collects its problems; what forms say because
// it is wrong with the case itself is said once, under no form.
func (c *checkRun) problemsOf(ctx context.Context, s *store.Store, d *dossier.Dossier, forms []*submission.Form) ([]problemLine, error) {
	ofCase, said := map[string]bool{}, map[string]bool{}
	for _, p := range dossier.Check(d) {
		ofCase[same(p)] = true
	}
	lines := []problemLine{}
	for _, form := range forms {
		if form.FollowUp && len(forms) > 1 && len(d.List(dossier.TypeFiling)) == 0 {
			continue // there is nothing to follow yet
		}
		req, err := c.request(ctx, s, d, form)
		if err != nil {
			return nil, err
		}
		filled, err := c.shelf().Fill(ctx, s, req)
		if err != nil {
			return nil, err
		}
		for _, p := range filled.Problems {
			id := form.ID
			if ofCase[same(p)] {
				id = ""
			}
			if key := id + same(p); !said[key] {
				said[key] = true
				lines = append(lines, problemLine{id, p.Weight.String(), p.Record, p.Field, p.Key, c.problemSentence(form, p), p.Weight})
			}
		}
	}
	slices.SortStableFunc(lines, func(a, b problemLine) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.Form, b.Form))
	})
	return lines, nil
}

func same(p dossier.Problem) string { return fmt.Sprintln(p.Record, p.Field, p.Key, p.Args) }

// problemSentence is a problem in the user's language; a question it speaks of
// is named as the form names it, in that language if the form has it.
func (c *checkRun) problemSentence(form *submission.Form, p dossier.Problem) string {
	p.Args = slices.Clone(p.Args)
	for i := 0; i+1 < len(p.Args); i += 2 {
		if p.Args[i] != "question" {
			continue
		}
		form.Questions(func(s *submission.Section, q *submission.Question) {
			if q.ID == p.Args[i+1] {
				p.Args[i+1] = strings.TrimSpace(fullNumber(s, q) + " " + q.Label.In(c.say.Tag()))
			}
		})
	}
	return submission.ProblemText(c.say, p)
}

// fullNumber is the number of a question with that of its section, where the
// form counts anew in each: "III.2.".
func fullNumber(s *submission.Section, q *submission.Question) string {
	if s.Number == "" || q.Number == "" || !strings.ContainsAny(q.Number[:1], "0123456789(") {
		return q.Number
	}
	return strings.TrimSuffix(s.Number, ".") + "." + q.Number
}

// problemText lists problems by weight, the heaviest first.
func (c *checkRun) problemText(lines []problemLine) string {
	if len(lines) == 0 {
		return c.say.T("command.check.none") + "\n"
	}
	var b strings.Builder
	for len(lines) > 0 {
		n := slices.IndexFunc(lines, func(l problemLine) bool { return l.weight != lines[0].weight })
		if n < 0 {
			n = len(lines)
		}
		fmt.Fprintln(&b, c.say.T("command.check."+lines[0].Weight, "n", n))
		var rows [][]string
		for _, l := range lines[:n] {
			place := string(l.Record)
			if l.Field != "" {
				place += "." + l.Field
			}
			rows = append(rows, []string{"", first(l.Form, "–"), first(place, "–"), oneLine(l.Sentence)})
		}
		b.WriteString(columns(rows))
		lines = lines[n:]
	}
	return b.String()
}
