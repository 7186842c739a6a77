package ui

import (
	"context"
	"errors"
	"strings"

	"fyne.io/fyne/v2"

	"probata/dossier/desk"
	"probata/dossier/store"
	"probata/dossier/vault"
	"probata/ui/widget"
)

// rescue makes another vault out of what can still be read of a damaged one,
// and lists what came through and what did not. The damaged vault is only read.
type rescue struct {
	w      *Window
	path   string // of the damaged vault
	pass   []byte
	why    error
	begin  *widget.Button
	task   *task
	banner *widget.Banner
	col    *fyne.Container
	object fyne.CanvasObject
}

func newRescue(w *Window, path, pass string, why error) *rescue {
	t := w.say.T
	r := &rescue{w: w, path: path, pass: []byte(pass), why: why, banner: widget.NewBanner(w.say.words), task: newTask(w)}
	r.begin = widget.NewPrimaryButton(t("ui.rescue.begin"), w.icons["copy"], r.run)
	r.banner.Say(widget.Danger, w.sentence(why), "", nil)
	r.banner.Stay()
	card := widget.NewCard(t("ui.rescue.what"), widget.NewStack(10,
		widget.NewText(t("ui.rescue.backup-first")), widget.NewText(t("ui.rescue.untouched")),
		widget.NewCaption(t("ui.rescue.damaged", "path", path))))
	r.col = widget.NewStack(16, firstHead(w, t("ui.rescue.title"), t("ui.rescue.about")), r.banner, card, r.task.object, r.foot(r.begin))
	r.object = firstPage(w, r.col)
	return r
}

func (r *rescue) foot(do *widget.Button) fyne.CanvasObject {
	back := widget.NewQuietButton(r.w.say.T("ui.create.back"), r.w.icons["back"], r.leave)
	return widget.NewBar(8, 1, back, fyne.CanvasObject(widget.NewCaption("")), do)
}

// leave forgets the pass phrase and goes back to the first screen.
func (r *rescue) leave() {
	r.task.end()
	clear(r.pass)
	r.w.show(newUnlock(r.w, r.path, nil))
}

func (r *rescue) content() fyne.CanvasObject { return r.object }
func (r *rescue) rebuilt() screen            { return newRescue(r.w, r.path, string(r.pass), r.why) }
func (r *rescue) focus()                     { r.w.win.Canvas().Focus(r.begin) }

func (r *rescue) run() {
	to := besideOf(r.path, r.w.parts.Now().Local().Format("2006-01-02"), exists)
	var st *store.Store
	var got desk.Rescued
	r.begin.Disable()
	r.task.run(func(ctx context.Context, progress func(done, total int64)) (err error) {
		st, got, err = desk.Salvage(ctx, r.path, to, r.pass, r.w.options(), progress)
		return err
	}, func(err error, ended bool) {
		r.begin.Enable()
		if r.w.screen != screen(r) || ended {
			if st != nil {
				_ = st.Abandon() // nobody waits for it any more; it stays on the disk
			}
			return
		}
		if err != nil {
			r.banner.Say(widget.Danger, r.w.say.T("ui.rescue.nothing")+" "+r.w.sentence(err), "", nil)
			return
		}
		clear(r.pass)
		r.w.hold(st, to)
		r.w.show(newRescueReport(r.w, r.path, to, got))
	})
}

// rescueReport says what of a damaged vault is in the new one, and what is lost.
type rescueReport struct {
	w        *Window
	from, to string
	got      desk.Rescued
	open     *widget.Button
	object   fyne.CanvasObject
}

func newRescueReport(w *Window, from, to string, got desk.Rescued) *rescueReport {
	t := w.say.T
	r := &rescueReport{w: w, from: from, to: to, got: got}
	r.open = widget.NewPrimaryButton(t("ui.rescue.open"), w.icons["forward"], w.start)
	came := widget.NewStack(6, widget.NewText(join(w.say.N("ui.count.cases", len(got.Cases)), w.say.N("ui.rescue.records", got.Records), w.say.N("ui.rescue.files", got.Files))))
	if !got.Saved.IsZero() {
		came.Add(widget.NewCaption(t("ui.rescue.saved", "time", got.Saved.Local().Format("2006-01-02 15:04:05"))))
	}
	if got.Rebuilt {
		came.Add(widget.NewCaption(t("ui.rescue.rebuilt")))
	}
	for _, c := range got.Cases[:min(len(got.Cases), findingsMost)] {
		row := w.say.caseRow(c, w.icons)
		came.Add(widget.NewClickRow(widget.ClickRow{Icon: w.icons["case"], Title: row.Title, Subtitle: c.Reference}))
	}
	lost := widget.NewStack(4)
	if len(got.Lost) == 0 {
		lost.Add(widget.NewText(t("ui.rescue.lost-nothing")))
	}
	for _, l := range got.Lost[:min(len(got.Lost), findingsMost)] {
		title := t("ui.verify." + string(l.What))
		if l.Title != "" {
			title += w.say.dash(l.Title)
		}
		lost.Add(widget.NewClickRow(widget.ClickRow{Icon: w.icons["warning"], Kind: widget.Danger, Title: title, Subtitle: lossDetail(l)}))
	}
	if n := len(got.Lost) - findingsMost; n > 0 {
		lost.Add(widget.NewCaption(w.say.N("ui.rescue.more", n)))
	}
	col := widget.NewStack(16, firstHead(w, t("ui.rescue.done"), t("ui.rescue.done-about", "path", to)),
		widget.NewCard(t("ui.rescue.came"), came), widget.NewCard(t("ui.rescue.lost"), lost),
		widget.NewText(t("ui.rescue.keep", "path", from)), widget.NewBar(8, 0, fyne.CanvasObject(widget.NewCaption("")), r.open))
	r.object = firstPage(w, col)
	return r
}

func (r *rescueReport) content() fyne.CanvasObject { return r.object }
func (r *rescueReport) rebuilt() screen            { return newRescueReport(r.w, r.from, r.to, r.got) }
func (r *rescueReport) focus()                     { r.w.win.Canvas().Focus(r.open) }

// lossDetail is the file that is damaged, and what exactly was found.
func lossDetail(l desk.Loss) string {
	if l.Cause == nil {
		return l.File
	}
	return l.File + ": " + strings.ReplaceAll(l.Cause.Error(), "\n", "; ")
}

// offersRescue tells whether an error of opening is one that a rescue may mend.
func offersRescue(err error) bool {
	return errors.Is(err, vault.ErrDamaged) && !errors.Is(err, vault.ErrNewer)
}
