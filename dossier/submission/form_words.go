package submission

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"probata/dossier/datafile"
)

// Labels are the words of one form in one language other than English, as lang/xx.forms.toml holds them under the id of
// the form. Keys are ids of sections and questions; those of options are question/option.
type Labels struct {
	Title    string            `toml:"title"`
	About    string            `toml:"about"`
	Check    string            `toml:"check"` // what to verify before sending
	Label    map[string]string `toml:"label"`
	Guidance map[string]string `toml:"guidance"`
	Banner   map[string]string `toml:"banner"`
	Takes    map[string]string `toml:"takes"`
}

// labelsEnd ends the name of a language's file of labels, so that a language is xx.toml and xx.forms.toml and no form
// is touched when one is added.
const labelsEnd = ".forms.toml"

// loadLabels reads lang/*.forms.toml of a tree: language → id of a form → its words. A tree without any has English only.
func loadLabels(tree fs.FS) (map[string]map[string]*Labels, error) {
	out := map[string]map[string]*Labels{}
	folder, err := fs.Sub(tree, "lang")
	if err != nil {
		return nil, err
	}
	var faults []error
	err = datafile.Glob(folder, "*"+labelsEnd, func(name string, r io.Reader) error {
		words := map[string]*Labels{}
		if err := datafile.Decode("lang/"+name, r, &words); err != nil {
			faults = append(faults, err)
			return nil
		}
		out[strings.TrimSuffix(name, labelsEnd)] = words
		return nil
	})
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	return out, errors.Join(append(faults, err)...)
}

// put lays the words of a language under the form: what the form says itself stands. A language that the form does not
// name joins it when all its titles and labels are there.
func (f *Form) put(language string, l *Labels) {
	f.Title = with(f.Title, language, l.Title)
	f.About = with(f.About, language, l.About)
	f.Delivery.Check = with(f.Delivery.Check, language, l.Check)
	for i := range f.Section {
		s := &f.Section[i]
		s.Label = with(s.Label, language, l.Label[s.ID])
		for j := range s.Question {
			s.Question[j].put(language, l)
		}
	}
	if !slices.Contains(f.Languages, language) && len(f.Untitled(language)) == 0 {
		f.Languages = append(f.Languages, language)
	}
}

func (q *Question) put(language string, l *Labels) {
	q.Label = with(q.Label, language, l.Label[q.ID])
	q.Guidance = with(q.Guidance, language, l.Guidance[q.ID])
	for i := range q.Option {
		o := &q.Option[i]
		key := q.ID + "/" + o.ID
		o.Label = with(o.Label, language, l.Label[key])
		o.Banner = with(o.Banner, language, l.Banner[key])
		o.Takes = with(o.Takes, language, l.Takes[key])
	}
}

// with is t with words in one more language.
func with(t Text, language, words string) Text {
	if words == "" || t[language] != "" {
		return t
	}
	if t == nil {
		t = Text{}
	}
	t[language] = words
	return t
}

// Untitled are the titles and labels that the form has in English and not in a language: "title", ids of sections and
// questions, question/option.
func (f *Form) Untitled(language string) []string {
	var out []string
	look := func(key string, t Text) {
		if t["en"] != "" && t[language] == "" {
			out = append(out, key)
		}
	}
	look("title", f.Title)
	for i := range f.Section {
		s := &f.Section[i]
		look(s.ID, s.Label)
		for j := range s.Question {
			q := &s.Question[j]
			look(q.ID, q.Label)
			for _, o := range q.Option {
				look(q.ID+"/"+o.ID, o.Label)
			}
		}
	}
	return out
}

// stray are the keys of labels that no section, question or option of the form has.
func (l *Labels) stray(f *Form) []error {
	known := map[string]bool{}
	for i := range f.Section {
		known[f.Section[i].ID] = true
		for j := range f.Section[i].Question {
			q := &f.Section[i].Question[j]
			known[q.ID] = true
			for _, o := range q.Option {
				known[q.ID+"/"+o.ID] = true
			}
		}
	}
	var out []error
	for _, words := range []map[string]string{l.Label, l.Guidance, l.Banner, l.Takes} {
		for _, key := range slices.Sorted(maps.Keys(words)) {
			if !known[key] {
				out = append(out, fmt.Errorf("%s: labels have the key %q, which the form has not: correct or remove it", f.ID, key))
			}
		}
	}
	return out
}
