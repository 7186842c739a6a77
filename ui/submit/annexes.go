package submit

import (
	"strings"

	"fyne.io/fyne/v2"

	"probata/dossier"
	"probata/dossier/desk"
	"probata/dossier/document"
	"probata/dossier/giveout"
	"probata/dossier/submission"
	"probata/pdf"
	"probata/ui/room"
	"probata/ui/speech"
	"probata/ui/widget"
)

// AnnexWays are how exhibits can go along with a PDF.
var AnnexWays = map[string]document.AnnexHow{"listed": document.Listed, "bound": document.Bound, "attached": document.Attached}

// HasAnnexes tells whether there is a file that could go along.
func (s *Screen) HasAnnexes() bool {
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
func (s *Screen) annexChoice() *fyne.Container {
	t := s.w.Say().T
	var options []widget.Option
	key := "listed"
	for _, k := range []string{"listed", "bound", "attached"} {
		options = append(options, widget.Option{Key: k, Label: t("ui.annex." + k)})
		if AnnexWays[k] == s.Annexes {
			key = k
		}
	}
	about := widget.NewCaption(t("ui.annex." + key + "-about"))
	col := widget.NewStack(6)
	col.Add(room.Labelled(t("ui.annex.title"), widget.NewSwitch(options, key, func(k string) {
		s.Annexes = AnnexWays[k]
		about.SetText(t("ui.annex." + k + "-about"))
		col.Refresh()
	})))
	col.Add(about)
	return col
}

// Outgoing is the submission as a file of a kind, with its exhibits. Whoever wants it
// although passages are open has been asked, and gets a draft.
func (s *Screen) Outgoing(kind giveout.Kind, o pdf.Options) desk.Outgoing {
	how := s.Annexes
	if !s.HasAnnexes() {
		how = document.Listed
	}
	return desk.Outgoing{
		Kind: kind, Request: s.request(s.Filled.Form, s.Record(), how), PDF: o, Draft: s.Filled.Cleared() != nil,
		Readers: []string{room.SystemLanguage(), s.w.Say().Tag()}, By: s.w.Looks(),
	}
}

// LeftOut says which exhibits did not go along as was wished, and why; "" when
// all did.
func (s *Screen) LeftOut(g *desk.Given) string {
	var lines []string
	if kept := keptOut(s.w.Say(), g.KeptOut); kept != "" {
		lines = append(lines, s.w.Say().T("ui.pack.kept-out"), kept)
	}
	if n := NotBound(g.Report); n > 0 {
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

// NotBound is how many exhibits could not go along as was wished.
func NotBound(r pdf.Report) int {
	n := 0
	for _, a := range r.Annexes {
		if a.Fault != document.NoFault {
			n++
		}
	}
	return n
}
