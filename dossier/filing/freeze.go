package filing

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	"probata/dossier"
	"probata/dossier/exchange"
	"probata/dossier/store"
	"probata/dossier/submission"
)

// Sent is what is known of a submission that has left.
type Sent struct {
	Filled    *submission.Filled
	Document  []byte // the file as it was sent
	MediaType string
	Name      string // neutral, of the file in the vault
	On        dossier.Date
	Reference string // under which the body knows it; may be empty
}

// Freeze keeps what was sent: the file sealed as a piece of evidence that goes to
// nobody again, the case as it is now, and a filing that names both and the hash.
// All of it is on the disk when it returns.
func Freeze(ctx context.Context, s *store.Store, d *dossier.Dossier, x Sent) (*dossier.Filing, error) {
	codes := keptCodes(d, x.Filled.Codes())
	now := d.Clone()
	for _, p := range codes {
		now.Put(p)
	}
	var data bytes.Buffer
	if err := exchange.WriteJSON(&data, now); err != nil {
		return nil, fmt.Errorf("freeze case: %w", err)
	}
	id, err := s.NewID(dossier.TypeFiling)
	if err != nil {
		return nil, fmt.Errorf("freeze case: %w", err)
	}
	e, err := s.TakeIn(ctx, d.Case().ID, store.Intake{Name: x.Name, MediaType: x.MediaType, Content: bytes.NewReader(x.Document)})
	if err != nil {
		return nil, fmt.Errorf("freeze document: %w", err)
	}
	e.Annex = "no"
	f := &dossier.Filing{
		Head: dossier.Head{ID: id, Case: d.Case().ID}, Body: x.Filled.Body(), Procedure: x.Filled.Form.Title.In(x.Filled.Language),
		Victim: x.Filled.Victim, Filed: x.On, Reference: x.Reference, Outcome: "pending", Language: x.Filled.Language,
		Edition: string(x.Filled.Edition), Data: data.String(), Document: e.ID, SHA256: e.SHA256,
	}
	put := append([]dossier.Record{e, f}, codes...)
	if err := s.Apply(ctx, store.Change{Label: "add", Case: f.Case, Put: put}); err != nil {
		return nil, fmt.Errorf("freeze %s: %w", id, err)
	}
	return f, s.Flush(ctx)
}

// keptCodes are the parties whose letter was not kept before.
func keptCodes(d *dossier.Dossier, codes map[dossier.ID]int64) []dossier.Record {
	var out []dossier.Record
	for _, p := range dossier.Of[*dossier.Party](d) {
		if code := codes[p.ID]; p.Code == 0 && code > 0 {
			kept := *p
			kept.Code = code
			out = append(out, &kept)
		}
	}
	return out
}

// Frozen is the case as it was when it was sent, nil if it was not kept. The error
// names the filing.
func Frozen(f *dossier.Filing) (*dossier.Dossier, error) {
	if f.Data == "" {
		return nil, nil
	}
	d, err := exchange.ReadJSON(strings.NewReader(f.Data))
	if err != nil {
		return nil, fmt.Errorf("read what was frozen in %s: %w", f.ID, err)
	}
	return d, nil
}
