package submission_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"strings"
	"testing"

	"probata/dossier"
	"probata/dossier/exchange"
	"probata/dossier/law"
	"probata/dossier/submission"
)

// TestAuthorities: what is cited for an element stands in its note, with the paragraph; what is cited for the allegation alone
// stands with the standard; nothing is said twice.
func TestAuthorities(t *testing.T) {
	e, forms := engine(t)
	d := example(t)
	form, _ := forms.Get("dossier")
	unread := 0
	text := func() string {
		t.Helper()
		filled, err := e.Fill(context.Background(), submission.Request{
			Dossier: d, Form: form, Language: "en", Edition: submission.Confidential, Today: day(t, "2026-11-24"),
		})
		if err != nil {
			t.Fatal(err)
		}
		unread = 0
		for _, x := range filled.Problems {
			if x.Key == "authority-unread" {
				unread++
			}
		}
		doc, err := filled.Document()
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		if err := exchange.WriteText(&out, doc); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	if strings.Contains(text(), "CCPR/C/GC/35") {
		t.Fatal("the example leans on decisions already: give this test a case that does not")
	}
	rely := func(id string, a, f dossier.ID) {
		t.Helper()
		dec, ok := e.Law.Decision(id)
		if !ok {
			t.Fatalf("no decision %s", id)
		}
		put, err := e.Law.Rely(d, law.Reliance{Decision: dec, Allegation: a, Finding: f, Language: "en"}, rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range put {
			d.Put(r)
		}
	}
	var finding *dossier.Finding
	for _, f := range dossier.Of[*dossier.Finding](d) {
		if a, _ := dossier.Find[*dossier.Allegation](d, f.Allegation); a.Provision == "iccpr.9" && f.State == "partly" && f.Analysis != "" {
			finding = f
			break
		}
	}
	if finding == nil {
		t.Fatal("the example has no argued element of article 9")
	}
	rely("gc35-judge", finding.Allegation, finding.ID)
	rely("un-pichugina", finding.Allegation, "")
	got := text()
	pichugina, _ := e.Law.Decision("un-pichugina")
	for _, want := range []string{
		"“General Comment No. 35: Liberty and security of person”, Human Rights Committee, CCPR/C/GC/35, 2014, para. 32-34",
		"Human Rights Committee, Pichugina v. Belarus, CCPR/C/108/D/1592/2007, 17 July 2013",
		strings.TrimSuffix(pichugina.Holding.In("en"), "."),
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in the paper", want)
		}
	}
	if unread != 2 {
		t.Errorf("%d warnings of decisions that were only recalled, want 2", unread)
	}
	for _, s := range dossier.Of[*dossier.Source](d) {
		if s.Number == "CCPR/C/GC/35" {
			read := dossier.Copy(s).(*dossier.Source)
			read.Reliability = "high"
			d.Put(read)
		}
	}
	if _ = text(); unread != 1 {
		t.Errorf("%d warnings after one was read, want 1", unread)
	}
	if judge, _ := e.Law.Decision("gc35-judge"); strings.Count(got, strings.TrimSuffix(judge.Holding.In("en"), ".")) > 1 { // once in the list of sources
		t.Error("what the note to the element names is said again with the standard")
	}
	// an element that is not shown is not printed, nor its note: what it cites is named below all the same
	hole := dossier.Copy(finding).(*dossier.Finding)
	hole.State = "missing"
	d.Put(hole)
	if got := text(); !strings.Contains(got, "CCPR/C/GC/35") {
		t.Error("what a hole cites is lost")
	}
}
