package ui

import (
	"testing"

	"github.com/godbus/dbus/v5"
)

func TestNewsOf(t *testing.T) {
	const mine, other = "/org/freedesktop/login1/session/_31", "/org/freedesktop/login1/session/_32"
	for _, c := range []struct {
		name string
		path dbus.ObjectPath
		body []any
		want news
	}{
		{signalSleep, loginPath, []any{true}, newsSleep},
		{signalSleep, loginPath, []any{false}, newsWake},
		{signalLock, mine, nil, newsLock},
		{signalLock, other, nil, newsNone},
		{signalSaver, "/ScreenSaver", []any{true}, newsLock},
		{signalSaver, "/ScreenSaver", []any{false}, newsNone},
		{signalGnome, "/org/gnome/ScreenSaver", []any{"odd"}, newsNone},
		{"org.freedesktop.DBus.NameAcquired", "/", []any{":1.2"}, newsNone},
	} {
		if got := newsOf(&dbus.Signal{Name: c.name, Path: c.path, Body: c.body}, mine); got != c.want {
			t.Errorf("%s at %s with %v: %d, want %d", c.name, c.path, c.body, got, c.want)
		}
	}
}

func TestSplitName(t *testing.T) {
	if i, m := splitName(signalLock); i != "org.freedesktop.login1.Session" || m != "Lock" {
		t.Error(i, m)
	}
}

// TestLockThen lets the computer sleep only when the vault is closed.
func TestLockThen(t *testing.T) {
	b := newBench(t, "en", "light")
	slept := false
	b.lockThen(func() { slept = true })
	if !slept {
		t.Error("without a vault the computer is kept awake")
	}
	b.example()
	slept = false
	b.lockThen(func() {
		if slept = true; b.session != nil {
			t.Error("the computer sleeps on an open vault")
		}
	})
	b.settle("lock", func() bool { return slept })
}
