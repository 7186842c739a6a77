// Package evidence is the room for files: taking them in, looking at them over the window,
// drawing what is to be black, and handing out copies. Nothing of a file is written outside the
// vault but where a person chose a place.
package evidence
