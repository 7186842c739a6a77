//go:build !(linux || freebsd || netbsd || openbsd)

package main

// heedDisplay does nothing: the desktop goes with the session, whose end the
// toolkit hears of.
func heedDisplay(func()) {}
