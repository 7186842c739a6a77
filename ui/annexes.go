package ui

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"probata/dossier"
	"probata/dossier/document"
	"probata/dossier/submission"
	"probata/pdf"
	"probata/ui/room"
	"probata/ui/speech"
	"probata/ui/widget"
)

// annexWays are how exhibits can go along with a PDF.
var annexWays = map[string]document.AnnexHow{"listed": document.Listed, "bound": document.Bound, "attached": document.Attached}

// hasAnnexes tells whether there is a file that could go along.
func (s *submissions) hasAnnexes() bool {
	if s.w.Session().Store.ReadOnly() { // then no log could tell of them
		return false
	}
	for _, e := range dossier.Of[*dossier.Evidence](s.w.Session().Dossier) {
		if e.Blob != "" {
			return true
		}
	}
	return false
}

// annexChoice asks how exhibits go along.
func (s *submissions) annexChoice() *fyne.Container {
	t := s.w.Say().T
	var options []widget.Option
	key := "listed"
	for _, k := range []string{"listed", "bound", "attached"} {
		options = append(options, widget.Option{Key: k, Label: t("ui.annex." + k)})
		if annexWays[k] == s.annexes {
			key = k
		}
	}
	about := widget.NewCaption(t("ui.annex." + key + "-about"))
	col := widget.NewStack(6)
	col.Add(room.Labelled(t("ui.annex.title"), widget.NewSwitch(options, key, func(k string) {
		s.annexes = annexWays[k]
		about.SetText(t("ui.annex." + k + "-about"))
		col.Refresh()
	})))
	col.Add(about)
	return col
}

// withAnnexes is the submission with its exhibits, and what their files are read
// and drawn with. Files of other kinds list them only.
func (s *submissions) withAnnexes(kind output, o pdf.Options) (*submission.Filled, pdf.Options, error) {
	if kind.key != "pdf" || s.annexes == document.Listed || !s.hasAnnexes() {
		return s.filled, o, nil
	}
	filled, err := s.fill(s.filled.Form, s.record(), s.annexes)
	room.ExhibitFiles(s.w).Give(&o)
	return filled, o, err
}

// leftOut says which exhibits did not go along as was wished, and why; "" when
// all did.
func (s *submissions) leftOut(kind output, f *submission.Filled, r pdf.Report) string {
	if kind.key != "pdf" || s.annexes == document.Listed {
		return ""
	}
	var lines []string
	if kept := keptOut(s.w.Say(), f.KeptOut(s.annexes == document.Attached)); kept != "" {
		lines = append(lines, s.w.Say().T("ui.pack.kept-out"), kept)
	}
	if n := notBound(r); n > 0 {
		lines = append(lines, s.w.Say().N("ui.annex.left", n))
	}
	return strings.Join(lines, "\n")
}

// keptOut is a line for each exhibit that stays behind in an edition.
func keptOut(s *speech.Speech, list []submission.KeptOut) string {
	var lines []string
	for _, k := range list {
		lines = append(lines, k.Label+": "+s.T("exhibit.out."+k.Why))
	}
	return strings.Join(lines, "\n")
}

// notBound is how many exhibits could not go along as was wished.
func notBound(r pdf.Report) int {
	n := 0
	for _, a := range r.Annexes {
		if a.Fault != document.NoFault {
			n++
		}
	}
	return n
}

// noting notes in the custody logs that exhibits went out with a submission; it
// is done before the file is written, because no copy may be out that no line
// tells of. Nil where none went.
func (s *submissions) noting(f *submission.Filled, exhibits []dossier.ID) func(context.Context) error {
	if len(exhibits) == 0 {
		return nil
	}
	files := room.ExhibitFiles(s.w)
	return func(ctx context.Context) error { return files.Note(ctx, f, exhibits) }
}
