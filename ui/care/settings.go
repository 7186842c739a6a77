package care

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fw "fyne.io/fyne/v2/widget"

	"probata/ui/room"
	"probata/ui/speech"
	"probata/ui/widget"
)

// settings is how the program looks and locks, and what concerns the vault as a
// whole. Every choice acts at once.
type settings struct {
	w      Host
	banner *widget.Banner
	old    *widget.PassphraseField
	next   *widget.PassphraseField
	again  *widget.PassphraseField
	agreed *fw.Check // a weak one is taken all the same; shown when it is weak
	Object fyne.CanvasObject
}

// lockChoices are the minutes offered for the lock timer; 0 is never.
var lockChoices = []int{2, 5, 10, 30, 0}

func NewSettings(w Host) *settings {
	s := &settings{w: w, banner: widget.NewBanner(w.Say().Words)}
	t := w.Say().T
	head := widget.NewHeader()
	head.Set(t("ui.settings.title"), t("ui.settings.about", "version", w.Data().Version))
	left, right := widget.NewStack(12, s.look(), s.locking(), s.mark(), VerifyCard(w).Object), widget.NewStack(12)
	if !w.Session().Store.ReadOnly() {
		right.Add(NewBackupCard(w).Object)
		right.Add(recoveryCard(w).Object)
		right.Add(ColleagueCard(w).Object)
		right.Add(ContactCard(w).Object)
		right.Add(RotationCard(w).Object)
		left.Add(s.passphrase())
	}
	left.Add(s.licenceCard())
	if own := s.own(); own != nil {
		right.Add(own)
	}
	col := container.New(&twoColumns{gap: 12}, left, right)
	s.Object = room.Page(widget.NewPadded(widget.NewStack(14, head, s.banner, col), 16, 20, 20, 20))
	return s
}

func (s *settings) look() fyne.CanvasObject {
	t := s.w.Say().T
	var tongues []widget.Option
	for _, l := range s.w.Data().Words.Languages() {
		if l.UI {
			tongues = append(tongues, widget.Option{Key: l.Tag, Label: l.Name})
		}
	}
	theme := s.w.App().Preferences().StringWithFallback("theme", "light")
	return widget.NewCard(t("ui.settings.look"), widget.NewStack(14,
		room.Labelled(t("ui.settings.language"), widget.NewSwitch(tongues, s.w.Say().Tag(), s.w.SetLanguage)),
		room.Labelled(t("ui.settings.theme"), widget.NewSwitch([]widget.Option{
			{Key: "light", Label: t("ui.settings.light")}, {Key: "dark", Label: t("ui.settings.dark")}, {Key: "system", Label: t("ui.settings.system")},
		}, theme, s.w.SetTheme))))
}

func (s *settings) locking() fyne.CanvasObject {
	t := s.w.Say().T
	var options []widget.Option
	for _, m := range lockChoices {
		options = append(options, widget.Option{Key: strconv.Itoa(m), Label: minutesText(s.w.Say(), m)})
	}
	choice := widget.NewChoiceField("lock", "", options, widget.Words{Choose: s.w.Say().Words.Choose, Search: s.w.Say().Words.Search})
	choice.Set(strconv.Itoa(s.w.LockMinutes()))
	choice.OnChanged = func(k string) {
		if m, err := strconv.Atoi(k); err == nil {
			s.w.App().Preferences().SetInt("lock-minutes", m)
		}
	}
	return widget.NewCard(t("ui.settings.lock"), widget.NewStack(10, widget.NewCaption(t("ui.settings.lock-about")), choice.Object()))
}

// mark is the code that stands beside changes in the history. It is kept on this
// computer in clear, as the vault is not open when it is needed.
func (s *settings) mark() fyne.CanvasObject {
	t := s.w.Say().T
	code := widget.NewTextField("who", t("ui.settings.mark-hint"), 1)
	code.SetText(s.w.App().Preferences().String("who"))
	code.OnChanged = func(text string) { s.w.App().Preferences().SetString("who", strings.TrimSpace(text)) }
	return widget.NewCard(t("ui.settings.mark"), widget.NewStack(10, widget.NewCaption(t("ui.settings.mark-about")), code.Object()))
}

// own names the user's own forms and law, nil if there are none: what is measured by
// them must not pass for what ships.
func (s *settings) own() fyne.CanvasObject {
	t := s.w.Say().T
	var lines []fyne.CanvasObject
	for _, f := range s.w.Data().Forms.All() {
		if f.Own != nil {
			lines = append(lines, widget.NewText(t("ui.settings.own-file", "file", f.Own.Name, "hash", f.Own.SHA256)))
		}
		if f.Lost.Any() {
			lost := widget.NewText(t("ui.settings.own-lost", "form", f.Title.In(s.w.Say().Tag())))
			lost.Color = widget.ColorWarningText
			lines = append(lines, lost)
		}
	}
	for _, o := range s.w.Data().Law.Own() {
		lines = append(lines, widget.NewText(t("ui.settings.own-file", "file", o.Name, "hash", o.SHA256)))
	}
	if len(lines) == 0 {
		return nil
	}
	return widget.NewCard(t("ui.settings.own"), widget.NewStack(10, append([]fyne.CanvasObject{widget.NewCaption(t("ui.settings.own-about"))}, lines...)...))
}

func (s *settings) passphrase() fyne.CanvasObject {
	t := s.w.Say().T
	s.old = widget.NewPassphraseField("old", "", s.w.Say().Words, nil)
	s.next = widget.NewPassphraseField("next", "", s.w.Say().Words, s.w.Say().Strength)
	s.again = widget.NewPassphraseField("again", "", s.w.Say().Words, nil)
	s.agreed = room.NewAgreed(s.w, s.next)
	s.again.OnSubmitted = func(string) { s.change() }
	return widget.NewCard(t("ui.settings.passphrase"), widget.NewStack(14,
		widget.NewCaption(t("ui.settings.passphrase-about")),
		room.Labelled(t("ui.settings.old"), s.old.Object()), room.Labelled(t("ui.settings.next"), s.next.Object()), room.Labelled(t("ui.settings.again"), s.again.Object()), s.agreed,
		widget.NewBar(8, -1, widget.NewPrimaryButton(t("ui.settings.change"), s.w.Icons()["lock"], s.change))))
}

// change seals the vault to another pass phrase.
func (s *settings) change() {
	t := s.w.Say().T
	old, next := s.old.Text(), s.next.Text()
	switch {
	case old == "" || next == "":
		s.banner.Say(widget.Warning, t("ui.unlock.no-pass"), "", nil)
		return
	case next != s.again.Text():
		s.banner.Say(widget.Warning, t("ui.create.differs"), "", nil)
		return
	}
	if wrong := room.Acceptable(next, s.agreed); wrong != "" {
		s.banner.Say(widget.Warning, t(wrong), "", nil)
		return
	}
	st := s.w.Session().Store
	s.banner.Say(widget.Info, t("ui.settings.changing"), "", nil)
	s.w.Work(func(ctx context.Context) error { return st.ChangePassphrase(ctx, []byte(old), []byte(next)) }, func(err error) {
		if err != nil {
			s.banner.Say(widget.Danger, s.w.Sentence(err), "", nil)
			return
		}
		s.old.Clear()
		s.next.Clear()
		s.again.Clear()
		s.banner.Say(widget.Success, t("ui.settings.changed"), "", nil)
	})
}

// twoColumns sets two objects side by side where there is room for both.
type twoColumns struct{ gap, width float32 }

const columnsFrom = 820

func (l *twoColumns) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b := o[0].MinSize(), o[1].MinSize()
	if l.width >= columnsFrom {
		return fyne.NewSize(max(a.Width, b.Width), max(a.Height, b.Height))
	}
	return fyne.NewSize(max(a.Width, b.Width), a.Height+b.Height+l.gap)
}

func (l *twoColumns) Layout(o []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	if size.Width < columnsFrom {
		o[0].Resize(fyne.NewSize(size.Width, o[0].MinSize().Height))
		o[0].Move(fyne.NewPos(0, 0))
		o[1].Resize(fyne.NewSize(size.Width, o[1].MinSize().Height))
		o[1].Move(fyne.NewPos(0, o[0].MinSize().Height+l.gap))
		return
	}
	w := (size.Width - l.gap) / 2
	for i, x := range o {
		x.Resize(fyne.NewSize(w, x.MinSize().Height))
		x.Resize(fyne.NewSize(w, x.MinSize().Height))
		x.Move(fyne.NewPos(float32(i)*(w+l.gap), 0))
	}
}

func minutesText(s *speech.Speech, m int) string {
	if m == 0 {
		return s.T("ui.settings.never")
	}
	return s.N("ui.settings.minutes", m, "minutes", strconv.Itoa(m))
}
