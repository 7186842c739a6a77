package submission_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"probata/dossier"
	"probata/dossier/submission"
)

// mandatesOf fills the form for the Special Procedures for an invented case in some States.
func mandatesOf(t *testing.T, answers map[string]string, states []string, more ...dossier.Record) (submission.Answer, []string) {
	t.Helper()
	e, forms := engine(t)
	form, _ := forms.Get("sp")
	d := dossier.New(append([]dossier.Record{
		&dossier.Case{Head: dossier.Head{ID: "case-1"}, Reference: "R", States: states},
		&dossier.Party{Head: dossier.Head{ID: "party-1", Case: "case-1"}, Kind: "person"},
		&dossier.Role{Head: dossier.Head{ID: "role-1", Case: "case-1"}, Party: "party-1", Role: "alleged-victim"},
	}, more...)...)
	filled, err := e.Fill(context.Background(), submission.Request{Dossier: d, Form: form, Edition: submission.Confidential, Answers: answers, Today: day(t, "2026-11-24")})
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for _, p := range filled.Problems {
		if strings.HasPrefix(p.Key, "suggested") || p.Key == "option-unseen" {
			said = append(said, p.Key+": "+filled.Sentence(p))
		}
	}
	i := slices.IndexFunc(filled.Answers, func(a submission.Answer) bool { return a.Question.ID == "SP-A5" })
	return filled.Answers[i], said
}

// TestMandates: mandates follow from the States, the provisions and the kinds of act, and from nothing else; what is
// suggested is said to be a suggestion, and a choice of one's own stands.
func TestMandates(t *testing.T) {
	head := func(id string) dossier.Head { return dossier.Head{ID: dossier.ID(id), Case: "case-1"} }
	alleges := func(p string) dossier.Record {
		return &dossier.Allegation{Head: head("allegation-1"), Provision: p}
	}
	act := func(kind string) dossier.Record {
		return &dossier.Act{Head: head("act-1"), Kind: kind, Victim: "party-1"}
	}
	tests := []struct {
		name   string
		states []string
		more   []dossier.Record
		own    string
		want   string // the mandates of the answer
		says   string // a sentence that must be said
	}{
		{"nothing is known", []string{"KZ"}, nil, "", "", ""},
		{"two countries with mandates", []string{"BY", "RU"}, nil, "", "belarus russia", "suggested: "},
		{"a country alone", []string{"IR"}, nil, "", "iran", "option-unseen: "},
		{"provision of one instrument", []string{"KZ"}, []dossier.Record{alleges("crpd.14")}, "", "disability", "Rights of persons with disabilities"},
		{"a provision is no prefix of another", []string{"KZ"}, []dossier.Record{alleges("iccpr.2")}, "", "", ""},
		{"health of women", []string{"KZ"}, []dossier.Record{alleges("cedaw.12")}, "", "health women women-discrimination", ""},
		{"act", []string{"KZ"}, []dossier.Record{act("surveillance")}, "", "privacy", ""},
		{"own choice", []string{"BY"}, []dossier.Record{act("killing")}, "executions|truth", "executions truth", "suggested-left: The case also speaks for"},
		{"own choice of all", []string{"BY"}, nil, "belarus|truth", "belarus truth", "option-unseen: "},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a, said := mandatesOf(t, map[string]string{"SP-A5": tt.own}, tt.states, tt.more...)
			if got := strings.Join(a.Keys, " "); got != tt.want {
				t.Errorf("mandates %q, want %q", got, tt.want)
			}
			all := strings.Join(said, "\n")
			if !strings.Contains(all, tt.says) || tt.want == "" && all != "" {
				t.Errorf("it does not say %q:\n%s", tt.says, all)
			}
		})
	}
}

// TestMandatesHaveSources: each mandate says what it takes up, in every language of the form, and what that rests on; and
// the provisions that lead to one are in the law's data.
func TestMandatesHaveSources(t *testing.T) {
	e, forms := engine(t)
	form, _ := forms.Get("sp")
	countries := 0
	form.Questions(func(_ *submission.Section, q *submission.Question) {
		if q.ID != "SP-A5" {
			return
		}
		for _, o := range q.Option {
			if o.Check() != nil || len(o.Takes) < len(form.Languages) {
				t.Errorf("%s has no source or does not say what it takes up", o.ID)
			}
			for _, s := range o.Suggest {
				if strings.HasPrefix(s, "case[states=") {
					countries++
				}
				_, list, found := strings.Cut(strings.TrimSuffix(s, "].provision"), "[provision=")
				for p := range strings.SplitSeq(list, "|") {
					prefix, whole := strings.CutSuffix(p, "*")
					_, known := e.Law.Provision(p)
					if instrument, ok := e.Law.Instrument(strings.TrimSuffix(prefix, ".")); whole && ok {
						known = len(e.Law.Provisions(instrument.ID)) > 0
					}
					if found && !known {
						t.Errorf("%s: no provision %q in the law’s data", o.ID, p)
					}
				}
			}
		}
	})
	if countries < 14 {
		t.Errorf("%d country mandates", countries)
	}
}
