package submission

import (
	"strings"
	"testing"

	"probata/dossier"
)

// TestBundle: pages run on from exhibit to exhibit, and stop where a count is missing.
func TestBundle(t *testing.T) {
	head := func(id string) dossier.Head { return dossier.Head{ID: dossier.ID(id), Case: "case-1"} }
	d := fictional()
	d.Remove("evidence-1")
	for i, pages := range []int64{4, 1, 0, 3} {
		d.Put(&dossier.Evidence{Head: head("evidence-" + string(rune('a'+i))), Title: "Paper " + string(rune('A'+i)), Pages: pages})
	}
	form := formOf(t, "", "id = \"b\"\nkind = \"table\"\nlayout = \"section\"\nview = \"bundle\"")
	got := said(t, fill(t, Request{Dossier: d, Form: form}))
	if want := "A-1\nPaper A\n1–4\nA-2\nPaper B\n5\nA-3\nPaper C\nA-4\nPaper D\n"; !strings.Contains(got, want) {
		t.Errorf("no %q in\n%s", want, got)
	}
}

// TestSigners: who signs for themselves is named below the line, not who submits.
func TestSigners(t *testing.T) {
	text := strings.Replace(formText("per_victim = true", "id = \"own\"\nkind = \"signature\"\nfrom = [\"victim.name.family\", \"victim.name.given\"]", "id = \"sign\"\nkind = \"signature\""), "id = \"s\"\n", "id = \"s\"\nauthor = true\n", 1)
	form, err := ReadForm("test.toml", strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	got := said(t, fill(t, Request{Form: form}))
	if strings.Count(got, "Place and date\nAigul Sadykova\n") != 1 || strings.Count(got, "Place and date\nOpen Door Foundation\n") != 1 {
		t.Errorf("signatures: %s", got)
	}
}

// TestTimeLimits: from which day a time limit runs and on which it ends, and nothing where that cannot be told.
func TestTimeLimits(t *testing.T) {
	head := dossier.Head{ID: "remedy-9", Case: "case-1"}
	form := formOf(t, "", "id = \"l\"\nkind = \"text\"\nview = \"time-limits\"")
	form.Body = "ecthr"
	tests := []struct{ name, received, want string }{
		{"running", "2026-09-02", "2 September 2026 (Appeal or cassation, City Court, 7): 4 months, until 2 January 2027."},
		{"passed", "2026-05-31", "31 May 2026 (Appeal or cassation, City Court, 7): 4 months, until 30 September 2026."},
		{"not told", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := fictional()
			d.Remove("remedy-1")
			d.Put(&dossier.Remedy{Head: head, Kind: "appeal", Authority: "City Court", Number: "7", Outcome: "refused", Received: dossier.Date{EDTF: tt.received}})
			if got := answer(t, fill(t, Request{Dossier: d, Form: form}), "l").Text; got != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}
