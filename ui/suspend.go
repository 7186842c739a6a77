package ui

import (
	"context"
	"os"
	"time"

	"github.com/godbus/dbus/v5"

	"probata/ui/first"
)

// The system tells over D-Bus that the computer is about to sleep, that the
// session was locked, that the screen saver has come on.
const (
	login        = "org.freedesktop.login1"
	loginManager = login + ".Manager"
	loginPath    = "/org/freedesktop/login1"
	signalSleep  = loginManager + ".PrepareForSleep"
	signalLock   = login + ".Session.Lock"
	signalSaver  = "org.freedesktop.ScreenSaver.ActiveChanged"
	signalGnome  = "org.gnome.ScreenSaver.ActiveChanged"
)

// portalPatience is how long the desktop may take to answer about its palette.
const portalPatience = 10 * time.Second

// news is what a signal means for an open vault.
type news int

const (
	newsNone news = iota
	newsLock
	newsSleep // lock, and let the computer go to sleep only then
	newsWake
)

// senderOf is the service whose signals are believed, by the name of the signal.
// Any program of the same user can put a signal of any name on the bus.
var senderOf = map[string]string{
	signalSleep: login, signalLock: login,
	signalSaver: "org.freedesktop.ScreenSaver", signalGnome: "org.gnome.ScreenSaver",
}

// newsOf reads a signal. Locks of other people's sessions are none of ours.
func newsOf(s *dbus.Signal, session dbus.ObjectPath) news {
	on := len(s.Body) > 0 && s.Body[0] == true
	switch s.Name {
	case signalSleep:
		if on {
			return newsSleep
		}
		return newsWake
	case signalLock:
		if session == "" || s.Path == session {
			return newsLock
		}
	case signalSaver, signalGnome:
		if on {
			return newsLock
		}
	}
	return newsNone
}

// genuine tells whether a signal comes from the service it is named after. A
// match rule would not do: what is sent to us by name passes all of them.
func genuine(bus *dbus.Conn, s *dbus.Signal) bool {
	var owner string
	service, ok := senderOf[s.Name]
	return ok && bus.BusObject().Call("org.freedesktop.DBus.GetNameOwner", 0, service).Store(&owner) == nil && owner == s.Sender
}

// watchSystem locks the vault when the system says so, until ctx ends. Where
// there is no D-Bus nobody tells, and the timer remains.
func (w *Window) watchSystem(ctx context.Context) {
	w.watchMessages(ctx)
	if system, err := dbus.ConnectSystemBus(dbus.WithContext(ctx)); err == nil {
		go w.listen(system, sessionOf(system), signalSleep, signalLock)
	}
	if own, err := dbus.ConnectSessionBus(dbus.WithContext(ctx)); err == nil {
		go w.askPalette(ctx, own)
		go w.listen(own, "", signalSaver, signalGnome)
	}
}

// askPalette asks the desktop whether it tells light from dark. Until it answers
// the palette is light: the toolkit takes silence for dark.
func (w *Window) askPalette(ctx context.Context, bus *dbus.Conn) {
	ctx, end := context.WithTimeout(ctx, portalPatience)
	defer end()
	portal := bus.Object("org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop")
	call := portal.CallWithContext(ctx, "org.freedesktop.portal.Settings.ReadOne", 0, "org.freedesktop.appearance", "color-scheme")
	if call.Err != nil {
		return
	}
	w.do(func() {
		w.portal = true
		w.dress()
	})
}

// sessionOf is the login session that the program runs in, "" if it has none.
func sessionOf(bus *dbus.Conn) dbus.ObjectPath {
	var path dbus.ObjectPath
	manager := bus.Object(login, loginPath)
	if manager.Call(loginManager+".GetSessionByPID", 0, uint32(os.Getpid())).Store(&path) != nil {
		return ""
	}
	return path
}

// listen hears signals until the bus is closed.
func (w *Window) listen(bus *dbus.Conn, session dbus.ObjectPath, names ...string) {
	defer bus.Close()
	heard := make(chan *dbus.Signal, 16)
	bus.Signal(heard)
	for _, name := range names {
		at, member := splitName(name)
		if bus.AddMatchSignal(dbus.WithMatchInterface(at), dbus.WithMatchMember(member)) != nil {
			return
		}
	}
	held := delaySleep(bus)
	for s := range heard {
		n := newsOf(s, session)
		if n == newsNone || !genuine(bus, s) {
			continue
		}
		switch n {
		case newsLock:
			w.do(func() { w.lock(nil) })
		case newsSleep:
			now := held
			held = nil
			w.do(func() { w.lockThen(func() { release(now) }) })
		case newsWake:
			release(held)
			held = delaySleep(bus)
		}
	}
	release(held)
}

// lockThen locks, and calls when the vault is closed or there was none to close.
func (w *Window) lockThen(closed func()) {
	if w.session == nil {
		closed()
		return
	}
	w.lock(func(*first.Unlock) { closed() })
}

// delaySleep asks the system to wait with sleeping, for the few seconds it is
// willing to, until what it answers with is closed. nil where it cannot.
func delaySleep(bus *dbus.Conn) *os.File {
	var fd dbus.UnixFD
	call := bus.Object(login, loginPath).Call(loginManager+".Inhibit", 0, "sleep", neutralTitle, "saving", "delay")
	if call.Err != nil || call.Store(&fd) != nil {
		return nil
	}
	return os.NewFile(uintptr(fd), "sleep")
}

func release(f *os.File) {
	if f != nil {
		_ = f.Close() // it is only let go
	}
}

// splitName parts the interface of a signal from its name.
func splitName(name string) (iface, member string) {
	for i := len(name) - 1; i > 0; i-- {
		if name[i] == '.' {
			return name[:i], name[i+1:]
		}
	}
	return "", name
}
