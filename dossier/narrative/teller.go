package narrative

import (
	"slices"
	"strings"

	"probata/dossier"
	"probata/dossier/lang"
)

// Sentence is one sentence with the records it rests on.
type Sentence struct {
	Text string
	// Facts are the records that say so; their sources belong behind the sentence.
	Facts []dossier.ID
	// Typed tells that the words are the advocate's, in the language of the case, and not ours.
	Typed bool
	// New begins a paragraph of its own: the text of the advocate had one there.
	New bool
	// Quoted is what the sentence quotes, nil for most.
	Quoted *Quoted
}

// Teller tells the facts of one case in one language, in the order in which it is asked: who has been named once is then
// named shortly. It changes as it tells, and is for one document.
type Teller struct {
	d     *dossier.Dossier
	words *lang.Printer
	// Name is the name of a party as the document prints it.
	name     func(dossier.ID) string
	named    map[dossier.ID]bool   // told of in full already
	fresh    map[dossier.ID]bool   // of them, those first named with the event told last
	proper   map[string]bool       // words that keep their capital
	told     map[dossier.ID]bool   // quotes that were told with an event
	last     []dossier.ID          // the agents of the sentence before
	before   *dossier.Event        // the event told before
	standing map[string]bool       // how the cases of the victims stand, as told
	did      map[string]bool       // sentences on who did what
	now      *dossier.Event        // the event that is told
	texts    map[dossier.ID]string // what the advocate wrote of each event, small
	deictic  map[string]bool       // words for a time that were said to be the source's

	spoke   []dossier.ID // whose words were quoted last
	spokeAt dossier.ID   // and on what occasion
}

// New is a teller of a case. The names are those that the document prints, which may be stand-ins.
func New(d *dossier.Dossier, words *lang.Printer, name func(dossier.ID) string) *Teller {
	t := &Teller{d: d, words: words, name: name, named: map[dossier.ID]bool{}, told: map[dossier.ID]bool{}, fresh: map[dossier.ID]bool{}, texts: map[dossier.ID]string{}, deictic: map[string]bool{}, standing: map[string]bool{}, did: map[string]bool{}}
	t.proper = t.properWords()
	for _, e := range dossier.Of[*dossier.Event](d) {
		if strings.TrimSpace(e.Description) != "" {
			t.texts[e.ID] = strings.ToLower(e.Description)
		}
	}
	return t
}

// Instead tells that an event that was told here is printed in other words: who is not named in them has not been named.
func (t *Teller) Instead(e *dossier.Event, words string) {
	for _, id := range t.people(e) {
		if name := t.name(id); t.fresh[id] && !strings.Contains(words, name) {
			delete(t.named, id)
		}
	}
}

// t is the template of a key, "tell.<key>".
func (t *Teller) t(key string) string { return t.words.T("tell." + key) }

// has tells whether there is a template for a key; "-" stands for none on purpose.
func (t *Teller) has(key string) bool {
	return t.words.Has("tell."+key) && t.t(key) != "-"
}

// list are the words of a template that lists several, divided by bars.
func (t *Teller) list(key string) []string {
	if !t.has(key) {
		return nil
	}
	return strings.Split(t.t(key), "|")
}

// refer is a party in a sentence: in full at first, then by style and family name where the language does so.
func (t *Teller) refer(id dossier.ID) string {
	full := t.name(id)
	if !t.named[id] && t.d.IsPerson(id) {
		t.named[id], t.fresh[id] = true, true
		return full
	}
	p, ok := dossier.Find[*dossier.Party](t.d, id)
	if first, _, _ := strings.Cut(full, " "); ok && !t.d.Named(id) && t.has("article") && first == lowerFirst(first) && !slices.Contains(t.list("function-words"), first) {
		return t.t("article") + " " + full
	}
	if ok && p.Kind != "person" {
		return t.theBody(full)
	}
	if !ok || p.Kind != "person" || !t.has("style."+p.Sex) {
		return full
	}
	for _, n := range dossier.As[*dossier.Name](t.d.Children(id, dossier.TypeName)) {
		if n.Family != "" && n.Given != "" && strings.Contains(full, n.Family) && strings.Contains(full, n.Given) {
			return fill(t.t("style."+p.Sex), t.formOf([]dossier.ID{id}), map[string]string{"family": n.Family})
		}
	}
	return full
}

// theBody is the name of a body with the article that the language sets before a name made of common nouns ("the Police
// Department").
func (t *Teller) theBody(name string) string {
	first, _, _ := strings.Cut(name, " ")
	if !t.has("article") || slices.Contains(t.list("function-words"), strings.ToLower(first)) {
		return name
	}
	for w := range strings.FieldsSeq(name) {
		if slices.Contains(t.list("article-nouns"), strings.ToLower(strings.Trim(w, ",.()"))) {
			return t.t("article") + " " + name
		}
	}
	return name
}

func (t *Teller) refers(ids []dossier.ID) string {
	out := make([]string, 0, len(ids))
	for _, id := range ids {
		out = append(out, t.refer(id))
	}
	return t.words.List(out)
}

// bodies are parties as {bodies} names them: the names of organs and organisations are marked where the language does so, so
// that they can stand in the nominative behind "of the organ".
func (t *Teller) bodies(ids []dossier.ID) string {
	out := make([]string, 0, len(ids))
	for _, id := range ids {
		name := t.refer(id)
		if !t.d.IsPerson(id) {
			name = t.marked(name)
		}
		out = append(out, name)
	}
	return t.words.List(out)
}

// ofBodies are parties as {of} names them, behind a noun that governs them ("officers of"): in the genitive where the language
// has one and its rules reach, else named behind the word for what they are.
func (t *Teller) ofBodies(ids []dossier.ID) string {
	out := make([]string, 0, len(ids))
	for _, id := range ids {
		name := t.refer(id)
		if !t.d.IsPerson(id) {
			name = t.ofBody(name)
		}
		out = append(out, name)
	}
	return t.words.List(out)
}

func (t *Teller) ofBody(name string) string {
	if s, ok := t.declined(name, "genitive"); ok {
		return s
	}
	if t.has("body-of") {
		return fill(t.t("body-of"), unknown, map[string]string{"name": t.marked(name)})
	}
	return name
}

// agentsOf are parties in each way in which a template may name them.
func (t *Teller) agentsOf(ids []dossier.ID) map[string]string {
	return map[string]string{"agents": t.refers(ids), "bodies": t.bodies(ids), "of": t.ofBodies(ids)}
}

// ofKind is the key of a template that differs for persons and for bodies.
func (t *Teller) ofKind(key string, ids []dossier.ID) string {
	if own := key + "-person"; t.d.IsPerson(ids[0]) && t.has(own) {
		return own
	}
	return key
}

func (t *Teller) marked(name string) string {
	if !t.has("body") || strings.ContainsAny(name, "«»“”\"") {
		return name
	}
	return fill(t.t("body"), unknown, map[string]string{"name": name})
}

// properWords are the words of names and places of the case: at the head of a text they keep their capital when something is
// set before them.
func (t *Teller) properWords() map[string]bool {
	out := map[string]bool{}
	add := func(texts ...string) {
		for _, s := range texts {
			for w := range strings.FieldsSeq(s) {
				out[strings.Trim(w, ".,;:()«»“”\"'")] = true
			}
		}
	}
	for _, p := range dossier.Of[*dossier.Party](t.d) {
		add(t.name(p.ID))
	}
	for _, n := range dossier.Of[*dossier.Name](t.d) {
		add(n.Family, n.Given, n.Patronymic, n.Full)
	}
	for _, e := range dossier.Of[*dossier.Event](t.d) {
		add(e.Area)
	}
	for _, w := range t.list("function-words") { // an institution's name may begin with an article
		delete(out, w)
		delete(out, upperFirst(w))
	}
	return out
}

// facts are ids, each once.
func facts(ids ...dossier.ID) []dossier.ID {
	var out []dossier.ID
	for _, id := range ids {
		if id != "" && !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}
