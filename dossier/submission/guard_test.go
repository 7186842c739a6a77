package submission_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"probata/dossier"
	"probata/dossier/document"
	"probata/dossier/submission"
)

// TestGuard: what an edition may hold of an exhibit, and why not, for the file and
// for its pages. Nothing goes by itself.
func TestGuard(t *testing.T) {
	fill := withWGAD(t)
	const clean, names = "The court decided.", "Said by Nurlan Rakhmanov."
	const whole = "Unread: nothing"
	pdf := func(e dossier.Evidence) dossier.Evidence {
		e.MediaType = "application/pdf"
		return e
	}
	look := func(action, sum string, accepted ...string) dossier.Custody {
		return dossier.Custody{Action: action, SHA256: sum, Accepted: accepted}
	}
	tests := []struct {
		name         string
		e            dossier.Evidence
		text         string
		log          []dossier.Custody
		state, pages string // why it stays out, as a file and as pages
		public       string
	}{
		{"read and clean", pdf(dossier.Evidence{Metadata: whole}), clean, nil, "", "", "public"},
		{"taken in before the program told", pdf(dossier.Evidence{}), clean, nil, "unread", "unread", "public"},
		{"read in part", pdf(dossier.Evidence{Metadata: "Unread: pictures"}), clean, nil, "unread", "unread", "public"},
		{"read and empty", pdf(dossier.Evidence{Metadata: whole}), "", nil, "unread", "unread", "public"},
		{"read to the bound", pdf(dossier.Evidence{Metadata: whole}), strings.Repeat("a ", 1<<19), nil, "unread", "unread", "public"},
		{"a picture is never read", dossier.Evidence{MediaType: "image/png", Metadata: whole}, clean, nil, "unread", "unread", "public"},
		{"a recording is never read", dossier.Evidence{MediaType: "audio/mpeg", Metadata: whole}, clean, nil, "unread", "unread", "public"},
		{"marked to be annexed", pdf(dossier.Evidence{Annex: "yes"}), "", nil, "unread", "unread", "public"},
		{"names a witness", pdf(dossier.Evidence{Metadata: whole}), names, nil, "names", "names", "names"},
		{"names a witness in another case", pdf(dossier.Evidence{Metadata: whole}), "Переговорили с Рахмановым.", nil, "names", "names", "names"},
		{"names a witness of itself", pdf(dossier.Evidence{Metadata: "Author: N. Rakhmanov\n" + whole}), clean, nil, "names", "metadata-not", "names"},
		{"speaks of itself", pdf(dossier.Evidence{Metadata: "Producer: A scanner\n" + whole}), clean, nil, "metadata", "", "public"},
		{"identifies a person", pdf(dossier.Evidence{Metadata: whole, Warning: []string{"identifies-person"}}), clean, []dossier.Custody{look("seen-state", "11")}, "person", "person", "person"},
		{"seen", pdf(dossier.Evidence{}), "", []dossier.Custody{look("seen-state", "11")}, "", "", "public"},
		{"seen for everybody", pdf(dossier.Evidence{}), "", []dossier.Custody{look("seen-public", "11")}, "unread", "unread", ""},
		{"seen when it was another file", pdf(dossier.Evidence{}), "", []dossier.Custody{look("seen-state", "12")}, "unread", "unread", "public"},
		{"seen, and taken back", pdf(dossier.Evidence{}), "", []dossier.Custody{look("seen-state", "11"), look("unseen", "11")}, "unread", "unread", "public"},
		{"taken back, and seen again", pdf(dossier.Evidence{}), "", []dossier.Custody{look("unseen", "11"), look("seen-state", "11")}, "", "", "public"},
		{"seen does not unsay a name", pdf(dossier.Evidence{}), names, []dossier.Custody{look("seen-state", "11")}, "names", "names", "names"},
		{"seen to be another person", pdf(dossier.Evidence{}), "by Rakhmanov", []dossier.Custody{look("seen-state", "11", "Rakhmanov", "Рахманов")}, "", "", "names"},
		{"boxes are drawn, and no copy is made", pdf(dossier.Evidence{Boxes: []string{"1:0,0,1,1"}}), "", []dossier.Custody{look("seen-state", "11")}, "boxes", "boxes", "boxes"},
	}
	for _, test := range tests {
		d := example(t)
		e := test.e
		e.Head, e.Title, e.Blob, e.SHA256 = dossier.Head{ID: "evidence-x", Case: d.Case().ID}, "X", "b", "11"
		d.Put(&e)
		for i, c := range test.log {
			c.Head, c.Evidence = dossier.Head{ID: dossier.ID("custody-" + string(rune('a'+i))), Case: d.Case().ID, Place: int64(i)}, e.ID
			d.Put(&c)
		}
		for _, want := range []struct {
			edition submission.Edition
			whole   bool
			why     string
		}{{submission.State, true, test.state}, {submission.State, false, test.pages}, {submission.Public, true, test.public}, {submission.Confidential, true, ""}} {
			f := fill(d, submission.Request{Edition: want.edition, Annexes: document.Bound, Text: func(id dossier.ID) string {
				return map[dossier.ID]string{"evidence-x": test.text}[id]
			}})
			got := ""
			for _, k := range f.KeptOut(want.whole) {
				if k.ID == "evidence-x" {
					got = k.Why
				}
			}
			if want.why == "metadata-not" {
				want.why = ""
			}
			if got != want.why {
				t.Errorf("%s, %s, whole %v: %q, want %q", test.name, want.edition, want.whole, got, want.why)
			}
			goes := slices.ContainsFunc(f.Exhibits(), func(x submission.Exhibit) bool { return x.ID == "evidence-x" })
			if want.whole && goes != (want.why == "") {
				t.Errorf("%s, %s: goes %v", test.name, want.edition, goes)
			}
			told := slices.ContainsFunc(f.Problems, func(p dossier.Problem) bool { return p.Key == "exhibit-out" && p.Record == "evidence-x" })
			if !want.whole && told != (want.why != "") {
				t.Errorf("%s, %s: told %v", test.name, want.edition, told)
			}
		}
	}
}

// withWGAD fills one form with one engine, which takes longer to make than to use.
func withWGAD(t *testing.T) func(*dossier.Dossier, submission.Request) *submission.Filled {
	t.Helper()
	e, forms := engine(t)
	return func(d *dossier.Dossier, req submission.Request) *submission.Filled {
		t.Helper()
		req.Dossier, req.Today = d, day(t, "2026-11-24")
		req.Form, _ = forms.Get("wgad")
		f, err := e.Fill(context.Background(), req)
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
}

// TestFlattenedCopy stands in the place of its original, under its number, in the
// editions that others read, and nowhere where its original must not be told of.
func TestFlattenedCopy(t *testing.T) {
	fill := withWGAD(t)
	build := func(change func(of, c *dossier.Evidence, d *dossier.Dossier)) *dossier.Dossier {
		d := example(t)
		head := func(id string) dossier.Head { return dossier.Head{ID: dossier.ID(id), Case: d.Case().ID} }
		of := &dossier.Evidence{Head: head("evidence-o"), Title: "Form", Exhibit: "B-7", Blob: "b1", SHA256: "11", MediaType: "application/pdf", Boxes: []string{"1:0,0,1,1"}}
		c := &dossier.Evidence{Head: head("evidence-p"), Title: "Form (copy)", Blob: "b2", SHA256: "22", MediaType: "application/pdf", Boxes: of.Boxes, CopyOf: of.ID, Metadata: "Unread: pictures"}
		change(of, c, d)
		d.Put(of)
		d.Put(c)
		return d
	}
	tests := []struct {
		name        string
		change      func(of, c *dossier.Evidence, d *dossier.Dossier)
		text        string // of the copy
		confidental string // what goes
		state       string
	}{
		{"black where it was to be", func(_, _ *dossier.Evidence, _ *dossier.Dossier) {}, "", "evidence-o", "evidence-p"},
		{"a name can still be read", func(_, _ *dossier.Evidence, _ *dossier.Dossier) {}, "signed Nurlan Rakhmanov", "evidence-o", ""},
		{"nobody chose what to hide on a scan", func(_, c *dossier.Evidence, _ *dossier.Dossier) { c.Boxes = nil }, "", "evidence-o", ""},
		{"nothing to hide on pages that were read", func(_, c *dossier.Evidence, _ *dossier.Dossier) {
			c.Boxes, c.Metadata = nil, "Unread: nothing"
		}, "The court decided.", "evidence-o", "evidence-p"},
		{"the original is for own use", func(of, _ *dossier.Evidence, _ *dossier.Dossier) { of.Annex = "no" }, "", "evidence-p", "evidence-p"},
		{"the copy is for own use", func(_, c *dossier.Evidence, _ *dossier.Dossier) { c.Annex = "no" }, "", "evidence-o", ""},
		{"from a source that is not named", func(of, _ *dossier.Evidence, d *dossier.Dossier) {
			d.Put(&dossier.Source{Head: dossier.Head{ID: "source-h", Case: d.Case().ID}, Kind: "document", Title: "Leak", Secret: "confidential", Files: []dossier.ID{of.ID}})
		}, "", "evidence-o", ""},
	}
	for _, test := range tests {
		d := build(test.change)
		for edition, want := range map[submission.Edition]string{submission.Confidential: test.confidental, submission.State: test.state} {
			f := fill(d, submission.Request{Edition: edition, Text: func(id dossier.ID) string {
				return map[dossier.ID]string{"evidence-p": test.text}[id]
			}})
			got := ""
			for _, x := range f.Exhibits() {
				if x.ID == "evidence-o" || x.ID == "evidence-p" {
					got += string(x.ID)
					if x.Label != "B-7" && !strings.Contains(test.name, "own use") {
						t.Errorf("%s: its number is %q", test.name, x.Label)
					}
				}
			}
			if got != want {
				t.Errorf("%s, %s: %q goes, want %q", test.name, edition, got, want)
			}
		}
	}
}

// TestUnknownKindHasNoName: the ending of an exhibit's file is none that somebody
// made up.
func TestUnknownKindHasNoName(t *testing.T) {
	fill := withWGAD(t)
	d := example(t)
	d.Put(&dossier.Evidence{Head: dossier.Head{ID: "evidence-x", Case: d.Case().ID}, Title: "X", MediaType: "text/rakhmanov", Blob: "b", SHA256: "11", Exhibit: "A/9"})
	for _, x := range fill(d, submission.Request{Edition: submission.Confidential}).Exhibits() {
		if x.ID == "evidence-x" && x.Extension != ".bin" {
			t.Errorf("the file ends in %q", x.Extension)
		}
	}
}

// TestCustodyOfAnEdition: how an edition was made is not told to who reads it.
func TestCustodyOfAnEdition(t *testing.T) {
	fill := withWGAD(t)
	d := example(t)
	d.Put(&dossier.Evidence{Head: dossier.Head{ID: "evidence-x", Case: d.Case().ID}, Title: "X", MediaType: "image/png", Blob: "b", SHA256: "11"})
	for i, action := range []string{"taken-in", "seen-public", "unseen", "seen-state"} {
		d.Put(&dossier.Custody{Head: dossier.Head{ID: dossier.ID("custody-" + action), Case: d.Case().ID, Place: int64(i)}, Evidence: "evidence-x", Action: action, SHA256: "11"})
	}
	for edition, want := range map[submission.Edition]int{submission.Confidential: 5, submission.State: 2} {
		f := fill(d, submission.Request{Edition: edition})
		var x []submission.Exhibit
		for _, e := range f.Exhibits() {
			if e.ID == "evidence-x" {
				x = append(x, e)
			}
		}
		if got := len(f.Custody(x)); got != want {
			t.Errorf("%s: %d lines with the heads, want %d", edition, got, want)
		}
	}
}
