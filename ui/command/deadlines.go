package command

import (
	"context"
	"io"
	"strings"
	"time"

	"probata/dossier"
	"probata/dossier/door"
	"probata/dossier/edtf"
	"probata/dossier/exchange"
	"probata/dossier/store"
)

type deadlinesRun struct {
	*call
	outFlags
	victim  string
	date    string
	details bool // body, rule and the case's reference too
}

func deadlinesCommand(c *call) command {
	r := &deadlinesRun{call: c}
	return command{name: "deadlines", args: "VAULT CASE", flags: r.flags, run: r.runDeadlines}
}

func (c *deadlinesRun) flags(f *flags) {
	f.text(&c.victim, "victim", "ID")
	f.text(&c.date, "date", "DAY")
	c.outFlags.register(f, "FILE.ics")
	f.yes(&c.details, "details")
}

// deadlineLine is one deadline for programs.
type deadlineLine struct {
	Due        string     `json:"due"` // EDTF, as exact as known
	Passed     string     `json:"passed"`
	Key        string     `json:"key"`
	Body       string     `json:"body,omitempty"`
	Record     dossier.ID `json:"record,omitempty"`
	Sentence   string     `json:"sentence"`
	Source     string     `json:"source,omitempty"`
	AsOf       string     `json:"as_of,omitempty"`
	Confidence string     `json:"confidence,omitempty"`
}

// runDeadlines lists what is due, or writes it as a calendar: a clear file, with no more in it than the body's name unless
// --details is given.
func (c *deadlinesRun) runDeadlines(ctx context.Context) error {
	today, err := c.day(c.date)
	if err != nil {
		return err
	}
	if c.out != "" {
		if err := c.free(c.outFlags); err != nil {
			return err
		}
	}
	return c.openCase(ctx, func(_ *store.Store, d *dossier.Dossier) error {
		found := door.Deadlines(c.Law, door.Question{Dossier: d, Victim: dossier.ID(c.victim), Today: today})
		if c.out == "" {
			return c.printDeadlines(d, found)
		}
		err := c.writeWhole(c.outFlags, func(w io.Writer) error {
			return exchange.WriteCalendar(w, c.days(d, found), c.Now())
		})
		if err != nil {
			return err
		}
		c.note("calendar-clear", "file", c.out)
		return c.finish(done{File: c.out, Case: d.Case().ID})
	})
}

func (c *deadlinesRun) printDeadlines(d *dossier.Dossier, found []door.Deadline) error {
	lines := []deadlineLine{}
	var rows [][]string
	for _, x := range found {
		passed := map[edtf.Answer]string{edtf.Yes: "yes", edtf.No: "no", edtf.CannotSay: "cannot-say"}[x.Passed]
		text := door.DeadlineText(c.say, x)
		lines = append(lines, deadlineLine{
			x.Due.String(), passed, x.Key, x.Body, x.Record, text, x.Fact.Source, x.Fact.Date, string(x.Fact.Confidence),
		})
		rows = append(rows, []string{"", c.say.DateShort(x.Due), c.say.T("command.deadline." + passed), first(string(x.Record), "–"), oneLine(text)})
	}
	if c.json {
		return c.printJSON(struct {
			Case      caseName       `json:"case"`
			Deadlines []deadlineLine `json:"deadlines"`
		}{nameOf(d), lines})
	}
	if len(rows) == 0 {
		return c.print(c.say.T("command.deadline.none") + "\n")
	}
	return c.print(columns(rows))
}

// days are the deadlines as entries of a calendar. One that is known by the month or year only stands on its first day.
func (c *deadlinesRun) days(d *dossier.Dossier, found []door.Deadline) []exchange.Day {
	var out []exchange.Day
	for _, x := range found {
		first, ok := x.Due.Earliest()
		if !ok || x.Passed == edtf.Yes {
			continue
		}
		y, m, day := first.Date()
		entry := exchange.Day{
			ID:     strings.Join([]string{string(d.Case().ID), x.Key, x.Body, string(x.Record), "probata"}, "-"),
			Date:   time.Date(y, time.Month(m), day, 0, 0, 0, 0, time.UTC),
			Title:  c.say.T("command.deadline.title"),
			Alarms: []int{30, 14, 3, 0},
		}
		if c.details {
			entry.Title = strings.TrimSpace(d.Case().Reference + ": " + c.say.T("deadline."+x.Key, "body", c.say.T("vocab.body."+x.Body)))
			entry.Text = door.DeadlineText(c.say, x)
		}
		out = append(out, entry)
	}
	return out
}
