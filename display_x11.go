//go:build linux || freebsd || netbsd || openbsd

package main

/*
#cgo linux LDFLAGS: -ldl
#include <dlfcn.h>
#include <stddef.h>

typedef int (*handler)(void *display);
extern void displayLost(void);

static int lost(void *display) {
	displayLost();
	return 0; // and Xlib ends the process
}

// The toolkit has loaded Xlib where it uses it; under Wayland it has not, and
// closes its windows itself when the display goes.
static void heed(void) {
	void *xlib = dlopen("libX11.so.6", RTLD_LAZY | RTLD_NOLOAD);
	if (xlib == NULL)
		xlib = dlopen("libX11.so", RTLD_LAZY | RTLD_NOLOAD);
	if (xlib == NULL)
		return;
	handler (*set)(handler) = (handler (*)(handler))dlsym(xlib, "XSetIOErrorHandler");
	if (set != NULL)
		set(lost);
}
*/
import "C"

import "sync/atomic"

// onDisplayLost is called from C, which can be given no closure.
var onDisplayLost atomic.Pointer[func()]

//export displayLost
func displayLost() {
	if f := onDisplayLost.Load(); f != nil {
		(*f)()
	}
}

// heedDisplay calls f when the X server has gone: on the main goroutine, from
// within whatever asked the server for something. Xlib ends the process when f
// returns; without this it would do so without a word to anybody. It is for the
// time after the first window was shown.
func heedDisplay(f func()) {
	onDisplayLost.Store(&f)
	C.heed()
}
