package ui

import (
	"testing"

	"probata/dossier"
	"probata/dossier/store"
	"probata/ui/evidence"
	"probata/ui/room"
)

// TestFileDialogs opens every file dialog there is; none may fall over before a
// file is chosen.
func TestFileDialogs(t *testing.T) {
	b := newBench(t, "ru", "light")
	s := b.example()
	s.showTab("submissions")
	for name, show := range map[string]func(){
		"export":   func() { room.SaveFile(b, "submission.docx", nil, "") },
		"json":     func() { room.SaveFile(b, "case.json", nil, "") },
		"import":   s.importFile,
		"attach":   b.Attach,
		"folder":   func() { room.ChooseFolder(b, "/tmp/x", func(string) {}) },
		"evidence": func() { evidence.SaveEvidence(b.Window, &dossier.Evidence{FileName: "photo.jpg"}, store.Handover{}) },
	} {
		show()
		if b.win.Canvas().Overlays().Top() == nil {
			t.Errorf("%s: no dialog is shown", name)
		}
		b.closeOverlays()
	}
}

// TestQuestions opens the questions that are asked before something happens.
func TestQuestions(t *testing.T) {
	b := newBench(t, "en", "light")
	s := b.example()
	for name, show := range map[string]func(){
		"json":     s.exportCase,
		"delete":   s.deleteCase,
		"search":   s.search,
		"remove":   func() { room.AskRemove(b, "event-e8") },
		"menu":     func() { s.view.menu(s.view.header) },
		"export":   func() { s.showTab("submissions"); s.view.submit().AskExport() },
		"calendar": func() { s.showTab("doors"); s.view.doors().AskCalendar() },
	} {
		show()
		if b.win.Canvas().Overlays().Top() == nil {
			t.Errorf("%s: nothing is asked", name)
		}
		b.closeOverlays()
	}
}
