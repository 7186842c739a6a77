package first

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

// Rescue makes another vault out of what can still be read of a damaged one,
// and lists what came through and what did not. The damaged vault is only read.
type Rescue struct {
	w      Host
	path   string // of the damaged vault
	Pass   []byte
	why    error
	Begin  *widget.Button
	Task   *room.Task
	Banner *widget.Banner
	col    *fyne.Container
	object fyne.CanvasObject
}

func NewRescue(w Host, path, pass string, why error) *Rescue {
	t := w.Say().T
	r := &Rescue{w: w, path: path, Pass: []byte(pass), why: why, Banner: widget.NewBanner(w.Say().Words), Task: room.NewTask(w)}
	r.Begin = widget.NewPrimaryButton(t("ui.rescue.begin"), w.Icons()["copy"], r.run)
	r.Banner.Say(widget.Danger, w.Sentence(why), "", nil)
	r.Banner.Stay()
	card := widget.NewCard(t("ui.rescue.what"), widget.NewStack(10,
		widget.NewText(t("ui.rescue.backup-first")), widget.NewText(t("ui.rescue.untouched")),
		widget.NewCaption(t("ui.rescue.damaged", "path", path))))
	r.col = widget.NewStack(16, room.FirstHead(w, t("ui.rescue.title"), t("ui.rescue.about")), r.Banner, card, r.Task.Object, r.foot(r.Begin))
	r.object = room.FirstPage(w, r.col)
	return r
}

func (r *Rescue) foot(do *widget.Button) fyne.CanvasObject {
	back := widget.NewQuietButton(r.w.Say().T("ui.create.back"), r.w.Icons()["back"], r.Leave)
	return widget.NewBar(8, 1, back, fyne.CanvasObject(widget.NewCaption("")), do)
}

// Leave forgets the pass phrase and goes back to the first screen.
func (r *Rescue) Leave() {
	r.Task.End()
	clear(r.Pass)
	r.w.Display(NewUnlock(r.w, r.path, nil))
}

func (r *Rescue) Content() fyne.CanvasObject { return r.object }
func (r *Rescue) Rebuilt() room.Scene        { return NewRescue(r.w, r.path, string(r.Pass), r.why) }
func (r *Rescue) Focus()                     { r.w.Win().Canvas().Focus(r.Begin) }

func (r *Rescue) run() {
	to := room.Beside(r.path, r.w.Data().Now().Local().Format("2006-01-02"), room.Exists)
	var st *store.Store
	var got desk.Rescued
	r.Begin.Disable()
	r.Task.Run(func(ctx context.Context, progress func(done, total int64)) (err error) {
		st, got, err = desk.Salvage(ctx, r.path, to, r.Pass, r.w.Options(), progress)
		return err
	}, func(err error, ended bool) {
		r.Begin.Enable()
		if !r.w.Displays(r) || ended {
			if st != nil {
				_ = st.Abandon() // nobody waits for it any more; it stays on the disk
			}
			return
		}
		if err != nil {
			r.Banner.Say(widget.Danger, r.w.Say().T("ui.rescue.nothing")+" "+r.w.Sentence(err), "", nil)
			return
		}
		clear(r.Pass)
		r.w.Hold(st, to)
		r.w.Display(NewRescueReport(r.w, r.path, to, got))
	})
}

// RescueReport says what of a damaged vault is in the new one, and what is lost.
type RescueReport struct {
	w        Host
	from, To string
	Got      desk.Rescued
	Open     *widget.Button
	object   fyne.CanvasObject
}

func NewRescueReport(w Host, from, to string, got desk.Rescued) *RescueReport {
	t := w.Say().T
	r := &RescueReport{w: w, from: from, To: to, Got: got}
	r.Open = widget.NewPrimaryButton(t("ui.rescue.open"), w.Icons()["forward"], w.Start)
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
		widget.NewText(t("ui.rescue.keep", "path", from)), widget.NewBar(8, 0, fyne.CanvasObject(widget.NewCaption("")), r.Open))
	r.object = room.FirstPage(w, col)
	return r
}

func (r *RescueReport) Content() fyne.CanvasObject { return r.object }
func (r *RescueReport) Rebuilt() room.Scene        { return NewRescueReport(r.w, r.from, r.To, r.Got) }
func (r *RescueReport) Focus()                     { r.w.Win().Canvas().Focus(r.Open) }

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
