package submission

import (
	"slices"
	"strings"

	"probata/dossier"
)

// The guard decides which exhibits go along in an edition that somebody else than
// the body reads. A file cannot be redacted, and says more than what is seen of it.
// So nothing goes by itself. An exhibit goes when
//
//   - every part of it was read when it came in, and none of it is withheld; or
//   - somebody has looked at this very file, and stands on record with it, for
//     this edition; or
//   - it is a copy of our own making in which each page is a picture, what was to
//     be hidden is blacked out, and what can still be read holds nothing withheld.
//
// For everybody only the second counts: what names nobody of the case may still
// name somebody.

// wholeText is how much of a file's text is known at most, in bytes. Of a longer
// one the end was read by nobody.
const wholeText = 1 << 20

// keepsOut tells why an exhibit may not go along in the edition, as a file or as
// its pages; "" when it may. The reasons are keys of the words under exhibit.out:
// no-file, boxes, person, names, public, unread, metadata.
func (f *filler) keepsOut(e *dossier.Evidence, whole bool) string {
	switch {
	case e.Blob == "":
		return "no-file"
	case f.req.Edition == Confidential:
		return ""
	}
	e = f.full.Get(e.ID).(*dossier.Evidence) // as it is, not as it is told
	look, looked := seen(f.full, e, f.req.Edition)
	switch {
	case len(e.Boxes) > 0 && e.CopyOf == "":
		return "boxes"
	case slices.Contains(e.Warning, "identifies-person"):
		return "person"
	case f.tells(e, whole, look):
		return "names"
	case looked:
		return ""
	case f.req.Edition == Public:
		return "public"
	case !f.examined(e):
		return "unread"
	case whole && ownMetadata(e.Metadata) != "" && !strings.HasPrefix(e.MediaType, "text/"):
		return "metadata"
	}
	return ""
}

// tells: the text of a file, or what it says of itself where it goes along whole,
// holds something withheld that nobody said to be something else.
func (f *filler) tells(e *dossier.Evidence, whole bool, look *dossier.Custody) bool {
	text := f.textOf(e.ID)
	if whole {
		text += "\n" + ownMetadata(e.Metadata)
	}
	return slices.ContainsFunc(f.withheldIn(text), func(s string) bool { return !slices.Contains(look.Accepted, s) })
}

// withheldIn are the words of a text that are or may be withheld, each once: in a
// file nobody can put a stand-in.
func (f *filler) withheldIn(text string) []string {
	var out []string
	for _, g := range f.guards {
		out = append(out, g.phrases.find(text)...)
		if g.finder == nil {
			continue
		}
		for _, h := range g.finder.Hits(text) {
			out = append(out, text[h.From:h.To])
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (f *filler) textOf(id dossier.ID) string {
	if f.req.Text == nil {
		return ""
	}
	return f.req.Text(id)
}

// examined tells whether all of an exhibit was read, by the program, or by who
// made a copy of it and chose what to hide. What is seen on a picture and heard on
// a recording is read by no program.
func (f *filler) examined(e *dossier.Evidence) bool {
	if e.CopyOf != "" && len(e.Boxes) > 0 {
		return true
	}
	switch kind, _, _ := strings.Cut(e.MediaType, "/"); kind {
	case "image", "audio", "video":
		return false
	}
	text := f.textOf(e.ID)
	return e.ReadWhole() && text != "" && len(text) < wholeText
}

// seen is the last word in the custody log on whether a file may go into an
// edition: the line of who looked at it. One that speaks of another hash says
// nothing of this file. Without any it is an empty line.
func seen(d *dossier.Dossier, e *dossier.Evidence, edition Edition) (line *dossier.Custody, ok bool) {
	line = &dossier.Custody{}
	for _, c := range dossier.As[*dossier.Custody](d.Children(e.ID, dossier.TypeCustody)) {
		switch {
		case c.SHA256 != e.SHA256 || e.SHA256 == "":
		case c.Action == SeenAction(edition):
			line, ok = c, true
		case c.Action == Unseen:
			line, ok = &dossier.Custody{}, false
		}
	}
	return line, ok
}

// Unseen is the action of the custody log that takes back what was said after looking.
const Unseen = "unseen"

// SeenAction is the action of the custody log that says that somebody looked at a
// file and that it may go into an edition; "" for the confidential one, which needs
// none.
func SeenAction(edition Edition) string {
	if edition == Confidential {
		return ""
	}
	return "seen-" + string(edition)
}

// ownMetadata is what a file says of itself, without the lines in which the
// program says what it has read of it.
func ownMetadata(metadata string) string {
	var out []string
	for line := range strings.Lines(metadata) {
		key, _, _ := strings.Cut(line, ":")
		if key != dossier.PartsLine && key != dossier.UnreadLine && key != "Text" && strings.TrimSpace(line) != "" {
			out = append(out, strings.TrimRight(line, "\r\n"))
		}
	}
	return strings.Join(out, "\n")
}

// Told is what must be known before somebody says that a file may go into an
// edition.
type Told struct {
	// Values are the withheld values that its text and what it says of itself hold,
	// whatever form is filled for whichever body.
	Values []string
	// Metadata are the lines in which it speaks of itself.
	Metadata string
	// Person: it is marked as identifying a person, and goes nowhere while it is.
	Person bool
}

// Tells looks a piece of evidence through for what an edition withholds. req names
// case, edition, day and texts; its form counts for nothing.
func (e *Engine) Tells(forms []*Form, req Request, id dossier.ID) (Told, error) {
	ev, ok := dossier.Find[*dossier.Evidence](req.Dossier, id)
	if !ok {
		return Told{}, nil
	}
	out := Told{Metadata: ownMetadata(ev.Metadata), Person: slices.Contains(ev.Warning, "identifies-person")}
	for _, form := range forms {
		if form.FollowUp {
			continue // it withholds what the others do
		}
		req.Form, req.Language = form, ""
		f, err := e.filler(req)
		if err != nil {
			return Told{}, err
		}
		for _, s := range f.withheldIn(f.textOf(id) + "\n" + out.Metadata) {
			if !slices.Contains(out.Values, s) {
				out.Values = append(out.Values, s)
			}
		}
	}
	slices.Sort(out.Values)
	return out, nil
}

// keptExhibits tells the author, among the problems, which exhibits stay out of an
// edition and why. In the public edition they are told where they were asked for:
// there it is the rule.
func (p *preflight) keptExhibits() {
	if p.req.Edition == Confidential || p.req.Edition == Public && !p.req.goAlong() {
		return
	}
	weight := dossier.Hint
	if p.req.goAlong() {
		weight = dossier.Warn
	}
	for i, e := range p.annexed() {
		if why := p.keepsOut(e, p.req.wholeFiles()); why != "" && why != "no-file" {
			p.add(weight, end{e.ID, ""}, "exhibit-out", "exhibit", p.annexNumber(i, e), "why", "exhibit.out."+why)
		}
	}
}
