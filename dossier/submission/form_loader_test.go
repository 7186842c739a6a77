package submission

import (
	"strings"
	"testing"
	"testing/fstest"
)

func TestReadFormFaults(t *testing.T) {
	const q = "id = \"q\"\nkind = \"text\"\n"
	tests := []struct{ name, text, want string }{
		{"unknown key", formText("", q+"frm = [\"case.title\"]"), `test.toml:18:1: key "section.question.frm": unknown key`},
		{"not TOML", "id = ", "test.toml:1:"},
		{"no id", strings.Replace(formText("", q), `"test"`, `"Test 1"`, 1), `key "id": must be small letters`},
		{"no languages", strings.Replace(formText("", q), `["en", "ru"]`, `[]`, 1), `key "languages": must name`},
		{"no words", strings.Replace(formText("", q), `, ru = "В"`, ``, 1), `key "q": has no words in "ru"`},
		{"no title", strings.Replace(formText("", q), `, ru = "Форма"`, ``, 1), `key "title": has no words in "ru"`},
		{"not verified", strings.Replace(formText("", q), `"2026-01"`, `""`, 1), "last_verified and source must be given"},
		{"same id", formText("", q, q), `key "q": every question needs an id of its own`},
		{"kind", formText("", "id = \"q\"\nkind = \"number\""), `key "q": kind must be one of`},
		{"view", formText("", q+"view = \"everything\""), `key "q": there is no view "everything"`},
		{"path", formText("", q+"from = [\"victim.shoes\"]"), `key "q": path "victim.shoes": [party] has no field`},
		{"precision", formText("", q+"precision = \"hour\""), "precision must be day, month or year"},
		{"pick", formText("", q+"pick = \"last\""), `pick must be "all" or "first"`},
		{"layout", formText("", q+"layout = \"wide\""), `layout must be "field" or "section"`},
		{"vocabulary", formText("", q+"values = \"colours\""), `there is no vocabulary "colours"`},
		{"default", formText("", q+"values = \"yesno\"\ndefault = \"maybe\""), `default "maybe" is no value of it`},
		{"mends", formText("", q+"mends = \"victim.shoes\""), `mends: party has no field "shoes"`},
		{"mends type", formText("", q+"mends = \"shoe\""), `mends: "shoe" is no type of record`},
		{"consent", formText("consent = [\"all\"]", q), `"all" is no level of disclosure`},
		{"condition", formText("", q+"show_if = \"q\""), `a condition is written "question=value"`},
		{"condition on nothing", formText("", q+"show_if = \"x=yes\""), `condition speaks of "x"`},
		{"condition never true", formText("", q+"show_if = \"edition=secret\""), `condition speaks of "secret"`},
		{"language of another form", formText("", q+"required_if = \"language=fr\""), `condition speaks of "fr"`},
		{"itself", formText("", q+"show_if = \"q=yes\""), `key "q": its show_if leads in a circle`},
		{
			"circle", formText("", "id = \"a\"\nkind = \"text\"\nshow_if = \"b=x\"", "id = \"b\"\nkind = \"text\"\nshow_if = \"a=x\""),
			`key "b": its show_if leads in a circle`,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := ReadForm("test.toml", strings.NewReader(tt.text))
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want %s", err, tt.want)
			}
		})
	}
}

func TestLoadFormsKeepsTheSound(t *testing.T) {
	good := formText("", "id = \"q\"\nkind = \"text\"")
	forms, err := LoadForms(fstest.MapFS{"forms/a.toml": {Data: []byte(good)}, "forms/b.toml": {Data: []byte("x = 1")}, "forms/c.toml": {Data: []byte(good)}})
	if err == nil || !strings.Contains(err.Error(), "b.toml:1:1") || !strings.Contains(err.Error(), `c.toml: id "test" is taken`) {
		t.Errorf("faults are %v", err)
	}
	if _, ok := forms.Get("test"); !ok || len(forms.All()) != 1 {
		t.Errorf("%d forms were kept", len(forms.All()))
	}
}

// FuzzReadForm: never a panic, and a form without fault can be asked.
func FuzzReadForm(f *testing.F) {
	f.Add(formText("", "id = \"q\"\nkind = \"text\"\nfrom = [\"any.act[kind=arrest|search].event.venue\"]\nshow_if = \"author=other\""))
	f.Add(formText("", "id = \"q\"\nkind = \"choice\"\nvalues = \"yesno\"\nmends = \"victim.sex\"", "id = \"r\"\nkind = \"text\"\nshow_if = \"q=yes|no\""))
	f.Fuzz(func(t *testing.T, text string) {
		form, err := ReadForm("f.toml", strings.NewReader(text))
		if err != nil {
			return
		}
		form.Questions(func(_ *Section, q *Question) {
			if len(q.paths) != len(q.From) {
				t.Errorf("%d of %d paths were read", len(q.paths), len(q.From))
			}
		})
	})
}
