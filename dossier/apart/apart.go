package apart

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"probata/dossier/intake"
	"probata/dossier/store"
)

// Why a file was not read, in the words that intake has for it: the line "Text" of
// what is kept with the evidence.
const (
	costly = "Text: not read (too costly to read, or made to break its reader)"
	failed = "Text: not read (its reader could not be started)"
)

// maxTime is how long a child may take for one file: more than intake allows itself,
// so that what is merely slow is read in part, and less than a person waits.
const maxTime = 60 * time.Second

// idle is how long a child waits for another file, with what it read of the last.
const idle = 5 * time.Second

// Inspector looks into files in a process of its own, one at a time.
type Inspector struct {
	program string // the path of this program
	time    time.Duration
	idle    time.Duration

	turn  chan struct{} // full while a file is looked into
	mu    sync.Mutex
	child *child // nil when none runs
	rest  *time.Timer
}

// New returns an Inspector that starts this program. It fails where the system does not
// tell which that is; who then wants to look into files does so within the program, and
// knows it.
func New() (*Inspector, error) {
	program, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("find this program: %w", err)
	}
	if runtime.GOOS == "linux" {
		program = "/proc/self/exe" // the very program that runs, were it replaced meanwhile
	}
	return &Inspector{program: program, time: maxTime, idle: idle, turn: make(chan struct{}, 1)}, nil
}

// Inspect is what store.Options.Inspect asks for. A file that brings the child down, or
// takes too long, was not read, and the line "Text" of its finding says so. The error is
// for a file that could not be read, or a ctx that has ended.
func (i *Inspector) Inspect(ctx context.Context, f store.File) (store.Finding, error) {
	select {
	case i.turn <- struct{}{}:
		defer func() { <-i.turn }()
	case <-ctx.Done():
		return store.Finding{}, ctx.Err()
	}
	c, err := i.begin()
	if err != nil {
		return store.Finding{Metadata: failed}, nil //nolint:nilerr // the file is sealed, and stays so unread
	}
	within, cancel := context.WithTimeout(ctx, i.time)
	stop := context.AfterFunc(within, c.kill)
	found, err := c.ask(f)
	stop()
	cancel()
	switch {
	case err == nil:
		i.end(c)
		return found, nil
	case errors.Is(err, errUnread): // an honest answer
		i.end(c)
		return store.Finding{}, fmt.Errorf("look into file: %w", err)
	}
	i.drop(c)
	var broken *fileError
	switch {
	case ctx.Err() != nil:
		return store.Finding{}, ctx.Err()
	case errors.As(err, &broken):
		return store.Finding{}, fmt.Errorf("look into file: %w", broken.err)
	}
	return store.Finding{Metadata: costly}, nil
}

// Close kills the child, if one waits. The Inspector can be used again.
func (i *Inspector) Close() {
	i.mu.Lock()
	c := i.child
	i.child = nil
	i.mu.Unlock()
	if c != nil {
		c.kill()
	}
}

// begin is the child that waits, or a new one.
func (i *Inspector) begin() (*child, error) {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.rest != nil {
		i.rest.Stop()
	}
	if i.child != nil && i.child.alive() {
		return i.child, nil
	}
	c, err := start(i.program)
	i.child = c
	return c, err
}

// end lets the child wait for another file, for a while.
func (i *Inspector) end(c *child) {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.child != c {
		return // closed meanwhile
	}
	i.rest = time.AfterFunc(i.idle, func() {
		select {
		case i.turn <- struct{}{}: // nobody is at it
			i.drop(c)
			<-i.turn
		default:
		}
	})
}

func (i *Inspector) drop(c *child) {
	c.kill()
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.child == c {
		i.child = nil
	}
}

// child is a running process that looks into files.
type child struct {
	in   io.WriteCloser
	out  *bufio.Reader
	proc *os.Process
	gone chan struct{}
	once sync.Once
}

// start runs the program anew: without arguments, environment, files or a folder of the
// user's.
func start(program string) (*child, error) {
	cmd := exec.Cmd{Path: program, Args: []string{childName}, Env: []string{}, Dir: os.TempDir()}
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("start the reader of files: %w", err)
	}
	c := &child{in: in, out: bufio.NewReader(out), proc: cmd.Process, gone: make(chan struct{})}
	go func() {
		_, _ = cmd.Process.Wait()
		close(c.gone)
	}()
	return c, nil
}

func (c *child) alive() bool {
	select {
	case <-c.gone:
		return false
	default:
		return true
	}
}

// kill ends the process and waits until its memory is given back.
func (c *child) kill() {
	c.once.Do(func() {
		_ = c.in.Close()
		_ = c.proc.Kill()
	})
	<-c.gone
}

// errUnread is the child's answer for a file that it could not read, though not for its
// own sake.
var errUnread = errors.New("it cannot be read")

// fileError is an error of the file itself, told by whoever gives its bytes.
type fileError struct{ err error }

func (e *fileError) Error() string { return e.err.Error() }

// ask has a file looked into, and gives the child the bytes that it asks for.
func (c *child) ask(f store.File) (store.Finding, error) {
	if err := sendJSON(c.in, kindFile, request{clip(f.Name), clip(f.MediaType), f.Size}); err != nil {
		return store.Finding{}, err
	}
	piece := make([]byte, maxPiece)
	defer clear(piece)
	for {
		kind, data, err := receive(c.out, maxFinding)
		if err != nil {
			return store.Finding{}, err
		}
		switch kind {
		case kindFinding:
			return finding(data)
		case kindFailed:
			return store.Finding{}, errUnread
		case kindWish:
			at, n, err := wished(data, f.Size)
			if err != nil {
				return store.Finding{}, err
			}
			if _, err := f.Content.Seek(at, io.SeekStart); err != nil {
				return store.Finding{}, &fileError{err}
			}
			got, err := io.ReadFull(f.Content, piece[:n])
			if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
				return store.Finding{}, &fileError{err}
			}
			if err := send(c.in, kindData, piece[:got]); err != nil {
				return store.Finding{}, err
			}
		default:
			return store.Finding{}, errPipe
		}
	}
}

// finding is what a child says it found: text of a stranger, bounded and valid.
func finding(data []byte) (store.Finding, error) {
	var found intake.Finding
	if err := json.Unmarshal(data, &found); err != nil {
		return store.Finding{}, errPipe
	}
	if found.Pages < 0 || found.Pages > 1<<31 || len(found.MediaType) > 200 {
		return store.Finding{}, errPipe
	}
	found.Text, found.Metadata = strings.ToValidUTF8(found.Text, "\uFFFD"), strings.ToValidUTF8(found.Metadata, "\uFFFD")
	return store.Finding(found), nil
}

// clip keeps a name within one message.
func clip(s string) string {
	for len(s) > 4096 {
		_, n := utf8.DecodeLastRuneInString(s[:4096])
		s = s[:4096-n]
	}
	return s
}
