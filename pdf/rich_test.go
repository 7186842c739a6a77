package pdf

import (
	"fmt"
	"strings"

	"probata/dossier/document"
)

const sampleHash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

func noted(text, note string) []document.Span {
	return []document.Span{{Text: text}, document.Footnote(document.Span{Text: note}), {Text: "."}}
}

// rich is a document with every kind of block.
func rich(w words) document.Document {
	d := document.Document{
		Title: w.title, Subtitle: w.subtitle, Subject: "WGAD", Language: w.lang, Date: w.date,
		Stamp: "2020-05-04T10:00:00+06:00", Mark: w.mark, Draft: w.draft, Running: w.running, To: w.to, Words: w.back,
	}
	num := func(id string, spans ...document.Span) document.Block {
		return document.Paragraph{Spans: spans, Numbered: true, ID: id}
	}
	d.Blocks = []document.Block{
		document.Paragraph{Spans: document.T(w.warning), Kind: document.Warning},
		document.Contents{Depth: 3},
		document.Heading{Level: 1, Text: document.T("I. " + w.heads[0]), ID: "identity"},
		richFields(w),
		document.Heading{Level: 1, Text: document.T("II. " + w.heads[1])},
		document.Para(w.small),
		document.Heading{Level: 2, Text: document.T("A. " + w.heads[2])},
		num("facts", noted(w.body[0], w.noteA)...),
		document.Paragraph{Spans: noted(w.long, "S1."), Kind: document.Detail},
		document.Paragraph{Spans: noted(w.body[4], "S2."), Kind: document.Detail},
		num("", append(noted(w.body[1], w.noteB), document.Span{Text: " " + w.body[2]})...),
		document.Heading{Level: 3, Text: document.T(w.heads[3])},
		document.Quote{
			Original: document.T(w.quote), OriginalLang: w.lang, Attribution: noted(w.speaker, w.noteA),
			Translations: []document.Translation{{Lang: "en", Text: document.T(w.quoteTr)}},
		},
		document.Quote{Original: document.T(w.quote), Attribution: document.T(w.speaker)},
		document.List{Items: [][]document.Span{document.T(w.long), noted(w.body[4], w.noteB), document.T(w.small)}},
		document.List{Ordered: true, Items: [][]document.Span{document.T(w.long), document.T(w.body[4])}},
		richTable(w),
		document.Heading{Level: 1, Text: document.T("III. " + w.heads[4])},
	}
	for i := range 8 {
		d.Blocks = append(d.Blocks, num("", append(noted(w.body[2+i%2], w.noteB), document.Span{Text: " ("},
			document.Span{Text: w.see}, document.Span{Ref: "facts"}, document.Span{Text: "; "},
			document.Span{Ref: "identity", Style: document.Italic}, document.Span{Text: ")."})...))
	}
	return append1(d, w)
}

func append1(d document.Document, w words) document.Document {
	d.Blocks = append(
		d.Blocks,
		document.Paragraph{Spans: []document.Span{{Text: w.small + " "}, {Text: "https://www.ohchr.org/", Link: "https://www.ohchr.org/"}}, Kind: document.Small},
		document.Space{Points: 10},
		document.Signature{Labels: w.sign[:]},
		document.Heading{Level: 1, Text: document.T(w.heads[0]), NewPage: true},
		document.Paragraph{Spans: []document.Span{
			{Text: "ქართული, հայերեն, "},
			{Text: "שלום עולם", Lang: "he"},
			{Text: "; "},
			{Text: "حقوق الإنسان 2026 (ICCPR)", Lang: "ar"},
			{Text: "; "},
			{Text: "XXXX", Style: document.Redacted},
			{Text: " 😀 "},
			{Text: sampleHash, Style: document.Mono},
		}},
		document.Para("يولد جميع الناس أحراراً متساوين في الكرامة والحقوق، وقد وهبوا عقلاً وضميراً وعليهم أن يعامل بعضهم بعضاً بروح الإخاء (المادة 1)."),
		document.Paragraph{Spans: document.T(w.title), Kind: document.Center},
	)
	return d
}

func richFields(w words) document.Fields {
	return document.Fields{Items: []document.FieldItem{
		{Number: "I.1", Label: document.T(w.q1), Answer: []document.Block{document.Para(w.yes)}},
		{Number: "I.2", Label: document.T(w.q2), Answer: []document.Block{document.Paragraph{Spans: noted(w.long, w.noteA)}}},
		{Number: "I.3", Label: document.T(w.q1), Empty: w.empty},
		{Number: "I.4", Label: document.T(w.q2)},
		{Number: "II.12", Label: document.T(w.q3), Answer: []document.Block{
			document.Paragraph{Spans: noted(w.body[0], w.noteA), Numbered: true},
			document.Paragraph{Spans: noted(w.body[1]+" "+strings.Repeat(w.body[2]+" ", 4), w.noteB), Numbered: true},
			document.List{Items: [][]document.Span{document.T(w.long), document.T(w.small)}},
		}},
		{Label: document.T(w.q1), Empty: w.empty},
	}}
}

func richTable(w words) document.Table {
	t := document.Table{
		Caption: document.T(w.caption), Lines: true, Widths: []float64{1, 2.4, 5, 3},
		Head: []document.Cell{document.H(w.cols[0]), document.H(w.cols[1]), document.H(w.cols[2]), document.H(w.cols[3])},
	}
	for i := range 14 {
		t.Rows = append(t.Rows, []document.Cell{
			document.H(fmt.Sprintf("E%d", i+1)), document.C(w.date), document.S(noted(w.body[i%5], w.noteA)...),
			document.S(document.Span{Text: sampleHash, Style: document.Mono}),
		})
	}
	return t
}
