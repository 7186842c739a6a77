package ui

import (
	"bufio"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2/theme"
	"github.com/godbus/dbus/v5"

	"probata/ui/first"
	"probata/ui/room"
)

// busConfig is a bus on which everybody may own every name.
const busConfig = `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:dir=FOLDER</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>`

// newBus starts a D-Bus of the test's own, in place of both of the system's.
func newBus(t *testing.T) {
	t.Helper()
	program, err := exec.LookPath("dbus-daemon")
	if err != nil {
		t.Skip("there is no dbus-daemon here; the package dbus has it")
	}
	folder, err := os.MkdirTemp("", "bus") // the path of a socket must be short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(folder) })
	config := filepath.Join(folder, "bus.conf")
	if err := os.WriteFile(config, []byte(strings.ReplaceAll(busConfig, "FOLDER", folder)), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	daemon := exec.CommandContext(ctx, program, "--config-file="+config, "--nofork", "--print-address=1")
	out, err := daemon.StdoutPipe()
	if err == nil {
		err = daemon.Start()
	}
	if err != nil {
		stop()
		t.Fatal(err)
	}
	t.Cleanup(func() { stop(); _ = daemon.Wait() }) // killed, so it fails
	address, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("the bus does not say where it is: %v", err)
	}
	t.Setenv("DBUS_SYSTEM_BUS_ADDRESS", strings.TrimSpace(address))
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", strings.TrimSpace(address))
}

// onBus connects a program of its own that owns a name, if any.
func onBus(t *testing.T, name string) *dbus.Conn {
	t.Helper()
	c, err := dbus.ConnectSessionBus()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	if name != "" {
		if got, err := c.RequestName(name, dbus.NameFlagDoNotQueue); err != nil || got != dbus.RequestNameReplyPrimaryOwner {
			t.Fatalf("own %s: %v, %v", name, got, err)
		}
	}
	return c
}

const mySession = dbus.ObjectPath("/org/freedesktop/login1/session/_31")

// fakeLogin answers as the login manager does.
type fakeLogin struct {
	asked chan string // who asked for a delay, at the start each of the two buses
	held  []*os.File
}

func (l *fakeLogin) GetSessionByPID(pid uint32) (dbus.ObjectPath, *dbus.Error) {
	return mySession, nil
}

func (l *fakeLogin) Inhibit(sender dbus.Sender, what, who, why, mode string) (dbus.UnixFD, *dbus.Error) {
	held, err := os.Open(os.DevNull)
	if err != nil {
		return 0, dbus.MakeFailedError(err)
	}
	l.held = append(l.held, held) // the window gets a copy of it
	l.asked <- string(sender)
	return dbus.UnixFD(held.Fd()), nil
}

// heard waits until the window listens on both buses, and tells as whom.
func (l *fakeLogin) heard() []string { return []string{<-l.asked, <-l.asked} }

// system is a computer with a login manager and a screen saver.
func system(t *testing.T) (*fakeLogin, *dbus.Conn, *dbus.Conn) {
	newBus(t)
	l := &fakeLogin{asked: make(chan string, 10)}
	manager, saver := onBus(t, login), onBus(t, senderOf[signalSaver])
	if err := manager.Export(l, loginPath, loginManager); err != nil {
		t.Fatal(err)
	}
	return l, manager, saver
}

func emit(t *testing.T, c *dbus.Conn, path dbus.ObjectPath, name string, body ...any) {
	t.Helper()
	if err := c.Emit(path, name, body...); err != nil {
		t.Fatal(err)
	}
}

// TestSystemLocks sends what a computer says before it sleeps, when its session
// is locked and when the screen saver comes on, over a real bus.
func TestSystemLocks(t *testing.T) {
	l, manager, saver := system(t)
	for _, c := range []struct {
		name string
		tell func()
	}{
		{"sleep", func() { emit(t, manager, loginPath, signalSleep, true) }},
		{"session", func() { emit(t, manager, mySession, signalLock) }},
		{"saver", func() { emit(t, saver, "/ScreenSaver", signalSaver, true) }},
		{"all at once", func() {
			emit(t, saver, "/ScreenSaver", signalSaver, true)
			emit(t, manager, mySession, signalLock)
			emit(t, manager, loginPath, signalSleep, true)
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newBench(t, "en", "light")
			s := b.example()
			id, path := b.session.CaseID(), b.session.Path
			s.showTab("overview")
			b.enter("summary", "Half a sentence ")
			ctx, end := context.WithCancel(t.Context())
			defer end()
			b.watchSystem(ctx)
			l.heard() // it listens, and holds up the sleep
			c.tell()
			b.settle("lock", func() bool { _, ok := b.screen.(*first.Unlock); return ok && b.session == nil })
			if d, err := b.reopen(path).Load(t.Context(), id); err != nil || !room.Contains(d.Case().Summary, "Half a sentence") {
				t.Errorf("the edit in progress is gone; %v", err)
			}
			b.pause()
			emit(t, saver, "/ScreenSaver", signalSaver, false)
			emit(t, manager, mySession, login+".Session.Unlock")
			emit(t, manager, loginPath, signalSleep, false)
			<-l.asked // what came before it has been heard
			b.settle("the wake", func() bool { return true })
			if b.session != nil {
				t.Error("a signal opened the vault")
			}
		})
	}
}

// TestSystemForged puts the same signals on the bus from another program, to
// everybody and to the window alone.
func TestSystemForged(t *testing.T) {
	l, manager, _ := system(t)
	forger := onBus(t, "")
	b := newBench(t, "en", "light")
	b.example()
	b.watchSystem(t.Context())
	ours := l.heard()
	for _, name := range []string{signalSleep, signalLock, signalSaver} {
		emit(t, forger, mySession, name, true)
		i, m := splitName(name)
		for _, one := range ours {
			forger.Send(&dbus.Message{Type: dbus.TypeSignal, Headers: map[dbus.HeaderField]dbus.Variant{
				dbus.FieldDestination: dbus.MakeVariant(one), dbus.FieldPath: dbus.MakeVariant(mySession),
				dbus.FieldInterface: dbus.MakeVariant(i), dbus.FieldMember: dbus.MakeVariant(m), dbus.FieldSignature: dbus.MakeVariant(dbus.SignatureOf(true)),
			}, Body: []any{true}}, nil)
		}
	}
	if err := forger.BusObject().Call("org.freedesktop.DBus.GetId", 0).Err; err != nil { // the bus has passed them on
		t.Fatal(err)
	}
	emit(t, manager, loginPath, signalSleep, false)
	<-l.asked
	b.settle("the signals", func() bool { return true })
	if b.session == nil || b.locking {
		t.Error("another program's signal locks the vault")
	}
}

// fakePortal says that the desktop is dark.
type fakePortal struct{}

func (fakePortal) ReadOne(space, key string) (dbus.Variant, *dbus.Error) {
	return dbus.MakeVariant(uint32(1)), nil
}

// TestSystemPalette takes the palette of the system only where the desktop tells
// one; a bus alone tells nothing.
func TestSystemPalette(t *testing.T) {
	l, _, _ := system(t)
	b := newBench(t, "en", "system")
	follows := func() bool {
		th := b.app.Settings().Theme()
		return th.Color(theme.ColorNameBackground, theme.VariantDark) != th.Color(theme.ColorNameBackground, theme.VariantLight)
	}
	b.watchSystem(t.Context())
	l.heard()
	if follows() {
		t.Error("without a portal the palette is the toolkit's guess")
	}
	portal := onBus(t, "org.freedesktop.portal.Desktop")
	if err := portal.Export(fakePortal{}, "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Settings"); err != nil {
		t.Fatal(err)
	}
	b.askPalette(t.Context(), onBus(t, ""))
	b.settle("the palette", func() bool { return b.portal })
	if !follows() {
		t.Error("the palette does not follow the desktop that tells one")
	}
}
