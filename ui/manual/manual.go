// Package manual shows the user's guide over whatever the window shows: chapters at
// the left, their text at the right, a search above. It needs no open vault, so that
// F1 helps at the first screen, too, and it knows nothing of a case.
package manual

import (
	"io/fs"
	"strings"

	"fyne.io/fyne/v2"
	fw "fyne.io/fyne/v2/widget"

	"probata/dossier/document"
	"probata/dossier/guide"
	"probata/dossier/lang"
	"probata/ui/widget"
)

// Words are the texts that the manual needs of its own.
type Words struct {
	Title, Filter, NoMatch, Close string
}

// Manual is the guide over a window.
type Manual struct {
	words    Words
	chapters []chapter
	shown    []int
	list     *widget.RecordList
	page     *widget.Page
	popup    *fw.PopUp
	closed   func()
}

type chapter struct {
	title  string
	text   string // in small letters, for the search
	blocks []document.Block
}

// Show opens the guide, of which say has the language, over a window. closed is told
// when it is gone. Only the data that ships inside can make it fail.
func Show(win fyne.Window, guides fs.FS, say *lang.Printer, icons widget.Icons, closed func()) (*Manual, error) {
	text, err := fs.ReadFile(guides, say.Tag()+".txt")
	if err != nil {
		return nil, err
	}
	doc, err := guide.Parse(string(text), say, nil)
	if err != nil {
		return nil, err
	}
	words := Words{Title: say.T("ui.guide.title"), Filter: say.T("ui.guide.filter"), NoMatch: say.T("ui.list.no-match"), Close: say.T("ui.guide.close")}
	return show(win, doc, words, icons, closed), nil
}

func show(win fyne.Window, doc document.Document, words Words, icons widget.Icons, closed func()) *Manual {
	m := &Manual{words: words, chapters: chaptersOf(doc), closed: closed}
	m.list = widget.NewRecordList(widget.RecordListOptions{FilterHint: words.Filter, NoMatch: words.NoMatch})
	m.list.OnFilter = m.fill
	m.list.OnSelected = func(i int) { m.read(m.shown[i]) }
	m.page = widget.NewPage(widget.NewStack(0))
	head := widget.NewHeader(widget.NewButton(words.Close, icons["close"], m.Close))
	head.Set(words.Title, "")
	split := widget.NewSplit(m.list, widget.NewSheet(widget.NewPadded(m.page, 14, 14, 14, 20)), 0.3)
	m.popup = fw.NewModalPopUp(widget.NewPadded(widget.NewHeaded(12, head, split), 14, 16, 14, 16), win.Canvas())
	size := win.Canvas().Size()
	m.popup.Resize(fyne.NewSize(size.Width-48, size.Height-48))
	m.fill("")
	m.popup.Show()
	m.list.FocusFilter()
	return m
}

// Close takes the guide away.
func (m *Manual) Close() {
	m.popup.Hide()
	if m.closed != nil {
		m.closed()
	}
}

// chaptersOf cuts the guide at its chapters.
func chaptersOf(doc document.Document) []chapter {
	var out []chapter
	for _, b := range doc.Blocks {
		if h, ok := b.(document.Heading); ok && h.Level == 1 {
			out = append(out, chapter{title: plain(h.Text)})
			continue
		}
		if len(out) == 0 {
			continue // what stands before the first chapter are the contents
		}
		c := &out[len(out)-1]
		c.blocks = append(c.blocks, b)
	}
	for i := range out {
		var words strings.Builder
		words.WriteString(out[i].title)
		for _, b := range out[i].blocks {
			for _, spans := range spansOf(b) {
				words.WriteString("\n" + plain(spans))
			}
		}
		out[i].text = strings.ToLower(words.String())
	}
	return out
}

func (m *Manual) fill(q string) {
	m.shown = m.shown[:0]
	for i, c := range m.chapters {
		if strings.Contains(c.text, strings.ToLower(strings.TrimSpace(q))) {
			m.shown = append(m.shown, i)
		}
	}
	m.list.SetRows(func(i int) widget.Row { return widget.Row{Title: m.chapters[m.shown[i]].title} }, len(m.shown))
	if len(m.shown) > 0 {
		m.list.Select(0)
		m.read(m.shown[0])
	}
}

// read shows a chapter from its top.
func (m *Manual) read(i int) {
	col := widget.NewStack(10, heading(m.chapters[i].title, true))
	for _, b := range m.chapters[i].blocks {
		if h, ok := b.(document.Heading); ok {
			col.Add(widget.NewPadded(heading(plain(h.Text), false), 8, 0, 0, 0))
			continue
		}
		list, _ := b.(document.List)
		for n, spans := range spansOf(b) {
			text := widget.NewText(mark(list, b, n) + plain(spans))
			col.Add(widget.NewPadded(text, 0, 0, 0, indent(b)))
		}
	}
	m.page.SetContent(widget.NewTop(760, col))
	m.page.Settle()
}

func heading(text string, chapter bool) fyne.CanvasObject {
	t := widget.NewText(text)
	t.Bold = true
	if chapter {
		t.TextSize = fyne.ThemeSizeName("subHeadingText")
	}
	return t
}
