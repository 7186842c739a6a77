package desk

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"probata/dossier"
	"probata/dossier/exchange"
	"probata/dossier/handover"
	"probata/dossier/store"
	"probata/dossier/vault"
)

// rebuildAt rebuilds a vault out of the history of a copy of which the tables are
// broken, and puts it where the copy is; lost is what is known to be damaged of it.
func rebuildAt(ctx context.Context, copied *store.Store, to string, pass []byte, o store.Options, lost []vault.Damage) (*store.Store, Rescued, error) {
	next := to + ".rebuilt"
	out, err := rebuild(ctx, copied, next, pass, o)
	err = errors.Join(err, copied.Abandon(), os.RemoveAll(to))
	if err == nil {
		err = os.Rename(next, to)
	}
	var st *store.Store
	if err == nil {
		st, err = store.Open(to, pass, o)
	}
	if err != nil {
		return nil, Rescued{}, errors.Join(err, os.RemoveAll(next), os.RemoveAll(to))
	}
	for _, d := range lost {
		out.Lost = append(out.Lost, Loss{d, ""})
	}
	return st, out, nil
}

// rebuild makes a new vault in the folder to out of a store of which the tables
// are broken. Every change of a record stands in the history with the whole of
// it, so what the tables have lost may be there; and a case is taken into the
// new vault as from a colleague, so that nothing which contradicts itself gets in.
func rebuild(ctx context.Context, from *store.Store, to string, pass []byte, o store.Options) (out Rescued, err error) {
	records, missing, err := latest(ctx, from)
	if err != nil {
		return out, err
	}
	before := len(records)
	records = consistent(records)
	if !slices.ContainsFunc(records, func(r dossier.Record) bool { return r.Type() == dossier.TypeCase }) {
		return out, vault.Damage{File: "image", What: vault.Malformed, NextStep: vault.RestoreBackup}
	}
	var lost []Loss
	if n := before - len(records); missing > 0 || n > 0 {
		lost = append(lost, Loss{vault.Damage{
			File: "image", What: vault.Broken, NextStep: vault.RestoreBackup,
			Cause: fmt.Errorf("%d entries of the history do not open; %d records had lost what they belong to", missing, n),
		}, ""})
	}
	lost = append(lost, withoutFiles(ctx, from, records)...)
	st, err := store.Create(to, pass, o)
	if err != nil {
		return out, err
	}
	for _, r := range records {
		if r.Type() == dossier.TypeCase && err == nil {
			err = carry(ctx, from, st, caseOf(records, r.Header().ID))
		}
	}
	if err == nil {
		out, err = inventory(ctx, st, nil, nil)
	}
	if err != nil {
		return out, errors.Join(err, st.Abandon())
	}
	out.Rebuilt, out.Lost = true, append(lost, out.Lost...)
	return out, st.Close()
}

// latest gives every record as the newest entry of the history that opens has it,
// and how many entries do not open.
func latest(ctx context.Context, st *store.Store) (out []dossier.Record, missing int64, err error) {
	head, err := st.HistoryHead(ctx)
	if err != nil {
		return nil, 0, err
	}
	seen := map[dossier.ID]bool{}
	for n := head.N; n > 0; n-- {
		if ctx.Err() != nil {
			return nil, 0, ctx.Err()
		}
		entries, err := st.History(ctx, store.Filter{Before: n + 1, Limit: 1})
		if err != nil || len(entries) == 0 || entries[0].Seq != n {
			missing++
			continue
		}
		e := entries[0]
		if seen[e.Record] {
			continue
		}
		seen[e.Record] = true
		if len(e.After) == 0 {
			continue // deleted
		}
		if r, err := dossier.Decode(e.Record.Type(), e.After); err == nil {
			out = append(out, r)
		} else {
			missing++
		}
	}
	slices.Reverse(out)
	return out, missing, nil
}

// consistent takes out links that lead nowhere, and records without what they
// belong to, until there are none.
func consistent(records []dossier.Record) []dossier.Record {
	for {
		have := map[dossier.ID]bool{}
		for _, r := range records {
			have[r.Header().ID] = true
		}
		left := slices.DeleteFunc(slices.Clone(records), func(r dossier.Record) bool {
			if c := r.Header().Case; c != "" && !have[c] {
				return true
			}
			orphan := false
			for _, f := range dossier.TableOf(r.Type()).Fields {
				links := f.Links(r)
				known := slices.DeleteFunc(slices.Clone(links), func(id dossier.ID) bool { return !have[id] })
				if len(known) < len(links) {
					orphan = orphan || f.Parent
					f.SetLinks(r, known)
				}
			}
			return orphan
		})
		if len(left) == len(records) {
			return left
		}
		records = left
	}
}

// withoutFiles clears the file of evidence that is not to be had, and tells.
func withoutFiles(ctx context.Context, st *store.Store, records []dossier.Record) (out []Loss) {
	for _, r := range records {
		e, ok := r.(*dossier.Evidence)
		if !ok || e.Blob == "" {
			continue
		}
		if err := copyEvidence(ctx, st, e, io.Discard); err != nil {
			out = append(out, Loss{vault.Damage{File: "blobs/" + e.Blob, What: vault.Broken, NextStep: vault.RestoreFile, Cause: err}, e.Title})
			e.Blob = ""
		}
	}
	return out
}

func copyEvidence(ctx context.Context, st *store.Store, e *dossier.Evidence, w io.Writer) error {
	in, err := st.OpenEvidence(ctx, e.ID)
	if err != nil {
		return err
	}
	_, err = io.Copy(w, in)
	return errors.Join(err, in.Close())
}

// caseOf is one case of the records, with all that are shared.
func caseOf(records []dossier.Record, id dossier.ID) *dossier.Dossier {
	var mine []dossier.Record
	for _, r := range records {
		if h := r.Header(); h.ID == id || h.Case == id || h.Case == "" && r.Type() != dossier.TypeCase {
			mine = append(mine, r)
		}
	}
	return dossier.New(consistent(mine)...)
}

// carry hands a case over from one store to the other, sealed in between.
func carry(ctx context.Context, from, to *store.Store, d *dossier.Dossier) error {
	id, err := handover.ContactOf(ctx, to)
	if err != nil {
		return err
	}
	r, w := io.Pipe()
	sent := make(chan error, 1)
	go func() {
		sealed, err := vault.SealTo(w, id.Recipient())
		if err == nil {
			err = exchange.WriteHandover(sealed, d, func(e *dossier.Evidence, out io.Writer) error { return copyEvidence(ctx, from, e, out) })
			err = errors.Join(err, sealed.Close())
		}
		_ = w.CloseWithError(err) // the reader hears of it
		sent <- err
	}()
	_, err = handover.Receive(ctx, to, r, id, nil)
	_ = r.Close() // lets the writer end
	if serr := <-sent; serr != nil && !errors.Is(serr, io.ErrClosedPipe) {
		err = serr
	}
	if err != nil {
		return fmt.Errorf("carry %s over: %w", d.Case().ID, err)
	}
	return nil
}
