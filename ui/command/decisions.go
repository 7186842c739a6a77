package command

import (
	"strings"

	"probata/dossier/law"
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
func (c *lawRun) runDecisions() error {
	id := c.decisions
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

func (c *lawRun) decisionLine(d law.Decision) decisionLine {
	tag := c.say.Tag()
	return decisionLine{
		d.ID, string(d.Kind), d.State, d.Number, d.Decided, d.Citation.In(tag), d.Paragraphs, d.Holding.In(tag),
		append([]string{}, d.Provisions...), append([]string{}, d.Elements...), d.Source, d.Date, string(d.Confidence),
	}
}
