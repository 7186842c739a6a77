package layout

import (
	"unicode/utf8"

	"probata/dossier/document"
)

// A field table has two forms in one frame: a short answer stands beside its
// question, a long one below it over the full width, so that it can run over
// pages.
const (
	labelShare  = 0.38
	numberMin   = 30.0 // room for the numbers of the questions
	numberMax   = 76.0
	fieldPad    = 5.0
	shortAnswer = 330 // characters; about nine lines beside the question
)

func (s *setter) fields(f document.Fields, x, w float64) error {
	s.space(paraGap)
	s.depth++
	defer func() { s.depth-- }()
	room := s.numberRoom(f)
	var err error
	for from, to := 0, 0; from < len(f.Items) && err == nil; from = to {
		if tabled(f.Items[from].Answer) {
			to = from + 1
			err = s.longField(f.Items[from], x, w, room, false)
			continue
		}
		for to = from; to < len(f.Items) && !tabled(f.Items[to].Answer); to++ {
		}
		err = s.fieldTable(f.Items[from:to], x, w, room)
	}
	s.space(paraGap + 5)
	return err
}

// tabled tells whether an answer has a table of its own. No table stands within a cell, which
// reading programs lose their way in (ISO 14289-1, 7.5): such an answer is none.
func tabled(answer []document.Block) bool {
	for _, b := range answer {
		switch b.(type) {
		case document.Table, document.Fields:
			return true
		}
	}
	return false
}

// fieldTable sets questions as the rows of one table.
func (s *setter) fieldTable(items []document.FieldItem, x, w, room float64) (err error) {
	s.inside(TagTable, func() {
		for _, it := range items {
			s.inside(TagTR, func() {
				if beside(it) {
					s.shortField(it, x, w, room)
				} else if err == nil {
					err = s.longField(it, x, w, room, true)
				}
			})
		}
	})
	return err
}

// fieldHead runs set with the question of a field as the parent.
func (s *setter) fieldHead(set func()) {
	s.tags[s.inside(TagTH, set)].Scope = "Row"
}

// numberRoom is what the numbers of a field table take, so that its labels
// begin at one line.
func (s *setter) numberRoom(f document.Fields) float64 {
	room := numberMin
	for _, it := range f.Items {
		if number := s.label(artifact, it.Number, numberStyle, 7, 0); len(number) > 0 {
			if end := number[len(number)-1]; end.X+end.W+7 < numberMax {
				room = max(room, end.X+end.W+7)
			}
		}
	}
	return room
}

// beside tells whether an answer is short enough to stand beside its question.
func beside(it document.FieldItem) bool {
	n := 0
	for _, b := range it.Answer {
		p, ok := b.(document.Paragraph)
		if !ok || p.Numbered || p.Kind != document.Body {
			return false
		}
		for _, sp := range p.Spans {
			n += utf8.RuneCountInString(sp.Text)
			if len(sp.Note) > 0 {
				n += 40
			}
			for _, r := range sp.Text {
				if r == '\n' {
					n += 40
				}
			}
		}
		n += 40
	}
	return n <= shortAnswer+40 && len(it.Answer) <= 5 && utf8.RuneCountInString(document.Plain(it.Label)) <= shortAnswer
}

func fieldFrame(x, w float64) *frame {
	return &frame{x: x, w: w, line: hairline, width: 0.6, left: true, right: true, top: true, bottom: true}
}

// shortField is one unbreakable row: number and label tinted at the left, the
// answer at the right.
func (s *setter) shortField(f document.FieldItem, x, w, room float64) {
	lw := w * labelShare
	it := item{}
	labelH, answerH := 0.0, 0.0
	s.fieldHead(func() { labelH = s.shortLabel(&it, f, x, lw, room) })
	s.inside(TagTD, func() { answerH = s.shortAnswer(&it, f, x+lw+8, w-lw-16) })
	h := max(labelH, answerH, answerStyle.leading) + 2*fieldPad
	for i := range it.ops {
		it.ops[i].Y += fieldPad
	}
	for i := range it.links {
		it.links[i].Y += fieldPad
	}
	it.h = h
	outer := s.frames
	label := &frame{x: x, w: lw, fill: tint, line: hairline, width: 0.6, right: true}
	s.frames = append(outer[:len(outer):len(outer)], label, fieldFrame(x, w))
	s.add(it)
	s.frames = outer
}

// shortLabel stacks number and label of a question beside its answer.
func (s *setter) shortLabel(it *item, f document.FieldItem, x, lw, room float64) float64 {
	lx, labelH := x+7, 0.0
	if number := s.text(document.T(f.Number), numberStyle, lx, lw-12); f.Number != "" {
		wide := number[0].right > x+room-3 || len(number) > 1
		h := s.stack(it, number, numberStyle, 0)
		if wide {
			labelH = h // above the label, when it is no short number
		} else {
			lx = x + room
		}
	}
	return labelH + s.stack(it, s.text(f.Label, labelStyle, lx, x+lw-5-lx), labelStyle, labelH)
}

// shortAnswer stacks the paragraphs of an answer, or the words for none.
func (s *setter) shortAnswer(it *item, f document.FieldItem, x, w float64) float64 {
	if len(f.Answer) == 0 && f.Empty != "" {
		return s.stack(it, s.text(document.T(f.Empty), emptyStyle, x, w), emptyStyle, 0)
	}
	st := answerStyle
	st.align = ragged
	h := 0.0
	for i, b := range f.Answer {
		p := b.(document.Paragraph)
		if i > 0 {
			h += 3
		}
		if p.ID != "" {
			s.places = append(s.places, idPlace(p.ID))
		}
		h += s.stack(it, s.text(p.Spans, st, x, w), st, h)
	}
	return h
}

// stack puts lines below each other into one item, from y on, and returns
// their height.
func (s *setter) stack(it *item, lines []line, ps paraStyle, y float64) float64 {
	leading := leadingOf(lines, ps)
	for i := range lines {
		part := lines[i].item(leading, y+float64(i)*leading+ps.baseline()+(leading-ps.leading)/2)
		it.ops = append(it.ops, part.ops...)
		it.links = append(it.links, part.links...)
		it.notes = append(it.notes, part.notes...)
	}
	return leading * float64(len(lines))
}

// longField is a tinted line with the question and the answer in a box below; row tells
// whether they are cells of a table.
func (s *setter) longField(f document.FieldItem, x, w, room float64, row bool) error {
	outer := s.frames
	box := fieldFrame(x, w)
	s.frames = append(outer[:len(outer):len(outer)], box)
	band := func() { s.fieldBand(f, x, w, room) }
	head, cell := s.fieldHead, func(set func()) { s.inside(TagTD, set) }
	if !row {
		bare := func(set func()) { set() }
		head, cell = bare, bare
	}
	head(band)
	s.pad(fieldPad)
	n := len(s.items)
	var err error
	cell(func() {
		err = s.blocks(f.Answer, x+9, w-18, answerStyle)
		if len(f.Answer) == 0 && f.Empty != "" {
			s.addLines(s.text(document.T(f.Empty), emptyStyle, x+9, w-18), emptyStyle)
		}
	})
	s.gap = 0
	if len(s.items) > n {
		s.keepLast()
	}
	s.pad(fieldPad + 1)
	s.items[len(s.items)-1].keep = false
	s.frames = outer
	return err
}

func (s *setter) fieldBand(f document.FieldItem, x, w, room float64) {
	band := &frame{x: x, w: w, fill: tint, line: hairline, width: 0.6, top: true, bottom: true}
	frames := s.frames
	s.frames = append([]*frame{band}, frames...)
	s.pad(fieldPad - 1)
	st := labelStyle
	st.style = document.Bold
	lx := x + 7
	tag := s.newTag(TagP, s.parent)
	number := s.label(tag, f.Number, numberStyle, lx, room)
	if n := len(number); n > 0 {
		lx = max(x+room, number[n-1].X+number[n-1].W+6)
	}
	s.leaf = tag
	lines := s.text(f.Label, st, lx, x+w-7-lx)
	lines[0].ops = append(number, lines[0].ops...)
	s.keepChain(lines, st)
	s.pad(fieldPad - 1)
	s.frames = frames
}
