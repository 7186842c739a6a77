// Package ui is the frame of the window: the window itself, the shell of an open vault
// with its cases and the tabs of one case, the lock, and the list of cases. What is done
// with a case stands in rooms below it (records, submit, doors, evidence, history; care
// and first for the vault), which have of the frame what package room says, and are tested
// here, in the whole window.
//
// Three rules bind it. The case lives in one place, package session, which saves every
// change at once; screens hold ids and ask. Only the main goroutine touches
// widgets: work that takes time runs beside it and comes back through fyne.Do.
// And when the vault is locked every widget that held a word of a case is let go.
//
// It holds no sentence in any language (assets/lang has them), decides nothing
// about law or forms, starts no Fyne application (main does), and never writes
// outside the vault but where a person chose a file.
package ui
