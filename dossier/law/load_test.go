package law

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"probata/dossier/datafile"
)

// small is the least data that loads; each test spoils one thing in it.
const small = `[[state]]
id = "KZ"

[[topic]]
id = "liberty"
title = { en = "Liberty", ru = "Свобода" }

[[instrument]]
id = "iccpr"
title = { en = "Covenant", ru = "Пакт" }
short = { en = "ICCPR", ru = "МПГПП" }
kind = "treaty"
cite = { en = "art. {number}", ru = "ст. {number}" }
source = "treaty"
date = "2026-11-24"
confidence = "memory"

[[treaty]]
id = "iccpr"
title = { en = "Covenant", ru = "Пакт" }
short = { en = "ICCPR", ru = "МПГПП" }
in_force = "1976-03-23"
delay = { months = 3 }
source = "treaty"
date = "2026-11-24"
confidence = "memory"

[[provision]]
id = "iccpr.9"
instrument = "iccpr"
number = "9"
title = { en = "Liberty", ru = "Свобода" }
summary = { en = "Arrest must be lawful.", ru = "Арест должен быть законным." }
topics = ["liberty"]
source = "ICCPR, art. 9"
date = "2026-11-24"
confidence = "memory"

[[provision.element]]
id = "iccpr.9.reasons"
title = { en = "Reasons", ru = "Причины" }
ask = { en = "Were reasons told?", ru = "Сообщили ли причины?" }

[[category]]
id = "wgad.I"
number = "I"
title = { en = "No basis", ru = "Нет основы" }
test = { en = "No law.", ru = "Нет закона." }
evidence = { en = "Warrant.", ru = "Ордер." }
source = "methods of work"
date = "2026-11"
confidence = "verified"

[[acceptances]]
state = "KZ"
treaty = [
  { treaty = "iccpr", status = "bound", deposited = "2006-01-24", source = "data set", date = "2022-06", confidence = "verified" },
]
`

func load(text string) (*Library, error) {
	return Load(fstest.MapFS{"law/a.toml": {Data: []byte(text)}})
}

func TestLoadFaults(t *testing.T) {
	if _, err := load(small); err != nil {
		t.Fatalf("the small library does not load: %v", err)
	}
	tests := []struct{ name, old, new, want string }{
		{"unknown key", `kind = "treaty"`, `knid = "treaty"`, `law/a.toml:12:1: key "instrument.knid": unknown key`},
		{"syntax", `number = "9"`, `number = "9`, "law/a.toml:31:"},
		{"wrong type", `topics = ["liberty"]`, `topics = "liberty"`, "law/a.toml:34:"},
		{"no id", `id = "liberty"`, `id = ""`, "without an id"},
		{"unknown topic", `topics = ["liberty"]`, `topics = ["freedom"]`, `there is no topic "freedom"`},
		{"no topic", `topics = ["liberty"]`, ``, "no topics"},
		{"unknown instrument", "[[instrument]]\nid = \"iccpr\"", "[[instrument]]\nid = \"cat\"", `there is no instrument "iccpr"`},
		{"provision outside its instrument", `id = "iccpr.9"`, `id = "cat.9"`, "begins with its instrument"},
		{"element outside its provision", `id = "iccpr.9.reasons"`, `id = "iccpr.8.reasons"`, "begins with its provision"},
		{"unknown treaty", `{ treaty = "iccpr", `, `{ treaty = "icpr", `, `there is no treaty "icpr"`},
		{"treaty that cannot be accepted", "[[treaty]]\nid = \"iccpr\"", "[[treaty]]\nid = \"cat\"", "without a [[treaty]] entry"},
		{"unknown state", `state = "KZ"`, `state = "XX"`, `there is no state "XX"`},
		{"state code", `id = "KZ"`, `id = "kaz"`, "two capital letters"},
		{"kind", `kind = "treaty"`, `kind = "law"`, `kind "law"`},
		{"status", `status = "bound"`, `status = "party"`, `status "party"`},
		{"ended without date", `status = "bound"`, `status = "ended"`, "go together"},
		{"date of end while bound", `deposited = "2006-01-24"`, `ended = "2006-01-24"`, "go together"},
		{"deposit while not bound", `status = "bound"`, `status = "not-bound"`, "with a date of deposit"},
		{"no such date", `"2006-01-24"`, `"2006-02-30"`, "deposited is not a date"},
		{"order of dates", `deposited = "2006-01-24"`, `signed = "2007", deposited = "2006-01-24"`, "stands before 2007"},
		{"no entry into force", `in_force = "1976-03-23"`, ``, "no in_force"},
		{"delay below zero", `months = 3`, `months = -3`, "delay below zero"},
		{"no Russian summary", `, ru = "Арест должен быть законным."`, ``, "summary has no words in ru"},
		{"no source", `source = "data set", `, ``, "no source"},
		{"no confidence", `confidence = "verified" },`, `confidence = "sure" },`, `confidence "sure"`},
		{"no date of fact", `date = "2022-06"`, `date = "June 2022"`, "YYYY-MM"},
		{"category id", `id = "wgad.I"`, `id = "wgad.1"`, "wgad. and its number"},
		{"elements from nowhere", `topics = ["liberty"]`, "topics = [\"liberty\"]\nelements_as = \"iccpr.9\"", "elements_as"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if !strings.Contains(small, tt.old) {
				t.Fatalf("nothing to spoil: %s", tt.old)
			}
			l, err := load(strings.Replace(small, tt.old, tt.new, 1))
			if l != nil || err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want %q", err, tt.want)
			}
		})
	}
}

func TestLoadDuplicates(t *testing.T) {
	_, err := Load(fstest.MapFS{"law/a.toml": {Data: []byte(small)}, "law/b.toml": {Data: []byte(small)}})
	for _, want := range []string{
		"law/b.toml", "the state is already defined in law/a.toml", "the provision is already", "the element is already",
		"the acceptance is already", "the category is already", "the topic is already",
	} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
}

func TestLoadReportsAllFiles(t *testing.T) {
	_, err := Load(fstest.MapFS{"law/a.toml": {Data: []byte("x = 1\n")}, "law/b.toml": {Data: []byte("\ny = 1\n")}})
	var f *datafile.Fault
	if !errors.As(err, &f) || !strings.Contains(err.Error(), "law/a.toml:1:1") || !strings.Contains(err.Error(), "law/b.toml:2:1") {
		t.Errorf("got %v, want the faults of both files", err)
	}
}

func TestLoadNothing(t *testing.T) {
	if _, err := Load(fstest.MapFS{}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v, want fs.ErrNotExist", err)
	}
}

func FuzzLoad(f *testing.F) {
	f.Add(small)
	names, err := filepath.Glob("../../assets/law/*.toml")
	if err != nil || len(names) == 0 {
		f.Fatalf("shipped data: %v", err)
	}
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		if len(b) < 16<<10 { // a larger seed only slows mutation down
			f.Add(string(b))
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		l, err := load(text)
		if (l == nil) == (err == nil) {
			t.Fatalf("library %v with error %v", l, err)
		}
		if l == nil {
			return
		}
		for k := range l.acceptances { // whatever loads must answer
			l.Bound(k.state, k.treaty, on(t, "2009"))
		}
		for id := range l.provisions {
			l.Cite(id, "ru")
		}
	})
}
