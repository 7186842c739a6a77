package law

import (
	"slices"
	"strings"
	"testing"

	"probata/dossier/datafile"
)

// procedures are what the data says of every member of the United Nations; declarations under articles of a treaty stand in no
// collection, and are there for the participating States of the OSCE alone.
var (
	procedures   = []string{"iccpr", "iccpr-op1", "iccpr-op2", "cat", "opcat", "cedaw", "cedaw-op", "icescr-op", "crpd-op", "ced", "crc", "crc-op3", "echr"}
	declarations = []string{"cat-22", "cerd-14"}
)

func TestEveryStateHasEveryProcedure(t *testing.T) {
	l := shipped(t)
	osce := 0
	for _, s := range l.States() {
		want := procedures
		if s.OSCE {
			osce++
			want = append(slices.Clone(procedures), declarations...)
		}
		for _, p := range want {
			if _, ok := l.Acceptance(s.ID, p); !ok {
				t.Errorf("no acceptance for %s %s", s.ID, p)
			}
		}
	}
	// 193 members and the Holy See; 57 participating States
	if n := len(l.States()); n != 194 || osce != 57 || len(l.AcceptingStates()) != n {
		t.Errorf("%d States, %d of the OSCE, %d with acceptances", n, osce, len(l.AcceptingStates()))
	}
}

// TestProvisionsThatMustExist holds the articles and paragraphs a draft may name.
func TestProvisionsThatMustExist(t *testing.T) {
	l := shipped(t)
	lists := map[string]string{
		"iccpr":           "2 3 6 7 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27",
		"udhr":            "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 23 25 26 29 30",
		"cat":             "1 2 3 11 12 13 14 15 16",
		"hrd-declaration": "1 2 3 5 6 7 8 9 10 11 12 13 14 17",
		"ced":             "1 2 3 12 16 17 18 24",
		"ded":             "1 2 9 10 13 19",
		"cerd":            "2 4 5 6",
		"cedaw":           "1 2 5 7 11 12 14 15 16",
		"crc":             "2 3 6 9 12 13 15 16 19 37 40",
		"crpd":            "5 12 13 14 15 17 19 25",
		"icescr":          "2 6 7 8 9 10 11 12 13 15",
		"echr":            "2 3 4 5 6 7 8 9 10 11 12 13 14 18 34 P1-1 P1-3 P4-1 P4-2 P4-3 P4-4 P6-1 P7-1 P7-2 P7-3 P7-4 P7-5 P12-1 P13-1",
		"adrdm":           "I II IV VIII XVIII XXI XXII XXV XXVI XXVII",
		"achr":            "1 4 5 7 8 9 11 13 15 16 22 23 24 25",
		"aarhus":          "3",
		"helsinki-1975":   "VII basket-iii-information basket-iii-contacts",
		"madrid-1983":     "journalists",
		"vienna-1989":     "13.3-13.4 13.5-13.6 13.8 13.9 16-16.11 18-19 20 21 22 23.1 23.2 23.3 23.4 23.5-23.6 24 26 34-45",
		"copenhagen-1990": "5.10 5.11 5.12 5.13 5.14 5.15 5.16 5.17 5.18 5.19 6 7.1-7.5 7.6 7.7-7.9 8 9.1 9.2 9.3 9.4 9.5 10 10.1 10.2 10.3 10.4 11 11.1 11.2 11.3 12 16-16.7 17-17.8 19 24 25 30-40.7 40",
		"paris-1990":      "human-rights",
		"geneva-1991":     "all",
		"moscow-1991":     "18 19 19.1-19.2 20 21 23.1 23.2 24 26 28.1-28.10 33 34 36 43",
		"budapest-1994":   "viii.3 viii.18 viii.20 viii.36-38",
		"istanbul-1999":   "21 25 26 27",
		"ljubljana-2005":  "all",
		"helsinki-2008":   "all",
		"athens-2009":     "all",
		"astana-2010":     "6",
		"kyiv-2013":       "all",
		"milan-2018":      "all",
		"tirana-2020":     "all",
	}
	if got := len(l.Instruments()); got != len(lists) {
		t.Errorf("%d instruments, the test knows %d", got, len(lists))
	}
	for instrument, want := range lists {
		var got []string
		for _, p := range l.Provisions(instrument) {
			got = append(got, strings.TrimPrefix(p.ID, instrument+"."))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %s\nwant %s", instrument, strings.Join(got, " "), want)
		}
	}
}

func TestElementsThatMustExist(t *testing.T) {
	l := shipped(t)
	tests := map[string]string{
		"iccpr.7":              "treatment attribution force evidence inquiry",
		"iccpr.9":              "lawful arbitrary reasons judge custody review compensation",
		"iccpr.14":             "tribunal equality hearing innocence charge defence delay witnesses interpreter silence appeal",
		"iccpr.17":             "interference law aim necessity proportionality safeguards",
		"iccpr.19":             "expression interference law aim necessity proportionality",
		"iccpr.21":             "assembly interference law aim necessity proportionality",
		"iccpr.22":             "association interference law aim necessity proportionality",
		"iccpr.25":             "participation citizen restriction reasonable",
		"iccpr.26":             "treatment comparison ground justification",
		"cat.3":                "removal situation personal assurances assessment",
		"ced.16":               "removal situation personal assurances assessment",
		"cat.12":               "grounds prompt impartial thorough outcome",
		"cat.13":               "complaint examined protection",
		"cat.16":               "treatment official force inquiry",
		"copenhagen-1990.5.15": "charge prompt lawfulness",
		"copenhagen-1990.10.1": "information interference justification",
		"copenhagen-1990.9.1":  "expression interference law aim necessity proportionality",
		"moscow-1991.23.1":     "lawful arbitrary reasons judge custody review compensation",
		"moscow-1991.24":       "interference law aim necessity proportionality safeguards",
		"iccpr.11":             "obligation detention",
		"iccpr.13":             "lawful decision reasons review",
		"echr.P7-1":            "lawful decision reasons review",
		"iccpr.16":             "denial effect",
		"iccpr.23":             "family measure justification",
		"iccpr.24":             "child protection registration",
		"echr.4":               "work coercion duty",
		"echr.34":              "application hindrance interim",
		"echr.P4-4":            "group individual remedy",
		"echr.P7-4":            "first same second",
		"udhr.9":               "lawful arbitrary reasons judge custody review compensation",
		"udhr.19":              "expression interference law aim necessity proportionality",
	}
	for id, want := range tests {
		p, _ := l.Provision(id)
		var got []string
		for _, e := range p.Elements {
			got = append(got, e.ID[strings.LastIndexByte(e.ID, '.')+1:])
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %v, want %s", id, got, want)
		}
	}
}

// TestWords asks more of the shipped data than Load does: titles in the four languages of the bodies.
func TestWords(t *testing.T) {
	l := shipped(t)
	four := func(id string, titles Text) {
		for _, language := range []string{"en", "ru", "fr", "es"} {
			if titles[language] == "" {
				t.Errorf("%s: no title in %s", id, language)
			}
		}
	}
	for _, i := range l.Instruments() {
		four(i.ID, i.Title)
		four(i.ID, i.Short)
		four(i.ID, i.Cite)
		for _, p := range l.Provisions(i.ID) {
			four(p.ID, p.Title)
			for _, e := range p.Elements {
				four(e.ID, e.Title)
			}
		}
	}
	var numbers []string
	for _, c := range l.Categories() {
		four(c.ID, c.Title)
		numbers = append(numbers, c.Number)
	}
	if got := strings.Join(numbers, " "); got != "I II III IV V" {
		t.Errorf("categories %s", got)
	}
	for _, tr := range l.Treaties() {
		four(tr.ID, tr.Title)
	}
	for _, tp := range l.Topics() {
		four(tp.ID, tp.Title)
		if len(l.ProvisionsOn(tp.ID)) == 0 {
			t.Errorf("topic %s has no provision", tp.ID)
		}
	}
}

func TestUncertainEntriesStayMarked(t *testing.T) {
	l := shipped(t)
	p, _ := l.Provision("budapest-1994.viii.3")
	a, _ := l.Acceptance("RS", "icescr-op")
	v, _ := l.Acceptance("KZ", "iccpr-op1")
	if p.Confidence != datafile.Uncertain || a.Confidence != datafile.Uncertain || v.Confidence != datafile.Reported {
		t.Errorf("confidence: %s %s %s", p.Confidence, a.Confidence, v.Confidence)
	}
}
