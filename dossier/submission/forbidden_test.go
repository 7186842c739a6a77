package submission_test

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"testing"

	"probata/dossier"
	"probata/dossier/document"
	"probata/dossier/submission"
)

// forbidden is what no paper may say: signs of ours, kinds of files, hashes, pointers in place of arguments, and what the office
// does not know.
var forbidden = map[string]*regexp.Regexp{
	"a code of ours":               regexp.MustCompile(`\b(HD|DB|HRD|FOE|FAA|IJL|TOR|HC|WGAD|UPR|AL)-\d+`),
	"a kind of file":               regexp.MustCompile(`\b(application|image|audio|video|text)/[a-z0-9.+-]+`),
	"a hash":                       regexp.MustCompile(`\b[0-9a-f]{64}\b`),
	"a pointer for an argument":    regexp.MustCompile(`(?i)the argument is that of|довод тот же, что`),
	"a hole":                       regexp.MustCompile(`(?i)the source does not state|\(not stated\)|no consent on record|not assessed|в источнике не указано|не оценено`),
	"the state of the program":     regexp.MustCompile(`State of the form data|Check before sending|Состояние данных формы|Проверьте перед отправкой`),
	"a language as a code":         regexp.MustCompile(`(Original|Translation) \([a-z]{2}\)`),
	"parts of a name":              regexp.MustCompile(`Ilyashev; Alnur`),
	"a country as a code":          regexp.MustCompile(`State concerned:? ?[A-Z]{2}\b`),
	"a caption in place of a text": regexp.MustCompile(`Facts: paragraphs|Факты: пункты`),
	"a person without an article":  regexp.MustCompile(`holds for (mother|father|brother|sister|employer) of`),
}

// papers are all forms filled from the example and from the cases of their own.
func papers(t *testing.T, visit func(name string, doc document.Document)) {
	e, forms := engine(t)
	for _, form := range forms.All() {
		for _, which := range []string{"example", "complete", "minimal"} {
			d, answers := example(t), map[string]string(nil)
			if which != "example" {
				d, answers = fixture(t, form.ID+"."+which)
			}
			for _, kind := range kindsOfPaper(form, which) {
				req := submission.Request{
					Dossier: d, Form: form, Edition: kind.edition, Language: kind.language, Today: day(t, "2026-11-24"), Answers: answers,
					Others: besides(t, form.ID+"."+which), Frozen: frozen(t, form.ID+"."+which),
				}
				if which == "example" {
					req.Frozen = func(*dossier.Filing) (*dossier.Dossier, error) { return example(t), nil }
				}
				filled, err := e.Fill(context.Background(), req)
				if err != nil {
					t.Fatal(form.ID, which, err)
				}
				doc, err := filled.Document()
				if err != nil {
					t.Fatal(form.ID, which, err)
				}
				visit(strings.Join([]string{form.ID, which, string(kind.edition), kind.language}, ", "), doc)
			}
		}
	}
}

type kindOfPaper struct {
	edition  submission.Edition
	language string
}

// kindsOfPaper are the editions of a form and, of the example, its Russian where the form has it.
func kindsOfPaper(form *submission.Form, which string) []kindOfPaper {
	out := []kindOfPaper{{submission.Confidential, ""}}
	if which != "example" {
		return out
	}
	out = append(out, kindOfPaper{submission.State, ""}, kindOfPaper{submission.Public, ""})
	if slices.Contains(form.Languages, "ru") {
		out = append(out, kindOfPaper{submission.Confidential, "ru"}, kindOfPaper{submission.Public, "ru"})
	}
	return out
}

// TestNothingForbidden walks every form for what a lawyer would have to strike out. Hashes stand on a leaf of their own.
func TestNothingForbidden(t *testing.T) {
	papers(t, func(name string, doc document.Document) {
		for i, b := range doc.Blocks {
			if h, ok := b.(document.Heading); ok && h.ID == "hashes" {
				doc.Blocks = doc.Blocks[:i]
				break
			}
		}
		text := submission.DocumentText(doc)
		for what, re := range forbidden {
			if m := re.FindString(text); m != "" {
				t.Errorf("%s: %s goes out: %q", name, what, m)
			}
		}
		for _, b := range doc.Blocks {
			if table, ok := b.(document.Table); ok {
				for _, row := range table.Rows {
					bareNotes(t, name, row)
				}
			}
		}
	})
}

// bareNotes fails for a cell that holds a note and nothing that the note is to.
func bareNotes(t *testing.T, name string, row []document.Cell) {
	t.Helper()
	for _, c := range row {
		for _, p := range c.Paragraphs {
			noted := false
			for _, s := range p {
				noted = noted || len(s.Note) > 0
			}
			if noted && strings.TrimSpace(document.Plain(p)) == "" {
				t.Errorf("%s: a cell holds only a note", name)
			}
		}
	}
}

// formula is what an argument says of every right, and what speaks of somebody just named.
var formula = regexp.MustCompile(`^(The (same holds for|facts are set out)|Факты изложены|Сказанное относится)|\b(this|he|she|they|it)\b`)

// TestNoSentenceTwice: within the argument nothing is said twice in the same words.
func TestNoSentenceTwice(t *testing.T) {
	const short = 8 // words; below it two sentences may be alike by chance
	papers(t, func(name string, doc document.Document) {
		seen := map[string]bool{}
		law := false
		for _, b := range doc.Blocks {
			switch b := b.(type) {
			case document.Heading:
				law = b.Level > 2 && law || strings.HasPrefix(b.ID, "allegation") || strings.HasPrefix(b.ID, "wgad.")
			case document.Paragraph:
				for _, s := range regexp.MustCompile(`[.!?]["”»]? `).Split(document.Plain(b.Spans), -1) {
					if s = strings.TrimSpace(s); law && len(strings.Fields(s)) >= short && !formula.MatchString(s) {
						if seen[s] {
							t.Errorf("%s: said twice: %q", name, s)
						}
						seen[s] = true
					}
				}
			}
		}
	})
}
