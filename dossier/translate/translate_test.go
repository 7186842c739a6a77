package translate

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"

	"probata/dossier"
	"probata/dossier/docx"
)

func told() *dossier.Dossier {
	in := func(id dossier.ID) dossier.Head { return dossier.Head{ID: id, Case: "case-1"} }
	return dossier.New(
		&dossier.Case{Head: dossier.Head{ID: "case-1"}, Title: "Arrest & <search>", Summary: "First line.\n\nSecond, with \"marks\".", Languages: []string{"en"}},
		&dossier.Event{Head: in("event-1"), Title: "=2+2 at the office", Description: "– \u201cno\u201d\ttab", When: dossier.Date{Words: "last week"}},
		&dossier.Quote{Head: in("quote-1"), Words: "We were tied up", Language: "en"},
		&dossier.Act{Head: in("act-1"), Event: "event-1", Property: []string{"a telephone", "a tablet"}},
	)
}

// formats are the files that a translator gets, with what reads them.
var formats = []struct {
	name  string
	write func(*bytes.Buffer, []Unit) error
	read  func([]byte) (Return, error)
}{
	{"xliff", func(w *bytes.Buffer, u []Unit) error { return WriteXLIFF(w, "en", "ru", u) }, func(b []byte) (Return, error) { return ReadXLIFF(bytes.NewReader(b)) }},
	{"csv", func(w *bytes.Buffer, u []Unit) error { return WriteCSV(w, "ru", u) }, func(b []byte) (Return, error) { return ReadCSV(bytes.NewReader(b)) }},
	{"docx", func(w *bytes.Buffer, u []Unit) error {
		return docx.Write(context.Background(), w, Paper("ru", u, Words{Title: "t", Source: "s", Target: "t", State: "st", Note: "n"}))
	}, func(b []byte) (Return, error) { return ReadDOCX(bytes.NewReader(b), int64(len(b))) }},
}

// TestRoundTrip: what goes out comes back with ids, texts and states, and is taken whole.
func TestRoundTrip(t *testing.T) {
	for _, f := range formats {
		d := told()
		units := Units(d, "ru", true)
		if len(units) != 7 {
			t.Fatalf("%d units", len(units))
		}
		for i := range units {
			units[i].Target = strings.Repeat("перевод ", i+1) + "& <b>"
			units[i].State = []State{Translated, Reviewed, Final}[i%3]
		}
		var file bytes.Buffer
		if err := f.write(&file, units); err != nil {
			t.Fatal(err)
		}
		back, err := f.read(file.Bytes())
		if err != nil || back.Language != "ru" || len(back.Units) != len(units) {
			t.Fatalf("%s: %v, %q, %d units", f.name, err, back.Language, len(back.Units))
		}
		for i, u := range back.Units {
			want := units[i]
			if u.Place != want.Place || plain(u.Source) != plain(want.Source) || plain(u.Target) != plain(want.Target) || u.State != want.State {
				t.Errorf("%s: %+v came back as %+v", f.name, want, u)
			}
		}
		taken := Take(d, back, "A. Translator", dossier.Date{EDTF: "2026-12-01"})
		if len(taken.Put) != len(units) || len(taken.Left) != 0 {
			t.Fatalf("%s: takes %d of %d, leaves %v", f.name, len(taken.Put), len(units), taken.Left)
		}
		for i, v := range taken.Put {
			v.ID = dossier.ID("translation-" + string(rune('a'+i)))
			d.Put(v)
			if v.Translator != "A. Translator" || v.Stale(d) {
				t.Errorf("%s: %+v", f.name, v)
			}
		}
		if left := d.Untold("ru"); len(left) != 0 {
			t.Errorf("%s: %v is still untranslated", f.name, left)
		}
		if again := Take(d, back, "", dossier.Date{}); again.Same != len(units) || len(again.Put) != 0 {
			t.Errorf("%s: taken twice: %+v", f.name, again)
		}
	}
}

// TestNotFitting: what does not fit is named by its id, the rest is taken.
func TestNotFitting(t *testing.T) {
	at := func(record dossier.ID, field string) dossier.Place {
		return dossier.Place{Record: record, Field: field}
	}
	d := told()
	checked := &dossier.Translation{Head: dossier.Head{ID: "translation-1", Case: "case-1"}, Language: "ru", Words: "проверено", Status: "checked"}
	checked.SetPlace(at("event-1", "title"))
	checked.Fresh(d)
	d.Put(checked)
	title := d.Case().Title
	back := Return{Language: "ru", Units: []Unit{
		{Place: at("case-1", "title"), Source: title, Target: "Арест", State: Translated},
		{Place: at("case-1", "title"), Source: title, Target: "Ещё раз", State: Translated},
		{Place: at("case-1", "summary"), Source: "Other words", Target: "Иное", State: Translated},
		{Place: at("event-9", "title"), Source: "x", Target: "y", State: Translated},
		{Place: at("case-1", "reference"), Source: "", Target: "y", State: Translated},
		{Place: at("quote-1", "words"), Source: "We were tied up", Target: " ", State: Translated},
		{Place: at("event-1", "title"), Source: "=2+2 at the office", Target: "черновик", State: Translated},
		{Place: at("event-1", "when"), Source: "last week", Target: strings.Repeat("x", dossier.MaxText+1), State: Translated},
	}}
	taken := Take(d, back, "", dossier.Date{})
	want := []Left{
		{"case-1.title", Twice},
		{"case-1.summary", Changed},
		{"event-9.title", Unknown},
		{"case-1.reference", Unknown},
		{"quote-1.words", Empty},
		{"event-1.title", Protected},
		{"event-1.when", Too},
		{"event-1.description", Missing},
		{"act-1.property", Missing},
	}
	if !slices.Equal(taken.Left, want) || len(taken.Put) != 1 || taken.Put[0].Words != "Арест" {
		t.Errorf("left %v\nwant %v\ntaken %d", taken.Left, want, len(taken.Put))
	}
}

// TestBrokenFile: a file that breaks off gives what stood before, and says where; another file is refused.
func TestBrokenFile(t *testing.T) {
	units := Units(told(), "ru", true)
	var file bytes.Buffer
	if err := WriteXLIFF(&file, "en", "ru", units); err != nil {
		t.Fatal(err)
	}
	cut := file.Bytes()[:file.Len()-120]
	if back, err := ReadXLIFF(bytes.NewReader(cut)); err == nil || len(back.Units) == 0 || len(back.Units) >= len(units) {
		t.Errorf("%d of %d units, %v", len(back.Units), len(units), err)
	}
	for _, f := range formats {
		for _, other := range []string{"", "x", "<a/>", "a,b,c\n1,2,3\n", `<xliff version="1.2"><file/></xliff>`} {
			if _, err := f.read([]byte(other)); err == nil {
				t.Errorf("%s takes %q", f.name, other)
			}
		}
	}
	// Segments that a program cut, an inline mark, and a state that nobody knows.
	back, err := ReadXLIFF(strings.NewReader(`<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="ru"><file id="f">
<unit id="1" name="case-1.title"><segment state="final"><source>One. </source><target>Раз. </target></segment><segment state="odd"><source>Two <pc id="1">b</pc></source><target>Два</target></segment></unit>
<unit id="2" name="case-1.summary"><segment><source>Half</source><target>Пол</target></segment><segment><source> more</source></segment></unit></file></xliff>`))
	if err != nil || len(back.Units) != 2 || back.Units[0].Source != "One. Two b" || back.Units[0].Target != "Раз. Два" || back.Units[0].State != Translated || back.Units[1].Target != "" {
		t.Errorf("%v: %+v", err, back.Units)
	}
}

// TestStale: a version whose original changed is to be translated again, and is fresh once it was checked.
func TestStale(t *testing.T) {
	d := told()
	v := &dossier.Translation{Head: dossier.Head{ID: "translation-1", Case: "case-1"}, Language: "ru", Words: "Арест"}
	v.SetPlace(dossier.Place{Record: "case-1", Field: "title"})
	v.Fresh(d)
	d.Put(v)
	n := len(Units(d, "ru", false))
	d.Case().Title = "Release"
	if got := Units(d, "ru", false); len(got) != n+1 || got[0].Target != "Арест" || got[0].State != Initial || len(Stale(d)) != 1 {
		t.Errorf("%d units, stale %d", len(got), len(Stale(d)))
	}
	d.Put(Checked(d, v))
	if len(Stale(d)) != 0 || len(Units(d, "ru", false)) != n {
		t.Error("checked, and still stale")
	}
}

func FuzzReadXLIFF(f *testing.F) { fuzz(f, 0) }
func FuzzReadCSV(f *testing.F)   { fuzz(f, 1) }
func FuzzReadDOCX(f *testing.F)  { fuzz(f, 2) }

// fuzz holds that no file makes reading or taking fail in another way than by its error, and nothing is taken whose
// original is not there.
func fuzz(f *testing.F, format int) {
	var file bytes.Buffer
	if err := formats[format].write(&file, Units(told(), "ru", true)); err != nil {
		f.Fatal(err)
	}
	f.Add(file.Bytes())
	f.Add(file.Bytes()[:file.Len()/2])
	f.Fuzz(func(t *testing.T, data []byte) {
		back, _ := formats[format].read(data)
		d := told()
		for _, v := range Take(d, back, "", dossier.Date{}).Put {
			if words, ok := d.Words(v.Place()); !ok || words == "" || v.Words == "" {
				t.Errorf("takes %+v", v)
			}
		}
	})
}
