package main

import (
	"os"
	"path/filepath"
	"strconv"
)

// busKey is the variable of the environment that says where the bus of the desktop is.
const busKey = "DBUS_SESSION_BUS_ADDRESS"

// keepNoBus keeps the libraries from starting a D-Bus of our own where the desktop
// has none: its daemons would outlive the program. What they are told instead is
// the place where a bus of the user would be; nobody answers there.
func keepNoBus(run string, user int) {
	switch os.Getenv(busKey) {
	case "", "autolaunch:":
	default:
		return
	}
	dir := filepath.Join(run, strconv.Itoa(user))
	for _, name := range []string{"bus", "dbus-session"} { // where a library finds a bus that runs
		if _, err := os.Stat(filepath.Join(dir, name)); err == nil {
			_ = os.Unsetenv(busKey)
			return
		}
	}
	_ = os.Setenv(busKey, "unix:path="+filepath.Join(dir, "bus"))
}
