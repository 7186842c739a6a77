package exchange

import (
	"bytes"
	"strings"
	"testing"

	"probata/dossier/document"
)

// TestTextRefersToWhatItNumbers: references to paragraphs within fields and to
// notes print the numbers that stand there.
func TestTextRefersToWhatItNumbers(t *testing.T) {
	noted := func(id string, inner ...document.Span) []document.Span {
		return []document.Span{{Text: id}, {Note: append([]document.Span{{Text: "note-" + id}}, inner...), ID: id}}
	}
	doc := document.Document{Language: "en", Words: document.Words{Note: "Note"}, Blocks: []document.Block{
		document.Paragraph{Spans: []document.Span{{Text: "see "}, {Ref: "field"}, {Text: ", note "}, {Ref: "second"}, {Text: ", "}, {Ref: "head"}}},
		document.Heading{Level: 1, ID: "head", Text: document.T("Law")},
		document.Paragraph{Numbered: true, Spans: noted("first", document.Footnote(document.Span{Text: "inner"}))},
		document.Fields{Items: []document.FieldItem{{Label: document.T("q"), Answer: []document.Block{
			document.Paragraph{Numbered: true, ID: "field", Spans: noted("second")},
		}}}},
	}}
	var b bytes.Buffer
	if err := WriteText(&b, doc); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"see 2, note 2, Law\n", "2. second[2]\n", "[Note 2] note-second\n", "[Note 1] note-first [inner]\n"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%q is not in\n%s", want, b.String())
		}
	}
}

// TestTextTellsRelations: a picture is told as sentences, party by party.
func TestTextTellsRelations(t *testing.T) {
	doc := document.Document{Language: "en", Blocks: []document.Block{document.Relations{
		Parties: []document.Box{{Name: document.T("A")}, {Name: document.T("B"), Role: document.T("role")}}, Key: document.T("key"),
		Parts: []document.Part{{Head: document.T("Acts"), Ties: []document.Tie{{Told: document.T("Arrest: A.")}}}, {Alone: []int{1, 7}}},
	}}}
	var b bytes.Buffer
	if err := WriteText(&b, doc); err != nil {
		t.Fatal(err)
	}
	if want := "Acts\n- Arrest: A.\n- B (role)\nkey\n"; !strings.Contains(b.String(), want) {
		t.Errorf("%q is not in\n%s", want, b.String())
	}
}
