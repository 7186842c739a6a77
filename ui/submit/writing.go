package submit

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"probata/dossier"
	"probata/dossier/submission"
	"probata/ui/room"
	"probata/ui/speech"
	"probata/ui/widget"
)

// Writing is the narrative of a submission to be written: at the left the passages in
// the order in which the paper tells them, beside them what the program drafts of the
// one chosen and the text that goes out in its place. What is typed is kept as in any
// other field. It shows the names of the confidential edition: it is for the author.
type Writing struct {
	w       Host
	request func() submission.Request
	List    []submission.Paragraph
	About   dossier.ID // of the passage shown
	rows    *widget.RecordList
	Pane    *passagePane
	Length  *widget.Text // of the whole paper
	turn    int          // counts changes: a measure that is overtaken is let go
	Object  *fyne.Container
}

// newWriting shows the passages of what request asks for; back leaves them.
func newWriting(w Host, request func() submission.Request, back func()) *Writing {
	t := w.Say().T
	v := &Writing{w: w, request: request, Length: widget.NewCaption("")}
	v.Length.Flow = widget.Whole
	v.rows = widget.NewRecordList(widget.RecordListOptions{EmptyIcon: w.Icons()["edit"], EmptyText: t("ui.write.none")})
	v.rows.OnSelected = func(i int) { v.choose(i) }
	v.Pane = newPassagePane(w, v.do)
	title := widget.NewHeading(t("ui.write.title"))
	head := widget.NewBar(12, 1, widget.NewButton(t("ui.write.back"), w.Icons()["back"], back), title, v.Length)
	left := container.NewBorder(widget.NewPadded(widget.NewCaption(t("ui.write.about")), 2, 4, 8, 4), nil, nil, nil, v.rows)
	v.Object = widget.NewHeaded(10, widget.NewSheet(widget.NewPadded(head, 10, 14, 10, 14)), widget.NewSplit(room.NewWide(left, 260), v.Pane.Object, 0.28))
	v.Refresh()
	return v
}

// Refresh reads the passages anew. The pane stays as it is while it shows what the
// case says, so that the caret stays where it is.
func (v *Writing) Refresh() {
	v.turn++
	list, err := room.Shelf(v.w).Engine().Paragraphs(context.Background(), v.request())
	if err != nil {
		v.w.Fail(err)
		return
	}
	v.List = list
	v.rows.SetRows(func(i int) widget.Row { return v.row(&v.List[i]) }, len(list))
	v.measure()
	if len(list) == 0 {
		v.Pane.clear()
		return
	}
	i := max(0, v.at())
	v.About = list[i].About
	v.rows.Select(i)
	if !v.Pane.stays(list[i]) {
		v.Pane.show(list[i])
	}
}

func (v *Writing) at() int {
	return slices.IndexFunc(v.List, func(p submission.Paragraph) bool { return p.About == v.About })
}

func (v *Writing) row(p *submission.Paragraph) widget.Row {
	say := v.w.Say()
	out := widget.Row{Title: say.Label(v.w.Session().Dossier, p.About), Subtitle: speech.Shorter(speech.OneLine(unmarked(p.Text)), 140)}
	switch p.State {
	case submission.Edited:
		out.Marks = []widget.Mark{{Text: say.T("ui.write.state.edited"), Kind: widget.Info}}
	case submission.Stale:
		out.Marks = []widget.Mark{{Text: say.T("ui.write.state.stale"), Kind: widget.Warning}}
	}
	return out
}

// choose shows a passage; what was typed in the one before is kept first.
func (v *Writing) choose(i int) {
	v.w.Touch()
	if i < 0 || i >= len(v.List) || v.List[i].About == v.About {
		return
	}
	v.About = v.List[i].About
	v.w.Session().Flush()
	if at := v.at(); at >= 0 && !v.Pane.stays(v.List[at]) {
		v.Pane.show(v.List[at])
	}
}

// Step goes to the passage so many further on.
func (v *Writing) Step(by int) {
	if to := v.at() + by; to >= 0 && to < len(v.List) {
		v.rows.Select(to)
		v.choose(to)
		v.Pane.focus()
	}
}

// Go shows the passage about a record.
func (v *Writing) Go(about dossier.ID) {
	if i := slices.IndexFunc(v.List, func(p submission.Paragraph) bool { return p.About == about }); i >= 0 {
		v.rows.Select(i)
		v.choose(i)
	}
}

// measure says how long the paper is, and how long its reader takes it, beside the main
// goroutine: the whole form is filled for it.
func (v *Writing) measure() {
	turn, req, st := v.turn, v.request(), v.w.Session().Store
	var b submission.Budget
	v.w.Work(func(ctx context.Context) error {
		filled, err := room.Shelf(v.w).Fill(ctx, st, req)
		if err == nil {
			b = filled.Budget()
		}
		return err
	}, func(err error) {
		if err != nil || turn != v.turn {
			return // the submission itself says what went wrong
		}
		say := v.w.Say()
		text := say.N("ui.submit.words", b.Words)
		v.Length.Color, v.Length.Bold = widget.ColorMuted, false
		if b.Most > 0 {
			text = say.T("ui.submit.words-of", "n", say.Number(b.Words), "most", say.Number(b.Most))
			if b.Words > b.Most {
				v.Length.Color, v.Length.Bold = widget.ColorDangerText, true
			}
		}
		v.Length.SetText(say.T("ui.write.length", "count", text))
		v.Object.Refresh()
	})
}

// Leave lets go what is still being measured.
func (v *Writing) Leave() { v.turn++ }

// act is what is done with a passage.
type act string

const (
	edit    act = "edit"
	redraft act = "redraft"
	keep    act = "keep"
	drop    act = "drop"
)

// do does an act with a passage in one step, which one undo takes back. text counts for
// an edit. It answers with the id of the edited text, "" when there is none.
func (v *Writing) do(a act, p submission.Paragraph, text string) dossier.ID {
	v.w.Touch()
	v.w.Session().Flush()
	var x *dossier.Draft
	var err error
	switch a {
	case drop:
		v.w.Session().Apply("remove", "", nil, []dossier.ID{p.Record})
		return ""
	case edit:
		x, err = submission.Edit(v.request(), p, text, submission.OfForm)
	case redraft:
		x, err = submission.Redraft(v.request(), p)
	case keep:
		x, err = submission.KeepMine(v.request(), p)
	}
	label := "edit"
	if err == nil && x.ID == "" {
		var r dossier.Record
		if r, err = v.w.Session().NewRecord(dossier.TypeDraft); err == nil {
			x.Head, label = *r.Header(), "add"
		}
	}
	if err != nil {
		v.w.Fail(err)
		return p.Record
	}
	if !v.w.Session().Apply(label, "", []dossier.Record{x}, nil) {
		return p.Record
	}
	return x.ID
}

// unmarked is a text without the marks of its sources, for a line that tells what it is.
func unmarked(text string) string {
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(text, "[^")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		_, text, _ = strings.Cut(rest, "]")
	}
}
