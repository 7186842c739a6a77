package exchange

import (
	"bytes"
	"crypto/rand"
	"errors"
	"strings"
	"testing"

	"probata/dossier"
)

func readCSL(t *testing.T, text string) References {
	t.Helper()
	refs, err := ReadCSL(strings.NewReader(text), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return refs
}

func TestReadCSL(t *testing.T) {
	refs := readCSL(t, "\ufeff"+`[
		{"id": 7, "type": "legal_case", "title": "X v. Y", "authority": "Human Rights Committee", "number": "CCPR/C/…/D/1/2003", "issued": {"date-parts": [[2008, 3]]}, "language": "en"},
		{"id": "b", "type": "legislation", "title": "Code of Offences", "section": "488", "issued": "2014-07-05", "URL": "https://example.org/code"},
		{"id": "c", "type": "article-journal", "title": "On arrest", "author": [{"family": "Testov", "given": "A.", "non-dropping-particle": "van"}, {"literal": "Group of Lawyers"}],
		 "issued": {"date-parts": [["2020"]], "circa": true}, "volume": "4", "page": "1-9", "note": "read", "abstract": "about arrest"},
		{"id": "d", "type": "unheard-of", "title": "Thing", "issued": {"date-parts": [[2020, 1, 2], [2020, 1, 5]]}, "volume": 2}
	]`)
	s := refs.Sources
	if len(s) != 4 || len(refs.Norms) != 1 || len(refs.Records()) != 5 {
		t.Fatalf("%d sources, %d norms", len(s), len(refs.Norms))
	}
	for i, want := range []struct{ got, want string }{
		{s[0].Kind, "legal_case"},
		{s[0].Authority, "Human Rights Committee"},
		{s[0].Issued.EDTF, "2008-03"},
		{s[1].Kind, "legislation"},
		{s[1].URL, "https://example.org/code"},
		{s[1].Issued.EDTF, "2014-07-05"},
		{refs.Norms[0].Number, "488"},
		{string(refs.Norms[0].Source), string(s[1].ID)},
		{refs.Norms[0].Confidence, "reported"},
		{s[2].Kind, "report"},
		{strings.Join(s[2].Authors, "; "), "A. van Testov; Group of Lawyers"},
		{s[2].Issued.EDTF, "2020~"},
		{s[2].Remarks, "read\n\nabout arrest"},
		{s[3].Kind, "document"},
		{s[3].Issued.EDTF, "2020-01-02/2020-01-05"},
	} {
		if want.got != want.want {
			t.Errorf("%d: %q, want %q", i, want.got, want.want)
		}
	}
	if refs.Left["volume"] != 2 || refs.Left["page"] != 1 || len(refs.Left) != 2 {
		t.Errorf("left: %v", refs.Left)
	}
}

// TestReadCSLFaults: a fault names item and property, and no value.
func TestReadCSLFaults(t *testing.T) {
	tests := map[string]struct{ text, place string }{
		"no array":   {`{"type": "SECRET"}`, "references:"},
		"no json":    {`SECRET`, "references:"},
		"no title":   {`[{"type": "book", "title": "a"}, {"type": "book", "note": "SECRET"}]`, "item 2.title:"},
		"wrong date": {`[{"type": "book", "title": "a", "issued": "SECRET"}]`, "item 1.issued:"},
		"bad parts":  {`[{"type": "book", "title": "a", "accessed": {"date-parts": [[2020, 13, 1]]}}]`, "item 1.accessed:"},
		"five parts": {`[{"type": "book", "title": "a", "issued": {"date-parts": [[1,2,3,4,5]]}}]`, "item 1.issued:"},
		"names":      {`[{"type": "book", "title": "a", "author": "SECRET"}]`, "item 1.author:"},
		"kind":       {`[{"type": "book", "title": ["SECRET"]}]`, "item 1.title:"},
		"long":       {`[{"type": "book", "title": "` + strings.Repeat("x", dossier.MaxText+1) + `"}]`, "item 1.title:"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			refs, err := ReadCSL(strings.NewReader(test.text), rand.Reader)
			var faults *ReadError
			if !errors.As(err, &faults) || len(refs.Records()) != 0 {
				t.Fatalf("%v", err)
			}
			if !strings.Contains(err.Error(), test.place) || strings.Contains(err.Error(), "SECRET") {
				t.Errorf("%v", err)
			}
		})
	}
}

// TestCSLGoesRound: what is written is read back, and what leads to a person is not written.
func TestCSLGoesRound(t *testing.T) {
	head := func(id string) dossier.Head { return dossier.Head{ID: dossier.ID(id), Case: "case-1"} }
	d := dossier.New(
		&dossier.Case{Head: dossier.Head{ID: "case-1"}},
		&dossier.Source{Head: head("source-a"), Kind: "legislation", Title: "Code", Authors: []string{"Parliament"}, Issued: dossier.Date{EDTF: "2014"}, Remarks: "SECRET"},
		&dossier.Source{Head: head("source-b"), Kind: "interview", Title: "SECRET"},
		&dossier.Source{Head: head("source-c"), Kind: "document", Title: "SECRET", Secret: "confidential"},
		&dossier.Source{Head: head("source-d"), Kind: "document", Title: "SECRET", Person: "party-1"},
		&dossier.Norm{Head: head("norm-a"), Instrument: "Code", Title: "Code", Number: "12", Source: "source-a"},
	)
	var b bytes.Buffer
	if err := WriteCSL(&b, d); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(b.String(), "SECRET") {
		t.Errorf("written: %s", b.String())
	}
	refs := readCSL(t, b.String())
	if len(refs.Sources) != 1 || len(refs.Norms) != 1 || refs.Sources[0].Title != "Code" || refs.Norms[0].Number != "12" || refs.Sources[0].Authors[0] != "Parliament" {
		t.Errorf("%+v", refs)
	}
}

func FuzzReadCSL(f *testing.F) {
	f.Add([]byte(`[{"id": 1, "type": "book", "title": "a", "issued": {"date-parts": [[2020, 1]]}, "author": [{"literal": "b"}]}]`))
	f.Add([]byte(`[{"type": null, "title": 1e9999, "issued": {"date-parts": [[]], "raw": "x"}}]`))
	f.Fuzz(func(t *testing.T, text []byte) {
		refs, err := ReadCSL(bytes.NewReader(text), rand.Reader)
		if err != nil {
			return
		}
		for _, s := range refs.Sources {
			if s.Title == "" || dossier.Type("source") != s.Type() {
				t.Fatalf("%+v", s)
			}
		}
	})
}
