package submit

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"probata/dossier"
	"probata/dossier/submission"
	"probata/ui/room"
	"probata/ui/widget"
)

// passagePane shows one passage of the narrative: what the program drafts of it, which is
// only read, and beside it the text that goes out in its place, once it is taken over.
type passagePane struct {
	w      Host
	do     func(a act, p submission.Paragraph, text string) dossier.ID
	P      submission.Paragraph
	own    bool                    // the pane has the field of an edited text
	Text   *widget.ParagraphsField // nil while only the draft is there
	Count  *widget.Chip
	marks  *widget.Text // facts left without a mark
	column *fyne.Container
	scroll *container.Scroll
	making bool // the first key of a text makes its record: the pane shows it already
	Object fyne.CanvasObject
}

func newPassagePane(w Host, do func(a act, p submission.Paragraph, text string) dossier.ID) *passagePane {
	p := &passagePane{w: w, do: do, column: widget.NewStack(12)}
	p.scroll = container.NewVScroll(widget.NewPadded(p.column, 14, 16, 16, 16))
	p.Object = widget.NewSheet(p.scroll)
	return p
}

func (p *passagePane) clear() {
	p.P, p.Text, p.own = submission.Paragraph{}, nil, false
	p.column.Objects = nil
	p.column.Refresh()
}

// stays tells whether the pane shows a passage as it is now, and takes it: a pane that is
// built anew would take the keyboard away.
func (p *passagePane) stays(now submission.Paragraph) bool {
	if now.About != p.P.About || len(p.column.Objects) == 0 {
		return false
	}
	same := now.Record == p.P.Record && now.State == p.P.State && now.Draft == p.P.Draft && slices.Equal(now.Facts, p.P.Facts) && slices.Equal(now.Changed, p.P.Changed)
	if p.Text != nil && !p.making {
		same = same && strings.TrimSpace(p.words(now.Record)) == strings.TrimSpace(p.Text.Text())
	}
	if same || p.making {
		p.P = now
		p.told()
	}
	return same || p.making
}

// words are those of an edited text as they were typed.
func (p *passagePane) words(id dossier.ID) string {
	if x, ok := p.w.Session().Record(id).(*dossier.Draft); ok {
		return x.Words
	}
	return ""
}

func (p *passagePane) show(now submission.Paragraph) {
	say := p.w.Say()
	same := p.P.About == now.About
	p.P, p.Text, p.own = now, nil, now.Record != ""
	title := widget.NewHeading(say.Label(p.w.Session().Dossier, now.About))
	title.Flow = widget.Wrap
	about := now.About
	open := widget.NewBar(0, -1, widget.NewQuietButton(say.T("ui.write.open"), p.w.Icons()["forward"], func() { p.w.Jump(about, "") }))
	p.Count = widget.NewChip("", widget.Neutral)
	p.column.Objects = []fyne.CanvasObject{title, widget.NewBar(8, 0, widget.NewChips(p.state(), p.Count), open)}
	if now.State == submission.Stale {
		p.column.Add(p.changed())
	}
	p.column.Add(container.New(&room.GridRows{Least: 330, Gap: 18}, p.drafted(), p.mine()))
	p.column.Add(p.facts())
	p.told()
	p.column.Refresh()
	if !same {
		p.scroll.ScrollToTop()
	}
}

func (p *passagePane) state() *widget.Chip {
	kind := widget.Neutral
	switch p.P.State {
	case submission.Edited:
		kind = widget.Info
	case submission.Stale:
		kind = widget.Warning
	}
	return widget.NewChip(p.w.Say().T("ui.write.state."+string(p.P.State)), kind)
}

// drafted is what the program drafts of the passage today.
func (p *passagePane) drafted() fyne.CanvasObject {
	say := p.w.Say()
	col := widget.NewStack(8, widget.NewText(p.P.Draft))
	if p.P.State == submission.Drafted && p.writable() {
		col.Add(widget.NewBar(0, -1, widget.NewPrimaryButton(say.T("ui.write.take"), p.w.Icons()["edit"], p.TakeOver)))
	}
	return room.Labelled(say.T("ui.write.drafted"), col)
}

// mine is the text in the advocate's words.
func (p *passagePane) mine() fyne.CanvasObject {
	say := p.w.Say()
	if !p.own {
		return room.Labelled(say.T("ui.write.mine"), widget.NewCaption(say.T("ui.write.not-yet")))
	}
	p.Text = widget.NewParagraphsField("passage", say.Words)
	p.Text.SetText(p.words(p.P.Record))
	p.Text.SetReadOnly(!p.writable())
	p.Text.OnChanged = p.Write
	p.Text.Observe(func() {
		p.column.Refresh()
		p.scroll.Refresh()
	})
	p.marks = widget.NewCaption("")
	p.marks.Color = widget.ColorDangerText
	col := widget.NewStack(8, p.Text.Object(), p.marks, widget.NewCaption(say.T("ui.write.marks")))
	if p.writable() {
		col.Add(widget.NewBar(0, -1, widget.NewQuietButton(say.T("ui.write.drop"), p.w.Icons()["trash"], p.Drop)))
	}
	return room.Labelled(say.T("ui.write.mine"), col)
}

// changed says what is other than it was when the text was last held against it.
func (p *passagePane) changed() fyne.CanvasObject {
	say, d := p.w.Say(), p.w.Session().Dossier
	col := widget.NewStack(6, widget.NewText(say.T("ui.write.changed")))
	for _, id := range p.P.Changed {
		row := widget.ClickRow{Icon: p.w.Icons()["warning"], Kind: widget.Warning, Title: say.T("ui.write.gone"), Subtitle: say.TypeWord(id.Type())}
		if d.Get(id) != nil {
			row.Title = say.Label(d, id)
			row.Tapped = func() { p.w.Jump(id, "") }
		}
		col.Add(widget.NewClickRow(row))
	}
	if p.writable() {
		col.Add(widget.NewBar(8, -1, widget.NewButton(say.T("ui.write.redraft"), p.w.Icons()["redo"], p.Redraft),
			widget.NewPrimaryButton(say.T("ui.write.keep"), p.w.Icons()["check"], p.KeepMine)))
	}
	return widget.NewCard(say.T("ui.write.changed-title"), col)
}

// facts are the records that the text rests on, by their marks; a tap opens one.
func (p *passagePane) facts() fyne.CanvasObject {
	say, d := p.w.Say(), p.w.Session().Dossier
	if len(p.P.Facts) == 0 {
		return widget.NewStack(0)
	}
	grid := container.New(&room.GridRows{Least: 330, Gap: 8})
	for i, id := range p.P.Facts {
		if d.Get(id) == nil {
			continue
		}
		row := widget.ClickRow{Title: say.Label(d, id), Subtitle: say.TypeWord(id.Type()), Trail: mark(i), Tapped: func() { p.w.Jump(id, "") }}
		if slices.Contains(p.P.Uncited, id) && p.writable() {
			row.Step, row.Stepped = say.T("ui.write.cite"), func() { p.Cite(i) }
		}
		grid.Add(widget.NewClickRow(row))
	}
	return room.Labelled(say.T("ui.write.facts"), grid)
}

// told says how long the text is, and which of its facts have no mark.
func (p *passagePane) told() {
	say, text := p.w.Say(), p.P.Text
	if p.Text != nil {
		text = p.Text.Text()
	}
	p.Count.Set(say.N("ui.submit.words", submission.Counter(unmarked(text))), widget.Neutral)
	if p.Text != nil {
		n := 0
		for i, id := range p.P.Facts {
			if slices.Contains(p.P.Uncited, id) && !strings.Contains(text, mark(i)) {
				n++
			}
		}
		p.marks.SetText("")
		if p.marks.Hidden = n == 0; n > 0 {
			p.marks.SetText(say.N("ui.write.uncited", n))
		}
	}
	p.column.Refresh()
}

func mark(fact int) string { return "[^" + strconv.Itoa(fact+1) + "]" }

func (p *passagePane) writable() bool { return !p.w.Session().Store.ReadOnly() }

func (p *passagePane) focus() {
	if p.Text != nil {
		p.w.Win().Canvas().Focus(p.Text.FocusTarget())
	}
}

// TakeOver makes the drafted text one to be edited.
func (p *passagePane) TakeOver() {
	p.do(edit, p.P, p.P.Text)
	p.focus()
}

// Redraft puts what is drafted today in place of the edited text.
func (p *passagePane) Redraft() { p.do(redraft, p.P, "") }

// KeepMine says that the edited text holds for the records of today.
func (p *passagePane) KeepMine() { p.do(keep, p.P, "") }

// Drop lets the drafted text go out again.
func (p *passagePane) Drop() { p.do(drop, p.P, "") }

// Cite puts the mark of a fact at the end of the text.
func (p *passagePane) Cite(fact int) {
	text := strings.TrimRight(p.Text.Text(), " \n") + mark(fact)
	p.Text.SetText(text)
	p.Write(text)
	p.w.Session().Flush()
}

// Write keeps what is typed. An empty text goes, so that the drafted one goes out again;
// and one that counts for every form is kept for them, and becomes one of this form's own.
func (p *passagePane) Write(text string) {
	p.w.Touch()
	x, _ := p.w.Session().Record(p.P.Record).(*dossier.Draft)
	p.making = true
	defer func() { p.making = false }()
	switch {
	case strings.TrimSpace(unmarked(text)) == "":
		if x != nil && x.Form != "" {
			p.do(drop, p.P, "")
		}
	case x == nil, x.Form == "":
		p.P.Record = p.do(edit, p.P, text)
	default:
		p.w.Session().Typed(x.ID, "text", func(r dossier.Record) { r.(*dossier.Draft).Words = text })
	}
	p.told()
}
