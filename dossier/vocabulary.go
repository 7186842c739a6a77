package dossier

import "slices"

// closed are the vocabularies whose keys this package fixes. Words for them
// stand in the language files as vocab.<name>.<key>.
//
// The lists are our own short ones; where a list follows a micro-thesaurus of
// the HURIDOCS Events Standard Formats, its number stands beside it.
var closed = map[string][]string{
	"yesno":           {"yes", "no", "unknown"},
	"review-decision": {"keep", "withhold"},
	"case-status":     {"preparing", "ready", "filed", "pending", "closed"},
	"confidentiality": {"confidential", "state", "public"},
	"edition":         {"confidential", "state", "public"},
	"party-kind":      {"person", "group", "organisation", "company", "political-party", "media", "state-body", "court"},
	"sex":             {"female", "male", "other", "not-stated"},
	"alias-rule":      {"code", "initials", "name"},
	"name-kind":       {"official", "passport", "birth", "former", "other", "nickname"},
	"identity-kind":   {"passport", "identity-card", "birth-certificate", "residence-permit", "lawyer-card", "other"},
	"address-kind":    {"residence", "work", "correspondence", "registered", "other"},
	"contact-kind":    {"mail", "telephone", "messenger", "website", "other"},
	"role": {
		"alleged-victim", "source", "author", "representative", "witness", "relative", "defender",
		"alleged-perpetrator", "arresting-authority", "holding-authority", "ordering-authority",
		"court", "investigator", "employer", "criticised", "public-figure", "other",
	},
	"consent-capacity": {"self", "family", "guardian", "representative"},
	"consent-informed": {"purpose", "risks", "publicity", "no-guarantee", "withdrawal"},
	"consent-form":     {"written", "audio", "oral-witnessed", "message"},
	"consent-scope":    {"submit", "name-to-state", "name-published", "press", "osce", "partners"},
	"event-kind": {
		"expression", "assembly", "association", "arrest", "detention", "hearing", "decision", "search", "seizure",
		"ill-treatment", "killing", "disappearance", "threat", "complaint", "statement", "publication", "transfer", "release", "other",
	},
	"certainty": {"confirmed", "likely", "possible", "unlikely", "unknown"}, // ESF 41
	"act-kind": { // ESF 4, reduced to what the forms ask
		"arrest", "detention", "custody-order", "restriction-order", "ill-treatment", "search", "seizure",
		"trial", "killing", "disappearance", "threat", "surveillance", "ban", "dismissal", "reprisal", "other",
	},
	"method": { // ESF 5
		"beating", "restraint", "threats", "suffocation", "electric-shock", "sexual-violence", "sleep-deprivation",
		"deception", "force-entry", "weapons", "other",
	},
	"attribution":         {"admitted", "denied-act", "denied-responsibility", "other-explanation", "no-reaction"}, // ESF 28
	"place-kind":          {"home", "workplace", "street", "police-station", "pre-trial-centre", "prison", "court", "online", "other"},
	"counsel":             {"none-allowed", "none-asked", "late", "present", "appointed", "chosen", "unknown"}, // ESF 31
	"degree":              {"ordered", "carried-out", "took-part", "assisted", "present", "acquiesced", "alleged"},
	"fair-trial":          {"counsel", "time", "reasons", "equality", "independent-court", "innocence", "public-hearing", "interpreter", "witnesses", "coerced-statement", "appeal"},
	"source-kind":         {"article-newspaper", "webpage", "post", "broadcast", "interview", "personal_communication", "legal_case", "legislation", "treaty", "report", "document", "graphic", "motion_picture", "speech", "book"},
	"reliability":         {"high", "likely", "unsure", "doubtful", "low", "unknown"}, // ESF 42
	"content-warning":     {"graphic", "sexual-violence", "child", "identifies-person"},
	"custody-action":      {"taken-in", "viewed", "copied", "moved", "checked", "exported", "flattened", "seen-state", "seen-public", "unseen"},
	"translation-status":  {"draft", "checked", "certified"},
	"wgad-category":       {"I", "II", "III", "IV", "V"}, // A/HRC/36/38, para. 8
	"acceptance-status":   {"bound", "not-bound", "signed", "ended", "unknown"},
	"law-confidence":      {"verified", "reported", "memory", "uncertain"},
	"allegation-standing": {"argued", "reserved"},
	"finding-state":       {"shown", "partly", "missing", "not-applicable"},
	"remedy-kind":         {"appeal", "complaint-prosecutor", "complaint-court", "habeas-corpus", "complaint-ombudsman", "constitutional", "supervisory", "compensation", "other", "none", "unknown"},
	"remedy-outcome":      {"pending", "granted", "partly", "refused", "not-examined", "no-reply"},
	"relief-kind":         {"release", "interim-measures", "investigation", "medical-care", "protection", "retrial", "compensation", "return-of-property", "law-reform", "recommendation", "other"},
	"addressee":           {"state", "participating-states", "odihr", "rfom", "osce-institutions", "un-bodies", "other"},
	"filing-outcome":      {"pending", "registered", "communicated", "answered", "decided", "rejected", "withdrawn"},
	"procedure":           {"regular", "urgent", "both"},
}

// open are the vocabularies whose keys come from the data files: countries,
// languages, provisions, bodies and forms.
var open = []string{"country", "language", "provision", "element", "treaty", "body", "form"}

// Vocabulary is the list of keys of a closed vocabulary; ok is false for an
// open one, whose keys stand in the data files.
func Vocabulary(name string) (keys []string, ok bool) {
	keys, ok = closed[name]
	return slices.Clone(keys), ok
}

// Vocabularies are the names of all closed vocabularies, sorted.
func Vocabularies() []string {
	out := make([]string, 0, len(closed))
	for name := range closed {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}

// OpenVocabularies are the names of all open vocabularies: together with
// Vocabularies, all that a field may name.
func OpenVocabularies() []string { return slices.Clone(open) }
