package ui

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"probata/dossier"
	"probata/dossier/store"
	"probata/dossier/vault"
)

// salvage copies a damaged vault to a new folder beside it, brings the copy to
// the last state that can be read, and counts what is in it. Where its tables are
// broken another vault is rebuilt from the history, and the copy goes. The
// original is opened for reading alone; sealed bytes are copied as they are. It
// answers with the folder of the vault that came of it.
func salvage(ctx context.Context, from string, free func() string, pass []byte, o store.Options, progress func(done, total int64)) (*store.Store, string, rescued, error) {
	to := free()
	unread, err := copyFolder(ctx, from, to, func(done, total int64) { progress(done, 2*total) })
	if err != nil {
		return nil, "", rescued{}, errors.Join(err, os.RemoveAll(to))
	}
	st, found, err := store.OpenDamaged(to, pass, o)
	if err != nil {
		return nil, "", rescued{}, errors.Join(err, os.RemoveAll(to)) // a copy of no use, made a moment ago
	}
	lost := append(unread, found.Lost...)
	out, err := inventory(ctx, st, lost, progress)
	if err == nil {
		out.saved = found.Saved
		return st, to, out, nil
	}
	if ctx.Err() != nil {
		return nil, "", rescued{}, errors.Join(ctx.Err(), st.Abandon(), os.RemoveAll(to))
	}
	next := free()
	anew, out, err := rebuild(ctx, st, next, pass, o)
	if err != nil {
		return nil, "", rescued{}, errors.Join(err, st.Abandon(), os.RemoveAll(to), os.RemoveAll(next))
	}
	for _, d := range lost {
		out.lost = append(out.lost, loss{d, ""})
	}
	return anew, next, out, errors.Join(st.Abandon(), os.RemoveAll(to))
}

// inventory counts what is in a salvaged vault, and what it says is damaged.
func inventory(ctx context.Context, st *store.Store, lost []vault.Damage, progress func(done, total int64)) (out rescued, err error) {
	damage, err := st.Verify(ctx, func(done, total int) { progress(int64(total+done), 2*int64(total)) })
	if err != nil {
		return out, fmt.Errorf("verify what was rescued: %w", err)
	}
	if out.cases, err = st.Cases(ctx); err != nil {
		return out, fmt.Errorf("list what was rescued: %w", err)
	}
	names := map[string]string{} // of evidence, by its sealed file
	for _, c := range out.cases {
		d, err := st.Load(ctx, c.ID)
		if err != nil {
			return out, fmt.Errorf("count what was rescued: %w", err)
		}
		out.records += len(d.All())
		for _, e := range dossier.Of[*dossier.Evidence](d) {
			if e.Blob != "" {
				names[e.Blob] = e.Title
				out.files++
			}
		}
	}
	for _, d := range append(lost, damage...) {
		if !slices.ContainsFunc(out.lost, func(l loss) bool { return l.File == d.File && l.What == d.What && d.File != "image" }) {
			out.lost = append(out.lost, loss{d, names[blobOf(d.File)]})
		}
	}
	for _, l := range out.lost {
		if l.label != "" {
			out.files--
		}
	}
	return out, nil
}

// blobOf is the name of the attachment in a file of the vault, if it is one.
func blobOf(file string) string {
	base := filepath.Base(file)
	return base[:len(base)-len(filepath.Ext(base))]
}

// copyFolder copies the plain files of a vault into a new folder, but for its
// lock. What the disk does not give back is left out, and told.
func copyFolder(ctx context.Context, from, to string, progress func(done, total int64)) (unread []vault.Damage, err error) {
	var files []string
	var total, before int64
	err = filepath.WalkDir(from, func(path string, e fs.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() || e.Name() == "lock" {
			return err
		}
		info, err := e.Info()
		if err == nil {
			files = append(files, path)
			total += info.Size()
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list the damaged vault: %w", err)
	}
	if err := os.Mkdir(to, 0o700); err != nil {
		return nil, fmt.Errorf("make the folder of the new vault: %w", err)
	}
	for _, path := range files {
		name, err := filepath.Rel(from, path)
		if err != nil {
			return nil, fmt.Errorf("name a file of the new vault: %w", err)
		}
		n, broken, err := copyFile(ctx, path, filepath.Join(to, name))
		if err != nil {
			return nil, fmt.Errorf("copy %s: %w", filepath.ToSlash(name), err)
		}
		if broken != nil {
			unread = append(unread, vault.Damage{File: filepath.ToSlash(name), What: vault.Unreadable, NextStep: vault.ReadAgain, Cause: broken})
		}
		before += n
		progress(before, total)
	}
	return unread, nil
}

// copyFile copies one file as far as it can be read; broken says why not further.
func copyFile(ctx context.Context, from, to string) (n int64, broken, err error) {
	in, broken := os.Open(from)
	if broken != nil {
		return 0, broken, nil
	}
	defer in.Close()
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		return 0, nil, err
	}
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return 0, nil, err
	}
	defer out.Close()
	piece := make([]byte, 1<<20)
	for {
		if ctx.Err() != nil {
			return n, nil, ctx.Err()
		}
		k, broken := in.Read(piece)
		if _, err := out.Write(piece[:k]); err != nil {
			return n, nil, err
		}
		n += int64(k)
		if broken == io.EOF {
			return n, nil, out.Sync()
		}
		if broken != nil {
			return n, broken, out.Sync()
		}
	}
}
