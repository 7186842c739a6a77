package submit

import (
	"cmp"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fw "fyne.io/fyne/v2/widget"

	"probata/dossier"
	"probata/dossier/submission"
	"probata/ui/room"
	"probata/ui/speech"
	"probata/ui/widget"
)

// reviewBox is the reviewed list: one passage after another with words that may be
// a withheld name, who may be meant and why it is not certain, and the two
// decisions. It works without a mouse: K keeps, W withholds, N and P go on and
// back, Escape ends. A key decides nothing that is not on the screen.
type reviewBox struct {
	s    *Screen
	list []submission.Passage
	key  string     // of the passage shown
	as   dossier.ID // who is meant, as chosen; "" when that is not told
	keys map[string]*widget.Button
	body *fyne.Container
	pop  *fw.PopUp
	back fyne.Focusable
}

// openReview shows the passages of the edition, the first that is open.
func (s *Screen) openReview() {
	if s.Filled == nil {
		return
	}
	list := s.Filled.Passages()
	if len(list) == 0 {
		s.w.Notice(s.w.Say().T("ui.review.none"))
		return
	}
	c := s.w.Win().Canvas()
	b := &reviewBox{s: s, list: list, back: c.Focused(), body: widget.NewStack(12)}
	b.pop = fw.NewModalPopUp(container.New(room.FixedWidth{Width: min(620, c.Size().Width-48)}, widget.NewPadded(b.body, 16, 16, 14, 16)), c)
	b.pop.Show()
	s.w.Escape(b.end)
	b.show(b.nextOpen(-1))
}

func (b *reviewBox) end() {
	b.s.w.Escape(nil)
	b.pop.Hide()
	if b.back != nil {
		b.s.w.Win().Canvas().Focus(b.back)
	}
}

func (b *reviewBox) at() int {
	return slices.IndexFunc(b.list, func(p submission.Passage) bool { return p.Key == b.key })
}

// nextOpen is the next passage after i that nobody has decided on, else the one
// after i.
func (b *reviewBox) nextOpen(i int) int {
	for n := 1; n <= len(b.list); n++ {
		if j := (i + n) % len(b.list); b.list[j].Decision == "" {
			return j
		}
	}
	return (i + 1) % len(b.list)
}

// show shows passage i.
func (b *reviewBox) show(i int) {
	b.s.w.Touch()
	p := b.list[i]
	b.key, b.as = p.Key, cmp.Or(p.As, p.Likeliest())
	say := b.s.w.Say()
	open := 0
	for _, x := range b.list {
		if x.Decision == "" {
			open++
		}
	}
	words := widget.NewHeading("» " + speech.OneLine(p.Words) + " «")
	words.Flow = widget.Wrap
	b.body.Objects = []fyne.CanvasObject{
		widget.NewHeading(say.T("ui.review.title")),
		widget.NewCaption(speech.Join(say.T("ui.review.at", "n", say.Number(i+1), "of", say.Number(len(b.list))), say.N("ui.review.open", open))),
	}
	for _, o := range []fyne.CanvasObject{passageText(p.Before), words, passageText(p.After)} {
		if o != nil {
			b.body.Add(o)
		}
	}
	for _, line := range b.about(p) {
		b.body.Add(widget.NewCaption(line))
	}
	if p.Decision != "" {
		b.body.Add(widget.NewChips(widget.NewChip(say.T("ui.review."+p.Decision+"-done"), widget.Success)))
	}
	if who := b.choice(p); who != nil {
		b.body.Add(who)
	}
	b.body.Add(b.buttons())
	b.pop.Refresh()
	b.pop.Resize(b.pop.MinSize())
	b.s.w.Win().Canvas().Focus(b.keys["next"]) // Enter goes on and decides nothing
}

func passageText(s string) fyne.CanvasObject {
	if s == "" {
		return nil
	}
	return widget.NewText(speech.OneLine(s))
}

// about says who may be meant, why that is not certain, and where it stands.
func (b *reviewBox) about(p submission.Passage) []string {
	say, d := b.s.w.Say(), b.s.w.Session().Dossier
	names := func(ids []dossier.ID) string {
		list := make([]string, 0, len(ids))
		for _, id := range ids {
			list = append(list, say.Label(d, id))
		}
		return say.List(list)
	}
	out := []string{say.T("ui.review.may-be", "who", names(p.About), "why", say.T("review.reason."+p.Reason))}
	if len(p.Others) > 0 {
		out = append(out, say.T("ui.review.also", "who", names(p.Others)))
	}
	if p.Shared() {
		out = append(out, say.T("ui.review.shared"))
	}
	where := say.TypeWord(p.Record.Type()) + say.Dash(say.Label(d, p.Record))
	if p.Field != "" {
		where = speech.Join(where, say.FieldLabel(p.Record.Type(), p.Field))
	}
	if p.Places > 1 {
		where = speech.Join(where, say.N("ui.review.places", p.Places))
	}
	return append(out, where)
}

// choice asks which of several is meant, nil where only one may be.
func (b *reviewBox) choice(p submission.Passage) fyne.CanvasObject {
	if len(p.About) < 2 {
		return nil
	}
	say := b.s.w.Say()
	var options []widget.Option
	for _, id := range p.About {
		options = append(options, widget.Option{Key: string(id), Label: say.Label(b.s.w.Session().Dossier, id)})
	}
	options = append(options, widget.Option{Key: "untold", Label: say.T("ui.review.untold")})
	return room.Labelled(say.T("ui.review.who"), widget.NewSwitch(options, cmp.Or(string(b.as), "untold"), func(key string) {
		if b.as = dossier.ID(key); key == "untold" {
			b.as = ""
		}
	}))
}

func (b *reviewBox) buttons() fyne.CanvasObject {
	t, icons := b.s.w.Say().T, b.s.w.Icons()
	b.keys = map[string]*widget.Button{
		"keep":     widget.NewButton(t("ui.review.keep"), icons["eye"], func() { b.decide(true) }),
		"withhold": widget.NewButton(t("ui.review.withhold"), icons["eye-off"], func() { b.decide(false) }),
		"next":     widget.NewButton(t("ui.review.next"), icons["forward"], func() { b.show((b.at() + 1) % len(b.list)) }),
		"back":     widget.NewQuietButton(t("ui.review.back"), icons["back"], func() { b.show((b.at() + len(b.list) - 1) % len(b.list)) }),
		"close":    widget.NewQuietButton(b.s.w.Say().Words.Close, nil, b.end),
	}
	row := widget.NewBar(8, -1)
	for _, name := range []string{"back", "keep", "withhold", "next", "close"} {
		k := b.keys[name]
		k.OnKey(b.pressed)
		if b.s.w.Session().Store.ReadOnly() && (name == "keep" || name == "withhold") {
			k.Disable()
		}
		row.Add(k)
	}
	return row
}

// pressed does what a key stands for; true if it stands for anything.
func (b *reviewBox) pressed(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyEscape:
		b.end()
	case fyne.KeyK:
		b.keys["keep"].Tapped(nil)
	case fyne.KeyW:
		b.keys["withhold"].Tapped(nil)
	case fyne.KeyN:
		b.keys["next"].Tapped(nil)
	case fyne.KeyP:
		b.keys["back"].Tapped(nil)
	default:
		return false
	}
	return true
}

// decide keeps a decision on the passage shown and goes on to the next open one.
func (b *reviewBox) decide(keep bool) {
	i, w := b.at(), b.s.w
	r := submission.Decide(w.Session().Dossier, b.list[i], keep, b.as, w.Today())
	label := "edit"
	if r.ID == "" {
		fresh, err := w.Session().NewRecord(dossier.TypeReview)
		if err != nil {
			w.Fail(err)
			return
		}
		r.Head, label = *fresh.Header(), "add"
	}
	if !w.Session().Apply(label, "", []dossier.Record{r}, nil) || b.s.Filled == nil {
		b.end()
		return
	}
	if b.list = b.s.Filled.Passages(); len(b.list) == 0 {
		b.end()
		return
	}
	i = max(0, b.at())
	if next := b.nextOpen(i); b.list[next].Decision == "" {
		b.show(next)
		return
	}
	b.end()
	w.Notice(w.Say().T("ui.review.done"))
}

// cleared goes on when all passages have been looked at. Else it offers to look at
// them and, where draft is true, to write a draft in which they are withheld.
func (s *Screen) cleared(draft bool, then func()) {
	if s.Filled.Cleared() == nil {
		then()
		return
	}
	say := s.w.Say()
	q := room.Question{
		Title: say.T("ui.review.title"), Text: say.N("ui.review.stop", len(s.Filled.Open())), Yes: say.T("ui.review.look"), No: say.Words.Cancel,
	}
	if draft {
		q.More = widget.NewBar(0, -1, widget.NewQuietButton(say.T("ui.review.draft"), s.w.Icons()["export"], func() {
			s.w.EndAsking()
			then()
		}))
	}
	s.w.Ask(q, s.openReview)
}
