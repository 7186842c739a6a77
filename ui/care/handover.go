package care

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"

	"probata/dossier"
	"probata/dossier/handover"
	"probata/dossier/store"
	"probata/dossier/vault"
	"probata/ui/keyfile"
	"probata/ui/room"
	"probata/ui/speech"
	"probata/ui/widget"
)

// HandOver asks to whom the case goes. keys is what was given before, one public
// key on each line.
func HandOver(w Host, keys string) {
	w.Session().Flush()
	t := w.Say().T
	field := widget.NewTextField("keys", "age1…", 3)
	reason := widget.NewTextField("reason", "", 1)
	read := widget.NewCaption("")
	show := func(text string) { read.SetText(Recipients(w.Say(), text)) }
	field.OnChanged = show
	field.SetText(keys)
	show(keys)
	add := func(more string) {
		field.SetText(strings.TrimSpace(field.Text() + "\n" + more))
		show(field.Text())
	}
	list := container.NewVScroll(field.Object()) // a post-quantum key has two thousand letters
	list.SetMinSize(fyne.NewSize(0, 96))
	from := widget.NewBar(8, -1, widget.NewButton(t("ui.handover.file"), w.Icons()["folder"], func() {
		room.ChooseKeyFile(w, func(path string) {
			if text, err := keyfile.Public(path); err != nil {
				read.SetText(w.Sentence(err))
			} else {
				add(text)
			}
		})
	}))
	all, err := w.Session().Store.Colleagues()
	if err != nil {
		w.Fail(err)
		return
	}
	for _, c := range all[:min(len(all), 3)] {
		from.Add(widget.NewButton(c.Label, w.Icons()["party"], func() { add(c.Recipient.String()) }))
	}
	more := widget.NewStack(10, room.Labelled(t("ui.handover.keys"), list), from, read,
		room.Labelled(w.Say().FieldLabel(dossier.TypeCustody, "reason"), reason.Object()))
	w.Ask(room.Question{Title: t("ui.handover.title"), Text: t("ui.handover.text"), More: more, Yes: t("ui.handover.yes"), No: w.Say().Words.Cancel, Danger: true}, func() {
		to, err := keyfile.Recipients(field.Text())
		if err != nil {
			HandOver(w, field.Text())
			return
		}
		savePackage(w, to, store.Handover{Reason: reason.Text()})
	})
	w.Win().Canvas().Focus(field.FocusTarget())
}

// Recipients says whose the keys are, by the fingerprints to be compared.
func Recipients(s *speech.Speech, text string) string {
	to, err := keyfile.Recipients(text)
	if err != nil {
		if strings.TrimSpace(text) == "" {
			return s.T("ui.handover.none")
		}
		return s.ErrorText(err)
	}
	var out []string
	for _, r := range to {
		out = append(out, r.Fingerprint())
	}
	return s.T("ui.handover.compare", "fingerprints", strings.Join(out, ", "))
}

// savePackage asks where the package is written, under a name that tells nothing.
func savePackage(w Host, to []vault.Recipient, note store.Handover) {
	room.AskTarget(w, room.NeutralName(w, "package", "", ".age"), func(out room.Target) { SendPackage(w, to, note, out) })
}

// SendPackage writes the case, sealed, with the files of its evidence.
func SendPackage(w Host, to []vault.Recipient, note store.Handover, out room.Target) {
	if w.Busy() || w.Session().Dossier == nil {
		return
	}
	ses := w.Session()
	id := ses.CaseID()
	w.Job(w.Say().T("ui.handover.sealing"), func(ctx context.Context, progress func(done, total int64)) error {
		return out(func(file io.Writer) error {
			return handover.Send(ctx, ses.Store, file, handover.Parcel{Case: id, To: to, Note: note, Progress: progress})
		})
	}, func(err error, ended bool) {
		switch {
		case err != nil:
			w.Fail(err)
		case !ended:
			w.Notice(w.Say().T("ui.handover.sent"))
		}
		if w.Session() == ses && ses.CaseID() == id { // its custody logs have new lines
			if err := ses.Reload(context.Background()); err != nil {
				w.Fail(err)
			}
		}
	})
}

// Receive asks for a package and takes it in.
func Receive(w Host) {
	d := dialog.NewFileOpen(func(r fyne.URIReadCloser, err error) {
		switch {
		case err != nil:
			w.Fail(err)
		case r != nil:
			_ = r.Close() // it is opened again for every key that is tried
			at := r.URI()
			ReceiveFrom(w, func() (io.ReadCloser, error) { return storage.Reader(at) }, "")
		}
	}, w.Win())
	room.ShowDialog(w, d, "open")
}

// ReceiveFrom takes a package in by the key of this vault or, with keyFile, by
// another. When the vault's own does not fit it asks for a key file.
func ReceiveFrom(w Host, open func() (io.ReadCloser, error), keyFile string) {
	if w.Busy() {
		return
	}
	ses := w.Session()
	if ses.Store.ReadOnly() {
		w.Fail(vault.ErrReadOnly)
		return
	}
	w.Job(w.Say().T("ui.handover.taking"), func(ctx context.Context, progress func(done, total int64)) error {
		return takePackage(ctx, ses.Store, open, keyFile, progress)
	}, func(err error, ended bool) {
		switch {
		case w.Session() != ses || ended:
		case errors.Is(err, vault.ErrIdentity) && keyFile == "":
			askKey(w, func(path string) { ReceiveFrom(w, open, path) })
		default:
			w.Imported(err)
			if err == nil {
				w.Notice(w.Say().T("ui.handover.taken"))
			}
		}
	})
}

func takePackage(ctx context.Context, st *store.Store, open func() (io.ReadCloser, error), keyFile string, progress func(done, total int64)) error {
	id, err := vault.Identity{}, error(nil)
	if keyFile != "" {
		id, err = keyfile.Secret(keyFile)
	} else {
		id, err = handover.ContactOf(ctx, st)
	}
	if err != nil {
		return err
	}
	r, err := open()
	if err != nil {
		return fmt.Errorf("open the package: %w", err)
	}
	defer r.Close()
	_, err = handover.Receive(ctx, st, r, id, progress)
	return err
}

// askKey says that the package is for another key, and asks for the file of it.
func askKey(w Host, chosen func(path string)) {
	t := w.Say().T
	w.Ask(room.Question{Title: t("ui.handover.other-title"), Text: t("ui.handover.other-text"), Yes: t("ui.handover.other-yes"), No: w.Say().Words.Cancel}, func() {
		room.ChooseKeyFile(w, chosen)
	})
}

// ContactCard shows the public key to which colleagues seal what they hand over.
func ContactCard(w Host) *card {
	t := w.Say().T
	c := newCard(w, t("ui.contact.title"), t("ui.contact.about"))
	id, err := handover.ContactOf(context.Background(), c.Store)
	if c.failed(err) {
		return c
	}
	key := id.Recipient()
	copied := widget.NewButton(t("ui.contact.copy"), w.Icons()["copy"], func() {
		w.App().Clipboard().SetContent(key.String()) // public: it may stay there
		c.say(widget.Success, t("ui.contact.copied"))
	})
	save := widget.NewButton(t("ui.contact.save"), w.Icons()["export"], func() {
		room.SaveFile(w, "public-key.txt", []byte(key.String()+"\n"), t("ui.contact.saved"))
	})
	c.body.Objects = []fyne.CanvasObject{room.Labelled(t("ui.contact.fingerprint"), widget.NewText(key.Fingerprint())), widget.NewBar(8, -1, copied, save)}
	return c
}
