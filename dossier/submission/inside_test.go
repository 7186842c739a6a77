package submission_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"probata/dossier"
	"probata/dossier/submission"
)

// inside puts a mark into everything that a case says for the office alone: tasks, notes, waivers, holes, elements that are not
// shown, remarks on a filing.
func inside(d *dossier.Dossier) (marks []string) {
	mark := func() string {
		s := fmt.Sprintf("Innenmarke%dq", len(marks))
		marks = append(marks, s)
		return s
	}
	head := func(id string) dossier.Head {
		return dossier.Head{ID: dossier.ID(id), Case: d.Case().ID, Place: 1 << 20}
	}
	d.Put(&dossier.Task{Head: head("task-inside"), Title: mark()})
	d.Put(&dossier.Note{Head: head("note-inside"), Words: mark()})
	d.Put(&dossier.Waiver{Head: head("waiver-inside"), Key: "missing", Reason: mark()})
	for _, a := range dossier.Of[*dossier.Allegation](d) {
		a.Holes = append(a.Holes, mark())
		d.Put(a)
	}
	for i, x := range dossier.Of[*dossier.Finding](d) {
		x.Holes = append(x.Holes, mark())
		if i%2 == 0 {
			x.State, x.Analysis = "missing", mark()
		}
		d.Put(x)
	}
	for _, f := range dossier.Of[*dossier.Filing](d) {
		f.Remarks = mark()
		d.Put(f)
	}
	return marks
}

// TestWorkStaysInside walks every outgoing text of every form in every edition for what was written for the office alone.
func TestWorkStaysInside(t *testing.T) {
	e, forms := engine(t)
	for _, form := range forms.All() {
		for _, edition := range []submission.Edition{submission.Confidential, submission.State, submission.Public} {
			d, answers := fixture(t, form.ID+".complete")
			marks := inside(d)
			filled, err := e.Fill(context.Background(), submission.Request{
				Dossier: d, Form: form, Edition: edition, Today: day(t, "2026-11-24"), Answers: answers,
				Others: besides(t, form.ID+".complete"), Frozen: frozen(t, form.ID+".complete"),
			})
			if err != nil {
				t.Fatal(form.ID, err)
			}
			doc, err := filled.Document()
			if err != nil {
				t.Fatal(form.ID, err)
			}
			text := submission.DocumentText(doc)
			for _, a := range filled.Answers {
				text += a.Text
			}
			for _, m := range marks {
				if strings.Contains(text, m) {
					t.Errorf("%s, %s: %s went out", form.ID, edition, m)
				}
			}
		}
	}
}
