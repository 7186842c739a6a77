//go:build unix

package main

import (
	"os"
	"syscall"
)

// replaceSelf keeps the process and replaces all that is in its memory. Files and
// connections close by themselves; so does what held up the sleep of the computer.
func replaceSelf(env []string) error {
	name, err := os.Executable()
	if err != nil {
		return err
	}
	return syscall.Exec(name, os.Args[:1], env)
}
