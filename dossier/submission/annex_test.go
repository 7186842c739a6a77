package submission_test

import (
	"context"
	"testing"

	"probata/dossier"
	"probata/dossier/document"
	"probata/dossier/submission"
)

// TestAnnexesByEdition: a photograph cannot be redacted, so what goes along
// depends on who will look at it.
func TestAnnexesByEdition(t *testing.T) {
	e, forms := engine(t)
	form, _ := forms.Get("wgad")
	d := example(t)
	head := func(id string) dossier.Head { return dossier.Head{ID: dossier.ID(id), Case: d.Case().ID} }
	secret := dossier.Source{Head: head("source-hidden"), Kind: "document", Title: "Leaked file", Secret: "confidential", Files: []dossier.ID{"evidence-secret"}}
	for _, r := range []dossier.Record{
		&dossier.Evidence{Head: head("evidence-judgment"), Title: "Judgment", Exhibit: "B/1", MediaType: "application/pdf", FileName: "ivan.pdf", Blob: "b1", SHA256: "00", Metadata: "Unread: nothing"},
		&dossier.Evidence{Head: head("evidence-scan"), Title: "Scan", MediaType: "image/png", Blob: "b5"},
		&dossier.Evidence{Head: head("evidence-seen"), Title: "Scan that was looked at", MediaType: "image/png", Blob: "b6", SHA256: "06"},
		&dossier.Custody{Head: head("custody-seen"), Evidence: "evidence-seen", Action: "seen-state", SHA256: "06"},
		&dossier.Evidence{Head: head("evidence-names"), Title: "Statement", MediaType: "text/plain", Blob: "b7", Annex: "yes", Metadata: "Unread: nothing"},
		&dossier.Evidence{Head: head("evidence-camera"), Title: "Camera", MediaType: "application/pdf", Blob: "b8", Annex: "yes", Metadata: "Creator: A scanner\nUnread: nothing"},
		&dossier.Evidence{Head: head("evidence-face"), Title: "Photograph", MediaType: "image/jpeg", Blob: "b2", Warning: []string{"identifies-person"}},
		&dossier.Evidence{Head: head("evidence-paper"), Title: "Paper without a file", MediaType: "image/jpeg"},
		&dossier.Evidence{Head: head("evidence-own"), Title: "For own use", Blob: "b3", Annex: "no"},
		&dossier.Evidence{Head: head("evidence-secret"), Title: "Leaked file", Blob: "b4", MediaType: "text/plain"},
		&secret,
	} {
		d.Put(r)
	}
	tests := []struct {
		edition submission.Edition
		how     document.AnnexHow
		want    map[string]document.AnnexHow
	}{
		{submission.Confidential, document.Listed, nil},
		{submission.Confidential, document.Bound, map[string]document.AnnexHow{
			"evidence-judgment": document.Bound, "evidence-face": document.Bound, "evidence-paper": document.Listed, "evidence-secret": document.Bound,
			"evidence-scan": document.Bound, "evidence-seen": document.Bound, "evidence-names": document.Bound, "evidence-camera": document.Bound,
		}},
		{submission.State, document.Attached, map[string]document.AnnexHow{
			"evidence-judgment": document.Attached, "evidence-face": document.Listed, "evidence-paper": document.Listed,
			"evidence-scan": document.Listed, "evidence-seen": document.Attached, "evidence-names": document.Listed, "evidence-camera": document.Listed,
		}},
		{submission.State, document.Bound, map[string]document.AnnexHow{ // drawn anew: what the camera wrote stays behind
			"evidence-judgment": document.Bound, "evidence-face": document.Listed, "evidence-paper": document.Listed,
			"evidence-scan": document.Listed, "evidence-seen": document.Bound, "evidence-names": document.Listed, "evidence-camera": document.Bound,
		}},
		{submission.Public, document.Bound, nil},
	}
	for _, test := range tests {
		filled, err := e.Fill(context.Background(), submission.Request{
			Dossier: d, Form: form, Edition: test.edition, Today: day(t, "2026-11-24"), Annexes: test.how,
			Text: func(id dossier.ID) string {
				return map[dossier.ID]string{"evidence-judgment": "The court decided.", "evidence-names": "Said by Nurlan Rakhmanov.", "evidence-camera": "Blank"}[id]
			},
		})
		if err != nil {
			t.Fatal(err)
		}
		doc, err := filled.Document()
		if err != nil {
			t.Fatal(err)
		}
		if len(doc.Annexes) != len(test.want) {
			t.Errorf("%s: %d annexes, want %d", test.edition, len(doc.Annexes), len(test.want))
		}
		for _, a := range doc.Annexes {
			if how, ok := test.want[a.ID]; !ok || how != a.How {
				t.Errorf("%s: %s goes along as %d", test.edition, a.ID, a.How)
			}
			if a.ID == "evidence-judgment" && (a.FileName != "B-1.pdf" || a.Label != "B/1") {
				t.Errorf("file name %q", a.FileName)
			}
		}
	}
}
