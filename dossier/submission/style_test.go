package submission

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"probata/dossier"
	"probata/dossier/document"
)

func shippedStyles(t testing.TB) map[string]*CitationStyle {
	t.Helper()
	styles, err := loadStyles(os.DirFS("../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	return styles
}

// TestStyles: each style names each kind of source as its users are used to.
func TestStyles(t *testing.T) {
	sources := map[string]*dossier.Source{
		"statute":   {Kind: "legislation", Title: "Criminal Code", Authority: "Kazakhstan", Number: "No. 226-V", Issued: dossier.Date{EDTF: "2014-07-03"}},
		"decision":  {Kind: "legal_case", Title: "A v. B", Authority: "Human Rights Committee", Number: "CCPR/C/100/D/1/2010", Issued: dossier.Date{EDTF: "2010-10-01"}},
		"press":     {Kind: "article-newspaper", Title: "An Arrest", Authors: []string{"J. Doe"}, Container: "The Daily Steppe", Issued: dossier.Date{EDTF: "2026-03-12"}, URL: "https://example.org/a", Archive: "https://example.org/kept", Accessed: dossier.Date{EDTF: "2026-03-14"}},
		"interview": {Kind: "interview", Title: "Interview with the brother", Authors: []string{"Open Door"}, Issued: dossier.Date{EDTF: "2026-03-15"}},
		"report":    {Kind: "report", Title: "Behind the Door", Authors: []string{"Open Door"}, Issued: dossier.Date{EDTF: "2025"}},
		"web":       {Kind: "webpage", Title: "Statement", URL: "https://example.org/s", Accessed: dossier.Date{EDTF: "2026-03-14"}},
		"video":     {Kind: "motion_picture", Title: "The Search", Container: "Channel One", Issued: dossier.Date{EDTF: "2026-03-12"}},
		"untitled":  {Kind: "document", Title: "Order"},
	}
	for _, tt := range []struct{ style, kind, want string }{
		{"un", "statute", "Criminal Code, Kazakhstan, No. 226-V, 3 July 2014"},
		{"un", "decision", "Human Rights Committee, A v. B, CCPR/C/100/D/1/2010, 1 October 2010"},
		{"un", "press", "J. Doe, “An Arrest”, The Daily Steppe, 12 March 2026, https://example.org/a, archived at https://example.org/kept, accessed 14 March 2026"},
		{"un", "interview", "Open Door, Interview with the brother, 15 March 2026"},
		{"un", "report", "Open Door, “Behind the Door”, 2025"},
		{"un", "web", "“Statement”, https://example.org/s, accessed 14 March 2026"},
		{"un", "video", "“The Search”, Channel One, 12 March 2026"},
		{"un", "untitled", "“Order”"},
		{"oscola", "statute", "Criminal Code No. 226-V (Kazakhstan, 3 July 2014)"},
		{"oscola", "decision", "A v. B CCPR/C/100/D/1/2010 (Human Rights Committee, 1 October 2010)"},
		{"oscola", "press", "J. Doe, ‘An Arrest’ (The Daily Steppe, 12 March 2026) <https://example.org/a>, archived at https://example.org/kept accessed 14 March 2026"},
		{"oscola", "interview", "Open Door, Interview with the brother (15 March 2026)"},
		{"oscola", "report", "Open Door, ‘Behind the Door’ (2025)"},
		{"oscola", "web", "‘Statement’ <https://example.org/s> accessed 14 March 2026"},
		{"oscola", "video", "‘The Search’ (Channel One, 12 March 2026)"},
		{"oscola", "untitled", "‘Order’"},
		{"chicago", "statute", "Criminal Code, Kazakhstan, No. 226-V, 3 July 2014"},
		{"chicago", "decision", "A v. B, CCPR/C/100/D/1/2010 (Human Rights Committee, 1 October 2010)"},
		{"chicago", "press", "J. Doe, “An Arrest,” The Daily Steppe, 12 March 2026, https://example.org/a, archived at https://example.org/kept, accessed 14 March 2026"},
		{"chicago", "interview", "Open Door, Interview with the brother, 15 March 2026"},
		{"chicago", "report", "Open Door, “Behind the Door,” 2025"},
		{"chicago", "web", "“Statement,” https://example.org/s, accessed 14 March 2026"},
		{"chicago", "video", "“The Search,” Channel One, 12 March 2026"},
		{"chicago", "untitled", "“Order”"},
	} {
		f := styled(t, tt.style)
		if got := document.Plain(f.source(sources[tt.kind])); got != tt.want {
			t.Errorf("%s, %s:\n got %s\nwant %s", tt.style, tt.kind, got, tt.want)
		}
	}
}

// styled is a filler of an English paper in the style.
func styled(t *testing.T, style string) *filler {
	t.Helper()
	form := formOf(t, "", "id = \"q\"\nkind = \"text\"\nfrom = [\"case.reference\"]")
	form.styles = shippedStyles(t)
	return fill(t, Request{Form: form, Style: style}).filler
}

// TestLaterNotes: a source that was described is named again as the style does, with its annex and the place in it.
func TestLaterNotes(t *testing.T) {
	for style, want := range map[string][]string{
		"un":      {"“Order”, p. 2", "Ibid., p. 3", "“Log”, para. 4", "Order, note 1 above, pp. 5–6", "Ibid"},
		"oscola":  {"‘Order’, 2", "ibid, 3", "‘Log’, [4]", "Order (n 1), 5–6", "ibid"},
		"chicago": {"“Order”, 2", "Order, note 1, 3", "“Log”, para. 4", "Order, note 1, 5–6", "Order, note 1, 5–6"},
	} {
		f := styled(t, style)
		d := fictional()
		d.Put(&dossier.Source{Head: dossier.Head{ID: "source-x", Case: "case-1"}, Kind: "document", Title: "Order"})
		d.Put(&dossier.Source{Head: dossier.Head{ID: "source-y", Case: "case-1"}, Kind: "document", Title: "Log"})
		f.d, f.cited = d, newNotebook()
		for i, c := range []*dossier.Citation{
			{Source: "source-x", Page: "2"},
			{Source: "source-x", Page: "3"},
			{Source: "source-y", Paragraph: "4"},
			{Source: "source-x", Page: "5–6"},
			{Source: "source-x", Page: "5–6"},
		} {
			spans := f.notes([]*dossier.Citation{c})
			got := ""
			for _, s := range spans[0].Note {
				if s.Ref != "" {
					got += strings.TrimPrefix(s.Ref, "note-")
				}
				got += s.Text
			}
			if strings.TrimSuffix(got, ".") != want[i] {
				t.Errorf("%s, note %d: got %q, want %q", style, i+1, got, want[i])
			}
		}
	}
}

// TestMergedNotes: a note that repeats the one before it in the paragraph joins it behind the later sentence.
func TestMergedNotes(t *testing.T) {
	f := styled(t, "un")
	one := document.Footnote(document.Span{Text: "“Order”, p. 2."})
	one.ID = "note-1"
	ibid := document.Footnote(document.Span{Text: "Ibid."})
	other := document.Footnote(document.Span{Text: "“Log”."})
	for _, tt := range []struct {
		name string
		in   []document.Span
		want string
	}{
		{"equal", []document.Span{{Text: "A."}, one, {Text: " B."}, ibid}, "A. B.[“Order”, p. 2.]"},
		{"three", []document.Span{{Text: "A."}, one, {Text: " B."}, ibid, {Text: " C."}, ibid}, "A. B. C.[“Order”, p. 2.]"},
		{"another between", []document.Span{{Text: "A."}, one, {Text: " B."}, other, {Text: " C."}, ibid}, "A.[“Order”, p. 2.] B. C.[“Log”.]"},
		{"of the paragraph before", []document.Span{{Text: "A."}, ibid}, "A.[Ibid.]"},
		{"none", []document.Span{{Text: "A."}}, "A."},
	} {
		got := ""
		for _, s := range f.merged(tt.in) {
			if s.Note != nil {
				got += "[" + document.Plain(s.Note) + "]"
			}
			got += s.Text
		}
		if got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestStyleFaults(t *testing.T) {
	const fact = "source = \"a\"\ndate = \"2026-10\"\nconfidence = \"memory\"\n"
	for text, want := range map[string]string{
		"[x]\n" + fact:                                                             "no template for other kinds of source",
		"[x]\n[x.kind]\nother = \"{title}\"\n":                                     "no source",
		"[x]\n" + fact + "[x.kind]\nother = \"{author}\"\n":                        "{author} is no part of a source",
		"[x]\n" + fact + "[x.kind]\nother = \"{title}\"\nstatute = \"{title}\"\n":  `"statute" is no kind of source`,
		"[x]\n" + fact + "[x.kind]\nother = \"{title}\"\nbook = \"[{authors}]\"\n": "it does not name the source",
	} {
		_, err := loadStyles(fstest.MapFS{"citation/styles.toml": {Data: []byte(text)}})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}
