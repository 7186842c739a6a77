package main

import "os"

// replaceSelf starts the program anew and ends: Windows replaces no process.
func replaceSelf(env []string) error {
	name, err := os.Executable()
	if err != nil {
		return err
	}
	attr := &os.ProcAttr{Env: env, Files: []*os.File{os.Stdin, os.Stdout, os.Stderr}}
	p, err := os.StartProcess(name, os.Args[:1], attr)
	if err != nil {
		return err
	}
	_ = p.Release() // it goes its own way
	os.Exit(0)
	return nil
}
