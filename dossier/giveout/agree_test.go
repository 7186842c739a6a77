package giveout_test

import (
	"archive/zip"
	"bytes"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"probata/dossier/document"
	"probata/dossier/filetext"
	"probata/dossier/giveout"
	"probata/dossier/submission"
)

// TestFilesAgree: text, pages and the text for a word processor say every word of the
// document, and give a numbered paragraph the same number.
func TestFilesAgree(t *testing.T) {
	s := shipped()
	numbered := 0
	for _, form := range s.forms.All() {
		for _, which := range []string{"complete", "minimal"} {
			req := request(t, form, which)
			req.Language, req.Edition = form.Languages[len(form.Languages)-1], submission.Confidential
			filled, err := s.engine.Fill(t.Context(), req)
			if err != nil {
				t.Fatal(err)
			}
			doc, err := filled.Document()
			if err != nil {
				t.Fatal(err)
			}
			want, paragraphs := documentWords(doc)
			numbered += len(paragraphs)
			for _, kind := range []giveout.Kind{giveout.Text, giveout.DOCX, giveout.PDF} {
				data := raw(t, filled, kind)
				text := fileText(data, kind)
				said := squeezed(text)
				for _, w := range want {
					if !strings.Contains(said, w) && !parted(text, w) {
						t.Errorf("%s %s: %s does not say %q", form.ID, which, kind, w)
					}
				}
				if kind == giveout.DOCX {
					continue // Word counts; how many there are is compared below
				}
				for i, p := range paragraphs {
					if !strings.Contains(said, strconv.Itoa(i+1)+p) {
						t.Errorf("%s %s: paragraph %d has another number in %s", form.ID, which, i+1, kind)
					}
				}
			}
			if n := wordParagraphs(t, raw(t, filled, giveout.DOCX)); n != len(paragraphs) {
				t.Errorf("%s %s: docx numbers %d paragraphs, the document %d", form.ID, which, n, len(paragraphs))
			}
		}
	}
	if numbered < 100 {
		t.Errorf("only %d numbered paragraphs were looked at", numbered)
	}
}

// documentWords are the words of a document, and the beginnings of its numbered
// paragraphs. What is told only to those who do not see a figure, and the days along
// the axis of one, are no words of the text.
func documentWords(doc document.Document) (words, numbered []string) {
	seen := map[string]bool{}
	for _, s := range append([]string{doc.Title, doc.Subtitle, doc.Date}, doc.To...) {
		addWords(seen, s)
	}
	document.Walk(doc.Blocks, func(b document.Block) {
		switch b := b.(type) {
		case document.Timeline:
			b.Alt, b.Ticks, b.Undated = "", nil, ""
			document.Spans([]document.Block{b}, func(s document.Span) { addWords(seen, s.Text) })
		case document.Relations:
			document.Spans(b.Told(), func(s document.Span) { addWords(seen, s.Text) })
		case document.Fields:
			for _, it := range b.Items {
				addWords(seen, document.Plain(it.Label))
				if len(it.Answer) == 0 {
					addWords(seen, it.Empty)
				}
			}
		default:
			document.Spans([]document.Block{b}, func(s document.Span) { addWords(seen, s.Text) })
		}
		if p, ok := b.(document.Paragraph); ok && p.Numbered {
			first := squeezed(document.Plain(p.Spans[:1]))
			numbered = append(numbered, string([]rune(first)[:min(12, len([]rune(first)))]))
		}
	})
	for w := range seen {
		words = append(words, w)
	}
	return words, numbered
}

func addWords(seen map[string]bool, s string) {
	for w := range strings.FieldsSeq(s) {
		if w = squeezed(w); w != "" {
			seen[w] = true
		}
	}
}

// squeezed is letters and digits alone: lines and pages end within words.
func squeezed(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

// parted tells whether a word is hyphenated at the end of a page: foot and head stand
// between its halves.
func parted(text, word string) bool {
	for i := range word {
		if i > 0 && strings.Contains(text, word[:i]+"\u00ad") && strings.Contains(text, word[i:]) {
			return true
		}
	}
	return false
}

func fileText(data []byte, kind giveout.Kind) string {
	var b strings.Builder
	for _, p := range filetext.Read("x."+string(kind), data, "").Parts {
		if kind != giveout.DOCX || strings.HasPrefix(p.Name, "word/document") || strings.HasPrefix(p.Name, "word/footnotes") {
			b.WriteString(p.Text + "\n")
		}
	}
	return b.String()
}

var numberedStyle = regexp.MustCompile(`<w:pStyle w:val="NumberedParagraph"/>|<w:numId w:val="1"/>`)

func wordParagraphs(t *testing.T, data []byte) int {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	body, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return len(numberedStyle.FindAll(body, -1))
}
