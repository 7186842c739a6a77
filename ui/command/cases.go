package command

import (
	"strings"

	"probata/dossier"
	"probata/dossier/store"
)

// caseName is how output for programs names a case.
type caseName struct {
	ID        dossier.ID `json:"id"`
	Reference string     `json:"reference"`
	Title     string     `json:"title"`
}

func nameOf(d *dossier.Dossier) caseName {
	c := d.Case()
	return caseName{c.ID, c.Reference, c.Title}
}

// caseLine is one case of a list for programs.
type caseLine struct {
	caseName
	States  []string             `json:"states"`
	Status  string               `json:"status"`
	Changed string               `json:"changed,omitempty"` // RFC 3339, UTC
	Records map[dossier.Type]int `json:"records"`
}

func caseRows(rows []store.CaseRow) string {
	var lines [][]string
	for _, r := range rows {
		lines = append(lines, []string{first(oneLine(r.Reference), string(r.ID)), strings.Join(r.States, " "), oneLine(r.Title)})
	}
	return columns(lines)
}

func caseLines(rows []store.CaseRow) []caseLine {
	out := []caseLine{}
	for _, r := range rows {
		l := caseLine{caseName: caseName{r.ID, r.Reference, r.Title}, States: r.States, Status: r.Status, Records: r.Counts}
		if !r.Changed.IsZero() {
			l.Changed = r.Changed.UTC().Format("2006-01-02T15:04:05Z")
		}
		out = append(out, l)
	}
	return out
}

func first(words ...string) string {
	for _, w := range words {
		if w != "" {
			return w
		}
	}
	return ""
}

// withFile is the evidence that has a file.
func withFile(d *dossier.Dossier) []*dossier.Evidence {
	var out []*dossier.Evidence
	for _, e := range dossier.Of[*dossier.Evidence](d) {
		if e.Blob != "" {
			out = append(out, e)
		}
	}
	return out
}
