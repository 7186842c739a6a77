package room

import (
	"errors"
	"strings"

	"fyne.io/fyne/v2"
	fw "fyne.io/fyne/v2/widget"

	"probata/dossier/vault"
	"probata/ui/widget"
)

// Phrase is the choice of a pass phrase: seven words of the program, shown once
// and typed again so that nobody locks a case away from themselves, or one's own,
// typed twice.
type Phrase struct {
	w      Host
	given  bool   // the words need not be typed again
	Words  string // the generated ones
	Own    bool   // the user's own instead
	Card   *widget.PhraseCard
	First  *widget.PassphraseField
	Again  *widget.PassphraseField
	Agreed *fw.Check // a weak one is taken all the same; shown when it is weak
	Object *fyne.Container
}

func NewPhrase(w Host, given bool, submitted func()) *Phrase {
	t := w.Say().T
	p := &Phrase{w: w, given: given, Words: vault.GeneratePassphrase(nil)}
	p.Card = widget.NewPhraseCard()
	p.Card.SetWords(strings.Fields(p.Words))
	p.First = widget.NewPassphraseField("first", t("ui.create.own-hint"), w.Say().Words, w.Say().Strength)
	p.Again = widget.NewPassphraseField("again", t("ui.create.again-hint"), w.Say().Words, nil)
	p.Agreed = NewAgreed(w, p.First)
	p.Again.OnSubmitted = func(string) { submitted() }
	p.Object = widget.NewStack(12)
	p.Show()
	return p
}

// Show shows the generated words or the entries for one's own.
func (p *Phrase) Show() {
	t := p.w.Say().T
	p.Object.Objects = nil
	if !p.given {
		key := "words"
		if p.Own {
			key = "own"
		}
		p.Object.Add(widget.NewSwitch([]widget.Option{{Key: "words", Label: t("ui.create.words")}, {Key: "own", Label: t("ui.create.own")}}, key, func(k string) {
			p.Own = k == "own"
			p.Show()
		}))
	}
	switch {
	case p.given:
		p.Object.Add(widget.NewCaption(t("ui.create.example-phrase")))
		p.Object.Add(p.Card)
	case p.Own:
		p.Object.Add(widget.NewCaption(t("ui.create.own-about")))
		p.Object.Add(Labelled(t("ui.unlock.pass"), p.First.Object()))
		p.Object.Add(Labelled(t("ui.create.again"), p.Again.Object()))
		p.Object.Add(p.Agreed)
	default:
		p.Object.Add(widget.NewCaption(t("ui.create.words-about")))
		p.Object.Add(p.Card)
		p.Object.Add(Labelled(t("ui.create.again-words"), p.Again.Object()))
	}
	p.Again.Clear()
	p.Object.Refresh()
}

// NewAgreed is the box by which a weak pass phrase is taken all the same. It is shown
// for one that can be guessed, and unticked for each new one.
func NewAgreed(w Host, field *widget.PassphraseField) *fw.Check {
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

// Acceptable is the key of what stands against a new pass phrase, "" for nothing.
func Acceptable(phrase string, agreed *fw.Check) string {
	switch err := vault.Accept(phrase, agreed.Checked); {
	case errors.Is(err, vault.ErrTooWeak):
		return "ui.create.too-weak"
	case err != nil:
		return "ui.create.weak"
	}
	return ""
}

// Chosen is the pass phrase decided on, or the key of what is wrong with it.
func (p *Phrase) Chosen() (pass, wrong string) {
	switch {
	case p.given:
		return p.Words, ""
	case p.Own && p.First.Text() == "":
		return "", "ui.unlock.no-pass"
	case p.Own && p.First.Text() != p.Again.Text():
		return "", "ui.create.differs"
	case p.Own:
		return p.First.Text(), Acceptable(p.First.Text(), p.Agreed)
	case strings.Join(strings.Fields(strings.ToLower(p.Again.Text())), " ") != p.Words:
		return "", "ui.create.differs-words"
	}
	return p.Words, ""
}

// Clear takes it from the screen.
func (p *Phrase) Clear() {
	p.First.Clear()
	p.Again.Clear()
	p.Agreed.SetChecked(false)
	p.Card.SetWords(nil)
}
