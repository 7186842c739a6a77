package ui

import (
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage/repository"
)

// The dialog of the toolkit makes the file as soon as it is chosen, for everybody
// to read, and empties one that is there before anything of the new one exists. So
// what it takes for the files of the computer makes none.

// fileTree is what the toolkit has for the files of the computer.
type fileTree interface {
	repository.WritableRepository
	repository.ListableRepository
	repository.HierarchicalRepository
}

// unmade is a fileTree whose files are chosen and not made.
type unmade struct{ fileTree }

// leaveUnmade lays unmade over the files of the computer, for all dialogs of the
// application.
func leaveUnmade() {
	files, err := repository.ForScheme("file")
	if err != nil {
		return // there is none, and so no dialog either
	}
	if tree, ok := files.(fileTree); ok {
		if _, done := files.(unmade); !done {
			repository.Register("file", unmade{tree})
		}
	}
}

// Writer is a place to write to.
func (unmade) Writer(u fyne.URI) (fyne.URIWriteCloser, error) { return placeOnly{u}, nil }

// errPlaceOnly: somebody wrote through the dialog, past outfile.
var errPlaceOnly = errors.New("this is a place and not a file")

// placeOnly tells where a file is to be.
type placeOnly struct{ uri fyne.URI }

func (p placeOnly) URI() fyne.URI           { return p.uri }
func (placeOnly) Write([]byte) (int, error) { return 0, errPlaceOnly }
func (placeOnly) Close() error              { return nil }
