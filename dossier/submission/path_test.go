package submission

import (
	"strings"
	"testing"

	"probata/dossier"
)

func TestPathErrors(t *testing.T) {
	for path, want := range map[string]string{
		"":                                "a step is empty",
		"any.":                            "a step is empty",
		"victim..family":                  "a step is empty",
		"victim":                          "names no field",
		"person.name":                     `"person" is no root: use case, victim, author or a type of record`,
		"victim.shoes":                    `[party] has no field and owns no records called "shoes"`,
		"victim.name":                     "ends at name records; name one of their fields",
		"victim.birth.year":               "party.birth holds no records to go on from",
		"act[kind].event.venue":           `step "act[kind]": a filter is written [field=value|value]`,
		"act[kind=arrest.event":           `step "act[kind=arrest.event": a filter is written [field=value|value]`,
		"act[sort=arrest].reason":         `act has no field "sort" to filter by`,
		"act[kind=arest].reason":          `act.kind is never "arest"`,
		"act[kind=arrest|].reason":        `act.kind is never ""`,
		"act[when=2020].reason":           "act.when holds no words or choices to filter by",
		"act.event[kind=arest].venue":     `event.kind is never "arest"`,
		"act.reason[kind=arrest]":         `step "reason": a filter stands behind records, not behind the field asked for`,
		"victim.contact[type=mail].value": `contact has no field "type" to filter by`,
		"citation.fact.title":             `[] has no field and owns no records called "title"`,
		"allegation.facts.venue.x":        "event.venue holds no records to go on from",
		"allegation.facts.name.family":    `[event act quote] has no field and owns no records called "name"`,
	} {
		_, err := parsePath(path)
		if err == nil || err.Error() != want {
			t.Errorf("%q: got %v, want %s", path, err, want)
		}
	}
}

func TestPaths(t *testing.T) {
	d := fictional()
	d.Put(&dossier.Act{Head: dossier.Head{ID: "act-2", Case: "case-1", Place: 1}, Event: "event-3", Kind: "search", Victim: "party-w", Reason: "of another victim"})
	d.Put(&dossier.Act{Head: dossier.Head{ID: "act-3", Case: "case-1", Place: 2}, Event: "event-3", Kind: "seizure", Reason: "of nobody in particular"})
	d.Put(&dossier.Allegation{Head: dossier.Head{ID: "allegation-1", Case: "case-1"}, Provision: "iccpr.9", Victim: "party-v", Facts: []dossier.ID{"act-1", "event-1", "quote-1"}})
	tests := []struct{ path, want string }{
		{"case.reference", "F-1"},
		{"victim.occupation", "lawyer"},
		{"victim[kind=person].occupation", "lawyer"},
		{"victim[kind=court].occupation", ""},
		{"victim.name.family", "Sadykova"},
		{"victim.name.patronymic", ""}, // the Latin spelling has none
		{"victim.name[kind=passport].family", "Sadykova"},
		{"victim.name[kind=birth|passport].family", "Sadykova"},
		{"victim.name[language=ru].patronymic", "Маратовна"},
		{"victim.address[kind=residence].town", "Almaty"},
		{"author.name.full", "Open Door Foundation"},
		{"author.contact[kind=mail].value", "door@example.org"},
		{"author.contact[kind=telephone].value", ""},
		{"act.reason", "They told Садыковой nothing.; of nobody in particular"},
		{"any.act.reason", "They told Садыковой nothing.; of another victim; of nobody in particular"},
		{"any.act[kind=search|seizure].reason", "of another victim; of nobody in particular"},
		{"act.event.venue", "Abay street"},
		{"act[kind=arrest].event[kind=arrest].area", "Almaty"},
		{"act.event[kind=search].area", ""},
		{"act.involvement.party", "Daniyar Bekov"},
		{"act.involvement.party.name.given", "Daniyar"},
		{"role[role=relative].of.occupation", "lawyer"},
		{"event.parties.description", "a neighbour"},
		{"allegation.facts.venue", "Abay street"},
		{"allegation.facts.event.venue", "Abay street"},
		{"allegation.facts.parties.occupation", "lawyer"},     // not every fact has parties
		{"allegation.facts.involvement.degree", "Ordered it"}, // nor own what an act owns
		{"remedy.obstacle", "Sadykova's lawyer was not admitted."},
	}
	for _, tt := range tests {
		t.Run(tt.path, func(t *testing.T) {
			p, err := parsePath(tt.path)
			if err != nil {
				t.Fatal(err)
			}
			f := fill(t, Request{Dossier: d, Form: formOf(t, "per_victim = true", "id = \"q\"\nkind = \"text\"\nfrom = [\"case.reference\"]")})
			values, _ := f.filler.follow(p)
			var got []string
			for _, v := range values {
				got = append(got, f.filler.text(v.record, v.field))
			}
			if s := strings.Join(got, "; "); s != tt.want {
				t.Errorf("got %q, want %q", s, tt.want)
			}
		})
	}
}

// TestSpellings: a document takes the names in its own letters; another spelling stands only where there is none.
func TestSpellings(t *testing.T) {
	for _, tt := range []struct{ language, path, want string }{
		{"en", "victim.name.family", "Sadykova"},
		{"en", "victim.name.patronymic", ""},
		{"fr", "victim.name.family", "Sadykova"},
		{"ru", "victim.name.family", "Садыкова"},
		{"ru", "victim.name.patronymic", "Маратовна"},
		{"kk", "victim.name.family", "Садықова"},
		{"ru", "author.name.full", "Open Door Foundation"},
	} {
		p, err := parsePath(tt.path)
		if err != nil {
			t.Fatal(err)
		}
		f := &filler{d: fictional(), req: Request{Language: tt.language, Victim: "party-v", Author: "party-a", Edition: Confidential}}
		values, _ := f.follow(p)
		var got []string
		for _, v := range values {
			got = append(got, v.field.String(v.record))
		}
		if s := strings.Join(got, "; "); s != tt.want {
			t.Errorf("%s in %s: got %q, want %q", tt.path, tt.language, s, tt.want)
		}
	}
}

// TestEveryRoot: every type of record can begin a path, and no path of one
// step and a field can make the walk fall.
func TestEveryRoot(t *testing.T) {
	f := fill(t, Request{Form: formOf(t, "", "id = \"q\"\nkind = \"text\"\nfrom = [\"case.reference\"]")})
	for _, table := range dossier.Tables() {
		for _, root := range []string{string(table.Type), "any." + string(table.Type)} {
			for _, field := range table.Fields {
				p, err := parsePath(root + "." + field.Key)
				if err != nil {
					t.Fatal(err)
				}
				for _, v := range first2(f.filler.follow(p)) {
					if v.record.Type() != table.Type || v.field.Empty(v.record) {
						t.Errorf("%s.%s reached %s", root, field.Key, v.record.Header().ID)
					}
				}
			}
		}
	}
}

func first2(v []value, _ end) []value { return v }

func TestMend(t *testing.T) {
	questions := map[string][2]string{
		`from = ["victim.ethnicity"]`:                                     {"party-v", "ethnicity"},
		`from = ["victim.contact[kind=mail].value"]`:                      {"party-v", ""},
		`from = ["act[kind=search].reason"]` + "\nmends = \"act.reason\"": {"act-1", "reason"},
		`from = ["any.filing.reference"]` + "\nmends = \"filing\"":        {"case-1", ""},
		`from = ["case.status"]`:                                          {"case-1", "status"},
		`from = ["act.charge"]`:                                           {"act-1", "charge"},
		`view = "reliefs"` + "\nmends = \"victim\"":                       {"party-v", ""},
	}
	for q, want := range questions {
		f := fill(t, Request{Form: formOf(t, "per_victim = true", "id = \"q\"\nkind = \"text\"\nrequired = true\n"+q)})
		a := answer(t, f, "q")
		record, field := a.Place()
		if string(record) != want[0] || field != want[1] {
			t.Errorf("%s is mended at %s.%s, want %v", q, record, field, want)
		}
		key := "missing"
		if want[1] == "" {
			key = "missing-in"
		}
		if p := problemKeys(f)[key]; len(p) != 1 || p[0].Record != record || p[0].Field != field {
			t.Errorf("%s: problems %v", q, p)
		}
	}
}
