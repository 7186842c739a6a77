package submission_test

import (
	"context"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"probata/dossier"
	"probata/dossier/document"
	"probata/dossier/lang"
	"probata/dossier/submission"
)

// narrated are the cases whose narrative is held as a text to be read aloud, each with the forms that tell it.
var narrated = map[string][]string{
	"example":         {"wgad", "sp", "treaty", "osce-brief", "upr", "dossier"},
	"wgad.complete":   {"wgad"},
	"wgeid.complete":  {"wgeid"},
	"hrc-cp.complete": {"hrc-cp"},
	"ecthr.complete":  {"ecthr"},
}

func narratedCase(t *testing.T, name string) *dossier.Dossier {
	t.Helper()
	if name == "example" {
		return example(t)
	}
	d, _ := fixture(t, name)
	return d
}

// paragraphsOf is the narrative of a form as it goes out, without its marks.
func paragraphsOf(t *testing.T, e submission.Engine, d *dossier.Dossier, form *submission.Form, language string) []string {
	t.Helper()
	list, err := e.Paragraphs(context.Background(), submission.Request{Dossier: d, Form: form, Language: language, Today: day(t, "2026-11-24")})
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, p := range list {
		out = append(out, noteMark.ReplaceAllString(p.Text, ""))
	}
	return out
}

var noteMark = regexp.MustCompile(`\[\^[0-9]+\]`)

// TestNarrative holds what a reader is told, form by form, in English and Russian.
func TestNarrative(t *testing.T) {
	e, forms := engine(t)
	for name, ids := range narrated {
		for _, id := range ids {
			form, _ := forms.Get(id)
			for _, language := range []string{"en", "ru"} {
				if !slices.Contains(form.Languages, language) {
					continue
				}
				t.Run(name+"."+id+"."+language, func(t *testing.T) {
					text := strings.Join(paragraphsOf(t, e, narratedCase(t, name), form, language), "\n\n") + "\n"
					golden(t, filepath.Join("narrative", name+"."+id+"."+language+".txt"), []byte(text))
				})
			}
		}
	}
}

// printout is what shows the database behind a text: labels with their values, our words for a degree, leftovers of a template.
var printout = regexp.MustCompile(`Alleged victim:|Предполагаемая жертва:|carried it out|took part in it|совершил\(а\) это|\b[A-Z][a-z]+( [a-z]+){0,2}: (yes|no|unknown)\b|tell\.|\{[a-z]+\}|\.\.|,\.| ,`)

// TestReadsAsText reads the narrative of every form, of the example and of the form's own complete case: nothing of the database
// shows, no sentence stands twice, every paragraph has a verb.
func TestReadsAsText(t *testing.T) {
	e, forms := engine(t)
	for _, form := range forms.All() {
		for _, language := range []string{"en", "ru"} {
			if !slices.Contains(form.Languages, language) {
				continue
			}
			own, _ := fixture(t, form.ID+".complete")
			for name, d := range map[string]*dossier.Dossier{"example": example(t), "complete": own} {
				at := form.ID + "." + name + "." + language
				seen := map[string]bool{}
				for _, p := range paragraphsOf(t, e, d, form, language) {
					if m := printout.FindString(p); m != "" {
						t.Errorf("%s: %q in: %s", at, m, p)
					}
					if !verbIn(e.Words.Printer(language), p) && !verbIn(e.Words.Printer("en"), p) {
						t.Errorf("%s: no verb in: %s", at, p)
					}
					for _, s := range sentencesOf(p) {
						if seen[s] {
							t.Errorf("%s: said twice: %s", at, s)
						}
						seen[s] = true
					}
				}
			}
		}
	}
}

// sentencesOf are the sentences of a paragraph that are more than a few words.
func sentencesOf(p string) []string {
	var out []string
	for s := range strings.SplitSeq(strings.NewReplacer("! ", ". ", "? ", ". ", "\n\n", ". ").Replace(p), ". ") {
		if s = strings.Trim(s, ". "); len(strings.Fields(s)) > 5 {
			out = append(out, s)
		}
	}
	return out
}

// verbIn looks for a verb by the lists that the sentences themselves are judged by.
func verbIn(p *lang.Printer, text string) bool {
	verbs, ends := strings.Split(p.T("tell.verbs"), "|"), strings.Split(p.T("tell.verb-endings"), "|")
	return slices.ContainsFunc(strings.Fields(strings.ToLower(text)), func(w string) bool {
		w = strings.Trim(w, ".,;:()“”«»\"'’")
		return slices.Contains(verbs, w) || len([]rune(w)) > 3 && slices.ContainsFunc(ends, func(end string) bool { return strings.HasSuffix(w, end) })
	})
}

// TestAuthorApart: the name of who submits stands on the leaf that can be taken off, and nowhere else: in no text, table, figure
// or line of the document's information, unless the author is in the story itself.
func TestAuthorApart(t *testing.T) {
	e, forms := engine(t)
	for _, form := range forms.All() {
		d, answers := fixture(t, form.ID+".complete")
		const mark = "Leafmark Trustees of Zzyx"
		author := &dossier.Party{Head: dossier.Head{ID: "party-leaf"}, Kind: "organisation"}
		d.Put(author)
		d.Put(&dossier.Name{Head: dossier.Head{ID: "name-leaf"}, Party: author.ID, Full: mark, Language: "en"})
		d.Put(&dossier.Role{Head: dossier.Head{ID: "role-leaf", Case: d.Case().ID}, Party: author.ID, Role: "author"})
		filled, err := e.Fill(context.Background(), submission.Request{
			Dossier: d, Form: form, Edition: submission.Confidential, Today: day(t, "2026-11-24"), Answers: answers, Author: author.ID,
			Others: besides(t, form.ID+".complete"), Frozen: frozen(t, form.ID+".complete"),
		})
		if err != nil {
			t.Fatal(form.ID, err)
		}
		for _, a := range filled.Answers {
			if a.Section.Author || asksForAuthor(a.Question) {
				continue
			}
			document.Spans(a.Blocks, func(s document.Span) {
				if strings.Contains(s.Text, mark) {
					t.Errorf("%s, %s: the author stands in: %s", form.ID, a.Question.ID, s.Text)
				}
			})
		}
		doc, err := filled.Document()
		if err != nil {
			t.Fatal(form.ID, err)
		}
		for _, s := range append([]string{doc.Title, doc.Subtitle, doc.Subject, doc.Running}, doc.To...) {
			if strings.Contains(s, mark) {
				t.Errorf("%s: the author stands in the information of the document: %s", form.ID, s)
			}
		}
		if doc.Front != nil {
			document.Spans([]document.Block{document.Fields{Items: doc.Front.Items}}, func(s document.Span) {
				if strings.Contains(s.Text, mark) {
					t.Errorf("%s: the author stands on the first page", form.ID)
				}
			})
		}
	}
}

// asksForAuthor tells whether a question of the form is for the author: a report in the name of an organisation, or whom to call
// about an alert. In editions for other eyes the author is no party of the copy that is printed.
func asksForAuthor(q *submission.Question) bool {
	return q.View == "author" || slices.ContainsFunc(q.From, func(p string) bool { return strings.HasPrefix(p, "author.") })
}
