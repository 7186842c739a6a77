package ui

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"probata/dossier"
	"probata/dossier/desk"
	"probata/dossier/store"
	"probata/dossier/vault"
	"probata/ui/care"
	"probata/ui/evidence"
	"probata/ui/first"
	"probata/ui/room"
	"probata/ui/widget"
	"probata/ui/widget/shot"
)

// The pictures of every screen with the example case are drawn without a
// display:
//
//	go test ./ui -run TestScreenshots -screens ../assets/screenshots
//
// Without the flag they go to a temporary folder, and the test only holds that
// every screen can be drawn and is not blank.
var screens = flag.String("screens", "", "folder for the pictures of TestScreenshots, relative to ./ui")

type picture struct {
	name string
	show func(b *bench)
}

// picturePath stands for the temporary folder of the test.
const picturePath = "/home/advocate/Cases.probata"

var pictures = []picture{
	{"01-unlock", func(b *bench) {
		home, _ := os.UserHomeDir() // of the test
		for _, name := range []string{"Cases.probata", "Documents/Closed cases.probata"} {
			if err := os.MkdirAll(filepath.Join(home, name), 0o700); err != nil {
				b.t.Fatal(err)
			}
		}
		b.Window.show(first.NewUnlock(b.Window, "", nil))
	}},
	{"02-create", func(b *bench) {
		c := first.NewCreate(b.Window)
		c.Folder.SetText("/home/advocate")
		c.Phrase.Card.SetWords([]string{"anchor", "birch", "copper", "delta", "ember", "falcon", "granite"})
		b.Window.show(c)
	}},
	{"03-cases", func(b *bench) { b.example().showCases() }},
	{"04-overview", func(b *bench) { b.example() }},
	{"05-parties", func(b *bench) { b.example().showTab("parties") }},
	{"06-timeline", func(b *bench) { b.example(); b.Jump("event-e3", "") }},
	{"07-act", func(b *bench) { b.example(); b.Jump(b.first(dossier.TypeAct), "") }},
	{"08-quotes", func(b *bench) { b.example().showTab("quotes") }},
	{"09-sources", func(b *bench) { b.example().showTab("sources") }},
	{"10-citation", func(b *bench) { b.example(); b.Jump(b.first(dossier.TypeCitation), "") }},
	{"11-law", func(b *bench) { b.example().showTab("law") }},
	{"12-finding", func(b *bench) { b.example(); b.Jump(b.first(dossier.TypeFinding), "") }},
	{"13-remedies", func(b *bench) { b.example().showTab("remedies") }},
	{"14-forms", func(b *bench) {
		s := b.example()
		s.showTab("submissions")
		s.view.submit().ShowOffer()
	}},
	{"15-submission", func(b *bench) {
		if s := b.wgad(); s.Preview.Shown {
			b.page(s.Preview)
		}
	}},
	{"16-history", func(b *bench) {
		s := b.example()
		b.session.Set("event-e3", func(r dossier.Record) { r.(*dossier.Event).Status = "confirmed" })
		b.session.Set("event-e3", func(r dossier.Record) { r.(*dossier.Event).Country = "KZ" })
		s.showTab("history")
	}},
	{"17-notes", func(b *bench) { b.example().showTab("notes") }},
	{"18-settings", func(b *bench) {
		s := b.example()
		b.session.Path = picturePath
		s.showSettings()
	}},
	{"19-search", func(b *bench) { b.example().search() }},
	{"20-delete", func(b *bench) { b.example(); b.Jump("event-e8", ""); room.AskRemove(b, "event-e8") }},
	{"21-problem", func(b *bench) { b.example(); b.Jump("party-p1", "description") }},
	{"22-locked", func(b *bench) {
		b.example()
		b.session.Path = picturePath
		b.lock(nil)
		b.settle("lock", func() bool { _, ok := b.screen.(*first.Unlock); return ok })
	}},
	{"23-recovery-key", func(b *bench) {
		b.example()
		k := care.NewKeyOffer(b.Window, b.session.Store, picturePath, func() {})
		k.Key = "krtvm-hpdxq-wzfjc-tnbgs-qmkrd-vhxwp-fjczt-nbgsq"
		k.Show()
		b.Window.show(k)
	}},
	{"24-recover", func(b *bench) {
		r := first.NewRecovery(b.Window, picturePath)
		r.Phrase.Card.SetWords([]string{"anchor", "birch", "copper", "delta", "ember", "falcon", "granite"})
		b.Window.show(r)
	}},
	{"25-read-only", func(b *bench) {
		b.example()
		path, first := b.session.Path, b.session.Store
		if err := first.Flush(b.t.Context()); err != nil {
			b.t.Fatal(err)
		}
		b.t.Cleanup(func() { _ = first.Abandon() })
		st, err := store.OpenReadOnly(path, []byte(testPhrase), b.options())
		if err != nil {
			b.t.Fatal(err)
		}
		b.begin(st, path)
		b.shell().showTab("timeline")
	}},
	{"26-evidence", func(b *bench) {
		b.example()
		b.dropFiles(map[string][]byte{"photo.png": pictureFile()}, "photo.png")
	}},
	{"27-viewer", func(b *bench) {
		b.example()
		text := strings.Repeat("The witness says that the door was broken at about six in the morning.\n", 40)
		evidence.View(b.Window, b.dropFiles(map[string][]byte{"statement.txt": []byte(text)}, "statement.txt")[0])
		b.settle("view", func() bool { return b.win.Canvas().Overlays().Top() != nil })
	}},
	{"28-trash", func(b *bench) {
		s := b.example()
		room.AskRemove(b, "event-e8")
		b.confirm()
		s.showTab("history")
		switchOn(b.t, s.view.history().Mode)
	}},
	{"29-backup", func(b *bench) {
		s := b.example()
		dest := b.t.TempDir()
		s.showSettings()
		c := care.NewBackupCard(b.Window)
		c.Folder.SetText(dest)
		c.BackUp()
		b.settle("backup", func() bool { return c.Task.Idle() })
		c.Folder.SetText("/media/stick/backups")
		b.session.Path = picturePath
		s.put(room.Page(widget.NewPadded(c.Object, 16, 20, 20, 20)))
	}},
	{"30-pdf", func(b *bench) {
		b.example()
		b.lookAt("statement.pdf", pdfFile(12))
		b.settle("the page", func() bool { return b.viewer().Picture.Image != nil })
	}},
	{"31-photo", func(b *bench) {
		b.example()
		b.lookAt("photo.jpg", turnedJPEG(b.t))
		b.settle("the picture", func() bool { return b.viewer().Picture.Image != nil })
	}},
	{"32-hand-over", func(b *bench) {
		care.HandOver(b.example().w, "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p")
	}},
	{"33-key-file", func(b *bench) { b.Window.show(first.NewIdentity(b.Window, picturePath)) }},
	{"34-shares", func(b *bench) {
		r := first.NewRecovery(b.Window, picturePath)
		r.Phrase.Card.SetWords([]string{"anchor", "birch", "copper", "delta", "ember", "falcon", "granite"})
		switchOn(b.t, r.Mode)
		b.Window.show(r)
	}},
	{"35-damaged", func(b *bench) {
		b.Window.show(first.NewRescue(b.Window, picturePath, testPhrase, vault.Damage{File: "log-3.age", What: vault.Broken, NextStep: vault.RestoreBackup}))
	}},
	{"36-rescued", func(b *bench) {
		b.example()
		b.Window.show(first.NewRescueReport(b.Window, picturePath, "/home/user/Documents/Cases 2026-11-24.probata", desk.Rescued{
			Cases: b.session.Cases, Records: 248, Files: 11, Saved: testNow(),
			Lost: []desk.Loss{
				{Damage: vault.Damage{File: "log-3.age", What: vault.Broken, NextStep: vault.RestoreBackup}, Title: ""},
				{Damage: vault.Damage{File: "blobs/3f/3f9ac2.age", What: vault.Missing, NextStep: vault.RestoreFile}, Title: "Video of the search"},
			},
		}))
	}},
	{"37-doors", func(b *bench) { b.example().showTab("doors") }},
	{"38-door-check", func(b *bench) { b.example(); b.showDoors("doors", "ccpr") }},
	{"39-deadlines", func(b *bench) { b.example(); b.deadlineTask(); b.showDoors("deadlines", "") }},
	{"40-cases-due", func(b *bench) {
		s := b.example()
		b.deadlineTask()
		s.showCases()
		b.settle("the deadlines", func() bool { return len(b.dues) == 1 })
	}},
	{"41-preflight", func(b *bench) {
		s := b.wgad()
		if i := slices.IndexFunc(s.Filled.Problems, func(p dossier.Problem) bool { return p.Weight == dossier.Stops }); i >= 0 {
			p := s.Filled.Problems[i]
			room.Create(b, dossier.TypeWaiver, "", func(r dossier.Record) {
				x := r.(*dossier.Waiver)
				x.Form, x.Key, x.About, x.Field = s.Filled.Form.ID, p.Key, p.Record, p.Field
				x.Reason, x.Given = "His mother has asked for it by letter.", dossier.Date{EDTF: "2026-11-24"}
			})
		}
		s.Side.Show("problems")
	}},
	{"42-web-form", func(b *bench) {
		s := b.wgad()
		s.Side.Show("web")
		if s.Side.Portal.Shown {
			b.settle("the fields", func() bool { return s.Side.Portal.Made })
		}
	}},
	{"43-matrix", func(b *bench) {
		s := b.example()
		s.showTab("law")
		s.view.section().ShowMatrix()
	}},
	{"44-licences", func(b *bench) { b.example().showSettings(); care.ShowLicences(b.Window) }},
	{"45-export", func(b *bench) {
		b.example()
		b.dropFiles(map[string][]byte{"photo.png": pictureFile()}, "photo.png")
		b.shell().showTab("submissions")
		b.shell().view.submit().AskExport()
	}},
	{"46-sent", func(b *bench) {
		f := b.sentAndChanged()
		b.ShowTab("overview")
		b.Jump(f.ID, "")
	}},
	{"47-send", func(b *bench) { b.wgad().AskSent() }},
	{"51-facts", func(b *bench) {
		s := b.factsTable()
		b.keys("12 March 2026\tTaken from home\tarrest\t\tGuard One\t")
		s.Table.Select(s.Rows()-2, 4)
	}},
	{"49-report", func(b *bench) { b.emptyCase(); b.pasteReport(pressReport) }},
	{"50-report-taken", func(b *bench) {
		b.emptyCase()
		r := b.pasteReport(pressReport)
		r.AcceptAll()
		r.Mode.Set("used")
		r.Show("used")
	}},
	{"48-follow-up", func(b *bench) {
		b.FollowUp(b.sentAndChanged())
		if s := b.shell().view.submit(); s.Preview.Shown {
			b.page(s.Preview)
		}
	}},
	{"49-writing", func(b *bench) {
		s := b.wgad()
		b.stale(s)
		b.settle("the length", func() bool { return s.Writing.Length.Text != "" })
	}},
}

// sentAndChanged is a case that was sent, and in which something has happened since.
func (b *bench) sentAndChanged() *dossier.Filing {
	s := b.wgad()
	s.Freeze(desk.Said{On: dossier.Date{EDTF: "2026-11-24"}, Reference: "G/SO 217"})
	b.settle("the filing", func() bool { return b.shell().view.section() != nil })
	f, ok := dossier.Find[*dossier.Filing](b.session.Dossier, b.shell().view.section().Editor.ID)
	if !ok {
		b.t.Fatal("nothing was frozen")
	}
	b.session.Set("event-e3", func(r dossier.Record) { r.(*dossier.Event).Title = "Detention on the way from work" })
	room.Create(b, dossier.TypeEvent, "", func(r dossier.Record) { r.(*dossier.Event).Title = "Release on a written undertaking" })
	return f
}

// telling are the pictures from which another palette or size can be judged.
var telling = []string{"01-unlock", "06-timeline", "51-facts", "12-finding", "15-submission", "37-doors", "38-door-check", "41-preflight", "42-web-form", "43-matrix"}

func TestScreenshots(t *testing.T) {
	folder := *screens
	if folder == "" {
		folder = t.TempDir()
	}
	wide, narrow := fyne.NewSize(1440, 900), fyne.NewSize(1024, 640)
	for _, look := range []struct {
		name, language, theme string
		size                  fyne.Size
		only                  []string // a few that tell the rest
	}{
		{"en", "en", "light", wide, nil},
		{"ru", "ru", "light", wide, nil},
		{"dark", "en", "dark", wide, telling},
		{"small", "ru", "light", narrow, telling},
	} {
		for _, p := range pictures {
			if *screens == "" && look.name != "en" && p.name != "15-submission" {
				continue // every screen once is enough to see that it draws
			}
			if look.only != nil && !slices.Contains(look.only, p.name) {
				continue
			}
			t.Run(look.name+"/"+p.name, func(t *testing.T) {
				b := newBench(t, look.language, look.theme)
				shot.Settle(b.win, look.size)
				p.show(b)
				b.settle("save", func() bool { return b.session == nil || b.save.Phase == store.Saved })
				shot.Settle(b.win, look.size)
				img := b.win.Canvas().Capture()
				if err := shot.Save(filepath.Join(folder, look.name, p.name+".png"), img); err != nil {
					t.Fatal(err)
				}
			})
		}
	}
}
