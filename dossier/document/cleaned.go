package document

import "slices"

// Cleaned is a document all of whose texts are clean, for whoever builds one: what is
// searched for names before it goes out must be what the back ends write.
func Cleaned(d Document) Document {
	for _, s := range []*string{&d.Title, &d.Subtitle, &d.Subject, &d.Date, &d.Mark, &d.Draft, &d.Running} {
		*s = Clean(*s)
	}
	d.To = cleanStrings(d.To)
	if d.Front != nil {
		f := *d.Front
		f.Kind, f.Pages, f.Mark, f.Items = Clean(f.Kind), Clean(f.Pages), Clean(f.Mark), cleanItems(f.Items)
		d.Front = &f
	}
	d.Blocks = CleanBlocks(d.Blocks)
	d.Annexes = slices.Clone(d.Annexes)
	for i := range d.Annexes {
		a := &d.Annexes[i]
		for _, s := range []*string{&a.Label, &a.FileName, &a.Size, &a.Received, &a.Alt} {
			*s = Clean(*s)
		}
		a.Title, a.Source, a.Note = cleanSpans(a.Title), cleanSpans(a.Source), cleanSpans(a.Note)
	}
	return d
}

// CleanBlocks are blocks all of whose texts are clean; the given ones stay as they are.
// Pictures lose what their files say beyond the pixels in the back ends, which turn them.
func CleanBlocks(blocks []Block) []Block {
	out := make([]Block, len(blocks))
	for i, b := range blocks {
		out[i] = cleanBlock(b)
	}
	return out
}

func cleanBlock(b Block) Block {
	switch b := b.(type) {
	case Heading:
		b.Text = cleanSpans(b.Text)
		return b
	case Paragraph:
		b.Spans = cleanSpans(b.Spans)
		return b
	case Quote:
		b.Original, b.Attribution = cleanSpans(b.Original), cleanSpans(b.Attribution)
		b.Translations = slices.Clone(b.Translations)
		for i := range b.Translations {
			b.Translations[i].Text = cleanSpans(b.Translations[i].Text)
		}
		return b
	case Table:
		b.Caption, b.Head, b.Rows = cleanSpans(b.Caption), cleanRow(b.Head), slices.Clone(b.Rows)
		for i := range b.Rows {
			b.Rows[i] = cleanRow(b.Rows[i])
		}
		return b
	case Fields:
		b.Items = cleanItems(b.Items)
		return b
	case List:
		b.Items = cleanAll(b.Items)
		return b
	case Signature:
		b.Labels, b.Names = cleanStrings(b.Labels), cleanStrings(b.Names)
		return b
	case Figure:
		b.Alt, b.Caption = Clean(b.Alt), cleanSpans(b.Caption)
		return b
	case Cover:
		b.Number, b.Title, b.Items = Clean(b.Number), cleanSpans(b.Title), cleanItems(b.Items)
		return b
	case Timeline:
		return cleanTimeline(b)
	case Relations:
		return cleanRelations(b)
	}
	return b // says nothing, or is made by a back end for itself
}

func cleanTimeline(t Timeline) Timeline {
	t.Caption, t.Alt, t.Undated, t.Key = cleanSpans(t.Caption), Clean(t.Alt), Clean(t.Undated), cleanSpans(t.Key)
	t.Ticks, t.Lanes = slices.Clone(t.Ticks), slices.Clone(t.Lanes)
	for i := range t.Ticks {
		t.Ticks[i].Label = Clean(t.Ticks[i].Label)
	}
	for i := range t.Lanes {
		l := &t.Lanes[i]
		l.Name, l.Moments = cleanSpans(l.Name), slices.Clone(l.Moments)
		for k := range l.Moments {
			l.Moments[k].Label = cleanSpans(l.Moments[k].Label)
		}
	}
	return t
}

func cleanRelations(r Relations) Relations {
	r.Caption, r.Alt, r.Doubt, r.Key = cleanSpans(r.Caption), Clean(r.Alt), Clean(r.Doubt), cleanSpans(r.Key)
	r.Parties, r.Parts = slices.Clone(r.Parties), slices.Clone(r.Parts)
	for i := range r.Parties {
		r.Parties[i].Name, r.Parties[i].Role = cleanSpans(r.Parties[i].Name), cleanSpans(r.Parties[i].Role)
	}
	for i := range r.Parts {
		p := &r.Parts[i]
		p.Head, p.Left, p.Tie, p.Right = cleanSpans(p.Head), Clean(p.Left), Clean(p.Tie), Clean(p.Right)
		p.Ties = slices.Clone(p.Ties)
		for k := range p.Ties {
			p.Ties[k].Label, p.Ties[k].Told = cleanSpans(p.Ties[k].Label), cleanSpans(p.Ties[k].Told)
		}
	}
	return r
}

func cleanItems(items []FieldItem) []FieldItem {
	items = slices.Clone(items)
	for i := range items {
		it := &items[i]
		it.Number, it.Label, it.Empty, it.Answer = Clean(it.Number), cleanSpans(it.Label), Clean(it.Empty), CleanBlocks(it.Answer)
	}
	return items
}

func cleanRow(row []Cell) []Cell {
	row = slices.Clone(row)
	for i := range row {
		row[i].Paragraphs = cleanAll(row[i].Paragraphs)
	}
	return row
}

func cleanAll(list [][]Span) [][]Span {
	list = slices.Clone(list)
	for i := range list {
		list[i] = cleanSpans(list[i])
	}
	return list
}

func cleanSpans(spans []Span) []Span {
	spans = slices.Clone(spans)
	for i := range spans {
		s := &spans[i]
		s.Text, s.Link = Clean(s.Text), Clean(s.Link)
		if s.Note != nil {
			s.Note = cleanSpans(s.Note)
		}
	}
	return spans
}

func cleanStrings(list []string) []string {
	list = slices.Clone(list)
	for i := range list {
		list[i] = Clean(list[i])
	}
	return list
}
