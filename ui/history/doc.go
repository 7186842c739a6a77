// Package history is the room that shows what was changed, when and by whom, and takes
// single records back to what they were.
package history
