package main_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"probata/dossier"
	"probata/dossier/store"
	"probata/dossier/vault"
)

var typingKills = flag.Int("typingkills", 3, "how often to kill the real window while somebody types")

// keyDelay is between two keys in milliseconds: a fast typist, who makes no pause.
const keyDelay = "90"

// place is a field of the window to type into.
type place struct {
	tab, field string
	record     dossier.Record
	text       func(dossier.Record) string
}

// typingPlaces are one field for each way in which the window takes text.
func typingPlaces() []place {
	head := func(id dossier.ID) dossier.Head { return dossier.Head{ID: id, Case: "case-1"} }
	return []place{
		{"overview", "summary", &dossier.Case{Head: dossier.Head{ID: "case-1"}, Reference: "T-1"}, func(r dossier.Record) string { return r.(*dossier.Case).Summary }},
		{"timeline", "title", &dossier.Event{Head: head("event-1")}, func(r dossier.Record) string { return r.(*dossier.Event).Title }},
		{"quotes", "words", &dossier.Quote{Head: head("quote-1")}, func(r dossier.Record) string { return r.(*dossier.Quote).Words }},
		{"quotes", "words", &dossier.Translation{Head: head("translation-1"), Quote: "quote-1"}, func(r dossier.Record) string { return r.(*dossier.Translation).Words }},
		{"notes", "text", &dossier.Note{Head: head("note-1")}, func(r dossier.Record) string { return r.(*dossier.Note).Words }},
		{"submissions", "own", &dossier.Answer{Head: head("answer-1"), Submission: "submission-1", Question: question}, func(r dossier.Record) string { return r.(*dossier.Answer).Words }},
	}
}

// question is one of a form that is answered in one's own words.
const (
	typingForm = "alert"
	question   = "AL-9"
)

// typist is a vault with a case, and the window that it is typed into. Its key is
// cheap to derive: the window takes what the key file says.
type typist struct {
	*desktop
	program, vault string
	place          place
	window         *process
	tap            *keytap
	begun          int           // keys that the tap had seen before the typing
	letters        map[byte]rune // by their number on the keyboard
	before         string        // what stood in the field then
}

var cheap = store.Options{Vault: vault.Options{WorkFactor: 1}}

func newTypist(d *desktop, program string) *typist {
	d.t.Helper()
	y := &typist{desktop: d, program: program, vault: filepath.Join(d.dir, "T.probata")}
	st, err := store.Create(y.vault, []byte(passphrase), cheap)
	d.check(err)
	records := []dossier.Record{&dossier.Submission{Head: dossier.Head{ID: "submission-1", Case: "case-1"}, Form: typingForm, Language: "en", Edition: "confidential"}}
	for _, p := range typingPlaces() {
		records = append(records, p.record)
	}
	d.check(st.Import(d.t.Context(), records))
	d.check(st.Close())
	return y
}

// sit opens the window on a field, which is emptied: it says, as the window does
// when it locks, that work was left off there.
func (y *typist) sit(p place) {
	y.t.Helper()
	y.unlock(y.begin(p))
	y.settled()
}

// begin opens the window before the pass phrase, and gives its picture.
func (y *typist) begin(p place) []byte {
	y.t.Helper()
	y.place = p
	st, err := store.Open(y.vault, []byte(passphrase), cheap)
	y.check(err)
	y.check(st.Apply(y.t.Context(), store.Change{Label: "edit", Case: "case-1", Put: []dossier.Record{p.record}}))
	left := fmt.Sprintf(`{"case":"case-1","tab":%q,"list":%q,"record":%q,"field":%q`, p.tab, p.record.Type(), p.record.Header().ID, p.field)
	if p.tab == "submissions" {
		left += fmt.Sprintf(`,"submission":"submission-1","question":%q`, question)
	}
	y.check(st.SetSetting(y.t.Context(), "window.left-off", left+"}"))
	y.check(st.Close())
	blank := y.screen()
	y.tap = y.newKeytap()
	c := y.command(y.program, y.vault)
	c.Env = append(c.Env, "DISPLAY="+y.tap.display)
	y.window = y.start(c)
	y.shown("the window", blank, fromNothing)
	return y.still("the window")
}

func (y *typist) unlock(locked []byte) {
	y.t.Helper()
	y.phrase()
	y.enter(locked)
}

// phrase types the pass phrase, and makes sure that the program is given it.
func (y *typist) phrase() {
	y.t.Helper()
	y.until("the window has the keyboard", func() bool {
		name, err := y.xdotool("getwindowfocus", "getwindowname")
		return err == nil && name == "Probata"
	})
	before := len(y.tap.seen())
	y.types(passphrase)
	y.until("the pass phrase is given to the program", func() bool { return len(y.tap.seen()) >= before+len(passphrase) })
}

// enter sends the pass phrase off and waits for the field.
func (y *typist) enter(locked []byte) {
	y.t.Helper()
	y.keys("Return")
	y.shown("the field", locked, toCases)
	y.still("the field")
}

// alphabet is typed first, by which the tap learns the keys.
const alphabet = "abcdefghijklmnopqrstuvwxyz "

// settled types the alphabet and waits until the vault holds it: the window takes
// keys, and what it does at the opening is done.
func (y *typist) settled() {
	y.t.Helper()
	first := len(y.tap.seen())
	y.types(alphabet)
	y.until("the window takes keys", func() bool {
		text, ok := y.saved()
		y.before = text
		return ok && strings.HasSuffix(text, alphabet)
	})
	keys := y.tap.seen()
	if len(keys)-first != len(alphabet) {
		y.t.Fatalf("%d keys were pressed for the alphabet", len(keys)-first)
	}
	y.letters = map[byte]rune{}
	for i, r := range alphabet {
		y.letters[keys[first+i].code] = r
	}
	y.begun = len(keys)
}

// saved is what the vault holds of the field while the program has it open; false
// is for one that was just being written.
func (y *typist) saved() (string, bool) {
	y.t.Helper()
	st, err := store.OpenReadOnly(y.vault, []byte(passphrase), cheap)
	if err != nil {
		return "", false
	}
	defer st.Abandon()
	d, err := st.Load(y.t.Context(), "case-1")
	if err != nil {
		return "", false
	}
	return y.place.text(d.Get(y.place.record.Header().ID)), true
}

// given are the letters that the program was given after the alphabet, and when.
func (y *typist) given() (text string, at []time.Time) {
	for _, k := range y.tap.seen()[y.begun:] {
		r, ok := y.letters[k.code]
		if !ok {
			r = '?' // a key that nobody typed
		}
		text, at = text+string(r), append(at, k.at)
	}
	return text, at
}

// typeOn types without a pause until done is closed, or so many words.
func (y *typist) typeOn(done <-chan struct{}, most int) {
	for i := 0; i < most; i++ {
		select {
		case <-done:
			return
		default:
		}
		word := fmt.Sprintf("%c%c%c%c", 'a'+rand.IntN(26), 'a'+rand.IntN(26), 'a'+i/26%26, 'a'+i%26)
		if _, err := y.xdotool("type", "--delay", keyDelay, word+" "); err != nil {
			return // the display has gone, or the window
		}
	}
}

// found is what a vault holds of the field.
func (y *typist) found() string {
	y.t.Helper()
	st, err := store.Open(y.vault, []byte(passphrase), cheap)
	y.check(err)
	defer st.Abandon()
	d, err := st.Load(y.t.Context(), "case-1")
	y.check(err)
	return y.place.text(d.Get(y.place.record.Header().ID))
}

// TestKillTyping kills the real window while somebody types into it without a
// pause. Every key that the program was given a second before has to be in the vault.
// Give -typingkills 100 for the long form.
func TestKillTyping(t *testing.T) {
	program := program(newDesktop(t).t) // skips where there is no desktop
	desks := min(2, *typingKills)
	for i := range desks {
		t.Run(fmt.Sprint("desk ", i+1), func(t *testing.T) {
			t.Parallel()
			y := newTypist(newDesktop(t), program)
			keys, lost, worst := 0, 0, time.Duration(0)
			for n := i; n < *typingKills; n += desks {
				k, l, age := y.killOnce(typingPlaces()[n%len(typingPlaces())])
				keys, lost, worst = keys+k, lost+l, max(worst, age)
			}
			t.Logf("%d keys were older than a second, and %d of them are lost; the oldest key that a kill took was %d ms old", keys, lost, worst.Milliseconds())
			if keys == 0 {
				t.Error("nothing was typed")
			}
		})
	}
}

// killOnce types, kills, and counts the keys that were a second old, those of them
// that are lost, and how old the oldest lost key was.
func (y *typist) killOnce(p place) (keys, lost int, oldest time.Duration) {
	y.t.Helper()
	y.sit(p)
	done, typed := make(chan struct{}), make(chan struct{})
	go func() { y.typeOn(done, 200); close(typed) }()
	time.Sleep(2500*time.Millisecond + rand.N(4*time.Second))
	y.check(y.window.cmd.Process.Kill())
	killed := time.Now()
	close(done)
	<-y.window.done
	<-typed
	text, at := y.given()
	saved, ok := strings.CutPrefix(y.found(), y.before)
	if !ok || !strings.HasPrefix(text, saved) {
		y.t.Errorf("%s.%s: the vault holds %q, and after %q was typed %q", p.record.Header().ID, p.field, saved, y.before, text)
		return 0, 0, 0
	}
	for i, when := range at {
		age := killed.Sub(when)
		if i >= len(saved) {
			oldest = max(oldest, age)
		}
		if age > time.Second {
			keys++
			if i >= len(saved) {
				lost++
			}
		}
	}
	if lost > 0 {
		y.t.Errorf("%s.%s: the key typed %d ms before the kill is lost, and %d more that were older than a second", p.record.Header().ID, p.field, oldest.Milliseconds(), lost-1)
	}
	return keys, lost, oldest
}

// TestEndTyping ends the program in the middle of a word in every way that the
// system has to ask for it, and by taking the display away: nothing may be lost.
func TestEndTyping(t *testing.T) {
	program := program(newDesktop(t).t) // skips where there is no desktop
	for _, c := range []struct {
		name string
		end  func(y *typist) error
	}{
		{"SIGHUP", func(y *typist) error { return y.window.cmd.Process.Signal(syscall.SIGHUP) }},
		{"SIGTERM", func(y *typist) error { return y.window.cmd.Process.Signal(syscall.SIGTERM) }},
		{"SIGINT", func(y *typist) error { return y.window.cmd.Process.Signal(os.Interrupt) }},
		{"the display goes", func(y *typist) error { return y.server.cmd.Process.Kill() }},
	} {
		t.Run(c.name, func(t *testing.T) {
			y := newTypist(newDesktop(t), program)
			y.sit(typingPlaces()[0])
			y.typeOn(nil, 4)
			time.Sleep(150 * time.Millisecond) // for the last key to come in
			typed, _ := y.given()
			y.check(c.end(y))
			select {
			case <-y.window.done:
			case <-time.After(patience):
				t.Fatal("the program did not end")
			}
			if text := y.found(); len(typed) != 20 || text != y.before+typed {
				t.Errorf("of %d keys the vault holds %q, not %q; the program said: %s", len(typed), text, y.before+typed, y.window.said.String())
			}
		})
	}
}
