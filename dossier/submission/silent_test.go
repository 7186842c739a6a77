package submission

import (
	"strings"
	"testing"

	"probata/dossier"
)

const yesNo = `
  [[section.question.option]]
  id = "yes"
  label = { en = "Yes", ru = "Да" }
  banner = { en = "URGENT", ru = "СРОЧНО" }
  [[section.question.option]]
  id = "no"
  label = { en = "No", ru = "Нет" }`

// TestUnanswered: a question follows from another's having no answer, and one that an edition withholds is an answer.
func TestUnanswered(t *testing.T) {
	form := formOf(t, "per_victim = true",
		"id = \"birth\"\nkind = \"date\"\nfrom = [\"victim.birth\"]",
		"id = \"health\"\nkind = \"text\"\nfrom = [\"victim.health\"]",
		"id = \"hidden\"\nkind = \"text\"\nshow_if = \"author=victim\"\nfrom = [\"victim.health\"]",
		"id = \"why-birth\"\nkind = \"text\"\nshow_if = \"unanswered=birth\"",
		"id = \"why-health\"\nkind = \"text\"\nshow_if = \"unanswered=birth|health\"\nrequired_if = \"unanswered=health\"",
		"id = \"why-hidden\"\nkind = \"text\"\nshow_if = \"unanswered=hidden\"",
		"id = \"ngo\"\nkind = \"text\"\nshow_if = \"author=organisation\"",
		"id = \"late\"\nkind = \"text\"\nshow_if = \"late=yes\"",
	)
	tests := []struct {
		name string
		req  Request
		want string
	}{
		{"own eyes", Request{}, "birth health why-health ngo"},
		{"public", Request{Edition: Public}, "birth health why-health ngo"},
		{"said here", Request{Answers: map[string]string{"health": "good"}}, "birth health ngo"},
		{"victim submits", Request{Author: "party-v"}, "birth health hidden why-health why-hidden"},
	}
	for _, tt := range tests {
		tt.req.Form = form
		var got []string
		for _, a := range fill(t, tt.req).Answers {
			got = append(got, a.Question.ID)
		}
		if s := strings.Join(got, " "); s != tt.want {
			t.Errorf("%s: asks %s, want %s", tt.name, s, tt.want)
		}
	}
}

// TestExists: yes or no from what the case holds, in every edition, with the notice that goes with it.
func TestExists(t *testing.T) {
	form := formOf(t, "",
		"id = \"warrant\"\nkind = \"yesno\"\nexists = true\nfrom = [\"act.warrant\"]"+yesNo,
		"id = \"filed\"\nkind = \"yesno\"\nvalues = \"yesno\"\nexists = true\nfrom = [\"filing.body\"]",
		"id = \"tongue\"\nkind = \"choices\"\nvalues = \"language\"\ndefault = \"@language\"",
	)
	for _, edition := range []Edition{Confidential, Public} {
		f := fill(t, Request{Form: form, Edition: edition, Language: "ru"})
		if s := answer(t, f, "warrant").Text + " " + answer(t, f, "filed").Text + " " + answer(t, f, "tongue").Text; s != "Да  Русский" { // that nothing was filed the case does not say
			t.Errorf("%s: %q", edition, s)
		}
		if s := said(t, f); !strings.Contains(s, "СРОЧНО") {
			t.Errorf("%s: the notice is not printed", edition)
		}
	}
	f := fill(t, Request{Form: form, Answers: map[string]string{"warrant": "no", "tongue": "en|ru"}})
	if s := said(t, f); strings.Contains(s, "URGENT") {
		t.Error("a notice for what was not chosen")
	}
}

// TestEachVictim: an answer for every victim, and none of what an edition withholds.
func TestEachVictim(t *testing.T) {
	form := formOf(t, "",
		"id = \"names\"\nkind = \"text\"\nview = \"each-victim\"\nfilter = [\"names\"]",
		"id = \"birth\"\nkind = \"date\"\nview = \"each-victim\"\nfilter = [\"birth\", \"birthplace\"]",
		"id = \"papers\"\nkind = \"text\"\nview = \"each-victim\"\nfilter = [\"identity\", \"residence\"]",
		"id = \"ties\"\nkind = \"text\"\nview = \"each-victim\"\nfilter = [\"family\"]",
		"id = \"proof\"\nkind = \"table\"\nview = \"exhibits\"",
		"id = \"facts\"\nkind = \"longtext\"\nview = \"facts\"",
	)
	f := fill(t, Request{Form: form})
	if s := answer(t, f, "names").Text; s != "Sadykova, Aigul / Садыкова, Айгуль Маратовна / Садықова, Айгүл" {
		t.Errorf("names: %q", s)
	}
	if s := answer(t, f, "birth").Text; s != "3 February 1985; Almaty" {
		t.Errorf("birth: %q", s)
	}
	if s := answer(t, f, "ties"); len(s.Blocks) > 0 {
		t.Errorf("nothing is known of the family, and it says %q", s.Text)
	}
	if s := answer(t, f, "proof").Text; !strings.Contains(s, "A-1") {
		t.Errorf("exhibits: %q", s)
	}
	d := fictional()
	d.Put(&dossier.Role{Head: dossier.Head{ID: "role-v2", Case: "case-1"}, Party: "party-b", Role: "alleged-victim"})
	if s := answer(t, fill(t, Request{Form: form, Dossier: d}), "birth").Text; !strings.Contains(s, "Aigul Sadykova: 3 February 1985") || strings.Contains(s, "Kim") {
		t.Errorf("two victims: %q", s)
	}
	said(t, fill(t, Request{Form: form, Dossier: d, Edition: Public})) // fails if a withheld value is printed
}

func TestSilentFaults(t *testing.T) {
	const q = "id = \"q\"\nkind = \"text\"\n"
	tests := []struct{ name, text, want string }{
		{"unanswered nothing", q + "show_if = \"unanswered=x\"", `condition speaks of "x"`},
		{"unanswered itself", q + "show_if = \"unanswered=q\"", `show_if leads in a circle`},
		{"exists without path", q + "values = \"yesno\"\nexists = true", `exists answers yes or no`},
		{"exists without no", q + "values = \"sex\"\nexists = true\nfrom = [\"act.warrant\"]", `exists answers yes or no`},
		{"particular", q + "view = \"each-victim\"\nfilter = [\"shoes\"]", `a person has no field "shoes"`},
		{"no particular", q + "view = \"each-victim\"", `filter must name`},
		{"half a banner", q + strings.Replace(yesNo, `, ru = "СРОЧНО"`, "", 1), `has no words in "ru"`},
	}
	for _, tt := range tests {
		_, err := ReadForm("test.toml", strings.NewReader(formText("", tt.text)))
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: got %v, want %s", tt.name, err, tt.want)
		}
	}
}
