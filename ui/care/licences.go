package care

import (
	"io/fs"
	"strings"

	"fyne.io/fyne/v2"
	fw "fyne.io/fyne/v2/widget"

	"probata/ui/room"
	"probata/ui/speech"
	"probata/ui/widget"
)

// licences is the page with the terms of everything the program is made of: who
// is named at the left, the text at the right. The texts are what ships inside.
type licences struct {
	w      Host
	all    []licence
	shown  []int
	lines  []string
	list   *widget.RecordList
	text   *fw.List
	object fyne.CanvasObject
}

// licence is one text with what it is the licence of.
type licence struct {
	of   []string
	text string
}

// licenceRule is what stands before names, and with hyphens before a text.
var licenceRule = strings.Repeat("=", 72) + "\n"

// readLicences cuts the file that ships inside into its texts.
func readLicences(file string) []licence {
	var out []licence
	for part := range strings.SplitSeq(file, licenceRule) {
		if names, text, ok := strings.Cut(part, strings.ReplaceAll(licenceRule, "=", "-")); ok {
			out = append(out, licence{strings.Split(strings.TrimSpace(names), "\n"), strings.Trim(text, "\n")})
		}
	}
	return out
}

// licenceCard leads to the page.
func (s *settings) licenceCard() fyne.CanvasObject {
	t := s.w.Say().T
	return widget.NewCard(t("ui.licences.title"), widget.NewStack(10, widget.NewCaption(t("ui.licences.about")),
		widget.NewBar(0, -1, widget.NewButton(t("ui.licences.open"), s.w.Icons()["info"], func() { ShowLicences(s.w) }))))
}

func ShowLicences(w Host) {
	data, err := fs.ReadFile(w.Licences(), "LICENCES.txt")
	if err != nil {
		w.Fail(err)
		return
	}
	w.Put(newLicences(w, readLicences(string(data)), w.ShowSettings).object)
}

func newLicences(w Host, all []licence, back func()) *licences {
	t := w.Say().T
	l := &licences{w: w, all: all}
	head := widget.NewHeader(widget.NewButton(t("ui.licences.back"), w.Icons()["back"], back))
	head.Set(t("ui.licences.title"), t("ui.licences.about"))
	l.list = widget.NewRecordList(widget.RecordListOptions{FilterHint: t("ui.licences.filter"), NoMatch: t("ui.list.no-match")})
	l.list.OnFilter = l.fill
	l.list.OnSelected = func(i int) { l.show(l.shown[i]) }
	l.text = fw.NewList(func() int { return len(l.lines) }, func() fyne.CanvasObject {
		line := widget.NewText(" ")
		line.Flow = widget.Cut
		return line
	}, func(i int, o fyne.CanvasObject) { o.(*widget.Text).SetText(l.lines[i]) })
	l.text.HideSeparators = true
	split := widget.NewSplit(room.NewWide(l.list, room.ListLeast), widget.NewSheet(widget.NewPadded(l.text, 12, 12, 12, 16)), 0.32)
	l.object = widget.NewPadded(widget.NewHeaded(14, head, split), 16, 20, 0, 20)
	l.fill("")
	return l
}

func (l *licences) fill(q string) {
	l.shown = l.shown[:0]
	for i, x := range l.all {
		if q == "" || room.Contains(strings.Join(x.of, " "), q) {
			l.shown = append(l.shown, i)
		}
	}
	l.list.SetRows(func(i int) widget.Row {
		x := l.all[l.shown[i]]
		name, version, _ := strings.Cut(x.of[0], " ")
		if !strings.Contains(name, "/") { // a font, a word list: all of it is its name
			name, version = x.of[0], ""
		}
		return widget.Row{Title: name, Subtitle: speech.Join(append([]string{version}, x.of[1:]...)...)}
	}, len(l.shown))
	if len(l.shown) == 0 {
		l.lines = nil
		l.text.Refresh()
		return
	}
	l.list.Select(0)
	l.show(l.shown[0])
}

func (l *licences) show(i int) {
	l.w.Touch()
	x := l.all[i]
	l.lines = append(append([]string{}, x.of...), "")
	for line := range strings.SplitSeq(x.text, "\n") {
		l.lines = append(l.lines, brokenLine(line)...)
	}
	l.text.Refresh()
	l.text.ScrollToTop()
}

// licenceWidth is how many letters of a licence stand in a line.
const licenceWidth = 96

// brokenLine breaks a paragraph that was written as one line.
func brokenLine(s string) []string {
	var out []string
	for len([]rune(s)) > licenceWidth {
		cut := strings.LastIndexByte(string([]rune(s)[:licenceWidth]), ' ')
		if cut <= 0 {
			break
		}
		out, s = append(out, s[:cut]), s[cut+1:]
	}
	return append(out, s)
}
