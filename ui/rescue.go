package ui

import (
	"context"
	"errors"
	"strings"

	"fyne.io/fyne/v2"

	"probata/dossier/desk"
	"probata/dossier/store"
	"probata/dossier/vault"
	"probata/ui/room"
	"probata/ui/speech"
	"probata/ui/widget"
)

// rescue makes another vault out of what can still be read of a damaged one,
// and lists what came through and what did not. The damaged vault is only read.
type rescue struct {
	w      firstHost
	path   string // of the damaged vault
	pass   []byte
	why    error
	begin  *widget.Button
	task   *room.Task
	banner *widget.Banner
	col    *fyne.Container
	object fyne.CanvasObject
}

func newRescue(w firstHost, path, pass string, why error) *rescue {
	t := w.Say().T
	r := &rescue{w: w, path: path, pass: []byte(pass), why: why, banner: widget.NewBanner(w.Say().Words), task: room.NewTask(w)}
	r.begin = widget.NewPrimaryButton(t("ui.rescue.begin"), w.Icons()["copy"], r.run)
	r.banner.Say(widget.Danger, w.Sentence(why), "", nil)
	r.banner.Stay()
	card := widget.NewCard(t("ui.rescue.what"), widget.NewStack(10,
		widget.NewText(t("ui.rescue.backup-first")), widget.NewText(t("ui.rescue.untouched")),
		widget.NewCaption(t("ui.rescue.damaged", "path", path))))
	r.col = widget.NewStack(16, room.FirstHead(w, t("ui.rescue.title"), t("ui.rescue.about")), r.banner, card, r.task.Object, r.foot(r.begin))
	r.object = room.FirstPage(w, r.col)
	return r
}

func (r *rescue) foot(do *widget.Button) fyne.CanvasObject {
	back := widget.NewQuietButton(r.w.Say().T("ui.create.back"), r.w.Icons()["back"], r.leave)
	return widget.NewBar(8, 1, back, fyne.CanvasObject(widget.NewCaption("")), do)
}

// leave forgets the pass phrase and goes back to the first screen.
func (r *rescue) leave() {
	r.task.End()
	clear(r.pass)
	r.w.Display(newUnlock(r.w, r.path, nil))
}

func (r *rescue) Content() fyne.CanvasObject { return r.object }
func (r *rescue) Rebuilt() room.Scene        { return newRescue(r.w, r.path, string(r.pass), r.why) }
func (r *rescue) Focus()                     { r.w.Win().Canvas().Focus(r.begin) }

func (r *rescue) run() {
	to := room.Beside(r.path, r.w.Data().Now().Local().Format("2006-01-02"), room.Exists)
	var st *store.Store
	var got desk.Rescued
	r.begin.Disable()
	r.task.Run(func(ctx context.Context, progress func(done, total int64)) (err error) {
		st, got, err = desk.Salvage(ctx, r.path, to, r.pass, r.w.Options(), progress)
		return err
	}, func(err error, ended bool) {
		r.begin.Enable()
		if !r.w.Displays(r) || ended {
			if st != nil {
				_ = st.Abandon() // nobody waits for it any more; it stays on the disk
			}
			return
		}
		if err != nil {
			r.banner.Say(widget.Danger, r.w.Say().T("ui.rescue.nothing")+" "+r.w.Sentence(err), "", nil)
			return
		}
		clear(r.pass)
		r.w.Hold(st, to)
		r.w.Display(newRescueReport(r.w, r.path, to, got))
	})
}

// rescueReport says what of a damaged vault is in the new one, and what is lost.
type rescueReport struct {
	w        firstHost
	from, to string
	got      desk.Rescued
	open     *widget.Button
	object   fyne.CanvasObject
}

func newRescueReport(w firstHost, from, to string, got desk.Rescued) *rescueReport {
	t := w.Say().T
	r := &rescueReport{w: w, from: from, to: to, got: got}
	r.open = widget.NewPrimaryButton(t("ui.rescue.open"), w.Icons()["forward"], w.Start)
	came := widget.NewStack(6, widget.NewText(speech.Join(w.Say().N("ui.count.cases", len(got.Cases)), w.Say().N("ui.rescue.records", got.Records), w.Say().N("ui.rescue.files", got.Files))))
	if !got.Saved.IsZero() {
		came.Add(widget.NewCaption(t("ui.rescue.saved", "time", got.Saved.Local().Format("2006-01-02 15:04:05"))))
	}
	if got.Rebuilt {
		came.Add(widget.NewCaption(t("ui.rescue.rebuilt")))
	}
	for _, c := range got.Cases[:min(len(got.Cases), room.FindingsMost)] {
		row := w.Say().CaseRow(c, w.Icons())
		came.Add(widget.NewClickRow(widget.ClickRow{Icon: w.Icons()["case"], Title: row.Title, Subtitle: c.Reference}))
	}
	lost := widget.NewStack(4)
	if len(got.Lost) == 0 {
		lost.Add(widget.NewText(t("ui.rescue.lost-nothing")))
	}
	for _, l := range got.Lost[:min(len(got.Lost), room.FindingsMost)] {
		title := t("ui.verify." + string(l.What))
		if l.Title != "" {
			title += w.Say().Dash(l.Title)
		}
		lost.Add(widget.NewClickRow(widget.ClickRow{Icon: w.Icons()["warning"], Kind: widget.Danger, Title: title, Subtitle: lossDetail(l)}))
	}
	if n := len(got.Lost) - room.FindingsMost; n > 0 {
		lost.Add(widget.NewCaption(w.Say().N("ui.rescue.more", n)))
	}
	col := widget.NewStack(16, room.FirstHead(w, t("ui.rescue.done"), t("ui.rescue.done-about", "path", to)),
		widget.NewCard(t("ui.rescue.came"), came), widget.NewCard(t("ui.rescue.lost"), lost),
		widget.NewText(t("ui.rescue.keep", "path", from)), widget.NewBar(8, 0, fyne.CanvasObject(widget.NewCaption("")), r.open))
	r.object = room.FirstPage(w, col)
	return r
}

func (r *rescueReport) Content() fyne.CanvasObject { return r.object }
func (r *rescueReport) Rebuilt() room.Scene        { return newRescueReport(r.w, r.from, r.to, r.got) }
func (r *rescueReport) Focus()                     { r.w.Win().Canvas().Focus(r.open) }

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
