// Package doors is the room that shows which body can be seized, what stands against it, and
// what is due by when. What is open is decided by the package door of the dossier.
package doors
