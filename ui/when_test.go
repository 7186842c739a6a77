package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"probata/dossier"
	"probata/ui/room"
	"probata/ui/speech"
)

// TestTypedIsPrinted: what stands under a date while it is typed are the words in
// which lists and pages print it, and the words typed decide how an interval is meant.
func TestTypedIsPrinted(t *testing.T) {
	for _, lang := range []string{"en", "ru"} {
		b := newBench(t, lang, "light")
		for _, text := range map[string][]string{
			"en": {"before 2020", "after March 2020", "between 5 and 6 May 2020", "from 5 to 6 May 2020", "since 2019", "until 2020", "2019-2020", "2020", "about 2020", "12 May 2020 at 9:05"},
			"ru": {"до 2020", "после марта 2020", "между 5 и 6 мая 2020", "с 5 по 6 мая 2020", "с мая 2019", "2019-2020", "примерно 2020"},
		}[lang] {
			var value dossier.Date
			f := room.NewWhenField("when", "", b.Window)
			f.OnChanged = func(d dossier.Date) { value = d }
			test.Type(f.FocusTarget(), text)
			shown, problem := speech.Understand(b.say, text, b.Today(), value.Within)
			if problem != "" {
				t.Errorf("%s %q: %s", lang, text, problem)
				continue
			}
			if printed := b.say.When(value); !strings.HasPrefix(shown, printed) {
				t.Errorf("%s %q: shown %q, printed %q", lang, text, shown, printed)
			}
			again := room.NewWhenField("when", "", b.Window)
			var kept dossier.Date
			again.OnChanged = func(d dossier.Date) { kept = d }
			again.Set(value)
			text := speech.DateText(b.say, value)
			again.FocusTarget()
			again.Typed(text)
			if kept != value {
				t.Errorf("%s %q: shown again as %q, which means %+v and not %+v", lang, text, text, kept, value)
			}
		}
	}
	b := newBench(t, "en", "light")
	for text, want := range map[string]string{"2019-21": "spring 2019", "2010-12": "December 2010", "2019-20": "2019–2020"} {
		if shown, asks := speech.Understand(b.say, text, b.Today(), false); shown != "" || !strings.Contains(asks, want) || !strings.Contains(asks, "–20") {
			t.Errorf("%q: %q, asks %q", text, shown, asks)
		}
	}
}

// TestDateNotUnderstoodIsKept: whatever is typed as a date is there again: as a date where
// it is one beside today, else as words as told, which ask and can be made one later.
func TestDateNotUnderstoodIsKept(t *testing.T) {
	b := newBench(t, "ru", "light") // today is 24 November 2026
	var value dossier.Date
	typed := func(was dossier.Date, text string) *room.WhenField {
		f := room.NewWhenField("when", "", b.Window)
		f.Set(was)
		value = was
		f.OnChanged = func(d dossier.Date) { value = d }
		f.Typed(text)
		again := room.NewWhenField("when", "", b.Window)
		again.Set(value)
		return again
	}
	for text, want := range map[string]string{"вчера": "2026-11-23", "12 марта": "2026-03-12", "12.03.26 18:40": "2026-03-12T18:40", "12 декабря": "2025-12-12"} {
		if typed(dossier.Date{}, text); value.EDTF != want || value.Words != "" {
			t.Errorf("%q: %+v, want %s", text, value, want)
		}
	}
	for _, text := range []string{"когда пошёл снег", "2010-12", "30 февраля", "12 мартобря"} {
		again := typed(dossier.Date{EDTF: "2020", Time: "9:05"}, text)
		if value.EDTF != "" || value.Words != text || value.Time != "9:05" {
			t.Errorf("%q is kept as %+v", text, value)
		}
		if !strings.Contains(again.Asks(), b.say.T("ui.date.kept")) {
			t.Errorf("%q asks nothing when it is shown again", text)
		}
		typed(value, "5 мая 2020")
		if value.EDTF != "2020-05-05" || value.Words != "" {
			t.Errorf("%q set right is %+v", text, value)
		}
	}
	if typed(dossier.Date{EDTF: "2020", Words: "в год пожара"}, "под дождём"); value.Words != "в год пожара; под дождём" {
		t.Errorf("words beside the date: %+v", value)
	}
}
