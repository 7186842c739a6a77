package ui

import (
	"context"
	"runtime"
	"time"
	"unsafe"

	"golang.org/x/sys/windows"
)

// Windows tells windows: that the session is locked or another user comes to the screen, that the computer goes to
// sleep, that the session ends. The toolkit passes none of it on, so a window of our own that is never shown hears it.
const (
	wmDestroy         = 0x0002
	wmQueryEndSession = 0x0011
	wmPowerBroadcast  = 0x0218
	wmSessionChange   = 0x02B1

	powerSuspend = 4 // PBT_APMSUSPEND

	consoleDisconnect = 2 // another user has the screen
	remoteDisconnect  = 4
	sessionLock       = 7
)

// sleepPatience is how long the computer is kept from sleeping while the vault closes: the system waits two seconds.
const sleepPatience = 1900 * time.Millisecond

// messageNews is what a message of the system means for an open vault.
func messageNews(message uint32, w uintptr) news {
	switch {
	case message == wmPowerBroadcast && w == powerSuspend, message == wmQueryEndSession:
		return newsSleep
	case message == wmSessionChange && (w == sessionLock || w == consoleDisconnect || w == remoteDisconnect):
		return newsLock
	}
	return newsNone
}

// watchMessages locks the vault when Windows says so, until ctx ends.
func (w *Window) watchMessages(ctx context.Context) {
	go hearMessages(ctx, func(n news) {
		closed := make(chan struct{})
		w.do(func() { w.lockThen(func() { close(closed) }) })
		if n == newsSleep {
			select {
			case <-closed:
			case <-time.After(sleepPatience):
			}
		}
	})
}

// hearMessages calls told with what the system says, until ctx ends; the system waits until it returns.
func hearMessages(ctx context.Context, told func(news)) {
	runtime.LockOSThread() // a window belongs to its thread, which ends with this function
	var (
		user32     = windows.NewLazySystemDLL("user32.dll")
		wtsapi     = windows.NewLazySystemDLL("wtsapi32.dll")
		getMessage = user32.NewProc("GetMessageW")
		dispatch   = user32.NewProc("DispatchMessageW")
		otherwise  = user32.NewProc("DefWindowProcW")
		post       = user32.NewProc("PostMessageW")
		register   = wtsapi.NewProc("WTSRegisterSessionNotification")
	)
	window := newHiddenWindow(user32, func(h windows.HWND, message uint32, wParam, lParam uintptr) uintptr {
		if n := messageNews(message, wParam); n != newsNone {
			told(n)
		}
		if message == wmDestroy {
			_, _, _ = user32.NewProc("PostQuitMessage").Call(0)
		}
		r, _, _ := otherwise.Call(uintptr(h), uintptr(message), wParam, lParam)
		return r
	})
	if window == 0 {
		return // the timer remains
	}
	if register.Find() == nil {
		const thisSession = 0
		_, _, _ = register.Call(window, thisSession) // ends with the window
	}
	const wmClose = 0x0010
	defer context.AfterFunc(ctx, func() { _, _, _ = post.Call(window, wmClose, 0, 0) })()
	var message [8]uintptr // MSG is smaller
	for {
		if more, _, _ := getMessage.Call(uintptr(unsafe.Pointer(&message)), 0, 0, 0); int32(more) <= 0 {
			return
		}
		_, _, _ = dispatch.Call(uintptr(unsafe.Pointer(&message)))
	}
}

// hiddenClass names the window to the system, and to tests.
const hiddenClass = "ProbataMessages"

// windowClass is WNDCLASSEXW.
type windowClass struct {
	size, style                        uint32
	procedure                          uintptr
	classExtra, windowExtra            int32
	instance, icon, cursor, background windows.Handle
	menu, name                         *uint16
	smallIcon                          windows.Handle
}

// newHiddenWindow makes a top-level window that is never shown, 0 if the system refuses: what is told to all windows
// does not reach one that is for messages only.
func newHiddenWindow(user32 *windows.LazyDLL, procedure func(windows.HWND, uint32, uintptr, uintptr) uintptr) uintptr {
	name, err := windows.UTF16PtrFromString(hiddenClass)
	if err != nil {
		return 0
	}
	class := windowClass{procedure: windows.NewCallback(procedure), name: name}
	class.size = uint32(unsafe.Sizeof(class))
	_, _, _ = user32.NewProc("RegisterClassExW").Call(uintptr(unsafe.Pointer(&class))) // one that is registered fails below
	h, _, _ := user32.NewProc("CreateWindowExW").Call(0, uintptr(unsafe.Pointer(name)), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
	return h
}
