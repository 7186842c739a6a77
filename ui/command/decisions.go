package command

import (
	"context"
	"crypto/rand"
	"slices"
	"strings"

	"probata/dossier"
	"probata/dossier/law"
	"probata/dossier/store"
)

// decisionLine is a decision to lean on, for programs.
type decisionLine struct {
	ID         string   `json:"id"`
	Kind       string   `json:"kind"` // general-comment, views, judgment, opinion, principles
	State      string   `json:"state,omitempty"`
	Number     string   `json:"number"`
	Decided    string   `json:"decided"`
	Citation   string   `json:"citation"`
	Paragraphs string   `json:"paragraphs,omitempty"`
	Holding    string   `json:"holding"`
	Provisions []string `json:"provisions"`
	Elements   []string `json:"elements"`
	Source     string   `json:"source"`
	AsOf       string   `json:"as_of"`
	Confidence string   `json:"confidence"` // verified, reported, memory, uncertain
}

// runDecisions lists the decisions that serve a provision or an element, or all of them.
func (c *call) runDecisions() error {
	id := c.opts.decisions
	_, isProvision := c.Law.Provision(id)
	_, isElement := c.Law.Element(id)
	list := c.Law.Decisions(id)
	switch {
	case len(c.pos) > 0:
		return usage("arguments")
	case id == "all":
		list = c.Law.AllDecisions()
	case !isProvision && !isElement:
		return usage("law-decisions", "id", id)
	}
	lines, text := []decisionLine{}, strings.Builder{}
	for _, d := range list {
		l := c.decisionLine(d)
		lines = append(lines, l)
		place := l.Citation
		if l.Paragraphs != "" {
			place += ", " + c.say.T("command.law.paragraphs", "paragraphs", l.Paragraphs)
		}
		text.WriteString(l.ID + "\n  " + place + "\n  " + l.Holding + "\n  " + c.say.T("vocab.law-confidence."+l.Confidence) + ": " + l.Source + "\n")
	}
	if c.json {
		return c.printJSON(struct {
			Decisions []decisionLine `json:"decisions"`
		}{lines})
	}
	return c.print(text.String())
}

func (c *call) decisionLine(d law.Decision) decisionLine {
	tag := c.say.Tag()
	return decisionLine{
		d.ID, string(d.Kind), d.State, d.Number, d.Decided, d.Citation.In(tag), d.Paragraphs, d.Holding.In(tag),
		append([]string{}, d.Provisions...), append([]string{}, d.Elements...), d.Source, d.Date, string(d.Confidence),
	}
}

// runCite makes an allegation, or the finding on one of its elements, lean on a decision.
func (c *call) runCite(ctx context.Context) error {
	decision, ok := c.Law.Decision(c.pos[3])
	if !ok {
		return failed("cite-decision", "id", c.pos[3])
	}
	return c.openCase(ctx, func(s *store.Store, d *dossier.Dossier) error {
		r, ok := reliance(d, dossier.ID(c.pos[2]))
		if !ok {
			return failed("cite-record", "id", c.pos[2])
		}
		r.Decision, r.Language = decision, c.say.Tag()
		if l := d.Case().Languages; len(l) > 0 {
			r.Language = l[0]
		}
		put, err := c.Law.Rely(d, r, rand.Reader)
		if err != nil {
			return err
		}
		if len(put) == 0 {
			c.note("cite-already")
			return nil
		}
		if err := s.Apply(ctx, store.Change{Label: "add", Case: d.Case().ID, Put: put}); err != nil {
			return err
		}
		if err := s.Flush(ctx); err != nil {
			return err
		}
		if slices.Contains([]string{"memory", "uncertain"}, string(decision.Confidence)) {
			c.note("cite-memory", "source", decision.Source)
		}
		source, _ := c.Law.SourceOf(dossier.New(append(d.All(), put...)...), decision)
		return c.printLine(string(source.ID))
	})
}

// reliance is what it means to cite a decision for a record: an allegation, or a finding of one.
func reliance(d *dossier.Dossier, id dossier.ID) (law.Reliance, bool) {
	switch r := d.Get(id).(type) {
	case *dossier.Allegation:
		return law.Reliance{Allegation: id}, true
	case *dossier.Finding:
		return law.Reliance{Allegation: r.Allegation, Finding: id}, true
	}
	return law.Reliance{}, false
}
