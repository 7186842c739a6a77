package desk

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// How much is read at once, and how much is given up where the disk fails: what a
// disk reads in one go.
const (
	copyPiece = 1 << 20
	copyHole  = 4 << 10
)

// copyFile copies one file as far as the disk gives it back, with zeros for the rest;
// broken is the first fault of the disk, nil for none. A file that cannot be opened
// has no copy.
func copyFile(ctx context.Context, from, to string) (n int64, broken, err error) {
	in, err := os.Open(from)
	if err != nil {
		return 0, unnamed(err), nil
	}
	defer func() { _ = in.Close() }()
	info, err := in.Stat()
	if err != nil {
		return 0, unnamed(err), nil
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		return 0, nil, err
	}
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return 0, nil, err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	if broken, err = copyHoles(ctx, out, in, info.Size()); err != nil {
		return 0, broken, err
	}
	return info.Size(), unnamed(broken), out.Sync()
}

// copyHoles copies size bytes. Where a piece is not given back it is tried in small
// steps, so that one bad block costs no more than itself.
func copyHoles(ctx context.Context, out io.Writer, in io.ReaderAt, size int64) (broken, err error) {
	buf := make([]byte, copyPiece)
	for at := int64(0); at < size; at += copyPiece {
		if err := ctx.Err(); err != nil {
			return broken, err
		}
		piece := buf[:min(copyPiece, size-at)]
		if n, err := in.ReadAt(piece, at); n < len(piece) {
			if broken == nil {
				broken = err
			}
			for i := 0; i < len(piece); i += copyHole {
				step := piece[i:min(i+copyHole, len(piece))]
				n, _ := in.ReadAt(step, at+int64(i))
				clear(step[n:])
			}
		}
		if _, err := out.Write(piece); err != nil {
			return broken, err
		}
	}
	return broken, nil
}

// unnamed is a fault of the disk without the name of the folder, which is somebody's.
func unnamed(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}
