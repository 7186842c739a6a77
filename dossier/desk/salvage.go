package desk

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"probata/dossier"
	"probata/dossier/store"
	"probata/dossier/vault"
)

// Progress hears how much of how much is done. It may be nil, and may be called from
// several goroutines.
type Progress func(done, total int64)

// count is p for work that counts in whole numbers.
func (p Progress) count(done, total int) {
	if p != nil {
		p(int64(done), int64(total))
	}
}

func (p Progress) tell(done, total int64) {
	if p != nil {
		p(done, total)
	}
}

// Rescued is what came through of a damaged vault.
type Rescued struct {
	Cases   []store.CaseRow
	Records int       // of all cases
	Files   int       // of evidence, whole
	Saved   time.Time // when the newest change that came through was made, zero if not known
	Lost    []Loss
	Rebuilt bool // out of the history, because the tables are broken; it begins anew
}

// Loss is a file that is damaged, with the title of the evidence it was, if any.
type Loss struct {
	vault.Damage
	Title string
}

// Damage is what is lost, without titles.
func (r Rescued) Damage() []vault.Damage {
	var out []vault.Damage
	for _, l := range r.Lost {
		out = append(out, l.Damage)
	}
	return out
}

// Salvage makes a new vault in the folder to, which must be new or empty, out of what
// can be read of a damaged one, and opens it. The damaged vault is only read: whoever
// knows more than this program may still need it.
//
// Sealed files are copied as they are, with zeros where the disk gives nothing back;
// the copy is brought to the last state that can be read. A broken index of the search
// is made anew, as nothing of it is lost. Where the tables are broken the vault is
// rebuilt out of the history.
func Salvage(ctx context.Context, from, to string, pass []byte, o store.Options, progress Progress) (*store.Store, Rescued, error) {
	if err := mayCopy(from, pass, o); err != nil {
		return nil, Rescued{}, err
	}
	unread, err := copyVault(ctx, from, to, func(done, total int64) { progress.tell(done, 2*total) })
	if err != nil {
		return nil, Rescued{}, err
	}
	st, found, err := store.OpenDamaged(to, pass, o)
	if err != nil {
		return nil, Rescued{}, errors.Join(err, os.RemoveAll(to)) // a copy of no use, made a moment ago
	}
	lost := slices.Concat(unread, found.Lost)
	out, err := inventory(ctx, st, lost, func(done, total int) { progress.count(total+done, 2*total) })
	if err == nil {
		out.Saved = found.Saved
		return st, out, nil
	}
	if ctx.Err() != nil {
		return nil, Rescued{}, errors.Join(ctx.Err(), st.Abandon(), os.RemoveAll(to))
	}
	return rebuildAt(ctx, st, to, pass, o, lost)
}

// mayCopy refuses, before gigabytes are copied, a pass phrase that does not fit and a
// vault that is in use or none.
func mayCopy(from string, pass []byte, o store.Options) error {
	st, err := store.OpenReadOnly(from, pass, o)
	switch {
	case err == nil:
		return st.Close()
	case errors.Is(err, vault.ErrNewer):
		return err
	case errors.Is(err, vault.ErrDamaged), errors.Is(err, vault.ErrReadOnly): // the last: written by an earlier version
		return nil
	}
	return err
}

// inventory verifies a salvaged vault and counts what is in it; lost is what is known
// to be damaged.
func inventory(ctx context.Context, st *store.Store, lost []vault.Damage, progress func(done, total int)) (out Rescued, err error) {
	damage, err := st.Verify(ctx, progress)
	if err == nil && slices.ContainsFunc(damage, func(d vault.Damage) bool { return d.NextStep == store.RebuildIndex }) {
		if err = st.RebuildIndex(ctx); err == nil {
			damage, err = st.Verify(ctx, progress)
		}
	}
	if err != nil {
		return out, fmt.Errorf("verify what was rescued: %w", err)
	}
	if out.Cases, err = st.Cases(ctx); err != nil {
		return out, fmt.Errorf("list what was rescued: %w", err)
	}
	titles := map[string]string{} // of evidence, by its sealed file
	for _, c := range out.Cases {
		d, err := st.Load(ctx, c.ID)
		if err != nil {
			return out, fmt.Errorf("count what was rescued: %w", err)
		}
		out.Records += len(d.All())
		for _, e := range dossier.Of[*dossier.Evidence](d) {
			if e.Blob != "" {
				titles[e.Blob] = e.Title
				out.Files++
			}
		}
	}
	gone := map[string]bool{}
	for _, d := range slices.Concat(lost, damage) {
		if !slices.ContainsFunc(out.Lost, func(l Loss) bool { return l.File == d.File && l.What == d.What && d.File != "image" }) {
			out.Lost = append(out.Lost, Loss{d, titles[blobOf(d.File)]})
		}
		if _, is := titles[blobOf(d.File)]; is {
			gone[d.File] = true
		}
	}
	out.Files -= len(gone)
	return out, nil
}

// blobOf is the name of the attachment in a file of the vault, if it is one.
func blobOf(file string) string {
	base := filepath.Base(file)
	return strings.TrimSuffix(base, filepath.Ext(base))
}

// copyVault copies the plain files of a vault into a new or empty folder, but for what
// tells who has it open, and names those that the disk does not give back whole.
// Links and what else is no plain file are left out, as the vault would not open them.
func copyVault(ctx context.Context, from, to string, progress Progress) (unread []vault.Damage, err error) {
	if there, err := os.ReadDir(to); len(there) > 0 || err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, errors.Join(vault.ErrExists, err)
	}
	names, total, err := filesOf(from)
	if err != nil {
		return nil, fmt.Errorf("list the damaged vault: %w", err)
	}
	var before int64
	for _, name := range names {
		n, broken, err := copyFile(ctx, filepath.Join(from, name), filepath.Join(to, name))
		if err != nil {
			err = fmt.Errorf("copy %s: %w", filepath.ToSlash(name), err)
			return nil, errors.Join(err, os.RemoveAll(to)) // it was not there, or was empty
		}
		if broken != nil {
			unread = append(unread, vault.Damage{File: filepath.ToSlash(name), What: vault.Unreadable, NextStep: vault.ReadAgain, Cause: broken})
		}
		before += n
		progress.tell(before, total)
	}
	return unread, nil
}

// filesOf lists the files of a vault that are worth a copy, and their size in bytes.
func filesOf(dir string) (names []string, total int64, err error) {
	err = filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil || name == "lock" || name == "holder" || strings.HasSuffix(name, ".tmp") {
			return err
		}
		names = append(names, name)
		if info, err := e.Info(); err == nil {
			total += info.Size()
		}
		return nil
	})
	return names, total, err
}
