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
func (c *call) runDeadlines(ctx context.Context) error {
	today, err := c.today()
	if err != nil {
		return err
	}
	if c.opts.out != "" {
		if err := c.free(c.opts.out); err != nil {
			return err
		}
	}
	return c.openCase(ctx, func(_ *store.Store, d *dossier.Dossier) error {
		found := door.Deadlines(c.Law, door.Question{Dossier: d, Victim: dossier.ID(c.opts.victim), Today: today})
		if c.opts.out == "" {
			return c.printDeadlines(d, found)
		}
		err := c.writeWhole(c.opts.out, func(w io.Writer) error {
			return exchange.WriteCalendar(w, c.days(d, found), c.Now())
		})
		if err != nil {
			return err
		}
		c.note("calendar-clear", "file", c.opts.out)
		return nil
	})
}

func (c *call) printDeadlines(d *dossier.Dossier, found []door.Deadline) error {
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
func (c *call) days(d *dossier.Dossier, found []door.Deadline) []exchange.Day {
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
		if c.opts.details {
			entry.Title = strings.TrimSpace(d.Case().Reference + ": " + c.say.T("deadline."+x.Key, "body", c.say.T("vocab.body."+x.Body)))
			entry.Text = door.DeadlineText(c.say, x)
		}
		out = append(out, entry)
	}
	return out
}
