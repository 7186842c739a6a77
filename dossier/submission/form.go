package submission

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"

	"probata/dossier/datafile"
)

// Text is words by language tag.
type Text = datafile.Text

// Form is what one body asks, as read from one file.
type Form struct {
	ID           string   `toml:"id"`
	Body         string   `toml:"body"`
	Bodies       []string `toml:"bodies"`        // where one form serves several bodies: all of them; Body is then one among them
	BodyBy       string   `toml:"body_by"`       // the question that chooses among Bodies
	Outputs      []string `toml:"outputs"`       // kinds of file the body takes, the one it wants first
	Edition      string   `toml:"edition"`       // of the official form, as the body names it
	LastVerified string   `toml:"last_verified"` // year and month in which somebody last held it against the official form
	Languages    []string `toml:"languages"`     // of the labels; the first is the default. More join from lang/xx.forms.toml, see Labels
	Accepted     []string `toml:"accepted"`      // languages in which the body takes submissions, as far as known
	FollowUp     bool     `toml:"follow_up"`     // follows a filing: tells its body what is new since, and nothing else of the case
	PerVictim    bool     `toml:"per_victim"`    // one submission for each alleged victim
	Contents     bool     `toml:"contents"`      // print a table of contents
	TitlePage    bool     `toml:"title_page"`    // the title stands on a page of its own
	Official     bool     `toml:"official"`      // the body wants its own form: this text is carried over into it
	Prose        bool     `toml:"prose"`         // read as one text: every paragraph is numbered, and an empty optional answer leaves no trace
	Speech       bool     `toml:"speech"`        // read out: the answers run on as one text, and a label leads to a list
	NoNotes      bool     `toml:"no_notes"`      // without footnotes: the text itself says how things are known
	Style        string   `toml:"style"`         // citation style of its notes, "" for that of the United Nations; see CitationStyle
	Consent      []string `toml:"consent"`       // disclosure levels every alleged victim must have agreed to
	Title        Text     `toml:"title"`
	About        Text     `toml:"about"` // what the procedure is, in our words
	Delivery     Delivery `toml:"delivery"`
	Limits       Limits   `toml:"limits"`
	Section      []Section
	datafile.Fact

	// Own is the user's file that the form was read from, nil for one that ships.
	Own *datafile.Own `toml:"-"`
	// Lost is what the shipped form of the same id asks for and this one no longer does.
	Lost   Lost `toml:"-"`
	file   string
	styles map[string]*CitationStyle
}

// Delivery is where the finished submission goes.
type Delivery struct {
	To    []string `toml:"to"` // addressee and postal address, line by line
	Mail  string   `toml:"mail"`
	Web   string   `toml:"web"`
	Check Text     `toml:"check"` // what to verify before sending
}

// Limits of the whole submission; 0 = none known.
type Limits struct {
	Pages int `toml:"pages"`
	// PerPage is how many words a page of this form holds, 0 where the length in pages is not measured.
	PerPage int `toml:"per_page"`
	Words   int `toml:"words"`
	// Wpm is the speed of speech in words a minute for a text that is also read out.
	Wpm int `toml:"wpm"`
	datafile.Fact
}

// Section is a part of a form.
type Section struct {
	ID       string     `toml:"id"`
	Number   string     `toml:"number"`
	Label    Text       `toml:"label"`
	Author   bool       `toml:"author"`   // author data: on its own leaf, left out of editions for other eyes
	NewPage  bool       `toml:"new_page"` // starts on a fresh page
	Apart    bool       `toml:"apart"`    // not counted towards the limit of words: cover, annexes
	ShowIf   string     `toml:"show_if"`  // a condition that every question of the section shares, beside its own
	Question []Question `toml:"question"`
}

// Question is one field of a form.
type Question struct {
	ID         string   `toml:"id"`
	Number     string   `toml:"number"`
	Label      Text     `toml:"label"`
	Guidance   Text     `toml:"guidance"`
	Kind       string   `toml:"kind"`
	Required   bool     `toml:"required"`
	RequiredIf string   `toml:"required_if"` // a condition, see Condition
	ShowIf     string   `toml:"show_if"`
	Precision  string   `toml:"precision"` // dates: day, month or year at least
	MaxWords   int      `toml:"max_words"`
	From       []string `toml:"from"` // paths into the case
	Pick       string   `toml:"pick"` // "all" (default) or "first" path that answers
	View       string   `toml:"view"` // a named view of the case
	Filter     []string `toml:"filter"`
	Exists     bool     `toml:"exists"`   // of a choice between yes and no: yes if a path reaches anything; open if not
	No         []string `toml:"no"`       // with exists: paths that say no where they reach anything
	Whole      bool     `toml:"whole"`    // with exists: the case holds all there is of it, as of what the author asks, so that silence is a no
	Default    string   `toml:"default"`  // of a choice; "@language" = the language of the submission
	Values     string   `toml:"values"`   // vocabulary of a choice
	Option     []Option `toml:"option"`   // of a choice, in place of a vocabulary
	Layout     string   `toml:"layout"`   // "field" (default) or "section": label as heading, answer in full width
	Inside     bool     `toml:"inside"`   // for the author's eyes: it steers or counts, and is not printed
	Reasons    int      `toml:"reasons"`  // of the view "issues": how many words of reasons a provision has room for
	Priority   int      `toml:"priority"` // what goes first where the text is longer than the body reads: 9 first, 1 last; 0 is never left out
	Mends      string   `toml:"mends"`    // type of record, or type.field, that answers it when the path reaches nothing

	paths    []path
	noPaths  []path
	required condition
	show     condition
	within   condition // show_if of the section
}

var kinds = []string{"text", "longtext", "date", "choice", "choices", "yesno", "table", "signature"}

// Forms are the forms known to the program.
type Forms struct{ list []*Form }

// All is every form in the order of the files.
func (f *Forms) All() []*Form { return slices.Clone(f.list) }

// Get finds a form by its id.
func (f *Forms) Get(id string) (*Form, bool) {
	i := slices.IndexFunc(f.list, func(x *Form) bool { return x.ID == id })
	if i < 0 {
		return nil, false
	}
	return f.list[i], true
}

// Questions calls visit for every question of the form in order.
func (f *Form) Questions(visit func(*Section, *Question)) {
	for i := range f.Section {
		s := &f.Section[i]
		for j := range s.Question {
			visit(s, &s.Question[j])
		}
	}
}

// LoadForms reads all forms in the folder forms of tree, strictly, with their words in other languages from lang/*.forms.toml.
// Forms that are sound are returned even if others are not; the error then names file and line of each fault, so that the
// program can start without the broken form and say so.
func LoadForms(tree fs.FS) (*Forms, error) {
	labels, err := loadLabels(tree)
	return loadForms(tree, labels, err)
}

func loadForms(tree fs.FS, labels map[string]map[string]*Labels, fault error) (*Forms, error) {
	out := &Forms{}
	styles, wrong := loadStyles(tree)
	faults := []error{fault, wrong}
	folder, err := fs.Sub(tree, "forms")
	if err != nil {
		return nil, err
	}
	err = datafile.Glob(folder, "*.toml", func(name string, r io.Reader) error {
		form, err := readForm(name, r, labels)
		switch {
		case err != nil:
			faults = append(faults, err)
		case slices.ContainsFunc(out.list, func(f *Form) bool { return f.ID == form.ID }):
			faults = append(faults, fmt.Errorf("%s: id %q is taken by another form: give it its own", name, form.ID))
		case form.Style != "" && styles[form.Style] == nil:
			faults = append(faults, &datafile.Fault{File: name, Key: "style", What: "is no citation style: name one of citation/styles.toml"})
		default:
			form.styles = styles
			out.list = append(out.list, form)
		}
		return nil
	})
	return out, errors.Join(append(faults, err)...)
}

// ReadForm reads one form, strictly, with no other words than its own. The name stands in errors only.
func ReadForm(name string, r io.Reader) (*Form, error) { return readForm(name, r, nil) }

func readForm(name string, r io.Reader, labels map[string]map[string]*Labels) (*Form, error) {
	f := Form{file: name}
	if err := datafile.Decode(name, r, &f); err != nil {
		return nil, err
	}
	for _, language := range slices.Sorted(maps.Keys(labels)) {
		if l := labels[language][f.ID]; l != nil {
			f.put(language, l)
		}
	}
	c := formChecker{name: name, form: &f, seen: make(map[string]bool)}
	c.check()
	return &f, errors.Join(c.faults...)
}
