package submit

import (
	"bytes"
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fw "fyne.io/fyne/v2/widget"

	"probata/dossier/giveout"
	"probata/dossier/portal"
	"probata/dossier/submission"
	"probata/ui/room"
	"probata/ui/speech"
	"probata/ui/widget"
)

// portalPane is the submission laid out for a web form: a block for each field,
// with what it counts and a button that copies it. What is copied leaves the
// clipboard after a minute. A block shows the beginning of a long text; the copy
// is always the whole.
type portalPane struct {
	w       Host
	filled  *submission.Filled
	sheet   portal.Sheet
	Made    bool // sheet is that of filled
	Shown   bool
	sources bool              // of long texts, listed below them
	copied  map[string]string // what was carried over of a field: it may be different now
	cancel  context.CancelFunc
	open    func(question string)
	Column  *fyne.Container
	scroll  *container.Scroll
	Object  fyne.CanvasObject
}

// mostShown is how many letters of an answer a block shows.
const mostShown = 700

func newPortalPane(w Host, open func(question string)) *portalPane {
	p := &portalPane{w: w, open: open, sources: true, copied: map[string]string{}, cancel: func() {}, Column: widget.NewStack(10)}
	p.scroll = container.NewVScroll(widget.NewPadded(p.Column, 4, 8, 12, 4))
	p.Object = p.scroll
	return p
}

// fill takes the submission as it is now.
func (p *portalPane) fill(f *submission.Filled) {
	p.filled, p.Made = f, false
	p.draw()
}

// Look says whether the pane is in view; nothing is made for nobody.
func (p *portalPane) Look(on bool) {
	if p.Shown != on {
		p.Shown = on
		p.draw()
	}
}

// stop gives up what is being made.
func (p *portalPane) stop() { p.cancel() }

// draw makes the sheet beside the main goroutine.
func (p *portalPane) draw() {
	if !p.Shown || p.Made || p.filled == nil {
		return
	}
	p.cancel()
	ctx, cancel := context.WithCancel(context.Background())
	p.cancel = cancel
	filled, words := p.filled, p.w.Data().Words.Printer(p.filled.Language)
	var sheet portal.Sheet
	p.w.Work(func(context.Context) (err error) {
		sheet, err = giveout.Sheet(filled, words)
		return err
	}, func(err error) {
		if ctx.Err() != nil {
			return
		}
		if err != nil {
			p.Column.Objects = []fyne.CanvasObject{widget.NewText(p.w.Sentence(err))}
			p.Column.Refresh()
			return
		}
		p.sheet, p.Made = sheet, true
		p.show()
	})
}

func (p *portalPane) show() {
	p.Column.Objects = []fyne.CanvasObject{p.head()}
	section := ""
	for i := range p.sheet.Fields {
		f := &p.sheet.Fields[i]
		if f.Section != section {
			section = f.Section
			p.Column.Add(widget.NewPadded(widget.NewHeading(section), 8, 0, 0, 4))
		}
		p.Column.Add(p.block(f))
	}
	p.Column.Refresh()
	p.scroll.Refresh()
}

// head says where it goes, how long the whole is, and what is left out.
func (p *portalPane) head() fyne.CanvasObject {
	say := p.w.Say()
	total := p.sheet.Total(p.sources)
	col := widget.NewStack(8, widget.NewText(say.T("ui.portal.about")))
	for _, to := range []string{p.sheet.Web, p.sheet.Mail} {
		if to != "" {
			col.Add(widget.NewBar(6, 0, widget.NewText(to), widget.NewIconButton(p.w.Icons()["copy"], say.T("ui.portal.copy-address"), func() { p.w.App().Clipboard().SetContent(to) })))
		}
	}
	count := speech.Join(say.N("ui.submit.words", total.Words), say.N("ui.submit.characters", total.Characters))
	col.Add(widget.NewCaption(speech.Join(say.T("ui.submit.whole", "count", count), p.sheet.Edition)))
	if len(p.sheet.Left) > 0 {
		col.Add(widget.NewCaption(say.T("ui.portal.left", "parts", strings.Join(p.sheet.Left, ", "))))
	}
	sources := fw.NewCheck(say.T("ui.portal.sources"), nil)
	sources.SetChecked(p.sources)
	sources.OnChanged = func(on bool) {
		p.sources = on
		p.show()
	}
	col.Add(sources)
	col.Add(widget.NewBar(0, -1, widget.NewButton(say.T("ui.portal.save"), p.w.Icons()["export"], p.askSave)))
	return widget.NewCard(say.T("ui.portal.title"), col)
}

// block is one field of the web form.
func (p *portalPane) block(f *portal.Field) fyne.CanvasObject {
	say := p.w.Say()
	title := widget.NewHeading(speech.Spaced(f.Number, f.Label))
	title.Flow = widget.Wrap
	col := widget.NewStack(6, title)
	paste := f.Paste(p.sources && f.Long)
	if f.Empty() {
		chips := []*widget.Chip{widget.NewChip(say.T("ui.submit.empty"), widget.Neutral)}
		if f.Required {
			chips[0] = widget.NewChip(say.T("ui.submit.missing"), widget.Danger)
		}
		id := f.ID
		col.Add(widget.NewBar(8, 0, widget.NewChips(chips...), widget.NewQuietButton(say.T("ui.portal.answer"), p.w.Icons()["edit"], func() { p.open(id) })))
		return widget.NewSheet(widget.NewPadded(col, 10, 14, 10, 14))
	}
	text := widget.NewText(speech.Shorter(paste, mostShown))
	text.MaxLines = 8
	col.Add(text)
	words, kind := fieldCount(say, f, p.sources && f.Long)
	length := widget.NewChip(words, kind)
	done := widget.NewChip(say.T("ui.portal.copied"), widget.Success)
	done.Hidden = p.copied[f.ID] != paste
	id := f.ID
	copyIt := widget.NewButton(say.T("ui.portal.copy"), p.w.Icons()["copy"], func() {
		p.w.Touch()
		if !p.cleared() {
			return
		}
		p.w.App().Clipboard().SetContent(paste)
		p.w.ForgetClipboard()
		p.copied[id] = paste
		done.Show()
		col.Refresh()
	})
	col.Add(widget.NewBar(8, 0, widget.NewChips(length, done), copyIt))
	return widget.NewSheet(widget.NewPadded(col, 10, 14, 10, 14))
}

// fieldCount is the length of what is pasted into a field.
func fieldCount(s *speech.Speech, f *portal.Field, sources bool) (string, widget.Kind) {
	n := f.Count(sources)
	count := s.N("ui.submit.words", n.Words)
	if f.MaxWords > 0 {
		count = s.T("ui.submit.words-of", "n", s.Number(n.Words), "most", s.Number(f.MaxWords))
	}
	kind := widget.Neutral
	if f.TooLong(sources) {
		kind = widget.Danger
	}
	return speech.Join(count, s.N("ui.submit.characters", n.Characters)), kind
}

// askSave writes the sheet as a text file, after saying that it is clear text.
func (p *portalPane) askSave() {
	if !p.cleared() {
		return
	}
	say := p.w.Say()
	p.w.Ask(room.Question{Title: say.T("ui.portal.save-title"), Text: say.T("ui.portal.save-text"), Yes: say.T("ui.json.yes"), No: say.Words.Cancel, Danger: true}, func() {
		var b bytes.Buffer
		if err := p.sheet.WriteText(&b, say.Printer, p.sources); err != nil {
			p.w.Fail(err)
			return
		}
		room.SaveFile(p.w, room.NeutralName(p.w, "web-form-"+p.sheet.Form, p.sheet.Language, ".txt"), b.Bytes(), say.T("ui.portal.saved"))
	})
}

// cleared tells whether all words that may be a withheld name have been looked at,
// and says so if not: a web form has no place for the mark of a draft.
func (p *portalPane) cleared() bool {
	err := p.filled.Cleared()
	if err != nil {
		p.w.Fail(err)
	}
	return err == nil
}
