package command

import (
	"os/exec"
	"strings"
	"testing"
	"time"

	"probata/dossier"
	"probata/dossier/edtf"
	"probata/dossier/exchange"
	"probata/dossier/submission"
)

// words are a text without spaces and hyphens: pages break lines where they must.
func words(s string) string {
	return strings.NewReplacer(" ", "", "\n", "", "\f", "", "\t", "", "-", "", "\u00ad", "", "\u2010", "", "\u00a0", "").Replace(s)
}

// textOf is what stock tools read out of a PDF, after a check of its structure.
func textOf(t *testing.T, file string) string {
	t.Helper()
	for _, name := range []string{"qpdf", "pdftotext"} {
		if _, err := exec.LookPath(name); err != nil {
			t.Skipf("%s is missing, so the pages are not read back; make test installs it", name)
		}
	}
	if out, err := exec.Command("qpdf", "--check", file).CombinedOutput(); err != nil {
		t.Errorf("qpdf: %v\n%s", err, out)
	}
	out, err := exec.Command("pdftotext", "-raw", file, "-").Output()
	if err != nil {
		t.Fatalf("pdftotext: %v", err)
	}
	return words(string(out))
}

// The questions of a form that the case answers stand on its pages in the order of their
// section, in every language it has; what nobody answers is one line at most, and a speech has no labels.
func TestPagesHaveEveryQuestion(t *testing.T) {
	s := example(t)
	d, err := exchange.ReadJSON(strings.NewReader(s.must("export", "V", "EXAMPLE-1").out))
	s.check(err)
	engine := submission.Engine{Law: data().Law, Words: data().Words, Names: data().Names}
	for _, form := range data().Forms.All() {
		for _, l := range form.Languages {
			filled, err := engine.Fill(t.Context(), submission.Request{Dossier: d, Form: form, Language: l, Edition: submission.Confidential, Today: edtf.OfTime(time.Date(2026, 3, 31, 12, 0, 0, 0, time.UTC))})
			s.check(err)
			answered := map[string]bool{}
			for _, a := range filled.Answers {
				answered[a.Question.ID] = strings.TrimSpace(a.Text) != ""
			}
			file := s.path(form.ID + "-" + l + ".pdf")
			s.must("submit", "V", "EXAMPLE-1", "--form", form.ID, "--lang", l, "--out", file)
			all := textOf(t, file)
			rest, in := all, (*submission.Section)(nil)
			form.Questions(func(sec *submission.Section, q *submission.Question) {
				if q.ShowIf != "" || sec.ShowIf != "" || form.Prose || form.Speech || q.Inside || !answered[q.ID] {
					return
				}
				if sec != in { // the author's parts stand on a leaf of their own, behind
					rest, in = all, sec
				}
				_, after, ok := strings.Cut(rest, words(q.Label.In(l)))
				if !ok {
					t.Errorf("%s in %s: %s is missing, or before the question above it", form.ID, l, q.ID)
					return
				}
				rest = after
			})
		}
	}
}

// The dossier holds every party by its name or description, every event, and
// every quote in full.
func TestPagesHaveWholeCase(t *testing.T) {
	s := example(t)
	file := s.path("dossier.pdf")
	s.must("submit", "V", "EXAMPLE-1", "--form", "dossier", "--lang", "en", "--out", file)
	got := textOf(t, file)
	d, err := exchange.ReadJSON(strings.NewReader(s.must("export", "V", "EXAMPLE-1").out))
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	holds := func(id dossier.ID, text string) {
		n++
		if text == "" {
			t.Errorf("%s has no text to look for", id)
		}
		for _, word := range strings.Fields(text) { // cells beside each other are read out line by line
			if !strings.Contains(got, words(word)) {
				t.Errorf("%s is not on the pages whole", id)
				return
			}
		}
	}
	for _, p := range dossier.Of[*dossier.Party](d) {
		holds(p.ID, d.NameIn(p.ID, "en"))
	}
	for _, e := range dossier.Of[*dossier.Event](d) {
		holds(e.ID, e.Title)
	}
	for _, q := range dossier.Of[*dossier.Quote](d) {
		holds(q.ID, q.Words)
	}
	if n < 15+13+6 {
		t.Errorf("only %d texts looked for", n)
	}
}

// No name and no word of a case can be read in the files of a vault.
func TestVaultSaysNothing(t *testing.T) {
	s := example(t)
	for name, b := range s.content() {
		for _, word := range []string{"Ilyashev", "Ильяшев", "EXAMPLE", "event-e3", "Kazakhstan", "SQLite format"} {
			if strings.Contains(b, word) {
				t.Errorf("%s holds %q in clear", name, word)
			}
		}
	}
}

// No name that an edition withholds can be read out of its pages or the
// information of its file: text, title, subject and bookmarks are searched as
// a stranger would.
func TestPagesOfEditionsNameNobodyWithheld(t *testing.T) {
	s := example(t)
	withheld := []string{
		"Ilyashev", "Alnur", "Shuraev", "Zhovtis", "Rakhmanov", "Ильяшев", "Шураев", "Жовтис", "Рахманов",
	}
	for _, form := range data().Forms.All() {
		for _, edition := range []string{"state", "public"} {
			file := s.path(form.ID + "-" + edition + ".pdf")
			s.must("submit", "V", "EXAMPLE-1", "--form", form.ID, "--lang", "en", "--edition", edition, "--out", file)
			if !strings.Contains(textOf(t, file), words("Person A")) {
				t.Errorf("%s %s: nobody has a stand-in, so the search would prove nothing", form.ID, edition)
			}
			proved(t, file, withheld)
			if n := len(submission.Leaks(spoken(t, file), withheld)); n > 0 {
				t.Errorf("%s %s: %d withheld names can be read in the file", form.ID, edition, n)
			}
		}
	}
	open := s.path("open.pdf") // the search finds what is there
	s.must("submit", "V", "EXAMPLE-1", "--form", "wgad", "--lang", "en", "--out", open)
	if len(submission.Leaks(spoken(t, open), withheld)) == 0 {
		t.Error("the names are not found in the edition that has them")
	}
}

// spoken is the text of a PDF and of its information, with words that were
// broken at the end of a line put together.
func spoken(t *testing.T, file string) string {
	t.Helper()
	text, err := exec.Command("pdftotext", "-raw", file, "-").Output()
	if err != nil {
		t.Fatalf("pdftotext: %v", err)
	}
	info, err := exec.Command("qpdf", "--qdf", "--object-streams=disable", file, "-").Output()
	if err != nil {
		t.Fatalf("qpdf: %v", err)
	}
	return strings.NewReplacer("\u00ad\n", "", "\u00ad", "").Replace(string(text)) + "\n" + string(info)
}
