package submission

import (
	"strings"

	"probata/dossier"
	"probata/dossier/document"
	"probata/dossier/door"
	"probata/dossier/edtf"
)

// timeLimits is from which day each time limit of the body runs and on which it ends: courts and commissions ask the author to show
// that it was kept. A limit of which the case does not tell the day leaves no trace here; it is a problem of the submission.
func (f *filler) timeLimits(*Question) []document.Block {
	d, _ := door.At(f.law, f.body(), door.Question{Dossier: f.d, Victim: f.req.Victim, Today: f.req.Today})
	var out []document.Block
	for _, r := range d.Reasons {
		if !strings.HasPrefix(r.Key, "limit-runs") && !strings.HasPrefix(r.Key, "limit-passed") {
			continue
		}
		args := []any{"what", f.startOf(r.Record)}
		for i := 0; i+1 < len(r.Args); i += 2 {
			v := r.Args[i+1]
			if day, ok := v.(edtf.Date); ok {
				v = f.words.Date(day)
			}
			args = append(args, r.Args[i], v)
		}
		spans := f.content(f.t("limit.row", args...))
		if rec := f.d.Get(r.Record); rec != nil {
			spans = append(spans, f.cite(rec)...)
		}
		out = append(out, document.Paragraph{Spans: spans})
	}
	return out
}

// startOf names what a time limit runs from.
func (f *filler) startOf(id dossier.ID) string {
	switch r := f.d.Get(id).(type) {
	case *dossier.Remedy:
		return strings.Join(compact(f.word("remedy-kind", r.Kind), r.Authority, r.Number), ", ")
	case *dossier.Act:
		return f.word("act-kind", r.Kind)
	case *dossier.Event:
		return f.choice("event-kind", r.Kind)
	case *dossier.Filing:
		return f.word("body", r.Body)
	}
	return ""
}
