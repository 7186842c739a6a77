package document

import (
	"strings"
	"testing"
)

// TestSpansVisitsEverything gives every place of every block a word of its
// own; the walk must meet all of them, in reading order.
func TestSpansVisitsEverything(t *testing.T) {
	noted := []Span{{Text: "a"}, Footnote(Span{Text: "b"}), {Text: "c"}}
	for name, tc := range map[string]struct {
		block Block
		want  string
	}{
		"heading":   {Heading{Text: noted}, "a  b c"},
		"paragraph": {Paragraph{Spans: noted, Kind: Detail}, "a  b c"},
		"quote":     {Quote{Original: T("o"), Translations: []Translation{{Text: T("x")}, {Text: T("y")}}, Attribution: T("w")}, "o x y w"},
		"table":     {Table{Caption: T("t"), Head: []Cell{H("h")}, Rows: [][]Cell{{C("1\n2"), C("3")}}}, "t h 1 2 3"},
		"fields":    {Fields{Items: []FieldItem{{Label: T("l"), Answer: []Block{Para("p")}, Empty: "e"}}}, "l p e"},
		"list":      {List{Items: [][]Span{T("i"), T("j")}}, "i j"},
		"figure":    {Figure{Alt: "alt", Caption: T("cap")}, "alt cap"},
		"sheet":     {Sheet{Head: T("h"), Alt: "alt"}, "h alt"},
		"cover":     {Cover{Number: "n", Title: T("t"), Items: []FieldItem{{Label: T("l"), Empty: "e"}}}, "n t l e"},
		"timeline": {Timeline{
			Alt: "alt", Caption: T("cap"), Undated: "u", Key: T("key"), Ticks: []Tick{{Label: "k"}},
			Lanes: []Lane{{Name: T("n"), Moments: []Moment{{Label: T("m")}}}},
		}, "alt cap k n m u key"},
		"relations": {Relations{
			Alt: "alt", Caption: T("cap"), Doubt: "d", Key: T("k"), Parties: []Box{{Name: T("n"), Role: T("r")}},
			Parts: []Part{{Head: T("h"), Left: "1", Tie: "2", Right: "3", Ties: []Tie{{Label: T("t"), Told: T("told")}}}},
		}, "alt cap d k n r h 1 2 3 t told"},
		"signature": {Signature{Labels: []string{"s"}, Names: []string{"n"}}, "s n"},
		"nothing":   {PageBreak{}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			Spans([]Block{tc.block}, func(s Span) { got = append(got, s.Text) })
			if g := strings.Join(got, " "); g != tc.want {
				t.Errorf("visits %q, want %q", g, tc.want)
			}
		})
	}
}
