package document

import (
	"strings"
	"testing"
)

func annexWords() AnnexWords {
	return AnnexWords{
		List: "List", Exhibit: "Exhibit", Title: "Title", Source: "Source", Received: "Received", Type: "Type", Size: "Size",
		Pages: "Pages", SHA256: "SHA-256", Note: "Note", Page: "Page", Sheet: "%s, page %d of %d", Apart: "apart", Inside: "inside",
		Faults: map[AnnexFault]string{FaultSealed: "sealed"},
	}
}

func said(blocks []Block) string {
	var out []string
	Spans(blocks, func(s Span) {
		if text := s.Text + s.Ref; text != "" {
			out = append(out, text)
		}
	})
	return strings.Join(out, "|")
}

func TestAnnexList(t *testing.T) {
	d := Document{Words: Words{Annex: annexWords()}, Annexes: []Annex{
		{Label: "A-1", Title: T("photograph"), Source: T("S3"), MediaType: "image/jpeg", Size: "2 MB", SHA256: "ab", How: Bound},
		{Label: "A-2", Title: T("recording"), Note: T("screams"), MediaType: "audio/ogg"},
		{Label: "A-3", Title: T("sheet"), How: Attached},
		{Label: "A-4", Title: T("judgment"), How: Bound},
	}}
	got := said(AnnexList(&d, []AnnexPlace{{Page: 12, Pages: 1}, {}, {}, {Fault: FaultSealed}}))
	want := "List|Exhibit|Title|Type|SHA-256|Page|annex A-1|photograph|S3|image/jpeg|2 MB|ab|12|A-2|recording|screams|audio/ogg|apart|A-3|sheet|inside|A-4|judgment|apart|sealed"
	if got != want {
		t.Errorf("the list says\n%s\nwant\n%s", got, want)
	}
	if AnnexList(&Document{}, nil) != nil {
		t.Error("a list of no annexes")
	}
}

func TestAnnexCover(t *testing.T) {
	w := annexWords()
	a := Annex{Label: "A-1", Title: T("photograph"), Source: T("S3"), Received: "4 May", SHA256: "ab", Note: T("blood")}
	got := said([]Block{AnnexCover(&a, 2, &w)})
	if want := "A-1|photograph|Note|blood|Source|S3|Received|4 May|Pages|2|SHA-256|ab"; got != want {
		t.Errorf("the cover says %s, want %s", got, want)
	}
}

func TestAnnexHead(t *testing.T) {
	for pattern, want := range map[string]string{
		"%s, page %d of %d": "A, page 1 of 2", "": "A, 1 / 2", "%d %s %d": "A, 1 / 2", "%s %d %": "A, 1 / 2", "100%": "A, 1 / 2",
	} {
		if got := AnnexHead(&Annex{Label: "A"}, 1, 2, &AnnexWords{Sheet: pattern}); got != want {
			t.Errorf("%q gives %q, want %q", pattern, got, want)
		}
	}
}

// TestAnnexSpansVisitsEverything: whoever looks for withheld words must see
// all that an annex brings along.
func TestAnnexSpansVisitsEverything(t *testing.T) {
	d := Document{Annexes: []Annex{{
		ID: "secret id", Label: "1", SHA256: "2", MediaType: "3", FileName: "4", Size: "5", Received: "6", Alt: "7",
		Title: T("8"), Source: T("9"), Note: []Span{Footnote(Span{Text: "10"})},
	}}}
	var got []string
	AnnexSpans(&d, func(s Span) { got = append(got, s.Text) })
	if g := strings.Join(got, " "); g != "1 2 3 4 5 6 7 8 9  10" {
		t.Errorf("visits %q", g)
	}
}
