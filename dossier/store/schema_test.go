package store

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"testing"

	"probata/dossier"
	"probata/dossier/vault"
)

// before are the tables as an earlier version had them: without the type
// relief, and without some fields of events.
func before() []*dossier.Table {
	var out []*dossier.Table
	for _, p := range dossier.Tables() {
		old := *p
		switch p.Type {
		case dossier.TypeRelief:
			continue
		case dossier.TypeEvent:
			old.Fields = slices.DeleteFunc(slices.Clone(p.Fields), func(f dossier.Field) bool {
				return f.Key == "area" || f.Key == "when" || f.Key == "during"
			})
		case dossier.TypeAct:
			old.Fields = slices.DeleteFunc(slices.Clone(p.Fields), func(f dossier.Field) bool { return f.Key == "court" })
		}
		out = append(out, &old)
	}
	return out
}

func TestNewFieldsBecomeColumns(t *testing.T) {
	ctx := context.Background()
	dir := filepath.Join(t.TempDir(), "Old.probata")
	v, err := vault.Create(dir, phrase, options().Vault)
	must(t, err)
	s, err := newStore(v, options(), before(), steps)
	must(t, err)
	must(t, s.Import(ctx, small()))
	must(t, s.Close())

	s, err = Open(dir, phrase, options())
	must(t, err)
	d, err := s.Load(ctx, "case-1")
	must(t, err)
	wantSame(t, d, without(small(), "case-2", "event-b"))
	full := filled(dossier.TableOf(dossier.TypeEvent), 1, 2).(*dossier.Event)
	full.During, full.After, full.Before, full.Parties, full.Evidence = []dossier.ID{"event-2"}, nil, nil, []dossier.ID{"party-1"}, nil
	relief := &dossier.Relief{Head: dossier.Head{ID: "relief-1", Case: "case-1"}, Victim: "party-1"}
	act := &dossier.Act{Head: dossier.Head{ID: "act-1", Case: "case-1"}, Event: "event-1", Victim: "party-1", Court: "party-1"}
	must(t, s.Apply(ctx, Change{Label: "edit", Case: "case-1", Put: []dossier.Record{full, relief, act}}))
	for _, want := range []dossier.Record{full, relief, act} {
		got, err := s.byIDsForTest(ctx, want.Header().ID)
		must(t, err)
		if !dossier.Equal(got, want) {
			t.Errorf("%s: %s", want.Header().ID, encoded(t, got))
		}
	}
	must(t, s.Close())

	// The earlier version must not touch it any more.
	v, err = vault.Open(dir, phrase, options().Vault)
	must(t, err)
	if _, err := newStore(v, options(), before(), steps); !errors.Is(err, vault.ErrNewer) {
		t.Errorf("opened by the earlier version: %v", err)
	}
	must(t, v.Abandon())
}

func TestSteps(t *testing.T) {
	ctx := context.Background()
	s, dir := smallStore(t)
	must(t, s.Close())
	with := func(steps []string) (*Store, error) {
		v, err := vault.Open(dir, phrase, options().Vault)
		must(t, err)
		s, err := newStore(v, options(), dossier.Tables(), steps)
		if err != nil {
			must(t, v.Abandon())
		}
		return s, err
	}
	if _, err := with(append(slices.Clone(steps), "CREATE TABLE nonsense (")); err == nil {
		t.Error("a broken step passes")
	}
	s, err := with(append(slices.Clone(steps), `UPDATE event SET title = 'mended' WHERE id = 'event-1'`))
	must(t, err)
	r, err := s.byIDsForTest(ctx, "event-1")
	must(t, err)
	if got := r.(*dossier.Event).Title; got != "mended" {
		t.Errorf("title is %s", got)
	}
	must(t, s.Close())
	if _, err := with(steps); !errors.Is(err, vault.ErrNewer) {
		t.Errorf("a later schema: %v", err)
	}
}

func TestUnchangedSchemaWritesNothing(t *testing.T) {
	s, dir := smallStore(t)
	s = reopen(t, s, dir)
	if s.vault.Pages().Dirty() {
		t.Error("opening changes pages")
	}
}
