package submission_test

import (
	"os"
	"testing"

	"probata/dossier/submission"
)

func TestShippedFormsAreSound(t *testing.T) {
	forms, err := submission.LoadForms(os.DirFS("../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{"wgad", "osce-brief", "dossier"} {
		if _, ok := forms.Get(id); !ok {
			t.Errorf("form %s is missing", id)
		}
	}
}
