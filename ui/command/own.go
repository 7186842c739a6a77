package command

import (
	"strings"

	"probata/dossier/datafile"
	"probata/dossier/submission"
)

// ownLine is a file of the user's own, for programs.
type ownLine struct {
	File     string   `json:"file"`
	SHA256   string   `json:"sha256"`
	Replaces bool     `json:"replaces"`       // a file that ships
	Lost     []string `json:"lost,omitempty"` // what the shipped form asks for and this one does not
}

func ownLineOf(o datafile.Own, lost submission.Lost) ownLine {
	l := ownLine{File: o.Name, SHA256: o.SHA256, Replaces: o.Replaces}
	for _, level := range lost.Consent {
		l.Lost = append(l.Lost, "consent."+level)
	}
	if lost.PerVictim {
		l.Lost = append(l.Lost, "per_victim")
	}
	if lost.Body {
		l.Lost = append(l.Lost, "body")
	}
	for _, id := range lost.Required {
		l.Lost = append(l.Lost, "required."+id)
	}
	return l
}

// tellOwn names the files of the user's own on which the forms and the law rest.
func (c *call) tellOwn(forms []*submission.Form) {
	for _, f := range forms {
		if f.Own != nil {
			c.tell(c.say.T("command.note.own-form", "form", f.ID, "file", f.Own.Name, "hash", f.Own.SHA256))
		}
		if f.Lost.Any() {
			c.tell(c.say.T("command.note.own-form-lost", "form", f.ID, "what", strings.Join(ownLineOf(*f.Own, f.Lost).Lost, ", ")))
		}
	}
	for _, o := range c.Law.Own() {
		c.tell(c.say.T("command.note.own-law", "file", o.Name, "hash", o.SHA256))
	}
}
