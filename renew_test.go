package main

import (
	"os"
	"testing"

	"fyne.io/fyne/v2"

	"probata/ui"
)

func TestReopenText(t *testing.T) {
	for _, r := range []ui.Reopen{
		{Path: "/home/x/My cases.probata", Size: fyne.NewSize(1280, 820)},
		{Path: "/media/x/C.probata", Size: fyne.NewSize(640, 480), Elsewhere: true, Lost: 3},
	} {
		if got := parseReopen(reopenText(r)); got == nil || *got != r {
			t.Errorf("%+v becomes %+v", r, got)
		}
	}
	for _, text := range []string{"", "1280x820", "1280x820 locked 0 ", "x locked 0 /v", "1x1 other 0 /v", "1x1 locked -1 /v", "99999999x1 locked 0 /v"} {
		if got := parseReopen(text); got != nil {
			t.Errorf("%q is taken for %+v", text, got)
		}
	}
}

// TestKeepNoBus: without a bus of the desktop none is started, and where there is
// one it is used.
func TestKeepNoBus(t *testing.T) {
	for _, c := range []struct{ was, want string }{
		{"unix:path=/desk", "unix:path=/desk"},
		{"", "unix:path=/nowhere/0/bus"},
		{"autolaunch:", "unix:path=/nowhere/0/bus"},
	} {
		t.Setenv(busKey, c.was)
		if keepNoBus("/nowhere", 0); os.Getenv(busKey) != c.want {
			t.Errorf("%q becomes %q, want %q", c.was, os.Getenv(busKey), c.want)
		}
	}
}
