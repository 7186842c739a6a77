package dossier

import (
	"reflect"
	"regexp"
	"slices"
	"testing"
)

// TestEveryFieldHasOneLine proves by the addresses of the struct fields that
// a field table forgets none and names none twice.
func TestEveryFieldHasOneLine(t *testing.T) {
	for _, table := range Tables() {
		if table == nil {
			t.Fatal("a table is nil")
		}
		r := table.New()
		if r.Type() != table.Type {
			t.Errorf("table %s makes records of type %s", table.Type, r.Type())
		}
		lines := make(map[uintptr][]string)
		for _, f := range table.Fields {
			p := reflect.ValueOf(f.at(r)).Pointer()
			lines[p] = append(lines[p], f.Key)
		}
		v := reflect.ValueOf(r).Elem()
		for i := range v.NumField() {
			name := v.Type().Field(i).Name
			if name == "Head" {
				continue
			}
			if got := lines[v.Field(i).Addr().Pointer()]; len(got) != 1 {
				t.Errorf("%s.%s stands in %d lines of the table: %v", table.Type, name, len(got), got)
			}
			delete(lines, v.Field(i).Addr().Pointer())
		}
		for _, keys := range lines {
			t.Errorf("%s %v: reaches no field of its own", table.Type, keys)
		}
	}
}

var kebab = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)

func TestKeys(t *testing.T) {
	if got := len(tables); got != len(ordered) {
		t.Errorf("%d types in %d tables", got, len(ordered))
	}
	for _, table := range Tables() {
		seen := map[string]bool{"id": true, "case": true, "place": true, "type": true}
		for _, f := range table.Fields {
			if !kebab.MatchString(f.Key) {
				t.Errorf("%s.%s is not in kebab case", table.Type, f.Key)
			}
			if seen[f.Key] {
				t.Errorf("%s.%s stands twice or is a key of the head", table.Type, f.Key)
			}
			seen[f.Key] = true
			if slices.Contains(ChildTypes(table.Type), Type(f.Key)) {
				t.Errorf("%s.%s could mean the field or the records it owns", table.Type, f.Key)
			}
		}
	}
}

var goTypes = map[Kind]reflect.Type{
	Text: reflect.TypeFor[*string](), LongText: reflect.TypeFor[*string](), Choice: reflect.TypeFor[*string](),
	DateKind: reflect.TypeFor[*Date](), Choices: reflect.TypeFor[*[]string](), List: reflect.TypeFor[*[]string](),
	Link: reflect.TypeFor[*ID](), Links: reflect.TypeFor[*[]ID](), Number: reflect.TypeFor[*int64](),
}

func TestLines(t *testing.T) {
	for _, table := range Tables() {
		for _, f := range table.Fields {
			where := string(table.Type) + "." + f.Key
			if got := reflect.TypeOf(f.at(table.New())); got != goTypes[f.Kind] {
				t.Errorf("%s: kind %s is kept in %v", where, f.Kind, got)
			}
			if has := f.Kind == Choice || f.Kind == Choices; has != (f.Vocabulary != "") {
				t.Errorf("%s: kind %s with vocabulary %q", where, f.Kind, f.Vocabulary)
			}
			if f.Vocabulary != "" && !slices.Contains(append(Vocabularies(), OpenVocabularies()...), f.Vocabulary) {
				t.Errorf("%s: there is no vocabulary %q", where, f.Vocabulary)
			}
			if links := f.Kind == Link || f.Kind == Links; !links && len(f.Targets) > 0 {
				t.Errorf("%s: has targets and no links", where)
			}
			for _, target := range f.Targets {
				if TableOf(target) == nil {
					t.Errorf("%s: links to %q, which is no type", where, target)
				}
			}
			checkWhen(t, table, f, where)
		}
	}
}

func checkWhen(t *testing.T, table *Table, f Field, where string) {
	t.Helper()
	for _, w := range f.When {
		other, ok := table.Field(w.Key)
		if !ok || other.Kind != Choice {
			t.Errorf("%s: depends on %q, which is no choice of the record", where, w.Key)
			continue
		}
		keys, closed := Vocabulary(other.Vocabulary)
		for _, v := range w.Values {
			if closed && !slices.Contains(keys, v) {
				t.Errorf("%s: depends on %s=%s, which cannot be", where, w.Key, v)
			}
		}
	}
}

// TestOwners: owners stand before what they own and one type has each link to an
// owner, so that a walk up or down always ends. One link alone is required; of
// several one is, which the check of the case holds them to.
func TestOwners(t *testing.T) {
	place := make(map[Type]int)
	for i, table := range Tables() {
		place[table.Type] = i
	}
	for _, table := range Tables() {
		seen := map[Type]bool{}
		parents := table.Parents()
		for _, p := range parents {
			if p.Kind != Link || len(p.Targets) == 0 || p.Required != (len(parents) == 1) {
				t.Errorf("%s.%s: wants a parent link to given types, required where it is the only one", table.Type, p.Key)
			}
			for _, owner := range p.Targets {
				if place[owner] >= place[table.Type] || seen[owner] {
					t.Errorf("%s stands before its owner %s, or is owned by it in two ways", table.Type, owner)
				}
				seen[owner] = true
				if !slices.Contains(ChildTypes(owner), table.Type) {
					t.Errorf("%s is not among the children of %s", table.Type, owner)
				}
				if f, ok := table.ParentTo(owner); !ok || f.Key != p.Key {
					t.Errorf("%s: %s is linked to by %q, want %q", table.Type, owner, f.Key, p.Key)
				}
				if !TableOf(owner).Shared && table.Shared {
					t.Errorf("%s is shared, and its owner %s is not", table.Type, owner)
				}
			}
		}
	}
}

// TestToldFields: what can be translated can be owned by its record, and every such
// record owns its versions.
func TestToldFields(t *testing.T) {
	for _, table := range Tables() {
		told := slices.ContainsFunc(table.Fields, func(f Field) bool { return f.Told })
		if (told && table.Type != TypeQuote) != slices.Contains(translationTable().Fields[1].Targets, table.Type) {
			t.Errorf("%s: told %v, and translations can not be of it, or can without need", table.Type, told)
		}
		for _, f := range table.Fields {
			if f.Told && (f.Fixed || f.Kind != Text && f.Kind != LongText && f.Kind != List && f.Kind != DateKind) {
				t.Errorf("%s.%s is no words of a language", table.Type, f.Key)
			}
		}
	}
}

func TestVocabularies(t *testing.T) {
	used := make(map[string]bool)
	for _, table := range Tables() {
		for _, f := range table.Fields {
			used[f.Vocabulary] = true
		}
	}
	for _, name := range Vocabularies() {
		keys, ok := Vocabulary(name)
		if !ok || len(keys) == 0 || len(slices.Compact(slices.Sorted(slices.Values(keys)))) != len(keys) {
			t.Errorf("vocabulary %s: empty or with a key twice: %v", name, keys)
		}
		if !used[name] && name != "procedure" { // a question of a form asks for it
			t.Errorf("vocabulary %s belongs to no field", name)
		}
		if slices.Contains(OpenVocabularies(), name) {
			t.Errorf("vocabulary %s is open and closed", name)
		}
	}
	keys, _ := Vocabulary("yesno")
	keys[0] = "changed"
	if again, _ := Vocabulary("yesno"); again[0] != "yes" {
		t.Error("a caller can change a vocabulary")
	}
	if _, ok := Vocabulary("country"); ok {
		t.Error("country is closed")
	}
}

func TestFieldAccess(t *testing.T) {
	a := &Act{Kind: "arrest", Methods: []string{"beating"}}
	methods, _ := TableOf(TypeAct).Field("methods")
	given := []string{"a", "b"}
	methods.SetStrings(a, given)
	given[0] = "changed"
	if a.Methods[0] != "a" {
		t.Error("SetStrings keeps the slice of the caller")
	}
	held, _ := TableOf(TypeAct).Field("held-by")
	ids := []ID{"party-1"}
	held.SetLinks(a, ids)
	ids[0] = "party-2"
	if a.HeldBy[0] != "party-1" {
		t.Error("SetLinks keeps the slice of the caller")
	}
	court, _ := TableOf(TypeAct).Field("court")
	court.SetLinks(a, []ID{"party-3", "party-4"})
	if a.Court != "party-3" {
		t.Errorf("court is %q", a.Court)
	}
	if court.SetLinks(a, nil); a.Court != "" || court.Links(a) != nil {
		t.Error("an empty list does not empty a link")
	}
	// A call for another kind says and changes nothing.
	if held.String(a) != "" || held.Strings(a) != nil || held.Number(a) != 0 || !held.Date(a).IsZero() || methods.Links(a) != nil {
		t.Error("a field answers for a kind it is not of")
	}
	held.SetString(a, "x")
	held.SetNumber(a, 1)
	held.SetDate(a, Date{Words: "x"})
	held.SetStrings(a, []string{"x"})
	if len(a.HeldBy) != 1 || a.HeldBy[0] != "party-1" {
		t.Error("a field was set as a kind it is not of")
	}
}

func TestShown(t *testing.T) {
	tests := []struct {
		kind, key string
		want      bool
	}{
		{"arrest", "judge", true},
		{"search", "judge", false},
		{"search", "methods", true},
		{"killing", "methods", true},
		{"ban", "methods", false},
		{"ban", "reason", true},
		{"", "judge", false},
	}
	for _, tt := range tests {
		f, ok := TableOf(TypeAct).Field(tt.key)
		if got := f.Shown(&Act{Kind: tt.kind}); !ok || got != tt.want {
			t.Errorf("%s of an act of kind %q: shown %v", tt.key, tt.kind, got)
		}
	}
}

func TestTexts(t *testing.T) {
	e := &Event{Title: "T", Kind: "arrest", Description: "D", When: Date{EDTF: "2020", Words: "W"}, Country: "KZ", After: []ID{"event-2"}}
	s := &Source{Authors: []string{"A", "B"}}
	var got []string
	for _, r := range []Record{e, s} {
		for _, f := range TableOf(r.Type()).Fields {
			got = append(got, f.Texts(r)...)
			f.MapTexts(r, func(s string) string {
				if s == "" {
					return ""
				}
				return s + "!"
			})
		}
	}
	if want := []string{"T", "W", "D", "A", "B"}; !slices.Equal(got, want) {
		t.Errorf("texts are %q, want %q", got, want)
	}
	want := &Event{Title: "T!", Kind: "arrest", Description: "D!", When: Date{EDTF: "2020", Words: "W!"}, Country: "KZ", After: []ID{"event-2"}}
	if !reflect.DeepEqual(e, want) || !slices.Equal(s.Authors, []string{"A!", "B!"}) {
		t.Errorf("changed to %+v and %q", e, s.Authors)
	}
}

// TestMapTextsLeavesTheOther: the texts of a copy are its own.
func TestMapTextsLeavesTheOther(t *testing.T) {
	s := &Source{Head: Head{ID: "source-1"}, Authors: []string{"A"}}
	c := Copy(s)
	for _, f := range TableOf(TypeSource).Fields {
		f.MapTexts(c, func(string) string { return "x" })
	}
	if s.Authors[0] != "A" || c.(*Source).Authors[0] != "x" {
		t.Errorf("have %q and %q", s.Authors, c.(*Source).Authors)
	}
}
