package giveout_test

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"strings"
	"testing"

	"probata/dossier"
	"probata/dossier/aftercheck"
	"probata/dossier/edtf"
	"probata/dossier/giveout"
	"probata/dossier/pack"
	"probata/dossier/submission"
	"probata/pdf"
)

// witnessed is a case with a witness who agreed to nothing and one exhibit, which
// somebody marked to be annexed. All is invented.
func witnessed(t testing.TB, title string, exhibit []byte) *dossier.Dossier {
	t.Helper()
	sum := sha256.Sum256(exhibit)
	return dossier.New(
		&dossier.Case{Head: dossier.Head{ID: "case-1"}, Reference: "TEST-1", Title: title, States: []string{"KZ"}},
		&dossier.Party{Head: dossier.Head{ID: "party-w"}, Kind: "person"},
		&dossier.Name{Head: dossier.Head{ID: "name-w"}, Party: "party-w", Family: "Seitkalieva", Given: "Gulnara"},
		&dossier.Role{Head: dossier.Head{ID: "role-w", Case: "case-1"}, Party: "party-w", Role: "witness"},
		&dossier.Evidence{
			Head: dossier.Head{ID: "evidence-1", Case: "case-1"}, Title: "A letter", Annex: "yes", Blob: "blob-1", MediaType: "text/plain",
			SHA256: hex.EncodeToString(sum[:]), Size: int64(len(exhibit)), Metadata: "Parts: text\nUnread: nothing",
		},
	)
}

func filled(t testing.TB, d *dossier.Dossier, text string) *submission.Filled {
	t.Helper()
	return filledFor(t, d, text, submission.State)
}

func filledFor(t testing.TB, d *dossier.Dossier, text string, edition submission.Edition) *submission.Filled {
	t.Helper()
	s := shipped()
	form, ok := s.forms.Get("dossier")
	if !ok {
		t.Fatal("there is no form dossier")
	}
	today, err := edtf.Parse("2026-11-24")
	if err != nil {
		t.Fatal(err)
	}
	f, err := s.engine.Fill(t.Context(), submission.Request{
		Dossier: d, Form: form, Language: "en", Edition: edition, Today: today, Text: func(dossier.ID) string { return text },
	})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func opens(data []byte) giveout.Open {
	return func(context.Context, dossier.ID) (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(data)), nil
	}
}

// TestPackReadsItsExhibits: an exhibit that its gate let through for what was read
// of it is read again, whole, and what it says is told as its own.
func TestPackReadsItsExhibits(t *testing.T) {
	clean := []byte("A letter about the gate.")
	f := filled(t, witnessed(t, "The gate", clean), string(clean))
	p, err := giveout.Pack(t.Context(), order(f, giveout.PDF), opens(clean))
	if err != nil || len(p.Content.Exhibits) != 1 || len(p.Exhibits) != 1 {
		t.Fatalf("%v, %d exhibits", err, len(p.Exhibits))
	}
	var b bytes.Buffer
	if err := pack.Write(t.Context(), &b, p.Content, nil); err != nil {
		t.Fatal(err)
	}
	outline, err := pack.Outline(t.Context(), p.Content)
	if err != nil {
		t.Fatal(err)
	}
	if a, b := entries(t, b.Bytes()), entries(t, outline); a != b {
		t.Errorf("what is searched has other names than what is written:\n%s\n%s", a, b)
	}
	telling := []byte("A letter about the gate by Gulnara Seitkalieva.")
	f = filled(t, witnessed(t, "The gate", telling), string(clean)) // what the intake overlooked
	_, err = giveout.Pack(t.Context(), order(f, giveout.PDF), opens(telling))
	var leak *aftercheck.LeakError
	if !errors.As(err, &leak) || len(leak.Places) != 1 || !strings.HasPrefix(leak.Places[0].Inside, "exhibits/") {
		t.Errorf("%v", err)
	}
	if err != nil && strings.Contains(err.Error(), "Seitkalieva") {
		t.Error("the error tells the name")
	}
}

func entries(t testing.TB, data []byte) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range z.File {
		names = append(names, f.Name+f.Comment)
	}
	return strings.Join(names, "\n")
}

// TestMakeRefuses: a file that names somebody is refused as every kind, sealed too,
// and an order's rows are all asked; the clean one is handed out.
func TestMakeRefuses(t *testing.T) {
	d := witnessed(t, "The gate", nil)
	state, open := filled(t, d, ""), filledFor(t, d, "", submission.Confidential)
	for _, kind := range []giveout.Kind{giveout.PDF, giveout.DOCX, giveout.Text, giveout.Portal} {
		o := order(state, kind)
		if kind == giveout.PDF {
			o.PDF = pdf.Options{Passphrase: "correct horse"}
		}
		if file, err := giveout.Make(t.Context(), o); err != nil || len(file.Data) == 0 {
			t.Errorf("%s: %v", kind, err)
		}
		told := o
		told.Filled = open
		data, err := giveout.Unchecked(t.Context(), told)
		if err != nil {
			t.Fatal(err)
		}
		var leak *aftercheck.LeakError
		if err := giveout.Judge(o, data); !errors.As(err, &leak) {
			t.Errorf("%s: %v", kind, err)
		}
		o.Filled, o.Beside = open, []*submission.Filled{state}
		if err := giveout.Judge(o, data); !errors.As(err, &leak) {
			t.Errorf("%s beside: %v", kind, err)
		}
	}
	if _, err := giveout.Make(t.Context(), giveout.Order{Kind: "odt", Filled: state}); err == nil {
		t.Error("a kind that there is not is made")
	}
}
