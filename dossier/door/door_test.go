package door_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"probata/dossier"
	"probata/dossier/door"
	"probata/dossier/edtf"
	"probata/dossier/exchange"
	"probata/dossier/lang"
	"probata/dossier/law"
)

func library(t testing.TB) *law.Library {
	t.Helper()
	l, err := law.Load(os.DirFS("../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func printer(t testing.TB, tag string) *lang.Printer {
	t.Helper()
	c, err := lang.Load(os.DirFS("../../assets/lang"))
	if err != nil {
		t.Fatal(err)
	}
	return c.Printer(tag)
}

func example(t testing.TB) *dossier.Dossier {
	t.Helper()
	f, err := os.Open("../../assets/example/example-1.json")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	d, err := exchange.ReadJSON(f)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func date(s string) dossier.Date {
	return dossier.Date{EDTF: s}
}

func day(t testing.TB, s string) edtf.Date {
	t.Helper()
	d, err := edtf.Parse(s)
	if err != nil {
		t.Fatalf("date %q: %v", s, err)
	}
	return d
}

func head(id string) dossier.Head {
	return dossier.Head{ID: dossier.ID(id), Case: "case-1"}
}

// held is a case of one person held in a State, with more records on top.
func held(state, when string, more ...dossier.Record) *dossier.Dossier {
	return dossier.New(append([]dossier.Record{
		&dossier.Case{Head: dossier.Head{ID: "case-1"}, Reference: "T-1", States: []string{state}},
		&dossier.Party{Head: head("party-1"), Kind: "person", Sex: "male"},
		&dossier.Role{Head: head("role-1"), Party: "party-1", Role: "alleged-victim"},
		&dossier.Event{Head: head("event-1"), Kind: "arrest"},
		&dossier.Act{Head: head("act-1"), Event: "event-1", Kind: "arrest", Victim: "party-1", When: date(when), Released: date("2021-01-01")},
	}, more...)...)
}

// What the case must show before some committees deal with it at all.
var (
	treated       = &dossier.Act{Head: head("act-9"), Event: "event-1", Kind: "ill-treatment", Victim: "party-1", When: date("2020-03")}
	discriminated = &dossier.Allegation{Head: head("allegation-9"), Provision: "cerd.5", Victim: "party-1"}
)

func filing(id, body, outcome string) *dossier.Filing {
	return &dossier.Filing{Head: head(id), Body: body, Filed: date("2024-02-01"), Outcome: outcome}
}

func remedy(outcome, received string) *dossier.Remedy {
	return &dossier.Remedy{Head: head("remedy-1"), Kind: "appeal", Outcome: outcome, Received: date(received)}
}

// TestExample: the doors for Kazakhstan, right in every line.
func TestExample(t *testing.T) {
	// Its acts have no dates but words ("at the end of last week"), so that nobody can say whether they lie after an
	// acceptance; of discrimination, disability, hate crime and a pattern it says nothing.
	want := map[string]door.Verdict{
		"wgad": door.Open, "sp": door.Open, "ccpr": door.Check, "cat": door.Check, "cerd": door.Check, "cedaw": door.Check,
		"crpd": door.Check, "crc": door.Check, "ced": door.Closed, "ced-ua": door.Closed, "wgeid": door.Closed, "cescr": door.Check,
		"hrc-cp": door.Check, "upr": door.Open, "tb-report": door.Open, "osce-hdc": door.Open, "osce-pc": door.Open,
		"osce-rfom": door.Open, "osce-odihr": door.Open, "odihr-hate-crime": door.Check, "ecthr": door.Closed,
		"ecthr-r39": door.Closed, "iachr": door.Closed, "iachr-pm": door.Closed, "aarhus": door.Check, "unesco-104": door.Open, "ilo-cfa": door.Check,
		"reprisals": door.Check, "gie-by": door.Closed, "coi-ua": door.Closed, "cat-inq": door.Check, "cedaw-inq": door.Check,
		"ced-inq": door.Check, "cerd-ew": door.Check, "spt": door.Check, "cm-rule9": door.Closed, "coe-chr": door.Closed,
		"cpt": door.Closed, "venice": door.Check, "ccf": door.Open,
	}
	doors := door.All(library(t), door.Question{Dossier: example(t), Today: day(t, "2026-11-24")})
	for _, d := range doors {
		if d.Verdict != want[d.Body] {
			t.Errorf("%s is %s, want %s: %v", d.Body, d.Verdict, want[d.Body], d.Against())
		}
		delete(want, d.Body)
	}
	for body := range want {
		t.Errorf("no answer for %s", body)
	}
}

func TestVerdicts(t *testing.T) {
	tests := []struct {
		name string
		d    *dossier.Dossier
		body string
		want door.Verdict
		key  string // a reason that must stand among those of its state
	}{
		{"facts after acceptance", held("KZ", "2020-03"), "ccpr", door.Open, "state-bound-from"},
		{"facts before acceptance", held("KZ", "2008-03"), "ccpr", door.Closed, "facts-before"},
		{"facts before acceptance, still held", held("KZ", "2008-03/.."), "ccpr", door.Check, "facts-continue"},
		{"day of acceptance cannot be told", held("KZ", "2009"), "ccpr", door.Check, "facts-undated"},
		{"denounced", held("BY", "2020-08"), "ccpr", door.Closed, "state-ended-lodged"},
		{"ceased to be a party", held("RU", "2021-05"), "ecthr", door.Check, "state-ended-acts"},
		{"signed only, as of long ago", held("KZ", "2020-03"), "cescr", door.Check, "state-signed-then"},
		{"not a party", held("KZ", "2020-03"), "ecthr", door.Closed, "state-not-bound"},
		{"State unknown to the data", held("XX", "2020-03"), "ccpr", door.Check, "state-not-known"},
		{"no State", held("", "2020-03"), "wgad", door.Open, "consent"},
		{"no disappearance", held("KZ", "2020-03"), "ced-ua", door.Closed, "no-disappearance"},
		{
			"disappearance", held("KZ", "2020-03", &dossier.Act{Head: head("act-2"), Event: "event-1", Kind: "disappearance", Victim: "party-1", When: date("2020-04")}),
			"ced-ua", door.Open, "subject-disappearance",
		},
		{"a man", held("KZ", "2020-03"), "cedaw", door.Closed, "no-woman"},
		{"age not known", held("UA", "2020-03"), "crc", door.Check, "subject-child"},
		{"no remedies", held("KZ", "2020-03"), "ccpr", door.Open, "remedies-none"},
		{"remedy pending", held("KZ", "2020-03", remedy("pending", "")), "ccpr", door.Open, "remedies-pending"},
		{"CERD within six months", held("KZ", "2020-03", remedy("refused", "2024-10-01"), discriminated), "cerd", door.Open, "limit-runs"},
		{"CERD on the last day", held("KZ", "2020-03", remedy("refused", "2024-05-20"), discriminated), "cerd", door.Open, "limit-runs"},
		{"CERD a day late", held("KZ", "2020-03", remedy("refused", "2024-05-19"), discriminated), "cerd", door.Closed, "limit-passed"},
		{"CERD, month of decision only", held("KZ", "2020-03", remedy("refused", "2024-05"), discriminated), "cerd", door.Check, "limit-vague"},
		{"CCPR after five years", held("KZ", "2015-03", remedy("refused", "2016-01-01")), "ccpr", door.Check, "limit-passed"},
		{"another committee first", held("KZ", "2020-03", filing("filing-1", "ccpr", "pending"), treated), "cat", door.Closed, "same-closes"},
		{"another committee has decided", held("KZ", "2020-03", filing("filing-1", "ccpr", "decided")), "cat", door.Closed, "same-closes"},
		{"another committee refused", held("KZ", "2020-03", filing("filing-1", "ccpr", "rejected")), "cat", door.Check, "same-checks"},
		{"withdrawn elsewhere", held("KZ", "2020-03", filing("filing-1", "ccpr", "withdrawn"), treated), "cat", door.Open, "consent"},
		{"CCPR, decided elsewhere", held("KZ", "2020-03", filing("filing-1", "cat", "decided")), "ccpr", door.Open, "same-not-declared"},
		{"CCPR, WGAD seized", held("KZ", "2020-03", filing("filing-1", "wgad", "pending")), "ccpr", door.Open, "remedies-none"},
		{"complaint procedure, SP seized", held("KZ", "2020-03", filing("filing-1", "sp", "communicated")), "hrc-cp", door.Closed, "same-closes"},
		{"complaint procedure, nothing filed", held("KZ", "2020-03"), "hrc-cp", door.Check, "subject-pattern"},
		{"ECHR, WGAD seized", held("UA", "2020-03", filing("filing-1", "wgad", "decided")), "ecthr", door.Check, "same-checks"},
		{"OSCE, everything seized", held("KZ", "2020-03", filing("filing-1", "ccpr", "pending")), "osce-hdc", door.Open, "consent"},
		{"the same body", held("KZ", "2020-03", filing("filing-1", "wgad", "pending")), "wgad", door.Open, "same-body"},
	}
	l := library(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, ok := door.At(l, tt.body, door.Question{Dossier: tt.d, Victim: "party-1", Today: day(t, "2024-11-20")})
			if !ok || got.Verdict != tt.want {
				t.Errorf("%s = %s, want %s: %v", tt.body, got.Verdict, tt.want, got.Against())
			}
			if !slices.ContainsFunc(got.Reasons, func(r door.Reason) bool { return r.Key == tt.key }) {
				t.Errorf("%s: no reason %q among %v", tt.body, tt.key, got.Reasons)
			}
		})
	}
	if _, ok := door.At(l, "no-such", door.Question{Dossier: held("KZ", "2020")}); ok {
		t.Error("an answer for a body that is not in the data")
	}
}

// TestFilingOfAnother: what was filed for one victim bars nothing for another.
func TestFilingOfAnother(t *testing.T) {
	f := filing("filing-1", "ccpr", "pending")
	f.Victim = "party-2"
	got, _ := door.At(library(t), "cat", door.Question{Dossier: held("KZ", "2020-03", f, treated), Victim: "party-1", Today: day(t, "2024-11-20")})
	if got.Verdict != door.Open {
		t.Errorf("cat = %s: %v", got.Verdict, got.Against())
	}
}

// TestSentences: every reason, closing and deadline that the shipped data can give has words, in both languages of the
// window, and leaves no placeholder.
func TestSentences(t *testing.T) {
	l := library(t)
	cases := []*dossier.Dossier{
		example(t), held("KZ", "2008"), held("BY", "2020"), held("XX", ""), held("KZ", "2020", remedy("refused", "2023-05")),
		held("UA", "2020", filing("filing-1", "wgad", "pending"), filing("filing-2", "ccpr", "decided"), filing("filing-3", "cat", "rejected")),
	}
	for _, tag := range []string{"en", "ru"} {
		p := printer(t, tag)
		check := func(s string) {
			if strings.ContainsAny(s, "{}") || strings.Contains(s, "door.") || strings.Contains(s, "vocab.") || strings.Contains(s, "deadline.") {
				t.Errorf("%s: %q", tag, s)
			}
		}
		for _, d := range cases {
			q := door.Question{Dossier: d, Today: day(t, "2026-11-24")}
			for _, x := range door.All(l, q) {
				for _, r := range x.Reasons {
					check(door.Sentence(p, r))
				}
				for _, c := range x.Shuts {
					check(door.ClosingText(p, c))
				}
			}
			for _, x := range door.Deadlines(l, q) {
				check(door.DeadlineText(p, x))
			}
		}
	}
}

func TestShuts(t *testing.T) {
	got, _ := door.At(library(t), "sp", door.Question{Dossier: held("KZ", "2020"), Today: day(t, "2024-11-20")})
	if len(got.Shuts) != 1 || got.Shuts[0].Body != "hrc-cp" || got.Shuts[0].Effect != law.Closes || !got.Shuts[0].Pending {
		t.Errorf("a filing with the special procedures shuts %v, want the complaint procedure while it lasts", got.Shuts)
	}
}

func TestDeadlines(t *testing.T) {
	d := held("UA", "2020-03",
		remedy("refused", "2024-06-30"),
		&dossier.Filing{Head: head("filing-1"), Body: "wgad", Filed: date("2024-11-01"), Outcome: "communicated"},
		&dossier.Filing{Head: head("filing-2"), Body: "sp", Filed: date("2024-11-01"), ReplyDue: date("2024-12-15"), Outcome: "pending"},
		&dossier.Filing{Head: head("filing-3"), Body: "sp", Filed: date("2023-11-01"), Replied: date("2024"), Outcome: "answered"},
		&dossier.Task{Head: head("task-1"), Title: "call", Due: date("2024-11-10")},
		&dossier.Task{Head: head("task-2"), Title: "done", Due: date("2024-11-11"), Done: "yes"},
		&dossier.Consent{Head: head("consent-1"), Party: "party-1", Expires: date("2025")},
	)
	want := []string{
		"task  2024-11-10 yes task-1",
		"limit ecthr 2024-10-30 yes remedy-1",
		"reply sp 2024-12-15 no filing-2",
		"limit cerd 2024-12-30 no remedy-1",
		"limit cescr 2025-06-30 no remedy-1",
		"limit crc 2025-06-30 no remedy-1",
		"reply wgad 2024-12-31 no filing-1",
		"consent  2025 no consent-1",
		"limit ccpr 2029-06-30 no remedy-1",
	}
	var got []string
	for _, x := range door.Deadlines(library(t), door.Question{Dossier: d, Victim: "party-1", Today: day(t, "2024-11-20")}) {
		answer := map[edtf.Answer]string{edtf.Yes: "yes", edtf.No: "no", edtf.CannotSay: "?"}[x.Passed]
		got = append(got, strings.Join([]string{x.Key, x.Body, x.Due.String(), answer, string(x.Record)}, " "))
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("deadlines\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
