package door_test

import (
	"slices"
	"testing"

	"probata/dossier"
	"probata/dossier/door"
	"probata/dossier/law"
)

// step is a domestic remedy: kind, outcome, day of the decision as received, and what stood in its way.
func step(id, kind, outcome, received, obstacle string) *dossier.Remedy {
	return &dossier.Remedy{Head: head(id), Kind: kind, Outcome: outcome, Received: date(received), Obstacle: obstacle}
}

// missing is a case of one person, of a nationality, who disappeared in one of the States.
func missing(states []string, nationality, when string, more ...dossier.Record) *dossier.Dossier {
	return dossier.New(append([]dossier.Record{
		&dossier.Case{Head: dossier.Head{ID: "case-1"}, Reference: "T-2", States: states},
		&dossier.Party{Head: head("party-1"), Kind: "person", Sex: "male", Nationalities: []string{nationality}},
		&dossier.Role{Head: head("role-1"), Party: "party-1", Role: "alleged-victim"},
		&dossier.Event{Head: head("event-1"), Kind: "disappearance"},
		&dossier.Act{Head: head("act-1"), Event: "event-1", Kind: "disappearance", Victim: "party-1", When: date(when)},
	}, more...)...)
}

// between is a case against several States.
func between(states []string, when string, more ...dossier.Record) *dossier.Dossier {
	d := held("", when, more...)
	d.Case().States = states
	return d
}

// TestDoorsThatMisled are cases in which an advocate was told "open, no deadline" while time was running, or "closed" on a
// stale or misread rule.
func TestDoorsThatMisled(t *testing.T) {
	own := &dossier.Acceptance{Head: head("acceptance-1"), State: "KZ", Treaty: "icescr-op", Status: "not-bound", Source: "UN Treaty Collection", Checked: date("2026-10-01")}
	tests := []struct {
		name string
		d    *dossier.Dossier
		body string
		want door.Verdict
		key  string // a reason that must be given
	}{
		{"no effective remedy: four months from the act", held("AZ", "2026-02", step("remedy-1", "complaint-court", "", "", "obstacle")), "ecthr", door.Closed, "limit-passed-act"},
		{"no effective remedy: still running", held("AZ", "2026-09-10", step("remedy-1", "complaint-court", "", "", "obstacle")), "ecthr", door.Open, "limit-runs-act"},
		{"no effective remedy: held until today", release(held("AZ", "2026-02", step("remedy-1", "complaint-court", "", "", "obstacle"))), "ecthr", door.Open, "limit-untold-goes-on"},
		{"no effective remedy, act undated", held("AZ", "", step("remedy-1", "complaint-court", "", "", "obstacle")), "ecthr", door.Check, "limit-untold-no-act"},
		{"final decision, later complaint pending", held("AM", "2025-03", step("remedy-1", "appeal", "refused", "2026-08-10", ""), step("remedy-2", "complaint-prosecutor", "pending", "", "")), "ecthr", door.Open, "limit-runs-pending"},
		{"final decision out of time, complaint pending", held("AM", "2025-03", step("remedy-1", "appeal", "refused", "2026-05-10", ""), step("remedy-2", "complaint-prosecutor", "pending", "", "")), "ecthr", door.Check, "limit-passed-pending"},
		{"decision without outcome", held("AZ", "2026-02", step("remedy-1", "appeal", "", "2026-09-01", "")), "ecthr", door.Open, "remedies-outcome"},
		{"decision said to be pending", held("AZ", "2026-02", step("remedy-1", "appeal", "pending", "2026-09-01", "")), "ecthr", door.Open, "limit-runs"},
		{"decision without a date", held("AZ", "2026-02", step("remedy-1", "appeal", "refused", "", "")), "ecthr", door.Check, "limit-untold-undated"},
		{"only a pending remedy", held("AZ", "2025-02", step("remedy-1", "appeal", "pending", "", "")), "ecthr", door.Check, "limit-untold-pending"},
		{"no remedy recorded, old act", held("AZ", "2023-02"), "ecthr", door.Check, "limit-untold-no-decision"},
		{"no remedy recorded, fresh act", held("AZ", "2026-09-10"), "ecthr", door.Open, "limit-not-before"},
		{"a prosecutor's later reply is no new final decision", held("AM", "2025-03", step("remedy-1", "appeal", "refused", "2026-05-10", ""), step("remedy-2", "complaint-prosecutor", "refused", "2026-10-10", "")), "ecthr", door.Check, "limit-passed"},
		{"an appeal after the prosecutor is", held("AM", "2025-03", step("remedy-1", "complaint-prosecutor", "refused", "2026-01-10", ""), step("remedy-2", "appeal", "refused", "2026-10-10", "")), "ecthr", door.Open, "limit-runs"},
		{"six months before February 2022", held("AM", "2021-03", step("remedy-1", "appeal", "refused", "2021-12-10", "")), "ecthr", door.Closed, "limit-passed"},

		{"acts before a treaty ended", held("RU", "2022-05", step("remedy-1", "appeal", "refused", "2026-10-10", "")), "ecthr", door.Open, "state-ended-acts"},
		{"acts after a treaty ended", held("RU", "2023-05", step("remedy-1", "appeal", "refused", "2026-10-10", "")), "ecthr", door.Closed, "facts-after"},
		{"acts on both sides", held("RU", "2022-05", treatedOn("2023-01"), step("remedy-1", "appeal", "refused", "2026-10-10", "")), "ecthr", door.Open, "facts-partly-after"},
		{"a protocol covers what was lodged", held("BY", "2020-08"), "ccpr", door.Closed, "state-ended-lodged"},

		{"missing abroad, State of nationality", missing([]string{"RU"}, "UA", "2023-05"), "ced-ua", door.Open, "state-bound-from"},
		{"missing, neither State", missing([]string{"RU"}, "RU", "2023-05"), "ced-ua", door.Check, "state-not-bound-then"},
		{"two States, one open", between([]string{"BY", "PL"}, "2024-05"), "ccpr", door.Open, "state-ended-lodged"},
		{"two States, one open, the other order", between([]string{"PL", "BY"}, "2024-05"), "ccpr", door.Open, "state-ended-lodged"},
		{"two States, Court", between([]string{"RU", "UA"}, "2026-10-05"), "ecthr", door.Open, "facts-after"},
		{"both closed", between([]string{"BY", "RU"}, "2024-05", step("remedy-1", "appeal", "refused", "2026-10-10", "")), "ecthr", door.Closed, "facts-after"},

		{"reservation: not while another examines", held("DK", "2024-05", filing("filing-1", "ecthr", "pending"), discriminated), "cerd", door.Check, "same-declared"},
		{"reservation: examined", held("TR", "2024-05", filing("filing-1", "ecthr", "decided")), "ccpr", door.Closed, "same-declared"},
		{"no reservation", held("KZ", "2024-05", filing("filing-1", "cat", "decided")), "ccpr", door.Open, "same-not-declared"},
		{"reservation not known", held("KZ", "2024-05", filing("filing-1", "ccpr", "decided"), discriminated), "cerd", door.Check, "same-declared-not-known"},
		{"beyond the OSCE, bound", held("EG", "2024-05", treatedOn("2024-05")), "cat", door.Check, "state-not-known"},
		{"beyond the OSCE, party", held("PH", "2024-05"), "ccpr", door.Open, "state-bound-from"},
		{"beyond the OSCE, denounced", held("JM", "2024-05"), "ccpr", door.Closed, "state-ended-lodged"},
		{"concluded letter", held("UZ", "2024-05", filing("filing-1", "sp", "decided")), "hrc-cp", door.Check, "subject-pattern"},
		{"letter being dealt with", held("UZ", "2024-05", filing("filing-1", "sp", "communicated")), "hrc-cp", door.Closed, "same-closes"},
		{"one person's case", held("UZ", "2024-05"), "hrc-cp", door.Check, "subject-pattern"},

		{"no ill-treatment", held("KZ", "2024-05"), "cat", door.Check, "no-ill-treatment"},
		{"ill-treatment", held("KZ", "2024-05", treatedOn("2024-05")), "cat", door.Open, "subject-ill-treatment"},
		{"removal alleged", held("KZ", "2024-05", &dossier.Allegation{Head: head("allegation-1"), Provision: "cat.3"}), "cat", door.Open, "subject-ill-treatment"},
		{"no race", held("KZ", "2024-05"), "cerd", door.Check, "no-discrimination"},
		{"no disability", held("UA", "2024-05"), "crpd", door.Check, "no-disability"},
		{"no medium", held("KZ", "2024-05"), "osce-rfom", door.Check, "no-expression"},
		{"no bias", held("KZ", "2024-05"), "odihr-hate-crime", door.Check, "no-hate-crime"},

		{"day of the State's declaration missing", held("DE", "2024-05-06", treatedOn("2024-05-06")), "cat", door.Check, "acceptance-undated"},
		{"missing for years", missing([]string{"KZ"}, "KZ", "2019"), "wgeid", door.Open, "limit-passed"},
		{"not of the OSCE", held("EG", "2024-05"), "osce-odihr", door.Closed, "state-not-participating"},
		{"not of the OSCE, conference", held("EG", "2024-05"), "osce-hdc", door.Closed, "state-not-participating"},
		{"three years after what is no settlement", held("TR", "2020-05", replied("wgad", "2021-05-01"), step("remedy-1", "appeal", "refused", "2026-05-10", "")), "ccpr", door.Open, "limit-runs"},
		{"three years after a settlement", held("KZ", "2020-05", replied("cat", "2021-05-01"), step("remedy-1", "appeal", "refused", "2026-05-10", "")), "ccpr", door.Check, "limit-passed"},

		{"experts on one State, renewal not known", held("BY", "2021-05"), "gie-by", door.Check, "mandate-ended"},
		{"experts on one State, another State", held("KZ", "2021-05"), "gie-by", door.Closed, "state-not-covered"},
		{"experts on one State, acts before their mandate", held("BY", "2019-05"), "gie-by", door.Closed, "mandate-before"},
		{"experts on one State, held from before until today", release(held("BY", "2019-05")), "gie-by", door.Check, "mandate-continue"},
		{"experts on one State, act undated", held("BY", ""), "gie-by", door.Check, "mandate-undated"},
		{"commission on a conflict, context not shown", held("UA", "2023-05"), "coi-ua", door.Check, "subject-context"},
		{"commission on a conflict, before it", held("UA", "2021-05"), "coi-ua", door.Closed, "mandate-before"},
		{"two States, one covered", between([]string{"KZ", "BY"}, "2021-05"), "gie-by", door.Check, "state-covered"},
		{"reprisal not shown", held("KZ", "2024-05"), "reprisals", door.Check, "no-reprisal"},
		{"reprisal, for what is not shown", held("KZ", "2024-05", reprisal, filing("filing-1", "ecthr", "pending")), "reprisals", door.Check, "no-cooperation"},
		{"reprisal after a letter of a mandate", held("KZ", "2024-05", reprisal, filing("filing-1", "sp", "communicated")), "reprisals", door.Open, "subject-reprisal"},
		{"inquiry, one person's case", held("KZ", "2024-05", treatedOn("2024-05")), "cat-inq", door.Check, "subject-pattern"},
		{"inquiry, State opted out by an old list", held("VN", "2024-05", treatedOn("2024-05")), "cat-inq", door.Check, "state-declined-then"},
		{"inquiry on women, State opted out", held("BD", "2024-05"), "cedaw-inq", door.Check, "state-declined-then"},
		{"inquiry on women, State not bound", held("US", "2024-05"), "cedaw-inq", door.Check, "state-not-bound-then"},
		{"visit for disappearances, State bound", missing([]string{"KZ"}, "KZ", "2023"), "ced-inq", door.Check, "subject-pattern"},
		{"early warning without a ground", held("KZ", "2024-05"), "cerd-ew", door.Check, "no-discrimination"},
		{"early warning", held("KZ", "2024-05", discriminated), "cerd-ew", door.Open, "body-note"},
		{"visits of places, held", held("KZ", "2024-05"), "spt", door.Open, "subject-detention"},
		{"visits of places, nobody held", missing([]string{"KZ"}, "KZ", "2023"), "spt", door.Closed, "no-detention"},
		{"European visits, member", held("TR", "2024-05"), "cpt", door.Open, "state-covered"},
		{"European visits, Russia is still bound", held("RU", "2024-05"), "cpt", door.Open, "state-covered"},
		{"European visits, no member", held("KZ", "2024-05"), "cpt", door.Closed, "state-not-covered"},
		{"Commissioner, member", held("AZ", "2024-05"), "coe-chr", door.Open, "body-note"},
		{"Commissioner, no longer a member", held("RU", "2021-05"), "coe-chr", door.Closed, "state-not-covered"},
		{"execution of a judgment", held("TR", "2020-05", filing("filing-1", "ecthr", "decided")), "cm-rule9", door.Open, "subject-judgment"},
		{"execution, Court has not decided", held("TR", "2020-05", filing("filing-1", "ecthr", "pending")), "cm-rule9", door.Check, "no-judgment"},
		{"execution, judgments against Russia stay supervised", held("RU", "2020-05", filing("filing-1", "ecthr", "decided")), "cm-rule9", door.Open, "state-ended-acts"},
		{"opinion on a law, request not known", held("GE", "2024-05"), "venice", door.Check, "subject-request"},
		{"data of the police organisation", held("TR", "2024-05"), "ccf", door.Open, "body-note"},

		{"stale negative", held("KZ", "2024-05"), "cescr", door.Check, "state-signed-then"},
		{"stale negative, not bound", held("TM", "2024-05"), "cescr", door.Check, "state-not-bound-then"},
		{"fresh negative", held("KZ", "2024-05", own), "cescr", door.Closed, "state-not-bound"},
		{"acceded since", held("DE", "2024-05-06"), "cescr", door.Check, "limit-untold-no-decision"},
		{"acceded after the facts", held("DE", "2022-05-06"), "cescr", door.Closed, "facts-before"},
		{"deposit not known", held("RS", "2024-05"), "cescr", door.Check, "state-not-known"},
		{"removal, risk and measure said", held("GE", "2026-10-20", feared, interim, step("remedy-1", "appeal", "refused", "2026-11-20", "")), "ecthr-r39", door.Open, "remedies-suspending"},
		{"removal, no domestic step", held("GE", "2026-10-20", feared, interim), "ecthr-r39", door.Open, "remedies-suspend"},
		{"nothing imminent said", held("GE", "2026-10-20", step("remedy-1", "appeal", "refused", "2026-11-20", "")), "ecthr-r39", door.Check, "no-imminent-harm"},
		{"risk said, no measure asked", held("GE", "2026-10-20", feared), "ecthr-r39", door.Check, "no-imminent-harm"},
		{"interim measures while a committee has it", held("GE", "2026-10-20", feared, interim, filing("filing-1", "cat", "pending")), "ecthr-r39", door.Check, "same-checks"},
		{"interim measures, no party", held("KZ", "2026-10-20", feared, interim), "ecthr-r39", door.Closed, "state-not-bound"},

		{"petition, Canada, in time", held("CA", "2025-03", step("remedy-1", "appeal", "refused", "2026-06-10", "")), "iachr", door.Open, "limit-runs"},
		{"petition on the last day", held("CA", "2025-03", step("remedy-1", "appeal", "refused", "2026-05-24", "")), "iachr", door.Open, "limit-runs"},
		{"petition a day late", held("US", "2025-03", step("remedy-1", "appeal", "refused", "2026-05-23", "")), "iachr", door.Closed, "limit-passed"},
		{"petition, remedies not to be exhausted", held("US", "2024-03", step("remedy-1", "complaint-court", "", "", "obstacle")), "iachr", door.Check, "limit-untold-excused"},
		{"petition, the Covenant's committee has it", held("CA", "2025-03", step("remedy-1", "appeal", "refused", "2026-06-10", ""), filing("filing-1", "ccpr", "pending")), "iachr", door.Closed, "same-closes"},
		{"petition, a letter of special procedures", held("CA", "2025-03", step("remedy-1", "appeal", "refused", "2026-06-10", ""), filing("filing-1", "sp", "communicated")), "iachr", door.Open, "limit-runs"},
		{"petition, no member of the Organization", held("KZ", "2025-03", step("remedy-1", "appeal", "refused", "2026-06-10", "")), "iachr", door.Closed, "state-not-bound"},
		{"petition, membership in dispute", held("NI", "2025-03", step("remedy-1", "appeal", "refused", "2026-06-10", "")), "iachr", door.Check, "state-not-known"},
		{"a petition bars the Committee", held("CA", "2025-03", filing("filing-1", "iachr", "pending")), "ccpr", door.Closed, "same-closes"},
		{"precautionary measures bar nothing", held("CA", "2025-03", filing("filing-1", "iachr-pm", "pending")), "ccpr", door.Open, "remedies-none"},
		{"precautionary measures, no remedies tried", held("US", "2026-10-20", feared, interim), "iachr-pm", door.Open, "remedies-describe"},
		{"precautionary measures, nothing imminent", held("US", "2026-10-20"), "iachr-pm", door.Check, "no-imminent-harm"},

		{"environmental defender", held("KZ", "2026-05", environment), "aarhus", door.Open, "subject-environment"},
		{"defender, the environment not shown", held("KZ", "2026-05"), "aarhus", door.Check, "no-environment"},
		{"defender in a State that is no party", held("RU", "2026-05", environment), "aarhus", door.Check, "state-beyond"},
		{"defender in a State that has withdrawn", held("BY", "2026-05", environment), "aarhus", door.Check, "state-beyond"},
		{"defender, accession not known", held("UZ", "2026-05", environment), "aarhus", door.Check, "state-not-known"},

		{"a journalist", held("KZ", "2026-05", published), "unesco-104", door.Open, "subject-knowledge"},
		{"no field of UNESCO shown", held("KZ", "2026-05"), "unesco-104", door.Check, "no-knowledge"},
		{"member until the end of the year", held("US", "2026-05", published), "unesco-104", door.Open, "state-ends"},
		{"no member", held("LI", "2026-05", published), "unesco-104", door.Closed, "state-not-bound"},
		{"has left", held("IL", "2026-05", published), "unesco-104", door.Check, "state-ended"},

		{"whether a union complains is not in the case", held("BY", "2026-05"), "ilo-cfa", door.Check, "no-union"},
		{"no member of the ILO", held("MC", "2026-05"), "ilo-cfa", door.Closed, "state-not-bound"},
		{"a union's complaint before the Court", held("TR", "2026-10-01", filing("filing-1", "ilo-cfa", "decided")), "ecthr", door.Check, "same-checks"},
		{"in force by the press", held("EE", "2026-01"), "cedaw", door.Closed, "no-woman"},
	}
	l := library(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, ok := door.At(l, tt.body, door.Question{Dossier: tt.d, Victim: "party-1", Today: day(t, "2026-11-24")})
			if !ok || got.Verdict != tt.want {
				t.Errorf("%s = %s, want %s: %v", tt.body, got.Verdict, tt.want, got.Against())
			}
			if !slices.ContainsFunc(got.Reasons, func(r door.Reason) bool { return r.Key == tt.key }) {
				t.Errorf("%s: no reason %q among %v", tt.body, tt.key, got.Reasons)
			}
		})
	}
}

var reprisal = &dossier.Act{Head: head("act-7"), Event: "event-1", Kind: "reprisal", Victim: "party-1", When: date("2024-06")}

// release takes the release of the person held away: the situation goes on.
func release(d *dossier.Dossier) *dossier.Dossier {
	dossier.Of[*dossier.Act](d)[0].Released = dossier.Date{}
	return d
}

// What is feared and asked for, and what a case is about.
var (
	feared      = &dossier.Act{Head: head("act-7"), Event: "event-1", Kind: "threat", Victim: "party-1", When: date("2026-10-20"), Risk: "removal"}
	interim     = &dossier.Relief{Head: head("relief-1"), Kind: "interim-measures", Addressee: "state", Words: "stay"}
	environment = &dossier.Allegation{Head: head("allegation-1"), Provision: "aarhus.3", Victim: "party-1"}
	published   = &dossier.Event{Head: head("event-9"), Kind: "publication"}
)

func treatedOn(when string) *dossier.Act {
	return &dossier.Act{Head: head("act-8"), Event: "event-1", Kind: "ill-treatment", Victim: "party-1", When: date(when)}
}

func replied(body, on string) *dossier.Filing {
	return &dossier.Filing{Head: head("filing-1"), Body: body, Filed: date("2020-06-01"), Replied: date(on), Outcome: "decided"}
}

// TestNoLimitVanishes: a body with a time limit says a day, or why none can be told, whatever the case says of remedies.
func TestNoLimitVanishes(t *testing.T) {
	l := library(t)
	remedies := map[string][]dossier.Record{
		"none": nil, "pending": {step("remedy-1", "appeal", "pending", "", "")}, "excused": {step("remedy-1", "appeal", "", "", "obstacle")},
		"decided": {step("remedy-1", "appeal", "refused", "2026-09-01", "")}, "undated": {step("remedy-1", "appeal", "refused", "", "")},
		"unknown": {step("remedy-1", "unknown", "", "", "")}, "supervisory": {step("remedy-1", "supervisory", "refused", "2026-09-01", "")},
	}
	for _, b := range l.Bodies() {
		asks := slices.ContainsFunc(b.Limit, func(x law.Limit) bool { return x.From == "exhaustion" })
		for name, more := range remedies {
			got, _ := door.At(l, b.ID, door.Question{Dossier: held("UA", "2024-05", more...), Victim: "party-1", Today: day(t, "2026-11-24")})
			says := slices.ContainsFunc(got.Reasons, func(r door.Reason) bool { return len(r.Key) > 6 && r.Key[:6] == "limit-" })
			if asks && !says {
				t.Errorf("%s, remedies %s: no word on the time limit", b.ID, name)
			}
		}
	}
}

// TestDeadlineWhilePending: the day is listed although another remedy is pending, and what it is counted from.
func TestDeadlineWhilePending(t *testing.T) {
	tests := []struct {
		d              *dossier.Dossier
		key, due, from string
	}{
		{held("AM", "2025-03", step("remedy-1", "appeal", "refused", "2026-05-10", ""), step("remedy-2", "complaint-prosecutor", "pending", "", "")), "limit-pending", "2026-09-10", "remedy-1"},
		{held("AZ", "2026-09-10", step("remedy-1", "appeal", "", "", "obstacle")), "limit-act", "2027-01-10", "act-1"},
		{held("AZ", "2026-03", step("remedy-1", "appeal", "", "2026-09-01", "")), "limit", "2027-01-01", "remedy-1"},
	}
	for _, tt := range tests {
		all := door.Deadlines(library(t), door.Question{Dossier: tt.d, Victim: "party-1", Today: day(t, "2026-11-24")})
		found := slices.ContainsFunc(all, func(d door.Deadline) bool {
			return d.Body == "ecthr" && d.Key == tt.key && d.Due.String() == tt.due && string(d.Record) == tt.from
		})
		if !found {
			t.Errorf("no deadline %s on %s among %v", tt.key, tt.due, all)
		}
	}
}

// TestVerdictByState: a case against two States says how the door stands against each.
func TestVerdictByState(t *testing.T) {
	got, _ := door.At(library(t), "ccpr", door.Question{Dossier: between([]string{"BY", "PL"}, "2024-05"), Victim: "party-1", Today: day(t, "2026-11-24")})
	want := []door.StateVerdict{{State: "BY", Verdict: door.Closed}, {State: "PL", Verdict: door.Open}}
	if !slices.Equal(got.States, want) {
		t.Errorf("States %v, want %v", got.States, want)
	}
	for _, r := range got.Reasons {
		if r.State == door.Failed && got.Bars(r) {
			t.Errorf("%s of %s bars a door that is open against the other State", r.Key, r.Of)
		}
	}
}
