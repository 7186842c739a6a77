package ui

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"strings"
	"testing"

	"probata/dossier"
	"probata/dossier/desk"
	"probata/dossier/document"
	"probata/dossier/pack"
	"probata/dossier/submission"
	"probata/pdf"
	"probata/ui/doors"
	"probata/ui/room"
	"probata/ui/submit"
)

// TestSent freezes a submission, finds the file by its hash, and tells what
// changed since, from which a follow-up is begun.
func TestSent(t *testing.T) {
	b := newBench(t, "en", "light")
	sh := b.example()
	sh.showTab("submissions")
	s := sh.view.submit()
	s.Begin("wgad")
	s.AskSent()
	b.closeOverlays()
	s.Freeze(desk.Said{On: dossier.Date{EDTF: "2026-11-24"}, Reference: "G/SO 217"})
	b.settle("the filing", func() bool { return sh.task.Idle() })
	b.settle("the view", func() bool { return sh.view.section() != nil })
	f, ok := dossier.Find[*dossier.Filing](b.session.Dossier, sh.view.section().Editor.ID)
	if !ok || f.Body != "wgad" || f.Reference != "G/SO 217" || f.Filed.EDTF != "2026-11-24" || f.Outcome != "pending" {
		t.Fatalf("the filing is %+v", f)
	}
	in, err := b.session.Store.OpenEvidence(t.Context(), f.Document)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	data, err := io.ReadAll(in)
	if err != nil || !bytes.HasPrefix(data, []byte("%PDF-")) {
		t.Fatalf("%d bytes are kept, %v", len(data), err)
	}
	if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != f.SHA256 {
		t.Error("the hash on record is not that of the document")
	}
	if said := textsOf(b.inspect().Pane); !strings.Contains(said, "Nothing that was told has changed") {
		t.Errorf("just sent, and the inspector says %q", said)
	}

	b.session.Set("event-e3", func(r dossier.Record) { r.(*dossier.Event).Title = "Detention at work" })
	room.Create(b, dossier.TypeEvent, "", func(r dossier.Record) { r.(*dossier.Event).Title = "Released" })
	room.Create(b, dossier.TypeNote, "", func(r dossier.Record) { r.(*dossier.Note).Words = "of no concern to the body" })
	b.Jump(f.ID, "")
	said := textsOf(b.inspect().Pane)
	for _, want := range []string{"Changed · Detention at work", "Added · Released", "→ Detention at work"} {
		if !strings.Contains(said, want) {
			t.Errorf("what changed does not say %q:\n%s", want, said)
		}
	}
	if strings.Contains(said, "no concern") {
		t.Error("a note counts as a change")
	}
	was, err := b.inspect().SentState(f)
	if err != nil {
		t.Fatal(err)
	}
	b.inspect().AskDifference(f, was)
	b.confirm()
	b.settle("the difference", func() bool { return b.win.Canvas().Overlays().Top() != nil })
	b.closeOverlays()
	b.FollowUp(f)
	if rows := doors.New(b.Window).FollowUps("wgad"); len(rows) != 1 || !strings.HasPrefix(rows[0].Title, "Continue") {
		t.Errorf("the door of the body offers %d ways to tell it more", len(rows))
	}
	sh.showTab("submissions")
	s = sh.view.submit()
	if s == nil || s.Record().Form != "follow-up" || s.Record().After != f.ID || submit.AddressedTo(b.session.Dossier, s.Record(), s.Filled.Form) != "wgad" {
		t.Fatal("no follow-up to the Working Group is begun")
	}
	told := ""
	unchanged, _ := dossier.Find[*dossier.Event](b.session.Dossier, "event-e1")
	for _, a := range s.Filled.Answers {
		told += a.Text + "\n"
	}
	if !strings.Contains(told, "released took place") || !strings.Contains(told, "Detention at work") || strings.Contains(told, unchanged.Title) {
		t.Errorf("the follow-up says:\n%s", told)
	}
}

// TestAnnexes binds a photograph into the PDF, and attaches it.
func TestAnnexes(t *testing.T) {
	b := newBench(t, "en", "light")
	sh := b.example()
	b.dropFiles(map[string][]byte{"photo.png": pictureFile()}, "photo.png")
	sh.showTab("submissions")
	s := sh.view.submit()
	s.Begin("dossier")
	if !s.HasAnnexes() {
		t.Fatal("the photograph is no exhibit")
	}
	pages := map[document.AnnexHow]int{}
	for _, how := range submit.AnnexWays {
		s.Annexes = how
		made, err := room.Shelf(b).Give(t.Context(), b.session.Store, s.Outgoing("pdf", pdf.Options{}))
		if err != nil || submit.NotBound(made.Report) != 0 {
			t.Fatalf("way %d: %d exhibits are left, %v", how, submit.NotBound(made.Report), err)
		}
		pages[how] = made.Pages
		if went := len(made.Exhibits) > 0; went == (how == document.Listed) {
			t.Errorf("way %d: %d exhibits went out", how, len(made.Exhibits))
		}
		if inside := bytes.Contains(made.Data, []byte("/EmbeddedFile")); inside != (how == document.Attached) {
			t.Errorf("way %d: a file inside: %v", how, inside)
		}
	}
	if pages[document.Bound] <= pages[document.Listed] {
		t.Errorf("%d pages with the exhibit bound in, %d without", pages[document.Bound], pages[document.Listed])
	}
	ev := dossier.Of[*dossier.Evidence](b.session.Dossier)[0]
	lines := func() int { return len(b.session.Dossier.Children(ev.ID, dossier.TypeCustody)) }
	before := lines()
	given := func() *desk.Given {
		g, err := room.Shelf(b).Give(t.Context(), b.session.Store, s.Outgoing("pdf", pdf.Options{}))
		if err != nil {
			t.Fatal(err)
		}
		return g
	}
	s.Annexes = document.Bound
	s.Hand(given(), into(io.Discard))
	b.settle("the note", func() bool { return lines() == before+1 })
	if left := s.LeftOut(given()); left != "" {
		t.Errorf("nothing stays out for the body, and it says %q", left)
	}
	b.session.Set(s.ID, func(r dossier.Record) { r.(*dossier.Submission).Edition = string(submission.State) })
	b.session.Flush()
	s.Refill()
	if left := s.LeftOut(given()); !strings.Contains(left, "stay out of this edition\n") {
		t.Errorf("the photograph that nobody read stays out for the State, and it says %q", left)
	}
	s.AskExport()
	if said := textsOf(b.win.Canvas().Overlays().Top()); !strings.Contains(said, "Bound in") {
		t.Errorf("the question does not ask for exhibits: %q", said)
	}
	b.closeOverlays()
}

// into is a target that is no file.
func into(out io.Writer) room.Target {
	return func(fill func(io.Writer) error) error { return fill(out) }
}

// TestPack writes a submission with its exhibit into one file, and notes that.
func TestPack(t *testing.T) {
	b := newBench(t, "en", "light")
	sh := b.example()
	b.dropFiles(map[string][]byte{"photo.png": pictureFile()}, "photo.png")
	ev := dossier.Of[*dossier.Evidence](b.session.Dossier)[0]
	sh.showTab("submissions")
	s := sh.view.submit()
	s.Begin("dossier")
	packed, err := room.Shelf(b).Give(t.Context(), b.session.Store, s.Outgoing(desk.Pack, pdf.Options{}))
	if err != nil {
		t.Fatal(err)
	}
	content := packed.Packed.Content
	if err != nil || len(content.Exhibits) != 1 {
		t.Fatalf("%d exhibits, %v", len(content.Exhibits), err)
	}
	lines := func() int { return len(b.session.Dossier.Children(ev.ID, dossier.TypeCustody)) }
	before := lines()
	var out bytes.Buffer
	s.WritePack(packed, into(&out))
	b.settle("the pack", func() bool { return sh.task.Idle() })
	z, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		t.Fatal(err)
	}
	names := ""
	for _, f := range z.File {
		names += f.Name + "\n"
	}
	for _, want := range []string{"submission.pdf", pack.Sums, pack.Custody, content.Exhibits[0].Name()} {
		if !strings.Contains(names, want) {
			t.Errorf("%s is not in the pack:\n%s", want, names)
		}
	}
	if lines() != before+1 {
		t.Errorf("%d lines in the custody log, want %d", lines(), before+1)
	}
}
