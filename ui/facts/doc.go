// Package facts is the room in which facts are entered as in a spreadsheet: beside the
// timeline a table with a line for each event, its act, its place in a source and its
// provision. Beneath are the same records as everywhere, written by package desk; each
// line is one step of undo. The last line makes a new one. While the table is shown lines
// keep their places; they are put in order of time when it is shown again.
package facts
