// Package filetext takes a finished file apart and gives every text that stands
// anywhere in it, part by part: what the pages show, and what only a tool sees.
//
// It is for the check of what leaves the house, so it trusts nobody: it knows
// nothing of the packages that wrote the file, follows no table of contents that
// could leave something out, and reads objects that nothing refers to, older
// revisions and bytes between objects as well. It understands what our own
// writers make (PDF, also sealed with AES-256; Office Open XML; ZIP; CSV; JSON;
// iCalendar; plain text) and as much of what others make as travels inside such
// a file. What it could not read it names, so that silence never stands for
// "nothing there".
//
// It shows nothing and keeps no layout: the text is for searching. A reader for
// people is package intake.
package filetext

import (
	"bytes"
	"path"
	"strings"
)

// File is what a file says.
type File struct {
	Parts  []Part
	Unread []Unread
}

// Part is the text of one place in a file.
type Part struct {
	Inside string // the file within the file, "exhibits/A-1.pdf"; "" = the file itself
	Name   string // "pages", "outline", "word/comments.xml"
	Text   string
	Pages  []int // offsets in Text at which pages begin; nil where there are none
}

// Unread is what could not be read, and why, as a key: sealed, damaged, size,
// kind, font, depth.
type Unread struct {
	Inside, Name, Why string
}

// Limits of what is read, so that a small file cannot unpack into all memory.
const (
	mostBytes  = 512 << 20 // unpacked, of all parts together
	mostNested = 6         // files within files
	mostDepth  = 64        // dictionaries within dictionaries, elements are not limited
)

// Read takes a file apart. The name decides where the bytes do not; a pass phrase
// opens a sealed PDF and may be empty.
func Read(name string, data []byte, passphrase string) File {
	r := &reading{passphrase: passphrase, left: mostBytes}
	r.file("", name, data, 0)
	return r.out
}

// reading is the work on one file and all files within it.
type reading struct {
	out        File
	passphrase string
	left       int // bytes that may still be unpacked
}

func (r *reading) add(inside, name, text string) {
	if strings.TrimSpace(text) != "" {
		r.out.Parts = append(r.out.Parts, Part{Inside: inside, Name: name, Text: text})
	}
}

func (r *reading) unread(inside, name, why string) {
	r.out.Unread = append(r.out.Unread, Unread{inside, name, why})
}

// file reads one file; inside is its path in the whole, "" for the whole itself.
func (r *reading) file(inside, name string, data []byte, depth int) {
	if depth > mostNested {
		r.unread(inside, path.Base(name), "depth")
		return
	}
	switch {
	case len(data) == 0:
	case bytes.HasPrefix(data, []byte("PK\x03\x04")), bytes.HasPrefix(data, []byte("PK\x05\x06")):
		r.zip(inside, data, depth)
	case bytes.Contains(data[:min(len(data), 1024)], []byte("%PDF-")):
		r.pdf(inside, data, depth)
	case bytes.HasPrefix(data, []byte("\xFF\xD8\xFF")):
		r.add(inside, "picture", jpegText(data))
	case bytes.HasPrefix(data, []byte("\x89PNG\r\n\x1a\n")):
		r.add(inside, "picture", r.pngText(data))
	default:
		r.text(inside, name, data)
	}
}

// Separator stands between the names of a file and of one within it.
const Separator = " / "

// Within is the path of a file inside another; either may be "".
func Within(inside, name string) string {
	if inside == "" || name == "" {
		return inside + name
	}
	return inside + Separator + name
}
