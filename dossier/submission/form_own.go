package submission

import (
	"io/fs"
	"slices"

	"probata/dossier"
	"probata/dossier/datafile"
)

// Lost is what stands against sending under a form that ships and no longer under the
// user's form of the same id: a changed form must not take a stop away in silence.
type Lost struct {
	Consent   []string // levels of disclosure that victims need not have agreed to any more
	PerVictim bool     // it no longer wants to know for whom it is
	Body      bool     // it goes to another body, whose rules are held against it
	Required  []string // ids of questions that need no answer any more
}

// Any tells whether anything is lost.
func (l Lost) Any() bool { return len(l.Consent)+len(l.Required) > 0 || l.PerVictim || l.Body }

// LoadLayered reads the forms in the folder forms of base with those of the user's
// folder over laid upon them, as LoadForms does, and notes of each form of the user's
// its file and what the shipped form of its id would have asked for.
func LoadLayered(base, over fs.FS) (*Forms, error) {
	files, err := datafile.OwnFiles(base, over, "forms")
	if err != nil {
		return nil, err
	}
	labels, fault := loadLabels(base)
	forms, faults := loadForms(datafile.Layer(base, over), labels, fault)
	if len(files) == 0 {
		return forms, faults
	}
	shipped, err := loadForms(base, labels, fault)
	if err != nil {
		return forms, err
	}
	for _, f := range forms.list {
		i := slices.IndexFunc(files, func(o datafile.Own) bool { return o.Name == "forms/"+f.file })
		if i < 0 {
			continue
		}
		f.Own = &files[i]
		if was, ok := shipped.Get(f.ID); ok {
			f.Lost = lostOf(was, f)
		}
	}
	return forms, faults
}

func lostOf(was, is *Form) Lost {
	var l Lost
	for _, level := range was.Consent {
		if !slices.Contains(is.Consent, level) {
			l.Consent = append(l.Consent, level)
		}
	}
	l.PerVictim = was.PerVictim && !is.PerVictim
	l.Body = was.Body != is.Body
	asked := map[string]bool{}
	is.Questions(func(_ *Section, q *Question) { asked[q.ID] = q.Required || q.RequiredIf != "" })
	was.Questions(func(_ *Section, q *Question) {
		if (q.Required || q.RequiredIf != "") && !asked[q.ID] {
			l.Required = append(l.Required, q.ID)
		}
	})
	return l
}

// ownFiles names the files of the user's that the submission rests on, and stops where they
// ask for less than what ships. It is waived with a reason like any stop.
func (p *preflight) ownFiles() {
	at := end{p.full.Case().ID, ""}
	if o := p.form.Own; o != nil {
		p.add(dossier.Warn, at, "own-form", "file", o.Name, "hash", o.SHA256)
	}
	lost := p.form.Lost
	if len(lost.Consent) > 0 {
		levels := make([]string, len(lost.Consent))
		for i, level := range lost.Consent {
			levels[i] = "vocab.consent-scope." + level
		}
		p.add(dossier.Stops, at, "own-form-consent", "level", levels)
	}
	if lost.PerVictim {
		p.add(dossier.Stops, at, "own-form-victim")
	}
	if lost.Body {
		p.add(dossier.Stops, at, "own-form-body")
	}
	if len(lost.Required) > 0 {
		p.add(dossier.Warn, at, "own-form-required", "questions", lost.Required)
	}
	for _, o := range p.filler.law.Own() {
		p.add(dossier.Warn, at, "own-law", "file", o.Name, "hash", o.SHA256)
	}
}

// ownData is the same for the small print of the paper, without the names of files,
// which are the user's to choose.
func (w *writer) ownData() string {
	var out string
	if o := w.Form.Own; o != nil {
		out += " " + w.t("form.own", "hash", o.SHA256)
	}
	for _, o := range w.filler.law.Own() {
		out += " " + w.t("form.own-law", "hash", o.SHA256)
	}
	return out
}
