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
	Same      dossier.ID `json:"same_as,omitempty"` // evidence of the case that has these very bytes already
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
		id, err := c.find(ctx, s, c.pos[1])
		if err != nil {
			return err
		}
		before, err := s.Load(ctx, id)
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
		same := sameFile(before, e)
		if same != "" {
			c.note("attached-again", "id", string(same))
		}
		if c.json {
			return c.printJSON(attached{e.ID, e.MediaType, e.Size, e.SHA256, same})
		}
		return c.printLine(string(e.ID))
	})
}

// sameFile is the evidence of a case with the very bytes of e, "" for none.
func sameFile(d *dossier.Dossier, e *dossier.Evidence) dossier.ID {
	for _, x := range dossier.Of[*dossier.Evidence](d) {
		if x.SHA256 != "" && x.SHA256 == e.SHA256 {
			return x.ID
		}
	}
	return ""
}
