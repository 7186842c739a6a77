package submission

import (
	"strings"

	"probata/dossier"
	"probata/dossier/document"
)

// front is the title page, for forms that have one. It names nobody but whom
// the submission is about: the author's leaf can be taken out, this page not.
func (w *writer) front(c *dossier.Case) *document.Front {
	if !w.Form.TitlePage {
		return nil
	}
	f := w.filler
	front := &document.Front{
		Kind: strings.Join(compact(f.vocabulary("country", c.States), c.Reference), " · "), Pages: w.t("front.pages"),
		Mark: w.t("mark." + string(w.Edition)),
	}
	row := func(label string, spans []document.Span) {
		if len(spans) > 0 {
			front.Items = append(front.Items, document.FieldItem{
				Label: document.T(label), Answer: []document.Block{document.Paragraph{Spans: spans}},
			})
		}
	}
	whom, count := w.aboutWhom()
	row(w.t("front.procedure"), document.T(w.procedure()))
	if w.subtitle(c) != c.Title {
		row(w.t("front.subject"), f.content(c.Title))
	}
	row(f.words.N("doc.front.victims", count), f.content(whom))
	row(w.t("front.state"), document.T(f.vocabulary("country", c.States)))
	row(w.t("front.edition"), document.T(w.t("edition."+string(w.Edition))))
	row(w.t("front.date"), document.T(f.words.Date(f.req.Today)))
	return front
}

// procedure is the answer to the question that chooses one, else the paper
// that the body asks for.
func (w *writer) procedure() string {
	for _, a := range w.Answers {
		if a.Question.Values == "procedure" && a.Text != "" {
			return a.Text
		}
	}
	return ""
}

// aboutWhom names the alleged victims, as this edition may name them, and
// counts them.
func (w *writer) aboutWhom() (names string, n int) {
	const most = 6
	f := w.filler
	ids := f.d.WithRole("alleged-victim")
	if w.filler.forOne() && w.Victim != "" {
		ids = []dossier.ID{w.Victim}
	}
	if rest := len(ids) - most; rest > 1 {
		return f.words.N("doc.front.more", rest, "names", f.names(ids[:most]), "n", f.words.Number(rest)), len(ids)
	}
	return upperFirst(f.names(ids)), len(ids)
}
