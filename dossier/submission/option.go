package submission

import (
	"fmt"
	"slices"
	"strings"

	"probata/dossier"
	"probata/dossier/datafile"
)

// Option is one value of a choice that a form brings with it.
type Option struct {
	ID    string `toml:"id"`
	Label Text   `toml:"label"`
	// Words and Pages are the limits of the whole submission once this is chosen; 0 = those of the form.
	Words int `toml:"words"`
	Pages int `toml:"pages"`
	// To is addressee and postal address once this is chosen, line by line; none = those of the form.
	To []string `toml:"to"`
	// Banner is what stands at the head of the first page once this is chosen.
	Banner Text `toml:"banner"`
	// Suggest are paths into the case: the option is chosen when one of them reaches anything and the user has chosen nothing.
	Suggest []string `toml:"suggest"`
	// Takes says in our words what the one behind the option takes up; the fact beside it, who says so and as of when.
	Takes Text `toml:"takes"`
	datafile.Fact

	suggest []path
}

// ownLanguage as a default is the language of the submission.
const ownLanguage = "@language"

// Chooses tells whether the question is answered with values of a list: its own options, or a vocabulary.
func (q *Question) Chooses() bool { return q.Values != "" || len(q.Option) > 0 }

// Keys are the values that can be chosen; nil for an open vocabulary.
func (q *Question) Keys() []string {
	if len(q.Option) == 0 {
		keys, _ := dossier.Vocabulary(q.Values)
		return keys
	}
	keys := make([]string, len(q.Option))
	for i, o := range q.Option {
		keys[i] = o.ID
	}
	return keys
}

// Choice is an option of the form's own; ok is false for a key that is none.
func (q *Question) Choice(key string) (o Option, ok bool) {
	i := slices.IndexFunc(q.Option, func(o Option) bool { return o.ID == key })
	if i < 0 {
		return Option{}, false
	}
	return q.Option[i], true
}

// OptionLabel is the words of an option in a language; ok is false for a key that is no option of the form's own.
func (q *Question) OptionLabel(key, language string) (label string, ok bool) {
	o, ok := q.Choice(key)
	return o.Label.In(language), ok
}

// chosen are the words for the keys of a choice.
func (f *filler) chosen(q *Question, keys []string) string {
	words := make([]string, 0, len(keys))
	for _, k := range keys {
		label, ok := q.OptionLabel(k, f.req.Language)
		if !ok {
			label = f.word(q.Values, k)
		}
		words = append(words, label)
	}
	return f.words.List(words)
}

// suggested are the options that the case speaks for.
func (f *filler) suggested(q *Question) []string {
	var keys []string
	for _, o := range q.Option {
		if slices.ContainsFunc(o.suggest, func(p path) bool { values, _ := f.follow(p); return len(values) > 0 }) {
			keys = append(keys, o.ID)
		}
	}
	return keys
}

// options are those chosen in this submission.
func (f *filler) options() []Option {
	var out []Option
	for _, a := range f.answers {
		for _, o := range a.Question.Option {
			if slices.Contains(a.Keys, o.ID) {
				out = append(out, o)
			}
		}
	}
	return out
}

// limits are those of the form, or of what was chosen in it.
func (f *filler) limits() Limits {
	l := f.form.Limits
	for _, o := range f.options() {
		if o.Words > 0 {
			l.Words = o.Words
		}
		if o.Pages > 0 {
			l.Pages = o.Pages
		}
	}
	return l
}

// to is addressee and postal address: those of the form, or of what was chosen in it.
func (f *filler) to() []string {
	for _, o := range f.options() {
		if len(o.To) > 0 {
			return o.To
		}
	}
	return f.form.Delivery.To
}

// body is whom the submission is for.
func (f *filler) body() string { return f.req.body }

// addressee is whom a request is for: the body chosen in a form that serves several, that of the filing a follow-up follows,
// else that of the form. It is known before any question is answered, because consent may be given for one body only.
func (req Request) addressee() string {
	if sent := followed(req); sent != nil && req.Form.FollowUp {
		return sent.Body
	}
	if chosen, _, _ := strings.Cut(strings.TrimSpace(ownAnswers(req)[req.Form.BodyBy]), "|"); req.Form.BodyBy != "" && chosen != "" {
		return chosen
	}
	return req.Form.Body
}

// Body is whom the submission is for: the body chosen in it, that of the filing
// it follows, else that of the form.
func (f *Filled) Body() string {
	f.filler.alone.Lock()
	defer f.filler.alone.Unlock()
	return f.filler.body()
}

// options checks the choices a form brings with it.
func (c *formChecker) options(q *Question) {
	if q.Values != "" && len(q.Option) > 0 {
		c.fault(q.ID, "values and options: keep one of them")
	}
	seen := map[string]bool{}
	for i := range q.Option {
		o := &q.Option[i]
		for _, s := range o.Suggest {
			p, err := parsePath(s)
			if err != nil {
				c.fault(q.ID, fmt.Sprintf("option %q: path %q: %v", o.ID, s, err))
			}
			o.suggest = append(o.suggest, p)
		}
		if !formID.MatchString(o.ID) || seen[o.ID] {
			c.fault(q.ID, fmt.Sprintf("option %q: every option needs an id of its own, of small letters, digits and hyphens", o.ID))
		}
		seen[o.ID] = true
		c.words(q.ID+", option "+o.ID, o.Label)
		if len(o.Takes) > 0 {
			c.words(q.ID+", what option "+o.ID+" takes up", o.Takes)
		}
		if o.Fact != (datafile.Fact{}) {
			if err := o.Check(); err != nil {
				c.fault(q.ID+", option "+o.ID, err.Error())
			}
		}
		if len(o.Banner) > 0 {
			c.words(q.ID+", banner of option "+o.ID, o.Banner)
		}
	}
}

// bodies checks that a form for several bodies asks which one it is for.
func (c *formChecker) bodies() {
	f := c.form
	if f.BodyBy == "" {
		if len(f.Bodies) > 0 {
			c.fault("bodies", "name with body_by the question that chooses the body")
		}
		return
	}
	q := c.find(f.BodyBy)
	if q == nil {
		c.fault("body_by", fmt.Sprintf("there is no question %q", f.BodyBy))
		return
	}
	if reached := len(q.From) > 0 || slices.ContainsFunc(q.Option, func(o Option) bool { return len(o.Suggest) > 0 }); reached || q.Default != f.Body {
		c.fault(f.BodyBy, fmt.Sprintf("the body is chosen by the user alone: leave out from and suggest, and let default be %q, the body of the form", f.Body))
	}
	for _, b := range f.Bodies {
		if !slices.Contains(q.Keys(), b) {
			c.fault("bodies", fmt.Sprintf("%q is no option of %s", b, f.BodyBy))
		}
	}
}

// outputs are the kinds of file a body takes.
var outputs = []string{"pdf", "docx", "portal", "csv", "text"}
