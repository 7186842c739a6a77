package ui

import (
	"errors"
	"strings"

	"fyne.io/fyne/v2"
	fw "fyne.io/fyne/v2/widget"

	"probata/dossier/vault"
	"probata/ui/room"
	"probata/ui/widget"
)

// phrase is the choice of a pass phrase: seven words of the program, shown once
// and typed again so that nobody locks a case away from themselves, or one's own,
// typed twice.
type phrase struct {
	w      room.Host
	given  bool   // the words need not be typed again
	words  string // the generated ones
	own    bool   // the user's own instead
	card   *widget.PhraseCard
	first  *widget.PassphraseField
	again  *widget.PassphraseField
	agreed *fw.Check // a weak one is taken all the same; shown when it is weak
	object *fyne.Container
}

func newPhrase(w room.Host, given bool, submitted func()) *phrase {
	t := w.Say().T
	p := &phrase{w: w, given: given, words: vault.GeneratePassphrase(nil)}
	p.card = widget.NewPhraseCard()
	p.card.SetWords(strings.Fields(p.words))
	p.first = widget.NewPassphraseField("first", t("ui.create.own-hint"), w.Say().Words, w.Say().Strength)
	p.again = widget.NewPassphraseField("again", t("ui.create.again-hint"), w.Say().Words, nil)
	p.agreed = newAgreed(w, p.first)
	p.again.OnSubmitted = func(string) { submitted() }
	p.object = widget.NewStack(12)
	p.show()
	return p
}

// show shows the generated words or the entries for one's own.
func (p *phrase) show() {
	t := p.w.Say().T
	p.object.Objects = nil
	if !p.given {
		key := "words"
		if p.own {
			key = "own"
		}
		p.object.Add(widget.NewSwitch([]widget.Option{{Key: "words", Label: t("ui.create.words")}, {Key: "own", Label: t("ui.create.own")}}, key, func(k string) {
			p.own = k == "own"
			p.show()
		}))
	}
	switch {
	case p.given:
		p.object.Add(widget.NewCaption(t("ui.create.example-phrase")))
		p.object.Add(p.card)
	case p.own:
		p.object.Add(widget.NewCaption(t("ui.create.own-about")))
		p.object.Add(room.Labelled(t("ui.unlock.pass"), p.first.Object()))
		p.object.Add(room.Labelled(t("ui.create.again"), p.again.Object()))
		p.object.Add(p.agreed)
	default:
		p.object.Add(widget.NewCaption(t("ui.create.words-about")))
		p.object.Add(p.card)
		p.object.Add(room.Labelled(t("ui.create.again-words"), p.again.Object()))
	}
	p.again.Clear()
	p.object.Refresh()
}

// newAgreed is the box by which a weak pass phrase is taken all the same. It is shown
// for one that can be guessed, and unticked for each new one.
func newAgreed(w room.Host, field *widget.PassphraseField) *fw.Check {
	box := fw.NewCheck(w.Say().T("ui.create.accept-weak"), nil)
	box.Hide()
	field.OnChanged = func(text string) {
		box.SetChecked(false)
		weak := errors.Is(vault.Accept(text, false), vault.ErrWeak)
		if weak == box.Visible() {
			return
		}
		box.Hidden = !weak
		if canvas := w.Win().Canvas(); canvas.Content() != nil {
			canvas.Content().Refresh() // what stands below moves
		}
	}
	return box
}

// acceptable is the key of what stands against a new pass phrase, "" for nothing.
func acceptable(phrase string, agreed *fw.Check) string {
	switch err := vault.Accept(phrase, agreed.Checked); {
	case errors.Is(err, vault.ErrTooWeak):
		return "ui.create.too-weak"
	case err != nil:
		return "ui.create.weak"
	}
	return ""
}

// chosen is the pass phrase decided on, or the key of what is wrong with it.
func (p *phrase) chosen() (pass, wrong string) {
	switch {
	case p.given:
		return p.words, ""
	case p.own && p.first.Text() == "":
		return "", "ui.unlock.no-pass"
	case p.own && p.first.Text() != p.again.Text():
		return "", "ui.create.differs"
	case p.own:
		return p.first.Text(), acceptable(p.first.Text(), p.agreed)
	case strings.Join(strings.Fields(strings.ToLower(p.again.Text())), " ") != p.words:
		return "", "ui.create.differs-words"
	}
	return p.words, ""
}

// clear takes it from the screen.
func (p *phrase) clear() {
	p.first.Clear()
	p.again.Clear()
	p.agreed.SetChecked(false)
	p.card.SetWords(nil)
}
