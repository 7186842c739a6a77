package command

import (
	"context"
	"slices"
	"strings"

	"probata/dossier/law"
)

type lawRun struct {
	*call
	stale     bool // only what has to be read again
	date      string
	decisions string // provision or element whose decisions are wanted
}

func lawCommand(c *call) command {
	r := &lawRun{call: c}
	return command{name: "law", args: "[STATE]", flags: r.flags, run: r.runLaw}
}

func (c *lawRun) flags(f *flags) {
	f.yes(&c.stale, "stale")
	f.text(&c.date, "date", "DAY")
	f.text(&c.decisions, "decisions", "PROVISION|ELEMENT|all")
}

// acceptanceLine is what is known of one State and one treaty, for programs.
type acceptanceLine struct {
	State      string `json:"state"`
	Treaty     string `json:"treaty"`
	Status     string `json:"status"` // bound, not-bound, signed, ended, unknown
	Since      string `json:"since,omitempty"`
	Ended      string `json:"ended,omitempty"`
	Effect     string `json:"effect,omitempty"` // reservations and limits in time
	Source     string `json:"source"`
	AsOf       string `json:"as_of"`
	Confidence string `json:"confidence"`
	Aged       bool   `json:"aged"` // a negative that is too old to rely on
}

// runLaw lists what a State has accepted, with --decisions the decisions that serve a provision or an element, or with --stale what of the law's data has to be read again in its source before
// anybody relies on it.
func (c *lawRun) runLaw(context.Context) error {
	if c.decisions != "" {
		return c.runDecisions()
	}
	today, err := c.day(c.date)
	if err != nil {
		return err
	}
	state := ""
	if len(c.pos) == 1 {
		state = strings.ToUpper(c.pos[0])
	}
	known := slices.Contains(c.Law.AcceptingStates(), state)
	if state != "" && !known || state == "" && !c.stale {
		return usage("law-state", "ids", strings.Join(c.Law.AcceptingStates(), ", "))
	}
	list := c.Law.Acceptances(state)
	if c.stale {
		list = c.Law.Stale(state, today)
	}
	lines, rows := []acceptanceLine{}, [][]string{}
	for _, a := range list {
		l := acceptanceLine{
			a.State, a.Treaty, string(a.Status), a.InForce, a.Ended, a.Effect.In(c.say.Tag()), a.Source, a.Date, string(a.Confidence), a.Aged(today),
		}
		lines = append(lines, l)
		rows = append(rows, []string{l.State, l.Treaty, c.statusOf(a), c.say.T("command.law.as-of", "asof", l.AsOf), l.Source})
	}
	if c.json {
		return c.printJSON(struct {
			Acceptances []acceptanceLine `json:"acceptances"`
		}{lines})
	}
	return c.print(columns(rows))
}

// statusOf is the status in words, with the day from which it holds.
func (c *lawRun) statusOf(a law.Acceptance) string {
	out := c.say.T("vocab.acceptance-status." + string(a.Status))
	for _, day := range []string{a.InForce, a.Ended} {
		if day != "" {
			out += ", " + day
		}
	}
	return out
}
