package document

import (
	"reflect"
	"strings"
	"testing"
)

// TestCleanedReachesEveryText puts a mark that nobody sees into every string of a
// document that is printed, by reflection, so that a field added later is not forgotten.
func TestCleanedReachesEveryText(t *testing.T) {
	const dirty = "a\u202Eb\x1bc"
	ids := map[string]bool{"ID": true, "Ref": true, "Lang": true, "Language": true, "Stamp": true, "SHA256": true, "MediaType": true, "OriginalLang": true, "Words": true, "Hash": true}
	blocks := []Block{
		Heading{Text: T("x")},
		Paragraph{Spans: []Span{{Text: "x"}, Footnote(Span{Text: "x"})}},
		List{Items: [][]Span{T("x")}},
		Quote{Original: T("x"), Translations: []Translation{{Text: T("x")}}, Attribution: T("x")},
		Table{Caption: T("x"), Head: []Cell{C("x")}, Rows: [][]Cell{{C("x")}}},
		Signature{Labels: []string{"x"}, Names: []string{"x"}},
		Fields{Items: []FieldItem{{Number: "x", Label: T("x"), Answer: []Block{Para("x")}, Empty: "x"}}},
		Figure{Alt: "x", Caption: T("x")},
		Cover{Number: "x", Title: T("x"), Items: []FieldItem{{Label: T("x")}}},
		Timeline{Caption: T("x"), Alt: "x", Undated: "x", Key: T("x"), Ticks: []Tick{{Label: "x"}}, Lanes: []Lane{{Name: T("x"), Moments: []Moment{{Label: T("x")}}}}},
		Relations{Caption: T("x"), Alt: "x", Doubt: "x", Key: T("x"), Parties: []Box{{Name: T("x"), Role: T("x")}}, Parts: []Part{{Head: T("x"), Left: "x", Tie: "x", Right: "x", Ties: []Tie{{Label: T("x"), Told: T("x")}}}}},
	}
	doc := Document{To: []string{"x"}, Front: &Front{Items: []FieldItem{{Label: T("x")}}}, Blocks: blocks, Annexes: []Annex{{Title: T("x"), Source: T("x"), Note: T("x")}}}
	n := fill(reflect.ValueOf(&doc).Elem(), dirty, ids)
	if n < 80 {
		t.Fatalf("only %d texts were made", n)
	}
	clean := Cleaned(doc)
	each(reflect.ValueOf(clean), "", ids, func(where, s string) {
		if s != "" && s != "abc" {
			t.Errorf("%s is %q", where, s)
		}
	})
	first := true
	each(reflect.ValueOf(doc), "", ids, func(where, s string) {
		if first = false; s != "" && s != dirty {
			t.Errorf("the document given was changed at %s", where)
		}
	})
	if first || !strings.Contains(dirty, "\u202E") {
		t.Error("nothing was looked at")
	}
}

// fill writes a text into every string that is printed, and counts them.
func fill(v reflect.Value, s string, skip map[string]bool) (n int) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(s)
		return 1
	case reflect.Struct:
		for i := range v.NumField() {
			if !skip[v.Type().Field(i).Name] {
				n += fill(v.Field(i), s, skip)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			n += fill(v.Index(i), s, skip)
		}
	case reflect.Pointer:
		if !v.IsNil() {
			n += fill(v.Elem(), s, skip)
		}
	case reflect.Interface:
		if !v.IsNil() {
			own := reflect.New(v.Elem().Type()).Elem()
			own.Set(v.Elem())
			n += fill(own, s, skip)
			v.Set(own)
		}
	}
	return n
}

func each(v reflect.Value, where string, skip map[string]bool, visit func(where, s string)) {
	switch v.Kind() {
	case reflect.String:
		visit(where, v.String())
	case reflect.Struct:
		for i := range v.NumField() {
			if name := v.Type().Field(i).Name; !skip[name] {
				each(v.Field(i), where+"."+name, skip, visit)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			each(v.Index(i), where, skip, visit)
		}
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			each(v.Elem(), where+"."+v.Elem().Type().Name(), skip, visit)
		}
	}
}
