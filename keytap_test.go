package main_test

import (
	"encoding/binary"
	"fmt"
	"net"
	"strconv"
	"strings"
	"sync"
	"time"
)

// keytap stands between the program and the X server and writes down when each key
// was handed to the program: what a test sends may lie about, and come twice or late.
type keytap struct {
	display string // what the program is to take for the name of its display

	mu   sync.Mutex
	keys []tapped
}

// tapped is a key that was pressed, by its number on the keyboard.
type tapped struct {
	code byte
	at   time.Time // before the program could see it
}

// newKeytap begins to listen; it ends with the test.
func (d *desktop) newKeytap() *keytap {
	d.t.Helper()
	var l *net.UnixListener
	var err error
	number := 1000
	for ; l == nil; number++ { // as many may be taken as there are tests that run
		if l, err = net.ListenUnix("unix", &net.UnixAddr{Name: socketOf(number), Net: "unix"}); err != nil && number > 2000 {
			d.t.Fatalf("listen as an X server: %v", err)
		}
	}
	k := &keytap{display: fmt.Sprint(":", number-1)}
	d.t.Cleanup(func() { _ = l.Close() })
	served, err := strconv.Atoi(strings.TrimPrefix(d.number, ":"))
	d.check(err)
	server := &net.UnixAddr{Name: socketOf(served), Net: "unix"}
	go func() {
		for {
			program, err := l.AcceptUnix()
			if err != nil {
				return // the test is over
			}
			go k.join(program, server)
		}
	}()
	return k
}

// socketOf is where the X server of a number listens.
func socketOf(number int) string { return fmt.Sprint("/tmp/.X11-unix/X", number) }

func (k *keytap) join(program *net.UnixConn, at *net.UnixAddr) {
	server, err := net.DialUnix("unix", nil, at)
	if err != nil {
		_ = program.Close()
		return
	}
	go pass(server, program, func([]byte) {})
	events := eventReader{key: k.add}
	pass(program, server, events.read)
}

func (k *keytap) add(code byte) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.keys = append(k.keys, tapped{code, time.Now()})
}

// seen are the keys so far.
func (k *keytap) seen() []tapped {
	k.mu.Lock()
	defer k.mu.Unlock()
	return append([]tapped(nil), k.keys...)
}

// pass hands on what comes, with the files that come with it.
func pass(to, from *net.UnixConn, look func([]byte)) {
	defer to.Close()
	defer from.Close()
	data, files := make([]byte, 64<<10), make([]byte, 1<<10)
	for {
		n, more, _, _, err := from.ReadMsgUnix(data, files)
		if err != nil || n == 0 {
			return
		}
		look(data[:n])
		sent, _, err := to.WriteMsgUnix(data[:n], files[:more], nil)
		if err == nil && sent < n {
			_, err = to.Write(data[sent:n])
		}
		if err != nil {
			return
		}
	}
}

// eventReader finds the keys in what an X server sends to a program of the order of
// bytes of this computer: the answer to the greeting, and then answers, errors and
// events of 32 bytes, of which some say how much more there is.
type eventReader struct {
	key     func(code byte)
	greeted bool
	head    []byte
	skip    int
}

func (r *eventReader) read(b []byte) {
	for len(b) > 0 {
		if r.skip > 0 {
			n := min(r.skip, len(b))
			r.skip, b = r.skip-n, b[n:]
			continue
		}
		size := 32
		if !r.greeted {
			size = 8
		}
		n := min(size-len(r.head), len(b))
		r.head, b = append(r.head, b[:n]...), b[n:]
		if len(r.head) == size {
			r.packet()
			r.head = r.head[:0]
		}
	}
}

func (r *eventReader) packet() {
	const answer, keyPress, generic = 1, 2, 35
	switch kind := r.head[0] &^ 0x80; {
	case !r.greeted:
		r.greeted, r.skip = true, 4*int(binary.NativeEndian.Uint16(r.head[6:]))
	case kind == answer || kind == generic:
		r.skip = 4 * int(binary.NativeEndian.Uint32(r.head[4:]))
	case kind == keyPress:
		r.key(r.head[1])
	}
}
