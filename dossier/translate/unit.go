package translate

import (
	"cmp"
	"slices"
	"strings"

	"probata/dossier"
)

// State is how far a unit is translated, in the words of XLIFF 2.0.
type State string

// The states of a unit.
const (
	Initial    State = "initial"    // no version, or the original has changed since
	Translated State = "translated" // a draft
	Reviewed   State = "reviewed"   // held against the original by somebody
	Final      State = "final"      // certified
)

// states pairs the states with those of a translation.
var states = map[State]string{Translated: "draft", Reviewed: "checked", Final: "certified"}

// Unit is one text of a case with its version in a language.
type Unit struct {
	dossier.Place
	Source string // the original as it is now
	From   string // its language, "" = not known
	Target string // the version; empty = none
	State  State
	Note   string // what a translator should know; empty = nothing
}

// ID is the unit's name in a file: record and field.
func (u Unit) ID() string { return idOf(u.Place) }

func idOf(p dossier.Place) string { return string(p.Record) + "." + p.Field }

// placeOf reads an id.
func placeOf(id string) (dossier.Place, bool) {
	i := strings.LastIndexByte(id, '.')
	if i < 0 {
		return dossier.Place{}, false
	}
	p := dossier.Place{Record: dossier.ID(id[:i]), Field: id[i+1:]}
	return p, p.Record.Type() != "" && p.Field != ""
}

// Units are the texts of a case that a paper in a language needs in it, in the order of the case. With all, those that have a
// fresh version are among them, so that it can be checked.
func Units(d *dossier.Dossier, language string, all bool) []Unit {
	var out []Unit
	for _, p := range d.ToldPlaces() {
		from := d.LanguageOf(p)
		if from == language {
			continue
		}
		words, _ := d.Words(p)
		u := Unit{Place: p, Source: words, From: from, State: Initial}
		if v := d.Version(p, language); v != nil {
			u.Target = v.Words
			if !v.Stale(d) {
				u.State = stateOf(v.Status)
			}
		}
		if all || u.State == Initial {
			out = append(out, u)
		}
	}
	return out
}

func stateOf(status string) State {
	for s, is := range states {
		if is == status {
			return s
		}
	}
	return Translated
}

// Only are the units at some places, in their order: those that a paper prints, as its problems name them.
func Only(units []Unit, places []dossier.Place) []Unit {
	return slices.DeleteFunc(slices.Clone(units), func(u Unit) bool { return !slices.Contains(places, u.Place) })
}

// Reason says why a unit that came back was not taken.
type Reason string

// The reasons.
const (
	Unknown   Reason = "unknown"   // no text of the case has its id
	Changed   Reason = "changed"   // the original is not what was sent
	Empty     Reason = "empty"     // there is no translation in it
	Missing   Reason = "missing"   // it was to be translated and is not in the file
	Twice     Reason = "twice"     // its id stands in the file twice: the first is taken
	Protected Reason = "protected" // a version was checked since, and the file holds a draft
	Too       Reason = "too-long"  // longer than a field may be
)

// Left is a unit that was not taken.
type Left struct {
	ID     string
	Reason Reason
}

// Return is a file that came back, as it was read.
type Return struct {
	Language string
	Units    []Unit
}

// Taken is what Take makes of a file that came back.
type Taken struct {
	Put  []*dossier.Translation // to be saved; ids of new ones are empty
	Same int                    // units that say what is there already
	Left []Left
}

// Take holds what came back against the case as it is now. Whatever fits is taken although the rest does not. The
// translator and the day are written to each version that is new or changed.
func Take(d *dossier.Dossier, back Return, translator string, made dossier.Date) Taken {
	var out Taken
	seen := map[dossier.Place]bool{}
	for _, u := range back.Units {
		id := u.ID()
		switch words, ok := d.Words(u.Place); {
		case !ok || d.Get(u.Record) == nil:
			out.Left = append(out.Left, Left{id, Unknown})
		case seen[u.Place]:
			out.Left = append(out.Left, Left{id, Twice})
		case plain(words) != plain(u.Source):
			out.Left = append(out.Left, Left{id, Changed})
		case strings.TrimSpace(u.Target) == "":
			out.Left = append(out.Left, Left{id, Empty})
		case len(u.Target) > dossier.MaxText:
			out.Left = append(out.Left, Left{id, Too})
		default:
			out.one(d, u, back.Language, translator, made)
		}
		seen[u.Place] = true
	}
	for _, u := range Units(d, back.Language, false) {
		if !seen[u.Place] {
			out.Left = append(out.Left, Left{u.ID(), Missing})
		}
	}
	return out
}

// one takes one unit that fits.
func (t *Taken) one(d *dossier.Dossier, u Unit, language, translator string, made dossier.Date) {
	status := cmp.Or(states[u.State], "draft")
	was := d.Version(u.Place, language)
	next := &dossier.Translation{Head: dossier.Head{Case: d.Case().ID}, Language: language}
	if was != nil {
		next = dossier.Copy(was).(*dossier.Translation)
		switch {
		case !was.Stale(d) && was.Words == u.Target && was.Status == status:
			t.Same++
			return
		case !was.Stale(d) && was.Checked() && status == "draft":
			t.Left = append(t.Left, Left{u.ID(), Protected})
			return
		}
	}
	next.SetPlace(u.Place)
	next.Words, next.Status, next.Translator, next.Made = u.Target, status, cmp.Or(translator, next.Translator), made
	next.Fresh(d)
	t.Put = append(t.Put, next)
}

// plain is a text as it survives a word processor: blanks and line ends do not tell two texts apart.
func plain(s string) string { return strings.Join(strings.Fields(s), " ") }

// Stale are the versions of a case whose original has changed since.
func Stale(d *dossier.Dossier) []*dossier.Translation {
	return slices.DeleteFunc(dossier.Of[*dossier.Translation](d), func(t *dossier.Translation) bool { return !t.Stale(d) })
}

// Checked marks a version as held against the original as it is now: somebody says that it fits it.
func Checked(d *dossier.Dossier, t *dossier.Translation) *dossier.Translation {
	next := dossier.Copy(t).(*dossier.Translation)
	next.Status = "checked"
	next.Fresh(d)
	return next
}
