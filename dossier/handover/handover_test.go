package handover

import (
	"bytes"
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"probata/dossier"
	"probata/dossier/exchange"
	"probata/dossier/store"
	"probata/dossier/vault"
)

const clear = "the clear text of a file that nobody else may read"

func vaultAt(t *testing.T) *store.Store {
	t.Helper()
	s, err := store.Create(t.TempDir()+"/V", []byte("pass phrase"), store.Options{
		Vault: vault.Options{WorkFactor: 1},
		Now:   func() time.Time { return time.Date(2026, 3, 31, 12, 0, 0, 0, time.UTC) },
		Inspect: func(_ context.Context, f store.File) (store.Finding, error) {
			b, err := io.ReadAll(f.Content)
			return store.Finding{Text: string(b), Thumbnail: []byte("picture")}, err
		},
	})
	must(t, err)
	t.Cleanup(func() { must(t, s.Close()) })
	return s
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// sender is a vault with a case of two files, one of them in a shape of its own.
func sender(t *testing.T) *store.Store {
	t.Helper()
	s := vaultAt(t)
	ctx := context.Background()
	must(t, s.Import(ctx, []dossier.Record{
		&dossier.Case{Head: dossier.Head{ID: "case-1"}, Reference: "HO-1", Title: "A case"},
		&dossier.Party{Head: dossier.Head{ID: "party-1"}, Kind: "person"},
		&dossier.Role{Head: dossier.Head{ID: "role-1", Case: "case-1"}, Party: "party-1", Role: "alleged-victim"},
		&dossier.Note{Head: dossier.Head{ID: "note-1", Case: "case-1"}, Words: "to do"},
		&dossier.Case{Head: dossier.Head{ID: "case-2"}, Reference: "OTHER", Title: "Another case"},
	}))
	for name, text := range map[string]string{"a.txt": clear, "b.txt": strings.Repeat("second ", 50_000)} {
		_, err := s.TakeIn(ctx, "case-1", store.Intake{Name: name, MediaType: "text/plain", Content: strings.NewReader(text)})
		must(t, err)
	}
	return s
}

func sent(t *testing.T, s *store.Store, to ...vault.Recipient) []byte {
	t.Helper()
	var b bytes.Buffer
	must(t, Send(context.Background(), s, &b, Parcel{Case: "case-1", To: to}))
	return b.Bytes()
}

func contact(t *testing.T, s *store.Store) vault.Identity {
	t.Helper()
	id, err := ContactOf(context.Background(), s)
	must(t, err)
	return id
}

func TestContactStays(t *testing.T) {
	s := vaultAt(t)
	a, b := contact(t, s), contact(t, s)
	if a.Recipient() != b.Recipient() && a.Recipient().String() != b.Recipient().String() || !a.Recipient().PostQuantum() {
		t.Error("the contact identity of a vault is another one each time, or not post-quantum")
	}
}

func TestSendAndReceive(t *testing.T) {
	ctx := context.Background()
	from, to := sender(t), vaultAt(t)
	id := contact(t, to)
	parcel := sent(t, from, id.Recipient())
	if bytes.Contains(parcel, []byte(clear)) || bytes.Contains(parcel, []byte("HO-1")) {
		t.Fatal("the package is not sealed")
	}
	var told []int64
	d, err := Receive(ctx, to, bytes.NewReader(parcel), id, func(done, total int64) {
		if total != int64(len(clear)+7*50_000) {
			t.Errorf("%d bytes in all", total)
		}
		told = append(told, done)
	})
	must(t, err)
	if !slices.IsSorted(told) || len(told) == 0 {
		t.Errorf("progress: %v", told)
	}
	got, err := to.Load(ctx, d.Case().ID)
	must(t, err)
	before, err := from.Load(ctx, "case-1")
	must(t, err)
	for _, r := range before.All() {
		switch r.Type() {
		case dossier.TypeCustody: // the sender's has a line on the export by now
		case dossier.TypeEvidence:
			sameFile(t, from, to, r.Header().ID)
		default:
			if other := got.Get(r.Header().ID); other == nil || !dossier.Equal(r, other) {
				t.Errorf("%s came as another", r.Header().ID)
			}
		}
	}
	cases, err := to.Cases(ctx)
	must(t, err)
	if len(cases) != 1 {
		t.Errorf("%d cases, want the one that was received", len(cases))
	}
	damaged, err := to.Verify(ctx, nil)
	must(t, err)
	if len(damaged) > 0 {
		t.Errorf("damage: %v", damaged)
	}
}

func sameFile(t *testing.T, from, to *store.Store, id dossier.ID) {
	t.Helper()
	ctx := context.Background()
	var a, b bytes.Buffer
	must(t, from.ExportEvidence(ctx, id, &a, store.Handover{}, nil))
	must(t, to.ExportEvidence(ctx, id, &b, store.Handover{}, nil))
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Errorf("the file of %s came as another", id)
	}
	text, err := to.Text(ctx, id)
	must(t, err)
	if text != a.String() {
		t.Errorf("the text of %s cannot be searched", id)
	}
	if picture, err := to.Thumbnail(ctx, id); err != nil || string(picture) != "picture" {
		t.Errorf("the picture of %s: %v", id, err)
	}
}

// Each file says in its log that it left, and to which key, and that it came.
func TestCustody(t *testing.T) {
	ctx := context.Background()
	from, to := sender(t), vaultAt(t)
	id := contact(t, to)
	_, err := Receive(ctx, to, bytes.NewReader(sent(t, from, id.Recipient())), id, nil)
	must(t, err)
	for name, tt := range map[string]struct {
		in   *store.Store
		want []string
	}{"sender": {from, []string{"taken-in", "exported"}}, "receiver": {to, []string{"taken-in", "taken-in"}}} {
		d, err := tt.in.Load(ctx, "case-1")
		must(t, err)
		for _, e := range dossier.Of[*dossier.Evidence](d) {
			var actions []string
			for _, c := range dossier.As[*dossier.Custody](d.Children(e.ID, dossier.TypeCustody)) {
				actions = append(actions, c.Action)
				if c.Action == "exported" && c.To != id.Recipient().Fingerprint() {
					t.Errorf("%s: handed over to %q", name, c.To)
				}
			}
			if !slices.Equal(actions, tt.want) {
				t.Errorf("%s: %v, want %v", name, actions, tt.want)
			}
		}
	}
}

// Nothing stays of a package that cannot be taken in.
func TestReceiveRefused(t *testing.T) {
	ctx := context.Background()
	from, to := sender(t), vaultAt(t)
	id, other := contact(t, to), contact(t, from)
	sound := sent(t, from, id.Recipient())
	changed := bytes.Clone(sound)
	changed[len(changed)-100] ^= 1
	var early bytes.Buffer // sealed well, and not what was promised
	seal, err := vault.SealTo(&early, id.Recipient())
	must(t, err)
	plain, err := vault.OpenFrom(bytes.NewReader(sound), id)
	must(t, err)
	text, err := io.ReadAll(plain)
	must(t, err)
	_, err = seal.Write(bytes.Replace(text, []byte("second second"), []byte("second sekond"), 1))
	must(t, errors.Join(err, seal.Close()))
	for _, tt := range []struct {
		name string
		in   []byte
		id   vault.Identity
		want error
	}{
		{"for another", sound, other, vault.ErrIdentity},
		{"changed", changed, id, vault.ErrDamaged},
		{"cut", sound[:len(sound)-200], id, vault.ErrDamaged},
		{"no package", []byte("anything"), id, vault.ErrDamaged},
		{"another file", early.Bytes(), id, nil},
	} {
		_, err := Receive(ctx, to, bytes.NewReader(tt.in), tt.id, nil)
		var fault *exchange.ReadError
		if tt.want != nil && !errors.Is(err, tt.want) || tt.want == nil && !errors.As(err, &fault) {
			t.Errorf("%s: %v", tt.name, err)
		}
		cases, err := to.Cases(ctx)
		must(t, err)
		if len(cases) > 0 {
			t.Errorf("%s: something stayed: %v", tt.name, cases)
		}
		if hits, err := to.Search(ctx, "clear second", 10); err != nil || len(hits) > 0 {
			t.Errorf("%s: something can be found: %v, %v", tt.name, hits, err)
		}
	}
	_, err = Receive(ctx, to, bytes.NewReader(sound), id, nil)
	must(t, err)
	if _, err = Receive(ctx, to, bytes.NewReader(sound), id, nil); !errors.Is(err, store.ErrExists) {
		t.Errorf("a second time: %v", err)
	}
}

func TestSendRefused(t *testing.T) {
	ctx := context.Background()
	s := sender(t)
	classic, err := vault.ParseRecipient("age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p")
	must(t, err)
	for name, tt := range map[string]struct {
		p    Parcel
		want error
	}{
		"to nobody":    {Parcel{Case: "case-1"}, nil},
		"two kinds":    {Parcel{Case: "case-1", To: []vault.Recipient{classic, contact(t, s).Recipient()}}, vault.ErrMixed},
		"no such case": {Parcel{Case: "case-9", To: []vault.Recipient{classic}}, store.ErrNotFound},
	} {
		err := Send(ctx, s, io.Discard, tt.p)
		if err == nil || tt.want != nil && !errors.Is(err, tt.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	d, err := s.Load(ctx, "case-1")
	must(t, err)
	if n := len(d.List(dossier.TypeCustody)); n != 2 {
		t.Errorf("%d lines of custody, want those of the intake alone", n)
	}
}
