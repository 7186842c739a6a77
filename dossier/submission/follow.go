package submission

import (
	"cmp"
	"fmt"
	"slices"

	"probata/dossier"
	"probata/dossier/difference"
	"probata/dossier/document"
	"probata/dossier/lang"
)

// A follow-up tells a body what it has not been told yet: the case is held
// against its state when it was sent, and what has not changed since is cut out
// before any question is answered. So every path and every view of a form for
// follow-ups speaks of what is new, and needs to know nothing of it.

// following is what a follow-up stands on.
type following struct {
	filing  *dossier.Filing     // that it follows
	changes []difference.Change // since then, in the case as it is
	was     *dossier.Dossier    // the case as it was sent and as this edition may see it; nil: it was not kept
	whole   *dossier.Dossier    // the case of today as this edition may see it, with what the body knows
}

// sinceSent finds what a follow-up follows, and cuts the case down to what is new.
// Where nothing was sent, or what was sent was not kept, the case stays whole and
// the preflight says so.
func (f *filler) sinceSent(p *lang.Printer) error {
	if !f.form.FollowUp {
		return nil
	}
	if f.follows.filing = followed(f.req); f.follows.filing == nil {
		return nil
	}
	id := f.follows.filing.ID
	f.follows.whole = f.d
	f.d, f.full = without(f.d, id), without(f.full, id)
	if f.req.Frozen == nil {
		return nil
	}
	was, err := f.req.Frozen(f.follows.filing)
	if err != nil {
		return fmt.Errorf("fill %s: %w", f.form.ID, err)
	}
	if was == nil {
		return nil
	}
	f.follows.changes = difference.Between(was, f.full)
	before := f.req
	before.Dossier = was
	before.decided = decisions(f.req.Dossier)
	cut := redact(inLanguage(before), p, f.rules)
	f.follows.was, f.withheld, f.guards = cut.d, append(f.withheld, cut.Withheld...), append(f.guards, cut.guard)
	fresh := f.fresh()
	f.d, f.full = untold(f.d, fresh), untold(f.full, fresh)
	return nil
}

// followed is the filing that a request names, else the last one of the case; of
// one for somebody only, where the request is for somebody.
func followed(req Request) *dossier.Filing {
	if f, ok := dossier.Find[*dossier.Filing](req.Dossier, req.After); ok {
		return f
	}
	all := slices.DeleteFunc(dossier.Of[*dossier.Filing](req.Dossier), func(f *dossier.Filing) bool {
		return f.Victim != "" && req.Victim != "" && f.Victim != req.Victim
	})
	if len(all) == 0 {
		return nil
	}
	return slices.MaxFunc(all, func(a, b *dossier.Filing) int {
		x, _ := a.Filed.Value().Earliest()
		y, _ := b.Filed.Value().Earliest()
		return cmp.Or(cmp.Compare(x, y), cmp.Compare(a.Place, b.Place))
	})
}

// once are facts that are told as they happen, toldAnew those that are told whole
// again when they change: a remedy that was decided is one row of a table.
var (
	once     = []dossier.Type{dossier.TypeEvent, dossier.TypeAct, dossier.TypeQuote, dossier.TypeEvidence}
	toldAnew = []dossier.Type{dossier.TypeRemedy}
)

// fresh are the records that the body was not told of, with those that they
// belong to: a new act stands in its event.
func (f *filler) fresh() map[dossier.ID]bool {
	out := map[dossier.ID]bool{}
	for _, c := range f.follows.changes {
		if c.Now == nil || c.Was != nil && !slices.Contains(toldAnew, c.ID.Type()) {
			continue
		}
		for r := c.Now; r != nil; r = f.full.Owner(r) {
			out[r.Header().ID] = true
		}
	}
	return out
}

// untold is a copy of the case without the facts that are not fresh.
func untold(d *dossier.Dossier, fresh map[dossier.ID]bool) *dossier.Dossier {
	var told []dossier.ID
	for _, t := range append(slices.Clone(once), toldAnew...) {
		for _, r := range d.List(t) {
			if id := r.Header().ID; !fresh[id] {
				told = append(told, id)
			}
		}
	}
	return without(d, told...)
}

// without is a copy of the case without some records and all they own.
func without(d *dossier.Dossier, ids ...dossier.ID) *dossier.Dossier {
	out := d.Clone()
	for _, id := range ids {
		for _, r := range out.Owned(id) {
			out.Remove(r.Header().ID)
		}
	}
	return out
}

// following says of a follow-up what it cannot be drawn from.
func (p *preflight) following() {
	at := end{p.full.Case().ID, ""}
	switch {
	case !p.form.FollowUp:
	case p.follows.filing == nil:
		p.add(dossier.Stops, at, "follow-none")
	case p.follows.was == nil:
		p.add(dossier.Warn, end{p.follows.filing.ID, ""}, "follow-not-kept")
	case len(p.follows.changes) == 0:
		p.add(dossier.Warn, end{p.follows.filing.ID, ""}, "follow-same")
	}
}

// followedFiling answers with fields of the filing that is followed, named by the filter.
func (f *filler) followedFiling(q *Question) []document.Block {
	if f.follows.filing == nil {
		return nil
	}
	var said []string
	for _, key := range q.Filter {
		if field, ok := dossier.TableOf(dossier.TypeFiling).Field(key); ok && !field.Empty(f.follows.filing) {
			said = append(said, f.clean(f.text(f.follows.filing, field)))
		}
	}
	if len(said) == 0 {
		return nil
	}
	return []document.Block{document.Para(f.words.List(said))}
}
