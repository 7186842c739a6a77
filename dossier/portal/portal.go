// Package portal lays a filled form out for a web form: one block for each
// field, in the order of the form, with the plain text to paste and what it
// counts. A body that takes submissions through a page of its own gives no file
// to upload the whole in; the user carries the answers over field by field.
//
// It makes a value; the window shows it with a button to copy each field, and
// WriteText writes it as a file. It opens no address and knows no web page's
// fields: the form's questions stand in the order in which the body asks them,
// and whether the page has one more is for the user to see.
//
// A web field has no footnotes. Sources stand as [1] in the text with the list
// below it, or are left out, as the user chooses for each field; nobody wants
// them in a field for the family name. A source is described where it is listed
// first, by its short sign afterwards. Paragraphs are numbered through the whole
// sheet, because one answer may refer to a paragraph of another.
package portal

import (
	"fmt"
	"strings"
	"unicode/utf16"

	"probata/dossier"
	"probata/dossier/submission"
)

// Sheet is a filled form, field by field.
type Sheet struct {
	Form     string // id
	Title    string
	Language string
	Web      string   // where the body asks for it, "" when that is not known
	Mail     string   // the same for letters
	Edition  string   // whose eyes it is for, in words of Language
	Draft    bool     // a problem stands against sending it
	Limits   Limits   // of the whole; 0 = none known
	Left     []string // labels of parts that this edition leaves out, such as the author's
	Fields   []Field
}

// Limits of a whole submission; 0 = none known.
type Limits struct {
	Words, Pages int
}

// Field is one field of a web form.
type Field struct {
	Section  string // printed number and label of its section
	ID       string // of the question
	Number   string
	Label    string
	Guidance string   // what is wanted there, in our words; may be empty
	Text     string   // without marks of sources; "" = nothing answers
	Marked   string   // the same with [1] where a source stands; same as Text without sources
	Sources  []string // "[1] S1: …", one for each mark
	Long     bool     // a text or a table, of which sources are wanted; else a name, a date, a choice
	MaxWords int      // 0 = no limit known
	Required bool     // under the conditions of this submission
	Place    Place
}

// Place is where an answer is given in the case; both are "" for text of the
// submission itself.
type Place struct {
	Record dossier.ID
	Field  string
}

// Count is what a text measures.
type Count struct {
	Words      int // as submission.Counter counts
	Characters int // UTF-16 code units, a line end as one: what a browser holds against maxlength
}

// Empty tells that nothing answers the field.
func (f *Field) Empty() bool { return f.Text == "" && f.Marked == "" }

// Paste is what goes into the web field, with the list of sources or without
// any trace of them.
func (f *Field) Paste(sources bool) string {
	if !sources || len(f.Sources) == 0 {
		return f.Text
	}
	return f.Marked + "\n\n" + strings.Join(f.Sources, "\n")
}

// Count measures what Paste gives.
func (f *Field) Count(sources bool) Count { return Measure(f.Paste(sources)) }

// TooLong tells that what Paste gives has more words than the field may have.
func (f *Field) TooLong(sources bool) bool {
	return f.MaxWords > 0 && f.Count(sources).Words > f.MaxWords
}

// Measure counts a text.
func Measure(s string) Count {
	c := Count{Words: submission.Counter(s)}
	for _, r := range s {
		c.Characters += max(1, utf16.RuneLen(r))
	}
	return c
}

// New lays a filled form out. Like the document of a form it fails, and gives
// nothing, if a withheld value is found in it; the error tells how many.
func New(f *submission.Filled) (Sheet, error) {
	f = f.ByField()
	s := Sheet{
		Form: f.Form.ID, Title: f.Form.Title.In(f.Language), Language: f.Language, Edition: string(f.Edition),
		Web: f.Form.Delivery.Web, Mail: f.Form.Delivery.Mail, Draft: f.Stopped(),
		Limits: Limits{Words: f.Form.Limits.Words, Pages: f.Form.Limits.Pages},
	}
	w := newWriter(f)
	for i := range f.Answers {
		a := &f.Answers[i]
		if a.Section.Author && f.Edition != submission.Confidential {
			if label := sectionLabel(a.Section, f.Language); len(s.Left) == 0 || s.Left[len(s.Left)-1] != label {
				s.Left = append(s.Left, label)
			}
			continue
		}
		if a.Question.Kind == "signature" {
			continue // a web page is not signed by hand
		}
		s.Fields = append(s.Fields, w.field(a))
	}
	if err := f.Proof(s.said()); err != nil {
		return Sheet{}, fmt.Errorf("lay %s out for a web form: %w", f.Form.ID, err)
	}
	return s, nil
}

// Total measures all fields, those of texts and tables with or without sources.
func (s *Sheet) Total(sources bool) Count {
	var c Count
	for i := range s.Fields {
		f := &s.Fields[i]
		n := f.Count(sources && f.Long)
		c.Words += n.Words
		c.Characters += n.Characters
	}
	return c
}

// said is all that the sheet says, a line each.
func (s *Sheet) said() string {
	lines := append([]string{s.Title, s.Web, s.Mail}, s.Left...)
	for i := range s.Fields {
		f := &s.Fields[i]
		lines = append(lines, f.Section, f.Number, f.Label, f.Guidance, f.Text, f.Marked)
		lines = append(lines, f.Sources...)
	}
	return strings.Join(lines, "\n")
}

func sectionLabel(s *submission.Section, lang string) string {
	return strings.TrimSpace(s.Number + " " + s.Label.In(lang))
}

func (w *writer) field(a *submission.Answer) Field {
	q := a.Question
	f := Field{
		Section: sectionLabel(a.Section, w.lang), ID: q.ID, Number: q.Number, Label: q.Label.In(w.lang),
		Guidance: q.Guidance.In(w.lang), MaxWords: q.MaxWords, Required: a.Required,
	}
	f.Place.Record, f.Place.Field = a.Place()
	f.Long = q.Kind == "longtext" || q.Kind == "table" || q.Layout == "section"
	w.begin(f.Long)
	from := w.Paragraph
	f.Text = w.Blocks(a.Blocks)
	w.Paragraph, w.marks = from, true // the second time counts from the same number
	f.Marked, f.Sources = w.Blocks(a.Blocks), w.sources
	return f
}
