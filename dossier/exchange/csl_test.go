package exchange

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
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
		"wrong date": {`[{"type": "book", "title": "a", "issued": 7}]`, "item 1.issued:"},
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

// TestReadCSLAsOthersWrite: nothing that reference managers write is lost or left with
// its markup, and the order of the file stays.
func TestReadCSLAsOthersWrite(t *testing.T) {
	for issued, want := range map[string]dossier.Date{
		`{"date-parts": [["1985"]], "season": "Spring"}`:         {EDTF: "1985-21"},
		`{"date-parts": [[1985]], "season": 2}`:                  {EDTF: "1985-22"},
		`{"date-parts": [[1985]], "season": "3", "circa": true}`: {EDTF: "1985-23~"},
		`{"date-parts": [[1985, 13]]}`:                           {EDTF: "1985-21"},
		`{"literal": "end of January, before the elections"}`:    {Words: "end of January, before the elections"},
		`{"literal": "n.d."}`:                                    {Words: "n.d."},
		`{"raw": "14 May 2020"}`:                                 {EDTF: "2020-05-14"},
		`{"raw": "2020-05-14T10:00:00Z"}`:                        {EDTF: "2020-05-14T10:00:00Z"},
		`["2020", "05", "14"]`:                                   {EDTF: "2020-05-14"},
		`{"date-parts": [["2020", "05", "14"]]}`:                 {EDTF: "2020-05-14"},
		`{"date-parts": [[2019], [0]]}`:                          {EDTF: "2019/.."},
		`{"date-parts": [[2019], [2021, 3]]}`:                    {EDTF: "2019/2021-03"},
		`{"date-parts": [[2020, 0, 0]]}`:                         {EDTF: "2020"},
		`{"date-parts": [[-43]]}`:                                {EDTF: "-0043"},
		`{"date-parts": [[2020, 99]], "literal": "some day"}`:    {Words: "some day"},
		`"2019-21"`:           {Words: "2019-21"}, // two meanings
		`{"edtf": "2019-21"}`: {EDTF: "2019-21"},
		`"May 2020"`:          {EDTF: "2020-05"},
		`{"date-parts": [[2020]], "literal": "in the year of …"}`: {EDTF: "2020", Words: "in the year of …"},
		`null`: {}, `""`: {},
	} {
		refs := readCSL(t, `[{"type": "book", "title": "a", "issued": `+issued+`}]`)
		if got := refs.Sources[0].Issued; got != want {
			t.Errorf("%s: %+v, want %+v", issued, got, want)
		}
		if told := want.EDTF == "" && want.Words != ""; (refs.Told == 1) != told {
			t.Errorf("%s: %d dates told", issued, refs.Told)
		}
	}
	refs := readCSL(t, `[{"type":"report","title":"On <i>habeas corpus</i> in the 1<sup>st</sup> instance &amp; a &lt; b","note":"one<br/>two <b class=\"x\">bold</b> 3 < 4","author":[
		{"family":"Mühlberg","given":"Anna","dropping-particle":"von der"},{"family":"Karrow","given":"John","suffix":"Jr."},{"family":"Gaulmont","given":"Charles","dropping-particle":"de"},
		{"family":"Rivolet","given":"Jean","non-dropping-particle":"de","dropping-particle":"la"},{"family":"King","given":"M. L.","suffix":", Sr."}]},
		{"type":"book","title":"B"},{"type":"book","title":"C"}]`)
	s := refs.Sources[0]
	if s.Title != "On habeas corpus in the 1st instance & a < b" || s.Remarks != "one\ntwo bold 3 < 4" {
		t.Errorf("%q, %q", s.Title, s.Remarks)
	}
	if got := strings.Join(s.Authors, "|"); got != "Anna von der Mühlberg|John Karrow Jr.|Charles de Gaulmont|Jean la de Rivolet|M. L. King, Sr." {
		t.Errorf("%s", got)
	}
	d := dossier.New(&dossier.Case{Head: dossier.Head{ID: "case-1"}}, &dossier.Source{Head: dossier.Head{ID: "source-z", Case: "case-1", Place: 40}, Title: "first"})
	for _, r := range refs.Into(d) {
		d.Put(r)
	}
	var titles []string
	for _, s := range dossier.Of[*dossier.Source](d) {
		titles = append(titles, s.Title)
	}
	if got := strings.Join(titles[1:], "|"); titles[0] != "first" || !strings.HasSuffix(got, "|B|C") {
		t.Errorf("order %q", titles)
	}
}

// TestWriteCSLDates: a date is written in the parts in which reference managers read
// it, and in words where CSL has none.
func TestWriteCSLDates(t *testing.T) {
	for text, want := range map[string]string{
		"2020-05-14": `{"date-parts":[[2020,5,14]]}`, "2020-05": `{"date-parts":[[2020,5]]}`, "2020": `{"date-parts":[[2020]]}`, "2020~": `{"date-parts":[[2020]],"circa":true}`,
		"1985-21": `{"date-parts":[[1985]],"season":1}`, "2019/2020-03": `{"date-parts":[[2019],[2020,3]]}`, "2020-05-14T10:00Z": `{"date-parts":[[2020,5,14]]}`,
		"201X": `{"literal":"201X"}`, "../2020": `{"literal":"../2020"}`, "2020?": `{"literal":"2020?"}`, "": "null",
	} {
		got, err := json.Marshal(cslDateOf(dossier.Date{EDTF: text}))
		if err != nil || string(got) != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
	if got := cslDateOf(dossier.Date{Words: "end of May"}); got == nil || got.Literal != "end of May" {
		t.Errorf("%+v", got)
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
