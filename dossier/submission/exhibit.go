package submission

import (
	"strings"

	"probata/dossier"
	"probata/dossier/document"
)

// Exhibit is a file that goes beside the document.
type Exhibit struct {
	ID        dossier.ID
	Label     string // its number
	Extension string // of its kind, ".pdf"
	SHA256    string // hexadecimal, as it was taken in
	Size      int64  // bytes
	Looked    bool   // somebody looked at it, and it stands on record that it may go into the edition
}

// Exhibits are the files that may go beside the document in its edition.
func (f *Filled) Exhibits() []Exhibit {
	f.filler.alone.Lock()
	defer f.filler.alone.Unlock()
	var out []Exhibit
	for i, e := range f.filler.annexed() {
		if f.filler.keepsOut(e, true) == "" {
			_, looked := seen(f.filler.full, e, f.Edition)
			out = append(out, Exhibit{e.ID, f.filler.annexNumber(i, e), extension(e.MediaType), e.SHA256, e.Size, looked})
		}
	}
	return out
}

// KeptOut is an exhibit that does not go along, and why, as a key of the words:
// see keepsOut.
type KeptOut struct {
	ID    dossier.ID
	Label string
	Why   string
}

// KeptOut are the exhibits whose file, or with whole = false whose pages, stay
// behind in the edition. Those without a file are not among them.
func (f *Filled) KeptOut(whole bool) []KeptOut {
	f.filler.alone.Lock()
	defer f.filler.alone.Unlock()
	var out []KeptOut
	for i, e := range f.filler.annexed() {
		if why := f.filler.keepsOut(e, whole); why != "" && why != "no-file" {
			out = append(out, KeptOut{e.ID, f.filler.annexNumber(i, e), why})
		}
	}
	return out
}

// Custody is the log of who had these exhibits, with a row of heads, in words of
// the document. Who had them is a private matter, told to the body alone.
func (f *Filled) Custody(exhibits []Exhibit) [][]string {
	f.filler.alone.Lock()
	defer f.filler.alone.Unlock()
	fl := f.filler
	rows := [][]string{fl.heads("annex.exhibit", "pack.at", "pack.action", "pack.from", "pack.to", "pack.reason", "annex.sha256")}
	for _, x := range exhibits {
		for _, c := range dossier.As[*dossier.Custody](fl.d.Children(x.ID, dossier.TypeCustody)) {
			if f.Edition != Confidential && (c.Action == Unseen || strings.HasPrefix(c.Action, "seen-")) {
				continue // how the edition was made is not its reader's matter
			}
			row := []string{x.Label, fl.date(c.At), fl.word("custody-action", c.Action), c.From, c.To, c.Reason, c.SHA256}
			if c.Other != "" { // of the original, or of the copy
				row[5] = strings.TrimSpace(c.Reason + " " + c.Other)
			}
			if f.Edition != Confidential { // a hash would tell which of the leaked papers this is
				row[3], row[4], row[5] = "", "", ""
			}
			rows = append(rows, row)
		}
	}
	return rows
}

// PackNote says, in words of the document, what is in a pack and how it is checked.
func (f *Filled) PackNote() string {
	f.filler.alone.Lock()
	defer f.filler.alone.Unlock()
	return f.filler.t("pack.note", "title", f.Form.Title.In(f.Language), "reference", f.filler.d.Case().Reference)
}

// goAlong tells whether exhibits go with the document as more than lines of a list.
func (r *Request) goAlong() bool { return r.Files || r.Annexes != document.Listed }

// wholeFiles tells whether they go as files. Where it is not said they may.
func (r *Request) wholeFiles() bool { return r.Files || r.Annexes != document.Bound }
