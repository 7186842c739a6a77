package speech

import (
	"slices"
	"strconv"
	"strings"

	"probata/dossier"
	"probata/dossier/lang"
	"probata/dossier/store"
	"probata/dossier/vault"
	"probata/ui/widget"
)

// Rower makes the rows of lists. Its methods are pure: the same case gives the
// same rows, and a test reads them as strings.
type Rower struct {
	*Speech
	Dossier *dossier.Dossier
	Icons   widget.Icons
	Worst   map[dossier.ID]dossier.Weight // worst problem of each record
}

// IconOf is the picture of a type of record.
var IconOf = map[dossier.Type]string{
	dossier.TypeCase: "case", dossier.TypeParty: "party", dossier.TypeRole: "party", dossier.TypeConsent: "consent",
	dossier.TypeEvent: "timeline", dossier.TypeAct: "act", dossier.TypeInvolvement: "party", dossier.TypeDetention: "lock",
	dossier.TypeQuote: "quote", dossier.TypeTranslation: "quote", dossier.TypeSource: "source", dossier.TypeEvidence: "evidence",
	dossier.TypeCustody: "history", dossier.TypeCitation: "link", dossier.TypeAllegation: "law", dossier.TypeFinding: "check",
	dossier.TypeNorm: "law", dossier.TypeAcceptance: "consent", dossier.TypeWaiver: "warning", dossier.TypeReview: "check",
	dossier.TypeRemedy: "remedy", dossier.TypeRelief: "relief", dossier.TypeFiling: "submission",
	dossier.TypeSubmission: "submission", dossier.TypeAnswer: "edit", dossier.TypeDraft: "edit", dossier.TypeNote: "note", dossier.TypeTask: "task",
	dossier.TypeName: "party", dossier.TypeIdentity: "case", dossier.TypeAddress: "folder", dossier.TypeContact: "note",
}

// Row is one record as a line of a list.
func (w *Rower) Row(r dossier.Record) widget.Row {
	id := r.Header().ID
	out := widget.Row{Title: w.Label(w.Dossier, id), Kind: w.Icons[IconOf[r.Type()]]}
	switch r := r.(type) {
	case *dossier.Party:
		w.party(&out, r)
	case *dossier.Event:
		w.event(&out, r)
	case *dossier.Quote:
		out.Title = w.Or(Quoted(r.Words), r)
		out.Subtitle = Join(w.name(r.Speaker), w.Word("language", r.Language))
		out.Trail = w.sources(id)
	case *dossier.Source:
		out.Subtitle = Join(w.Word("source-kind", r.Kind), r.Container, w.When(r.Issued))
		if n := len(w.Dossier.LinkedFrom(id, dossier.TypeCitation, "source")); n > 0 {
			out.Trail = w.N("ui.count.citations", n)
		}
	case *dossier.Citation:
		out.Title = w.Or(w.name(r.Fact), r)
		if t := r.Fact.Type(); r.Field != "" && t != "" {
			out.Title += w.Dash(w.FieldLabel(t, r.Field))
		}
		out.Subtitle = Join(w.Locator(r), w.Dossier.Label(r.Source, w.Tag()))
	case *dossier.Allegation:
		w.allegation(&out, r)
	case *dossier.Finding:
		out.Title = w.Or(w.Word("element", r.Element), r) // stands below its provision
		out.Subtitle = w.Word("finding-state", r.State)
	case *dossier.Evidence:
		out.Subtitle = Join(r.Exhibit, r.MediaType, w.Size(r.Size))
	case *dossier.Task:
		out.Subtitle, out.Dim = w.When(r.Due), r.Done == "yes"
	default:
		out.Subtitle = w.plain(r)
	}
	if t := r.Type(); t != dossier.TypeAllegation && t != dossier.TypeFinding { // their trail says how far they are
		w.warn(&out, id)
	}
	return out
}

func (w *Rower) name(id dossier.ID) string {
	if id == "" {
		return ""
	}
	return w.Label(w.Dossier, id)
}

func (w *Rower) party(out *widget.Row, p *dossier.Party) {
	out.Subtitle = w.Word("party-kind", p.Kind)
	if w.Dossier.Named(p.ID) && p.Description != "" {
		out.Subtitle = OneLine(p.Description)
	}
	var roles []string
	for _, r := range w.Dossier.Roles(p.ID) {
		if t := w.Word("role", r.Role); t != "" && !slices.Contains(roles, t) {
			roles = append(roles, t)
		}
		if r.Role == "alleged-victim" {
			out.Marks = append(out.Marks, widget.Mark{Text: w.Word("role", r.Role), Kind: widget.Info})
		}
	}
	if len(out.Marks) == 0 {
		out.Trail = strings.Join(roles, ", ")
	}
}

func (w *Rower) event(out *widget.Row, e *dossier.Event) {
	out.Lead = w.lead(e)
	out.Subtitle = Join(w.Word("event-kind", e.Kind), e.Venue, e.Area)
	out.Trail = w.sources(e.ID)
	if e.Status != "" && e.Status != "confirmed" {
		out.Marks = append(out.Marks, widget.Mark{Text: w.Word("certainty", e.Status), Kind: widget.Neutral})
	}
}

// lead is what stands for the date of an event in the narrow left column.
func (w *Rower) lead(e *dossier.Event) string {
	v := e.When.Value()
	switch {
	case !v.IsZero():
		return w.DateShort(v)
	case e.When.Words != "":
		return e.When.Words
	case len(e.After) > 0:
		return w.T("ui.timeline.after")
	case len(e.Before) > 0:
		return w.T("ui.timeline.before")
	case len(e.During) > 0:
		return w.T("ui.timeline.during")
	}
	return w.T("ui.timeline.undated")
}

func (w *Rower) allegation(out *widget.Row, a *dossier.Allegation) {
	if p, ok := w.Law.Provision(a.Provision); ok {
		out.Subtitle = Join(p.Title.In(w.Tag()), w.name(a.Victim))
	}
	shown, all := 0, 0
	for _, f := range dossier.As[*dossier.Finding](w.Dossier.Children(a.ID, dossier.TypeFinding)) {
		if f.State == "not-applicable" {
			continue
		}
		all++
		if f.State == "shown" {
			shown++
		}
	}
	if all > 0 {
		out.Trail = w.T("ui.law.shown", "shown", strconv.Itoa(shown), "all", strconv.Itoa(all))
	}
	for _, c := range a.Categories {
		out.Marks = append(out.Marks, widget.Mark{Text: c, Kind: widget.Info})
	}
}

func (w *Rower) sources(id dossier.ID) string {
	if n := len(w.Dossier.Citations(id)); n > 0 {
		return w.N("ui.count.sources", n)
	}
	return ""
}

// Locator is where in the source a citation points.
func (w *Rower) Locator(c *dossier.Citation) string {
	var out []string
	for _, k := range []string{"page", "paragraph", "time"} {
		f, _ := dossier.TableOf(dossier.TypeCitation).Field(k)
		if v := f.String(c); v != "" {
			out = append(out, w.T("ui.locator."+k, "value", v))
		}
	}
	return strings.Join(out, ", ")
}

// plain is the second line of a record without a way of its own: the first
// values that its title does not say.
func (w *Rower) plain(r dossier.Record) string {
	title := w.Label(w.Dossier, r.Header().ID)
	var out []string
	for _, f := range dossier.TableOf(r.Type()).Fields {
		if f.Parent || f.Empty(r) || f.Vocabulary == "yesno" || f.Kind == dossier.LongText && len(out) > 0 {
			continue
		}
		if v := w.Value(w.Dossier, r, f); v != "" && !strings.Contains(title, v) && !strings.HasPrefix(v, strings.TrimSuffix(title, " …")) {
			out = append(out, v)
		}
		if len(out) == 3 {
			break
		}
	}
	return Join(out...)
}

// warn marks a row with the worst problem of its record.
func (w *Rower) warn(out *widget.Row, id dossier.ID) {
	switch weight, ok := w.Worst[id]; {
	case ok && weight == dossier.Stops:
		out.Marks = append([]widget.Mark{{Text: w.T("ui.weight.stops"), Kind: widget.Danger}}, out.Marks...)
	case ok && weight == dossier.Warn:
		out.Marks = append(out.Marks, widget.Mark{Text: w.T("ui.weight.warns"), Kind: widget.Warning})
	}
}

func Join(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return strings.TrimSpace(s) == "" }), " · ")
}

func Quoted(s string) string {
	s = OneLine(s)
	if s == "" || strings.HasPrefix(s, "“") || strings.HasPrefix(s, "«") {
		return s
	}
	return "“" + s + "”"
}

// WorstOf is the worst problem of each record, its owned records' included.
func WorstOf(d *dossier.Dossier, problems []dossier.Problem) map[dossier.ID]dossier.Weight {
	out := map[dossier.ID]dossier.Weight{}
	for _, p := range problems {
		for id := p.Record; id != ""; {
			if w, ok := out[id]; !ok || p.Weight > w {
				out[id] = p.Weight
			}
			r := d.Get(id)
			if r == nil {
				break
			}
			o := d.Owner(r)
			if o == nil {
				break
			}
			id = o.Header().ID
		}
	}
	return out
}

// CaseRow is a case in the list of all.
func (s *Speech) CaseRow(c store.CaseRow, icon widget.Icons) widget.Row {
	out := widget.Row{
		Title: c.Title, Subtitle: Join(c.Reference, s.WordsOf("country", c.States)), Kind: icon["case"],
		Trail: Join(s.N("ui.count.events", c.Counts[dossier.TypeEvent]), s.N("ui.count.quotes", c.Counts[dossier.TypeQuote]), s.N("ui.count.sources", c.Counts[dossier.TypeSource])),
	}
	if out.Title == "" {
		out.Title = s.T("ui.record.unnamed", "type", s.TypeLower(dossier.TypeCase))
	}
	if c.Status != "" {
		out.Marks = []widget.Mark{{Text: s.Word("case-status", c.Status), Kind: StatusKind(c.Status)}}
	}
	return out
}

func StatusKind(status string) widget.Kind {
	switch status {
	case "ready", "filed":
		return widget.Success
	case "pending":
		return widget.Info
	}
	return widget.Neutral
}

// CaseMatches tells whether a case is meant by the words of a filter.
func CaseMatches(c store.CaseRow, query string) bool {
	return strings.Contains(lang.Fold(c.Title+" "+c.Reference), lang.Fold(query))
}

// Strength is a pass phrase's strength for the bar below its entry.
func (s *Speech) Strength(text string) widget.Strength {
	bits, hint := vault.Strength(text)
	out := widget.Strength{Part: float32(min(bits/80, 1)), Kind: widget.Danger, Text: s.T("ui." + string(hint))}
	switch hint {
	case vault.HintGood:
		out.Kind = widget.Success
	case vault.HintMore:
		out.Kind = widget.Warning
	}
	return out
}
