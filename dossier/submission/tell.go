package submission

import (
	"slices"
	"strings"

	"probata/dossier"
	"probata/dossier/document"
	"probata/dossier/narrative"
)

// longQuote is how many words a quote has that is set off; a shorter one stands in the sentence.
const longQuote = 40

// facts is the narrative: the events in order, told in sentences with their sources behind them, then the quotes that speak
// of none of them. Each paragraph is numbered, and an event is referred to by the number of its first.
func (f *filler) facts(*Question) []document.Block {
	t := narrative.New(f.d, f.words, f.name)
	var out []document.Block
	for _, e := range f.timelineEvents() {
		list := t.Event(e)
		if x := f.goesOut(e.ID); x != nil {
			t.Instead(e, f.editedText(x))
		}
		out = append(out, f.passage(e.ID, string(e.ID), list)...)
	}
	for _, s := range t.Rest() {
		out = append(out, f.passage(s.Quoted.ID, "", []narrative.Sentence{s})...)
	}
	return out
}

// passage is what is told of one record: as the advocate has edited it, else as it was drafted. The first paragraph bears the
// id.
func (f *filler) passage(about dossier.ID, id string, list []narrative.Sentence) []document.Block {
	if f.tales != nil {
		*f.tales = append(*f.tales, f.paragraphOf(about, list))
	}
	if x := f.goesOut(about); x != nil {
		return f.edited(x, id)
	}
	return f.told(id, list)
}

// told is sentences as paragraphs. Long quotes are set off behind the sentence that leads to them.
func (f *filler) told(id string, list []narrative.Sentence) []document.Block {
	var out []document.Block
	p := document.Paragraph{Numbered: true, ID: id}
	flush := func() {
		if len(p.Spans) > 0 {
			out = append(out, p)
			p = document.Paragraph{Numbered: true}
		}
	}
	for i, s := range list {
		if s.New {
			flush()
		}
		if s.Quoted != nil && len(strings.Fields(s.Quoted.Words)) > longQuote {
			flush()
			if q, ok := dossier.Find[*dossier.Quote](f.d, s.Quoted.ID); ok {
				out = append(out, f.quote(q))
			}
			continue
		}
		if len(p.Spans) > 0 {
			p.Spans = append(p.Spans, document.Span{Text: " "})
		}
		p.Spans = append(p.Spans, f.spoken(s)...)
		if next := i + 1; next == len(list) || list[next].New || !sameCitations(f.behind(s), f.behind(list[next])) {
			p.Spans = append(p.Spans, f.noted(s)...)
		}
	}
	flush()
	return out
}

// spoken is a sentence, marked with the language of the case where its words are the advocate's.
func (f *filler) spoken(s narrative.Sentence) []document.Span {
	if s.Typed && s.Quoted == nil {
		return f.content(s.Text)
	}
	return document.T(s.Text)
}

// behind are the citations on which a sentence rests.
func (f *filler) behind(s narrative.Sentence) []*dossier.Citation {
	var out []*dossier.Citation
	for _, id := range s.Facts {
		for _, c := range f.citations(f.d.Get(id), "") {
			if !slices.Contains(out, c) {
				out = append(out, c)
			}
		}
	}
	return out
}

// noted is the note behind a sentence: its sources, and the words that were said where a translation is printed.
func (f *filler) noted(s narrative.Sentence) []document.Span {
	note := f.notes(f.behind(s))
	if s.Quoted == nil || s.Quoted.Original == "" || f.form.NoNotes {
		return note
	}
	original := []document.Span{
		{Text: f.t("original") + " (" + lowerFirst(f.word("language", s.Quoted.Language)) + "): "},
		{Text: f.t("quoted", "words", s.Quoted.Original), Lang: s.Quoted.Language},
		{Text: "."},
	}
	if len(note) == 0 {
		return []document.Span{document.Footnote(original...)}
	}
	note[0].Note = append(append(note[0].Note, document.Span{Text: " "}), original...)
	return note
}

// sameCitations tells whether two sentences rest on the same places of the same sources.
func sameCitations(a, b []*dossier.Citation) bool {
	covered := func(x, y []*dossier.Citation) bool {
		return !slices.ContainsFunc(x, func(c *dossier.Citation) bool {
			return !slices.ContainsFunc(y, func(o *dossier.Citation) bool { return samePlace(o, c) })
		})
	}
	return len(a) > 0 && len(b) > 0 && covered(a, b) && covered(b, a)
}
