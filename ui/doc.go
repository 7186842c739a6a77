// Package ui is the window: one file and one struct per screen, on the controls
// of package widget.
//
// It shows what a case holds and carries out what people do to it. Everything
// about fields comes from the field tables of package dossier: one generic
// editor builds its controls from them, so that a new field of a record needs no
// code here, and a test proves that every record and field can be reached. What
// stands in a row of a list is made by pure functions (rows.go), which are
// tested without widgets.
//
// Three rules bind it. The case lives in one place, [session], which saves every
// change at once; screens hold ids and ask. Only the main goroutine touches
// widgets: work that takes time runs beside it and comes back through fyne.Do.
// And when the vault is locked every widget that held a word of a case is let go.
//
// It holds no sentence in any language (assets/lang has them), decides nothing
// about law or forms, starts no Fyne application (main does), and never writes
// outside the vault but where a person chose a file.
package ui
