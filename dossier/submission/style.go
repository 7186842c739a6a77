package submission

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strings"

	"probata/dossier"
	"probata/dossier/datafile"
)

// CitationStyle is how a paper names its sources: the data of citation/styles.toml.
type CitationStyle struct {
	Ibid      string            `toml:"ibid"`      // for the source of the note before; "" = the language's word, "-" = its short title
	Later     string            `toml:"later"`     // {source} described in note {n} before; "" = the language's words
	Page      string            `toml:"page"`      // places in a source, with {value}; "" = the language's words
	Pages     string            `toml:"pages"`     //
	Paragraph string            `toml:"paragraph"` //
	Time      string            `toml:"time"`      //
	Kind      map[string]string `toml:"kind"`      // templates by kind of source; "other" for those not named
	datafile.Fact
}

// defaultStyle is the style of a form that names none.
const defaultStyle = "un"

// plainStyle describes sources where no data of styles is at hand, as for a form that is read by itself.
var plainStyle = CitationStyle{Kind: map[string]string{"other": "[{authors}, ]{titled}[, {tail}]"}}

func loadStyles(tree fs.FS) (map[string]*CitationStyle, error) {
	var styles map[string]*CitationStyle
	err := datafile.Glob(tree, "citation/styles.toml", func(name string, r io.Reader) error {
		if err := datafile.Decode(name, r, &styles); err != nil {
			return err
		}
		var faults []error
		for _, id := range slices.Sorted(maps.Keys(styles)) {
			if err := styles[id].check(); err != nil {
				faults = append(faults, &datafile.Fault{File: name, Key: id, What: err.Error()})
			}
		}
		return errors.Join(faults...)
	})
	if errors.Is(err, fs.ErrNotExist) { // a tree of forms alone
		err = nil
	}
	return styles, err
}

var placeholder = regexp.MustCompile(`\{[^{}]*\}`)

// styleParts are the placeholders of a template.
var styleParts = []string{
	"{authors}", "{title}", "{titled}", "{container}", "{authority}", "{number}", "{issued}", "{url}", "{archived}", "{accessed}",
	"{imprint}", "{tail}", "{comma}",
}

func (s *CitationStyle) check() error {
	if err := s.Fact.Check(); err != nil {
		return err
	}
	if s.Kind["other"] == "" {
		return errors.New("no template for other kinds of source: add kind.other")
	}
	kinds, _ := dossier.Vocabulary("source-kind")
	for _, kind := range slices.Sorted(maps.Keys(s.Kind)) {
		template := s.Kind[kind]
		if kind != "other" && !slices.Contains(kinds, kind) {
			return fmt.Errorf("%q is no kind of source", kind)
		}
		for _, p := range placeholder.FindAllString(template, -1) {
			if !slices.Contains(styleParts, p) {
				return fmt.Errorf("kind.%s: %s is no part of a source", kind, p)
			}
		}
		if !strings.Contains(template, "{title") {
			return fmt.Errorf("kind.%s: it does not name the source", kind)
		}
	}
	return nil
}

func (s *CitationStyle) template(kind string) string {
	if t := s.Kind[kind]; t != "" {
		return t
	}
	return s.Kind["other"]
}

var optional = regexp.MustCompile(`\[[^\[\]]*\]`)

// expand puts values for the placeholders of a template; a part in brackets goes where one of its placeholders is empty.
func expand(template string, value func(string) string) string {
	put := func(s string) (string, bool) {
		whole := true
		return placeholder.ReplaceAllStringFunc(s, func(p string) string {
			v := value(strings.Trim(p, "{}"))
			whole = whole && v != ""
			return v
		}), whole
	}
	var out strings.Builder
	from := 0
	for _, at := range optional.FindAllStringIndex(template, -1) {
		s, _ := put(template[from:at[0]])
		out.WriteString(s)
		if s, whole := put(template[at[0]+1 : at[1]-1]); whole {
			out.WriteString(s)
		}
		from = at[1]
	}
	s, _ := put(template[from:])
	return out.String() + s
}

// style is the citation style of the paper: what was asked for, else the form's.
func (f *filler) style() *CitationStyle {
	for _, id := range []string{f.req.Style, f.form.Style, defaultStyle} {
		if s := f.form.styles[id]; s != nil {
			return s
		}
	}
	return &plainStyle
}

// Styles are the ids of the citation styles that a paper of the form can take.
func (f *Form) Styles() []string { return slices.Sorted(maps.Keys(f.styles)) }

// sourceParts are what a template can print of a source.
func (f *filler) sourceParts(s *dossier.Source) map[string]string {
	said := func(key, name, value string) string {
		if value == "" {
			return ""
		}
		return f.words.T(key, name, value)
	}
	parts := map[string]string{
		"authors": strings.Join(s.Authors, ", "), "title": s.Title, "titled": said("doc.titled", "title", s.Title), "container": s.Container,
		"authority": s.Authority, "number": s.Number, "issued": f.date(s.Issued), "url": s.URL,
		"archived": said("doc.archived", "address", s.Archive), "accessed": said("doc.accessed", "date", f.date(s.Accessed)),
	}
	join := func(keys ...string) string {
		var out []string
		for _, k := range keys {
			out = append(out, parts[k])
		}
		return strings.Join(compact(out...), ", ")
	}
	parts["imprint"] = join("container", "authority", "issued")
	parts["tail"] = join("container", "authority", "number", "issued", "url", "archived", "accessed")
	if parts["tail"] != "" {
		parts["comma"] = ","
	}
	return parts
}
