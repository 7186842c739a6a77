package evidence

import (
	"context"
	"errors"
	"fmt"
	"image"
	"io"
	"strings"
	"unicode/utf8"

	"probata/dossier"
	"probata/dossier/document"
	"probata/dossier/exhibit"
	"probata/dossier/intake"
	"probata/dossier/store"
)

// What is looked at is bounded: files come from anybody.
const (
	mostPicture = 64 << 20 // bytes of a file that is opened as a picture
	mostText    = 4 << 20  // bytes
	mostWidth   = 4096     // pixels of a page or a picture
	LineWidth   = 96       // letters, where a long line is broken
)

// sight is what can be seen of a file without a clear copy of it: pages that are
// drawn when they are wanted, or lines of text. Neither means that the program
// cannot show it.
type sight struct {
	Pages  int // a picture is one
	Draw   func(ctx context.Context, page, width int) (image.Image, error)
	Lines  []string
	read   bool // the lines are what was read out of a file with a layout of its own
	cut    bool
	locked bool          // a PDF with a password
	file   io.ReadCloser // the sealed file, open as long as pages may be drawn
}

// Look reads a file as far as it can be shown, and notes in its custody log that
// somebody looked.
func Look(ctx context.Context, st *store.Store, by *intake.Inspector, ev *dossier.Evidence) (sight, error) {
	in, err := st.ViewEvidence(ctx, ev.ID, "")
	if err != nil {
		return sight{}, err
	}
	seen, err := lookInto(ctx, st, by, ev, in)
	if err != nil || seen.Draw == nil {
		return seen, errors.Join(err, in.Close())
	}
	seen.file = in
	return seen, nil
}

func lookInto(ctx context.Context, st *store.Store, by *intake.Inspector, ev *dossier.Evidence, in io.ReadSeeker) (sight, error) {
	f := intake.File{Name: ev.FileName, MediaType: ev.MediaType, Size: ev.Size, Content: in}
	locked := false
	switch kind, part, _ := strings.Cut(ev.MediaType, "/"); {
	case kind == "image" && ev.Size <= mostPicture, ev.MediaType == "application/pdf":
		s, err := by.Sheets(ctx, f)
		if err == nil {
			return sight{Pages: s.Count, Draw: func(ctx context.Context, page, width int) (image.Image, error) {
				return by.Sheet(ctx, f, page, width)
			}}, nil
		}
		locked = errors.Is(err, intake.ErrPassword)
		if exhibit.Fault(err) == document.NoFault { // the disk, or an end of the work
			return sight{}, fmt.Errorf("look at %s: %w", ev.ID, err)
		}
	case kind == "text" && part != "html", ev.MediaType == "application/json":
		data, err := io.ReadAll(io.LimitReader(in, mostText))
		return sight{Lines: Lines(string(data)), cut: ev.Size > mostText}, err
	}
	text, err := st.Text(ctx, ev.ID)
	if errors.Is(err, store.ErrNotFound) {
		return sight{locked: locked}, nil
	}
	if err != nil {
		return sight{}, fmt.Errorf("read the text of %s: %w", ev.ID, err)
	}
	return sight{Lines: Lines(text), read: true}, nil
}

// Lines breaks a text into lines that fit, so that a list can show any number.
func Lines(text string) []string {
	var out []string
	for _, line := range strings.Split(strings.ReplaceAll(strings.ToValidUTF8(text, "�"), "\r\n", "\n"), "\n") {
		line = strings.ReplaceAll(line, "\t", "    ")
		for utf8.RuneCountInString(line) > LineWidth {
			at := len(string([]rune(line)[:LineWidth]))
			if i := strings.LastIndexByte(line[:at], ' '); i > at/2 {
				at = i + 1
			}
			out = append(out, strings.TrimRight(line[:at], " "))
			line = line[at:]
		}
		out = append(out, line)
	}
	return out
}
