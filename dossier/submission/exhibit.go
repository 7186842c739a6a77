package submission

import (
	"slices"

	"probata/dossier"
)

// Exhibit is a file that goes beside the document.
type Exhibit struct {
	ID        dossier.ID
	Label     string // its number
	Extension string // of its kind, ".pdf"
	SHA256    string // hexadecimal, as it was taken in
	Size      int64  // bytes
}

// Exhibits are the files that may go beside the document in its edition: none
// in the public one, as a file cannot be redacted, and none that identifies a
// person in that for the State.
func (f *Filled) Exhibits() []Exhibit {
	if f.Edition == Public {
		return nil
	}
	var out []Exhibit
	for i, e := range f.filler.annexed() {
		if e.Blob == "" || f.Edition != Confidential && slices.Contains(e.Warning, "identifies-person") {
			continue
		}
		out = append(out, Exhibit{e.ID, f.filler.annexNumber(i, e), extension(e.MediaType), e.SHA256, e.Size})
	}
	return out
}

// Custody is the log of who had these exhibits, with a row of heads, in words of
// the document. Who had them is a private matter, told to the body alone.
func (f *Filled) Custody(exhibits []Exhibit) [][]string {
	fl := f.filler
	rows := [][]string{fl.heads("annex.exhibit", "pack.at", "pack.action", "pack.from", "pack.to", "pack.reason", "annex.sha256")}
	for _, x := range exhibits {
		for _, c := range dossier.As[*dossier.Custody](fl.d.Children(x.ID, dossier.TypeCustody)) {
			row := []string{x.Label, fl.date(c.At), fl.word("custody-action", c.Action), c.From, c.To, c.Reason, c.SHA256}
			if f.Edition != Confidential {
				row[3], row[4], row[5] = "", "", ""
			}
			rows = append(rows, row)
		}
	}
	return rows
}

// PackNote says, in words of the document, what is in a pack and how it is checked.
func (f *Filled) PackNote() string {
	return f.filler.t("pack.note", "title", f.Form.Title.In(f.Language), "reference", f.filler.d.Case().Reference)
}
