package document

// Spans calls visit for every span of the blocks in reading order, the spans
// of footnotes after the span that carries them.
func Spans(blocks []Block, visit func(Span)) {
	for _, b := range blocks {
		blockSpans(b, visit)
	}
}

// Walk calls visit for every block in reading order, those within the answers of fields
// and covers after the block that holds them.
func Walk(blocks []Block, visit func(Block)) {
	items := func(items []FieldItem) {
		for _, it := range items {
			Walk(it.Answer, visit)
		}
	}
	for _, b := range blocks {
		visit(b)
		switch b := b.(type) {
		case Fields:
			items(b.Items)
		case Cover:
			items(b.Items)
		}
	}
}

// Notes calls visit for every span with a note that has a number. A note in a note is
// read where it stands and has none.
func Notes(blocks []Block, visit func(Span)) {
	inner := 0
	Spans(blocks, func(s Span) {
		if inner > 0 {
			inner--
		} else if s.Note != nil {
			visit(s)
		}
		inner += len(s.Note)
	})
}

func blockSpans(b Block, visit func(Span)) {
	switch b := b.(type) {
	case Heading:
		runs(b.Text, visit)
	case Paragraph:
		runs(b.Spans, visit)
	case Quote:
		runs(b.Original, visit)
		for _, t := range b.Translations {
			runs(t.Text, visit)
		}
		runs(b.Attribution, visit)
	case Table:
		tableSpans(b, visit)
	case Fields:
		for _, it := range b.Items {
			runs(it.Label, visit)
			Spans(it.Answer, visit)
			visit(Span{Text: it.Empty})
		}
	case List:
		for _, it := range b.Items {
			runs(it, visit)
		}
	case Figure:
		visit(Span{Text: b.Alt})
		runs(b.Caption, visit)
	case Sheet:
		runs(b.Head, visit)
		visit(Span{Text: b.Alt})
	case Cover:
		visit(Span{Text: b.Number})
		runs(b.Title, visit)
		blockSpans(Fields{Items: b.Items}, visit)
	case Timeline:
		timelineSpans(b, visit)
	case Relations:
		relationSpans(b, visit)
	case Signature:
		for _, l := range append(b.Labels[:len(b.Labels):len(b.Labels)], b.Names...) {
			visit(Span{Text: l})
		}
	}
}

func timelineSpans(t Timeline, visit func(Span)) {
	visit(Span{Text: t.Alt})
	runs(t.Caption, visit)
	for _, tick := range t.Ticks {
		visit(Span{Text: tick.Label})
	}
	for _, l := range t.Lanes {
		runs(l.Name, visit)
		for _, m := range l.Moments {
			runs(m.Label, visit)
		}
	}
	visit(Span{Text: t.Undated})
	runs(t.Key, visit)
}

func relationSpans(r Relations, visit func(Span)) {
	visit(Span{Text: r.Alt})
	runs(r.Caption, visit)
	visit(Span{Text: r.Doubt})
	runs(r.Key, visit)
	for _, p := range r.Parties {
		runs(p.Name, visit)
		runs(p.Role, visit)
	}
	for _, p := range r.Parts {
		runs(p.Head, visit)
		for _, s := range []string{p.Left, p.Tie, p.Right} {
			visit(Span{Text: s})
		}
		for _, t := range p.Ties {
			runs(t.Label, visit)
			runs(t.Told, visit)
		}
	}
}

func tableSpans(t Table, visit func(Span)) {
	runs(t.Caption, visit)
	for _, row := range append([][]Cell{t.Head}, t.Rows...) {
		for _, c := range row {
			for _, p := range c.Paragraphs {
				runs(p, visit)
			}
		}
	}
}

func runs(spans []Span, visit func(Span)) {
	for _, s := range spans {
		visit(s)
		runs(s.Note, visit)
	}
}
