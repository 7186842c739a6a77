// Package command does the work of the window without one, for scripts, tests
// and machines with no display: one command per run, then the vault is closed.
//
// A command reads its arguments, opens the vault if it needs it, and calls the
// packages that do the work; nothing about a case is decided here. What was
// asked for goes to standard output, everything said about it to standard error,
// so that output can be piped. With --json the output is meant for programs.
//
// What went wrong is told apart by exit codes, and put into words for people in
// one place, explain.go: one sentence what is wrong, one what to do next, and
// never a person's name.
//
// Each command is one file that holds its flags, its arguments and its work, and makes one value of type command; the table in
// table.go lists them. Usage, help, man page and completion are made from the flags that a command registers.
//
// It never takes a pass phrase as an argument, where other users of the machine
// could read it, keeps none longer than it takes to open the vault, and writes
// no clear text but where --out says so. It imports no window toolkit.
package command
