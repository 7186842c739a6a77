package widget_test

import (
	"testing"

	"fyne.io/fyne/v2/test"

	. "probata/ui/widget"
)

// TestCalm: what the toolkit asks before it begins to move something says no.
func TestCalm(t *testing.T) {
	if Calm(test.NewTempApp(t)).Settings().ShowAnimations() {
		t.Error("a caret would fade in and out for ever")
	}
}
