package law

import (
	"testing"

	"probata/dossier"
)

func TestWith(t *testing.T) {
	l := shipped(t)
	head := func(id string) dossier.Head { return dossier.Head{ID: dossier.ID(id), Case: "case-1"} }
	if l.With(dossier.New()) != l {
		t.Error("a case without law of its own changes the library")
	}
	own := l.With(dossier.New(
		&dossier.Norm{Head: head("norm-1"), Instrument: "Уголовный кодекс", Number: "ст. 274", Title: "Ложные сведения", Elements: []string{"Заведомость", "Публичность"}},
		&dossier.Norm{Head: head("norm-2"), Instrument: "Уголовный кодекс", Number: "ст. 174", Title: "Рознь"},
		&dossier.Acceptance{Head: head("acceptance-1"), State: "KZ", Treaty: "icescr-op", Status: "bound", Deposited: dossier.Date{EDTF: "2024-05-01"}, Source: "treaties.un.org", Checked: dossier.Date{EDTF: "2026-11-01"}},
		&dossier.Acceptance{Head: head("acceptance-2"), State: "KZ", Treaty: "echr", Status: "bound"}, // no source
	))
	if got := own.Cite("norm-1", "ru"); got != "Уголовный кодекс, ст. 274" {
		t.Errorf("cited as %q", got)
	}
	if p, ok := own.Provision("norm-1"); !ok || len(p.Elements) != 2 || p.Elements[1].ID != "norm-1.2" {
		t.Errorf("provision %+v", p)
	}
	if e, ok := own.Element("norm-1.1"); !ok || e.Title.In("fr") != "Заведомость" {
		t.Errorf("element %+v", e)
	}
	if got := own.Provisions("own:Уголовный кодекс"); len(got) != 2 {
		t.Errorf("%d provisions of the own instrument, want 2", len(got))
	}
	if got := own.Bound("KZ", "icescr-op", on(t, "2025")).Verdict; got != Yes {
		t.Errorf("the user's own finding: %s, want yes", got)
	}
	if got := own.Bound("KZ", "icescr-op", on(t, "2024-06")).Verdict; got != No { // three months after the deposit
		t.Errorf("before it took effect: %s, want no", got)
	}
	if got := own.Bound("KZ", "echr", on(t, "2020")).Verdict; got != No {
		t.Errorf("a finding without a source goes before the data: %s", got)
	}
	if _, ok := l.Provision("norm-1"); ok || l.Bound("KZ", "icescr-op", on(t, "2025")).Verdict == Yes {
		t.Error("the shipped library was changed")
	}
}
