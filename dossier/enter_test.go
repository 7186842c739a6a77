package dossier

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
)

func TestEnter(t *testing.T) {
	event := &Event{Head: Head{ID: "event-e1", Case: "case-c1"}, Title: "Secret"}
	for _, c := range []struct{ in, place string }{
		{`{"title": "Another"}`, ""},
		{`{"title": null}`, ""},
		{`{"when": {"edtf": "2020-05"}}`, ""},
		{`{"id": "event-e2"}`, "event-e1.id"},
		{`{"case": "case-c2"}`, "event-e1.case"},
		{`{"nonsense": "Secret"}`, "event-e1"},
		{`{"title": 7}`, "event-e1.title"},
		{`["Secret"]`, "event-e1"},
	} {
		out, err := Enter(event, []byte(c.in))
		var format *FormatError
		switch {
		case c.place == "" && err != nil:
			t.Errorf("%s: %v", c.in, err)
		case c.place == "" && out.(*Event) == event:
			t.Errorf("%s: the record itself was changed", c.in)
		case c.place != "" && (!errors.As(err, &format) || format.Place != c.place || strings.Contains(err.Error(), "Secret")):
			t.Errorf("%s: %v, want a fault at %s", c.in, err, c.place)
		}
	}
	if event.Title != "Secret" {
		t.Error("the record itself was changed")
	}
	if _, err := Enter(&Evidence{Head: Head{ID: "evidence-e1"}}, []byte(`{"sha256": "x"}`)); err == nil || !strings.Contains(err.Error(), "set by the program") {
		t.Error(err)
	}
}

func TestSound(t *testing.T) {
	d := sound()
	event := Of[*Event](d)[0]
	for in, rule := range map[string]string{
		`{"title": "Fine"}`:                "",
		`{"when": {"edtf": "2020-13-45"}}`: "no EDTF",
		`{"title": "a\u202eb"}`:            "not seen",
	} {
		r, err := Enter(event, []byte(in))
		if err == nil {
			err = Sound(d, r)
		}
		if (err == nil) != (rule == "") || err != nil && !strings.Contains(err.Error(), rule) {
			t.Errorf("%s: %v, want %q", in, err, rule)
		}
	}
	if err := Sound(d, &Role{Head: Head{ID: "role-x", Case: "case-c"}, Party: "party-nowhere"}); err == nil {
		t.Error("a link that leads nowhere is taken")
	}
}

func TestParseValue(t *testing.T) {
	for _, c := range []struct {
		kind Kind
		text string
		want string
	}{
		{Text, `a "b"`, `"a \"b\""`},
		{DateKind, "2020-05", `{"edtf":"2020-05"}`},
		{Number, "12", "12"},
		{Number, "twelve", `"twelve"`}, // and is refused by DecodeValue
		{Links, "party-a, party-b", `["party-a","party-b"]`},
		{Choices, "", "[]"},
	} {
		if got := string(Field{Kind: c.kind}.ParseValue(c.text)); got != c.want || !json.Valid([]byte(got)) {
			t.Errorf("%s %q: %s, want %s", c.kind, c.text, got, c.want)
		}
	}
}
