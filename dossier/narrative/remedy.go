package narrative

import (
	"strings"

	"probata/dossier"
)

// Remedy tells one domestic step: who turned to whom when and with what claim, and what came of it, or why there was none.
func (t *Teller) Remedy(r *dossier.Remedy) []Sentence {
	var out []Sentence
	add := func(text string, typed bool) {
		if text != "" {
			out = append(out, Sentence{Text: sentence(text), Facts: facts(r.ID), Typed: typed})
		}
	}
	who := ""
	f := unknown
	if r.Victim != "" {
		who, f = t.refer(r.Victim), t.formOf([]dossier.ID{r.Victim})
	}
	authority := strings.TrimSpace(r.Authority)
	if authority == "" && r.Party != "" {
		authority = t.refer(r.Party)
	}
	if key := "remedy." + r.Kind; r.Kind != "none" && r.Kind != "unknown" && t.has(key) && (authority != "" || r.Claim != "" || !ended(r)) {
		subject := who
		if subject == "" {
			subject = t.t("remedy.subject")
		}
		values := map[string]string{"when": t.when(r.Filed), "who": subject, "what": fill(t.t(key), f, nil), "number": t.number(r.Number)}
		frame := "remedy.filed"
		claim := strings.TrimSpace(r.Claim)
		if claim != "" && !t.whole(claim) && authority != "" {
			frame, values["claim"], values["authority"] = "remedy.lodged", t.joined(strings.TrimSuffix(claim, ".")), t.marked(t.theBody(authority))
			values["of"] = t.ofBody(authority)
			if noun, ok := t.claimNoun(values["claim"]); ok {
				frame, values["claim"] = "remedy.lodged-noun", noun
			}
			claim = ""
		} else {
			values["authority"] = t.toAuthority(authority)
		}
		add(fill(t.t(frame), f, values), false)
		if claim != "" {
			add(t.typed("remedy.claim", claim, t.pronoun(facts(r.Victim)), t.formOf(facts(r.Victim)), ""), true)
		}
	}
	t.outcome(r, add)
	if s := strings.TrimSpace(r.Obstacle); s != "" {
		add(t.typed("remedy.obstacle", s, t.pronoun(facts(r.Victim)), t.formOf(facts(r.Victim)), ""), true)
	}
	return out
}

// claimNoun is a claim that begins with a noun for a step ("appeal against …"), with the article before it.
func (t *Teller) claimNoun(claim string) (string, bool) {
	first, _, _ := strings.Cut(claim, " ")
	for _, n := range t.list("remedy.claim-nouns") {
		if article, noun, _ := strings.Cut(n, " "); noun == first {
			return article + " " + claim, true
		}
	}
	return "", false
}

func ended(r *dossier.Remedy) bool { return r.Outcome != "" && r.Outcome != "pending" }

func (t *Teller) toAuthority(name string) string {
	if name == "" {
		return ""
	}
	return fill(t.t("remedy.authority"), unknown, map[string]string{"name": t.marked(t.theBody(name)), "of": t.ofBody(name)})
}

func (t *Teller) number(n string) string {
	if n = strings.TrimSpace(n); n == "" {
		return ""
	}
	return fill(t.t("remedy.number"), unknown, map[string]string{"number": n})
}

// outcome is what was decided, when, and when that was received.
func (t *Teller) outcome(r *dossier.Remedy, add func(string, bool)) {
	if r.Outcome != "" && t.has("remedy.outcome."+r.Outcome) {
		add(fill(t.t("remedy.outcome."+r.Outcome), unknown, map[string]string{"when": t.when(r.Decided)}), false)
	} else if w := t.when(r.Decided); w != "" {
		add(fill(t.t("remedy.decided"), unknown, map[string]string{"when": w}), false)
	}
	if s := strings.TrimSpace(r.Decision); s != "" {
		add(t.typed("remedy.decision", s, t.pronoun(facts(r.Victim)), t.formOf(facts(r.Victim)), ""), true)
	}
	if w := t.when(r.Received); w != "" && r.Received != r.Decided {
		add(fill(t.t("remedy.received"), unknown, map[string]string{"when": w}), false)
	}
}
