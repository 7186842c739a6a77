package command

import (
	"context"
	"mime"
	"os"
	"path/filepath"

	"probata/dossier"
	"probata/dossier/store"
)

func attachCommand(c *call) command {
	return command{name: "attach", args: "VAULT CASE FILE", run: c.runAttach}
}

// attached is a file that was taken in, for programs. Neither its name nor what
// it says of itself is repeated.
type attached struct {
	Evidence  dossier.ID `json:"evidence"`
	MediaType string     `json:"media_type"`
	Size      int64      `json:"size"`
	SHA256    string     `json:"sha256"`
}

func (c *call) runAttach(ctx context.Context) error {
	f, err := os.Open(c.pos[2])
	if err != nil {
		return &fault{key: "attach-open", args: []any{"file", c.pos[2]}, code: ExitError, err: err}
	}
	defer func() { _ = f.Close() }()
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() { // a pipe has no end to wait for
		return &fault{key: "attach-open", args: []any{"file", c.pos[2]}, code: ExitError, err: err}
	}
	return c.open(ctx, func(s *store.Store) error {
		id, err := s.Find(ctx, c.pos[1])
		if err != nil {
			return err
		}
		p := c.progress()
		e, err := s.TakeIn(ctx, id, store.Intake{
			Name: filepath.Base(c.pos[2]), MediaType: mime.TypeByExtension(filepath.Ext(c.pos[2])), Content: f,
			Progress: func(done int64) { p.bytes(done, info.Size()) },
		})
		p.end()
		if err != nil {
			return err
		}
		if err := s.Flush(ctx); err != nil {
			return err
		}
		c.note("attached", "file", c.pos[2])
		if why := store.Unread(e); why != "" {
			c.note("attached-unread", "why", why)
		}
		if c.json {
			return c.printJSON(attached{e.ID, e.MediaType, e.Size, e.SHA256})
		}
		return c.printLine(string(e.ID))
	})
}
