package speech

import (
	"slices"

	"probata/dossier/door"
	"probata/dossier/submission"
	"probata/ui/widget"
)

// Verdicts in the order in which doors are shown.
var Verdicts = []door.Verdict{door.Open, door.Check, door.Closed}

// SortDoors puts the open ones first and leaves the order of the data otherwise.
func SortDoors(all []door.Door) {
	slices.SortStableFunc(all, func(a, b door.Door) int {
		return slices.Index(Verdicts, a.Verdict) - slices.Index(Verdicts, b.Verdict)
	})
}

func VerdictKind(v door.Verdict) widget.Kind {
	switch v {
	case door.Open:
		return widget.Success
	case door.Check:
		return widget.Warning
	}
	return widget.Neutral
}

func verdictIcon(v door.Verdict) string {
	switch v {
	case door.Open:
		return "check"
	case door.Check:
		return "warning"
	}
	return "close"
}

// DoorRow is one body as a line of the list: the verdict in a word, then the
// first reason for it or how much is needed yet.
func (s *Speech) DoorRow(d door.Door, icons widget.Icons) widget.Row {
	out := widget.Row{
		Title: s.Word("body", d.Body), Subtitle: s.T("ui.door." + string(d.Verdict)),
		Kind: icons[verdictIcon(d.Verdict)], Tone: VerdictKind(d.Verdict), Dim: d.Verdict == door.Closed,
	}
	against := d.Against()
	if i := slices.IndexFunc(against, func(r door.Reason) bool { return r.State == door.Failed }); i > 0 {
		against = against[i:]
	}
	if len(against) > 0 {
		out.Subtitle = Join(out.Subtitle, s.Reason(against[0]))
	} else if n := len(d.Needs()); n > 0 {
		out.Subtitle = Join(out.Subtitle, s.N("ui.door.needs", n))
	}
	return out
}

// Reason is how a condition stands, without the rule behind it.
func (s *Speech) Reason(r door.Reason) string {
	return door.Sentence(s.Printer, door.Reason{Key: r.Key, Args: r.Args})
}

// Rule is what a reason rests on: the rule where the data words it, and what is
// to be checked of the data.
func (s *Speech) Rule(r door.Reason) string {
	out := r.Note.In(s.Tag())
	if r.Uncertain() {
		basis := s.T("door.basis", "source", r.Fact.Source, "asof", r.Fact.Date, "confidence", s.T("door.confidence."+string(r.Fact.Confidence)))
		out = Spaced(out, basis)
	}
	return out
}

func StateKind(st door.State) widget.Kind {
	switch st {
	case door.Failed:
		return widget.Danger
	case door.Doubt:
		return widget.Warning
	case door.Met:
		return widget.Success
	}
	return widget.Info
}

// FormsOf are the forms for a body.
func FormsOf(all *submission.Forms, body string) []*submission.Form {
	if all == nil {
		return nil
	}
	var out []*submission.Form
	for _, f := range all.All() {
		if f.Body == body || slices.Contains(f.Bodies, body) {
			out = append(out, f)
		}
	}
	return out
}

// ClosedBy are the bodies at which a filing closes, or may close, the door of a
// body: what must be filed before, or not at all.
func ClosedBy(all []door.Door, body string) []string {
	var out []string
	for _, d := range all {
		if d.Body != body && slices.ContainsFunc(d.Shuts, func(c door.Closing) bool { return c.Body == body }) {
			out = append(out, d.Body)
		}
	}
	return out
}
