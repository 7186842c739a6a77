package main

import (
	"os"
	"path/filepath"
	"strconv"
)

// keepNoBus keeps the libraries from starting a D-Bus of our own where the desktop
// has none: its daemons would outlive the program. What they are told instead is
// the place where a bus of the user would be; nobody answers there.
func keepNoBus(run string) {
	switch os.Getenv("DBUS_SESSION_BUS_ADDRESS") {
	case "", "autolaunch:":
	default:
		return
	}
	dir := filepath.Join(run, strconv.Itoa(os.Getuid()))
	for _, name := range []string{"bus", "dbus-session"} { // where a library finds a bus that runs
		if _, err := os.Stat(filepath.Join(dir, name)); err == nil {
			_ = os.Unsetenv("DBUS_SESSION_BUS_ADDRESS")
			return
		}
	}
	_ = os.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path="+filepath.Join(dir, "bus"))
}
