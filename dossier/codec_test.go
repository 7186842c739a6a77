package dossier

import (
	"bytes"
	"crypto/rand"
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"
)

func TestID(t *testing.T) {
	id, err := NewID(TypeEvent, rand.Reader)
	if err != nil || id.Type() != TypeEvent || len(id) != len("event-")+16 || strings.ContainsAny(string(id[6:]), "lo01") {
		t.Errorf("made %q, %v", id, err)
	}
	if _, err := NewID(TypeEvent, iotest.ErrReader(io.ErrClosedPipe)); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("without random bytes: %v", err)
	}
	for _, tt := range []struct {
		id   ID
		want Type
	}{
		{"event-e3", TypeEvent},
		{"event-0", TypeEvent},
		{"", ""},
		{"event", ""},
		{"event-", ""},
		{"-e3", ""},
		{"evnt-1", ""},
		{"event-E3", ""},
		{"event-é", ""},
		{"event-1 ", ""},
		{"event-1\n", ""},
		{"event-a-b", ""},
		{ID("event-" + strings.Repeat("a", 75)), ""},
		{"event-\u202e1", ""},
	} {
		if got := tt.id.Type(); got != tt.want {
			t.Errorf("%q is of type %q", tt.id, got)
		}
	}
}

func TestRoundTrip(t *testing.T) {
	for seed := range uint64(20) {
		for _, r := range fullCase(seed, 2).All() {
			data, err := Encode(r)
			if err != nil {
				t.Fatal(err)
			}
			back, err := Decode(r.Type(), data)
			if err != nil {
				t.Fatalf("%s: %v", r.Header().ID, err)
			}
			if !reflect.DeepEqual(back, r) || !Equal(back, r) {
				t.Errorf("%s came back as %+v", data, back)
			}
		}
	}
	for _, table := range Tables() { // what says nothing is left out
		r := table.New()
		r.Header().ID = ID(table.Type + "-1")
		if data, err := Encode(r); err != nil || string(data) != `{"id":"`+string(table.Type)+`-1"}` {
			t.Errorf("empty %s is %s, %v", table.Type, data, err)
		}
	}
}

func TestEncode(t *testing.T) {
	e := &Event{
		Head: Head{ID: "event-1", Case: "case-1", Place: 2}, Title: "<a> & \"b\"\n", When: Date{EDTF: "2020", Within: true},
		After: []ID{"event-2"},
	}
	data, err := Encode(e)
	want := `{"id":"event-1","case":"case-1","place":2,"title":"<a> & \"b\"\n","when":{"edtf":"2020","within":true},"after":["event-2"]}`
	if err != nil || string(data) != want {
		t.Errorf("got  %s, %v\nwant %s", data, err, want)
	}
}

// secret stands in every value of the bad inputs: no message may hold it.
const secret = "Petrova"

func TestDecodeRefuses(t *testing.T) {
	const dates = `event-1.when: must be an object with "edtf", "words", "time", "zone" and "within"`
	tests := []struct{ name, json, want string }{
		{"not JSON", `Petrova`, "event: must be an object"},
		{"list", `["Petrova"]`, "event: must be an object"},
		{"cut off", `{"id":"event-1","title":"Petrova"`, "event: is not well-formed JSON"},
		{"cut off value", `{"id":"event-1","title":"Petro`, "event: is not well-formed JSON"},
		{"no key", `{"id":"event-1",5}`, "event: is not well-formed JSON"},
		{"more", `{"id":"event-1"} "Petrova"`, "event: has something after its end"},
		{"key twice", `{"id":"event-1","title":"Petrova","title":"b"}`, `event: the key "title" stands twice`},
		{"not UTF-8", "{\"id\":\"event-1\",\"title\":\"Petrova\xff\"}", "event: is not valid UTF-8"},
		{"no id", `{"title":"Petrova"}`, `event: the key "id" is missing`},
		{"id of another type", `{"id":"party-petrova"}`, `event.id: must be an id such as "event-7": the type, a hyphen, and small letters or digits`},
		{"id no text", `{"id":7}`, "event.id: must be an id in quotes"},
		{"id null", `{"id":null}`, `event.id: must be an id such as "event-7": the type, a hyphen, and small letters or digits`},
		{"case no case", `{"case":"event-2","id":"event-1"}`, `event-1.case: must be an id such as "case-7": the type, a hyphen, and small letters or digits`},
		{"place", `{"id":"event-1","place":"Petrova"}`, "event-1.place: must be a whole number"},
		{"place null", `{"id":"event-1","place":null}`, "event-1.place: must be a whole number"},
		{"place broken", `{"id":"event-1","place":1.5}`, "event-1.place: must be a whole number"},
		{"unknown key", `{"id":"event-1","titel":"Petrova"}`, `event-1: unknown key "titel"; the keys of the type event stand in the schema`},
		{"capitals", `{"id":"event-1","Title":"Petrova"}`, `event-1: unknown key "Title"; the keys of the type event stand in the schema`},
		{"text", `{"id":"event-1","title":["Petrova"]}`, "event-1.title: must be a text in quotes"},
		{"null", `{"id":"event-1","title":null}`, "event-1.title: must be a text in quotes, not null; leave the key out instead"},
		{"links", `{"id":"event-1","after":"event-2"}`, "event-1.after: must be a list of ids"},
		{"link in list", `{"id":"event-1","after":["Petrova"]}`, "event-1.after: must be a list of ids"},
		{"null in list", `{"id":"event-1","after":[null]}`, "event-1.after: must be a list of ids"},
		{"date text", `{"id":"event-1","when":"Petrova"}`, dates},
		{"date null", `{"id":"event-1","when":null}`, "event-1.when: must be a date, not null; leave the key out instead"},
		{"date key", `{"id":"event-1","when":{"Petrova":1}}`, dates},
		{"date capitals", `{"id":"event-1","when":{"EDTF":"2020"}}`, dates},
		{"date twice", `{"id":"event-1","when":{"edtf":"2020","edtf":"2021"}}`, dates},
		{"date type", `{"id":"event-1","when":{"within":"Petrova"}}`, dates},
		{"date null inside", `{"id":"event-1","when":{"words":null}}`, dates},
		{
			"long", `{"id":"event-1","title":"Petrova` + strings.Repeat("a", MaxText) + `"}`,
			"event-1.title: is 1048583 bytes long; a field holds at most 1048576: attach the text as a file instead",
		},
		{
			"long words", `{"id":"event-1","when":{"words":"Petrova` + strings.Repeat("a", MaxText) + `"}}`,
			"event-1.when: is 1048583 bytes long; a field holds at most 1048576: attach the text as a file instead",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			refused(t, TypeEvent, tt.json, tt.want)
		})
	}
	refused(t, TypeSource, `{"id":"source-1","authors":["Petrova",null]}`, "source-1.authors: must be a list of texts")
	refused(t, TypeSource, `{"id":"source-1","authors":"Petrova"}`, "source-1.authors: must be a list of texts")
	refused(t, TypeSource, `{"id":"source-1","person":"Petrova"}`, "source-1.person: must be the id of a record")
	refused(t, TypeSource, `{"id":"source-1","person":7}`, "source-1.person: must be the id of a record")
	refused(t, TypeEvidence, `{"id":"evidence-1","size":"Petrova"}`, "evidence-1.size: must be a whole number")
	refused(t, "person", `{"id":"person-1"}`, "record: unknown type of record")
}

func refused(t *testing.T, typ Type, json, want string) {
	t.Helper()
	r, err := Decode(typ, []byte(json))
	var f *FormatError
	if !errors.As(err, &f) || r != nil {
		t.Fatalf("got %v, %v; want it refused", r, err)
	}
	known := strings.Contains(json, `{"`+secret) // a key is named, a value never
	if f.Error() != want || strings.Contains(f.Error(), secret) && !known {
		t.Errorf("got  %s\nwant %s", f, want)
	}
}

func TestDecodeValueRefusesBadUTF8(t *testing.T) {
	f, _ := TableOf(TypeEvent).Field("title")
	e := &Event{Head: Head{ID: "event-1"}}
	if err := f.DecodeValue(e, []byte("\"\xff\"")); err == nil || err.Error() != "event-1.title: is not valid UTF-8" || e.Title != "" {
		t.Errorf("got %v, %q", err, e.Title)
	}
}

// FuzzDecode: never a panic; what is accepted is written and read the same again.
func FuzzDecode(f *testing.F) {
	for _, r := range fullCase(7, 1).All() {
		data, err := Encode(r)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(r.Type()), data)
	}
	f.Add("event", []byte(`{"id":"event-1","when":{"edtf":"32 May"},"after":[],"title":"\ud800"}`))
	f.Fuzz(func(t *testing.T, typ string, data []byte) {
		r, err := Decode(Type(typ), data)
		if err != nil {
			if r != nil {
				t.Fatal("an error and a record")
			}
			return
		}
		once, err := Encode(r)
		if err != nil {
			t.Fatal(err)
		}
		back, err := Decode(r.Type(), once)
		if err != nil {
			t.Fatalf("wrote what it refuses: %v", err)
		}
		twice, err := Encode(back)
		if err != nil || !bytes.Equal(once, twice) || !Equal(r, back) {
			t.Fatalf("first %s\nthen  %s, %v", once, twice, err)
		}
	})
}
