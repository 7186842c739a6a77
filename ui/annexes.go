package ui

import (
	"strings"

	"fyne.io/fyne/v2"

	"probata/dossier"
	"probata/dossier/desk"
	"probata/dossier/document"
	"probata/dossier/giveout"
	"probata/dossier/submission"
	"probata/pdf"
	"probata/ui/widget"
)

// annexWays are how exhibits can go along with a PDF.
var annexWays = map[string]document.AnnexHow{"listed": document.Listed, "bound": document.Bound, "attached": document.Attached}

// hasAnnexes tells whether there is a file that could go along.
func (s *submissions) hasAnnexes() bool {
	if s.w.session.store.ReadOnly() { // then no log could tell of them
		return false
	}
	for _, e := range dossier.Of[*dossier.Evidence](s.w.session.d) {
		if e.Blob != "" {
			return true
		}
	}
	return false
}

// annexChoice asks how exhibits go along.
func (s *submissions) annexChoice() *fyne.Container {
	t := s.w.say.T
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
	col.Add(labelled(t("ui.annex.title"), widget.NewSwitch(options, key, func(k string) {
		s.annexes = annexWays[k]
		about.SetText(t("ui.annex." + k + "-about"))
		col.Refresh()
	})))
	col.Add(about)
	return col
}

// outgoing is the submission as a file of a kind, with its exhibits. Whoever wants it
// although passages are open has been asked, and gets a draft.
func (s *submissions) outgoing(kind giveout.Kind, o pdf.Options) desk.Outgoing {
	how := s.annexes
	if !s.hasAnnexes() {
		how = document.Listed
	}
	return desk.Outgoing{
		Kind: kind, Request: s.request(s.filled.Form, s.record(), how), PDF: o, Draft: s.filled.Cleared() != nil,
		Readers: []string{systemLanguage(), s.w.say.Tag()}, By: s.w.looks,
	}
}

// leftOut says which exhibits did not go along as was wished, and why; "" when
// all did.
func (s *submissions) leftOut(g *desk.Given) string {
	var lines []string
	if kept := s.w.say.keptOut(g.KeptOut); kept != "" {
		lines = append(lines, s.w.say.T("ui.pack.kept-out"), kept)
	}
	if n := notBound(g.Report); n > 0 {
		lines = append(lines, s.w.say.N("ui.annex.left", n))
	}
	return strings.Join(lines, "\n")
}

// keptOut is a line for each exhibit that stays behind in an edition.
func (s *speech) keptOut(list []submission.KeptOut) string {
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
