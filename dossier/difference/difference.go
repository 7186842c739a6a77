// Package difference says in which records and fields two states of a case
// differ, so that what was sent to a body can be held against the case of today.
//
// It compares and judges nothing: what of it a body has to be told is the
// advocate's to say. Records that no body is told of are left out.
package difference

import (
	"slices"

	"probata/dossier"
)

// Change is a record that is not as it was when the case was sent.
type Change struct {
	ID       dossier.ID
	Was, Now dossier.Record  // nil: it was not there, it is gone
	Fields   []dossier.Field // that differ; nil where the record came or went
}

// untold are types that are no part of what a body was told.
var untold = []dossier.Type{
	dossier.TypeFiling, dossier.TypeSubmission, dossier.TypeAnswer, dossier.TypeDraft, dossier.TypeWaiver, dossier.TypeReview, dossier.TypeNote, dossier.TypeTask, dossier.TypeCustody,
}

// Between are the records that differ between two states of a case: those that are
// there now in their order, then those that went.
func Between(was, now *dossier.Dossier) []Change {
	var out []Change
	sent := map[dossier.ID]bool{} // documents as they were sent: the body has them
	for _, f := range dossier.Of[*dossier.Filing](now) {
		sent[f.Document] = true
	}
	for _, t := range told() {
		for _, r := range now.List(t) {
			id := r.Header().ID
			if sent[id] {
				continue
			}
			old := was.Get(id)
			if old == nil {
				out = append(out, Change{ID: id, Now: r})
			} else if differ := fields(old, r); len(differ) > 0 {
				out = append(out, Change{id, old, r, differ})
			}
		}
	}
	for _, t := range told() {
		for _, r := range was.List(t) {
			if id := r.Header().ID; now.Get(id) == nil {
				out = append(out, Change{ID: id, Was: r})
			}
		}
	}
	return out
}

func told() []dossier.Type {
	var out []dossier.Type
	for _, t := range dossier.Tables() {
		if !slices.Contains(untold, t.Type) {
			out = append(out, t.Type)
		}
	}
	return out
}

// fields are those in which two states of a record differ. Where it stands
// in a list is none of them.
func fields(a, b dossier.Record) []dossier.Field {
	var out []dossier.Field
	for _, f := range dossier.TableOf(b.Type()).Fields {
		same := f.String(a) == f.String(b) && f.Number(a) == f.Number(b) && f.Date(a) == f.Date(b) &&
			slices.Equal(f.Strings(a), f.Strings(b)) && slices.Equal(f.Links(a), f.Links(b))
		if !same {
			out = append(out, f)
		}
	}
	return out
}
