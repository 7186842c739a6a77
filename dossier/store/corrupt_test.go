package store

import (
	"context"
	"errors"
	"strings"
	"testing"

	"probata/dossier/vault"
)

// A page that makes no sense is told as damage, by Verify or by the opening, and
// ends neither in a panic nor in an error without a next step.
func TestBrokenPages(t *testing.T) {
	ctx := context.Background()
	for _, table := range []string{"event", "history", "seal", "record", "change", "words_data", "setting", "sqlite_schema"} {
		t.Run(table, func(t *testing.T) {
			s, dir := newTestStore(t)
			must(t, s.Import(ctx, corpus(0, 300)))
			var page int64
			must(t, s.view(ctx, func(x *session) error {
				_, err := x.one(ctx, `SELECT pageno FROM dbstat WHERE name = ? ORDER BY pageno DESC LIMIT 1`, []any{table}, &page)
				return err
			}))
			p := s.vault.Pages()
			p.BeginWrite()
			at := (page - 1) * vault.PageSize
			if page == 1 {
				at += 100 // the schema stands behind the header of the file
			}
			_, err := p.WriteAt([]byte(strings.Repeat("\xa5", vault.PageSize/2)), at)
			p.EndWrite()
			must(t, err)
			must(t, s.Flush(ctx))
			must(t, s.Abandon())

			s, err = Open(dir, phrase, options())
			if err != nil {
				if !errors.Is(err, vault.ErrDamaged) {
					t.Fatalf("opening: %v", err)
				}
				return
			}
			defer s.Abandon()
			found, err := s.Verify(ctx, nil)
			if err != nil || len(found) == 0 {
				t.Fatalf("verify: %v, %v", found, err)
			}
			for _, d := range found {
				if d.NextStep == "" || strings.Contains(d.Error(), "Station") {
					t.Errorf("%v", d)
				}
			}
		})
	}
}
