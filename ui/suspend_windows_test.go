package ui

import (
	"context"
	"testing"
	"time"
	"unsafe"

	"golang.org/x/sys/windows"
)

func TestMessageNews(t *testing.T) {
	for _, c := range []struct {
		message uint32
		w       uintptr
		want    news
	}{
		{wmPowerBroadcast, powerSuspend, newsSleep},
		{wmPowerBroadcast, 7, newsNone}, // awake again
		{wmQueryEndSession, 0, newsSleep},
		{wmSessionChange, sessionLock, newsLock},
		{wmSessionChange, consoleDisconnect, newsLock},
		{wmSessionChange, remoteDisconnect, newsLock},
		{wmSessionChange, 8, newsNone}, // unlocked
		{0x0200, 7, newsNone},          // the mouse
	} {
		if got := messageNews(c.message, c.w); got != c.want {
			t.Errorf("message %#x, %d: %d, want %d", c.message, c.w, got, c.want)
		}
	}
}

// TestHearMessages sends the window what the system sends, and sees that the system waits.
func TestHearMessages(t *testing.T) {
	ctx, end := context.WithCancel(t.Context())
	heard, ended := make(chan news, 4), make(chan struct{})
	go func() {
		defer close(ended)
		hearMessages(ctx, func(n news) {
			time.Sleep(50 * time.Millisecond)
			heard <- n
		})
	}()
	user32 := windows.NewLazySystemDLL("user32.dll")
	name, err := windows.UTF16PtrFromString(hiddenClass)
	if err != nil {
		t.Fatal(err)
	}
	var window uintptr
	for range 100 {
		if window, _, _ = user32.NewProc("FindWindowW").Call(uintptr(unsafe.Pointer(name)), 0); window != 0 {
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	if window == 0 {
		t.Skip("no window can be made here: is there a display?")
	}
	send := user32.NewProc("SendMessageW")
	for _, c := range []struct {
		message, w uintptr
		want       news
	}{{wmSessionChange, sessionLock, newsLock}, {wmPowerBroadcast, powerSuspend, newsSleep}} {
		_, _, _ = send.Call(window, c.message, c.w, 0)
		select {
		case n := <-heard:
			if n != c.want {
				t.Errorf("message %#x is heard as %d", c.message, n)
			}
		default:
			t.Errorf("message %#x: the system did not wait", c.message)
		}
	}
	end()
	select {
	case <-ended:
	case <-time.After(5 * time.Second):
		t.Error("it goes on listening")
	}
}
