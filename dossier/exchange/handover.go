package exchange

import (
	"archive/tar"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"path"
	"strings"
	"time"

	"probata/dossier"
)

// A package hands a case to a colleague: a tar file of
//
//	manifest.json               format, version, and size and SHA-256 of all that follows
//	case.json                   the case, as WriteJSON writes it
//	files/evidence-….jpg        each file of the evidence, named by its id
//
// in this order. It is a stream from one end to the other, so that a film of two
// gigabytes is sealed and opened in constant memory and no clear text touches the
// disk: what a reader has to know before a file comes stands before it. It is not
// compressed, so that no small package can become a large one, and the same case
// gives the same bytes. Names and times of the user's files stay out of it; the
// names are in the case. Sealing it is the caller's task.
const (
	handoverName    = "probata-handover"
	handoverVersion = 1
	manifestFile    = "manifest.json"
	caseFile        = "case.json"
	filesFolder     = "files/"
)

// HandoverFile is one file of the evidence in a package.
type HandoverFile struct {
	Evidence dossier.ID
	Size     int64  // bytes
	SHA256   string // hexadecimal, of the content
}

// handoverManifest is the first entry of a package.
type handoverManifest struct {
	Format  string          `json:"format"`
	Version int             `json:"version"`
	Case    handoverEntry   `json:"case"`
	Files   []handoverEntry `json:"files"`
}

// handoverEntry is what the manifest says of another entry.
type handoverEntry struct {
	Name     string     `json:"name"`
	Evidence dossier.ID `json:"evidence,omitempty"`
	Size     int64      `json:"size"`
	SHA256   string     `json:"sha256"`
}

// WriteHandover writes a package of the case with the files of all its evidence
// that has one. content writes the file of a piece of evidence, once and in the
// order of the records; it must be what the record says of size and SHA-256.
// What d holds is handed over, notes and tasks included. With an error what was
// written is not to be used.
func WriteHandover(w io.Writer, d *dossier.Dossier, content func(*dossier.Evidence, io.Writer) error) error {
	theCase, files, err := outgoing(d)
	if err != nil {
		return fmt.Errorf("write package: %w", err)
	}
	sum := sha256.Sum256(theCase)
	m := handoverManifest{
		Format: handoverName, Version: handoverVersion, Files: []handoverEntry{},
		Case: handoverEntry{Name: caseFile, Size: int64(len(theCase)), SHA256: hex.EncodeToString(sum[:])},
	}
	for _, e := range files {
		m.Files = append(m.Files, entryOf(e))
	}
	manifest, err := json.MarshalIndent(m, "", " ")
	if err != nil {
		return fmt.Errorf("write package: encode %s: %w", manifestFile, err)
	}
	t := tar.NewWriter(w)
	for _, e := range []struct {
		name    string
		content []byte
	}{{manifestFile, manifest}, {caseFile, theCase}} {
		if err := putEntry(t, e.name, int64(len(e.content)), bytes.NewReader(e.content).WriteTo); err != nil {
			return fmt.Errorf("write package: %w", err)
		}
	}
	for i, e := range files {
		if err := putFile(t, m.Files[i], func(w io.Writer) error { return content(e, w) }); err != nil {
			return fmt.Errorf("write package: %w", err)
		}
	}
	if err := t.Close(); err != nil {
		return fmt.Errorf("write package: %w", err)
	}
	return nil
}

// outgoing is the case as it goes out, and its evidence with files. The names of
// the sealed files mean something in their own vault only. A case that its reader
// would refuse does not go: the fault is mended where the case is at home.
func outgoing(d *dossier.Dossier) (theCase []byte, files []*dossier.Evidence, err error) {
	records := d.All()
	for i, r := range records {
		if e, ok := r.(*dossier.Evidence); ok && e.Blob != "" {
			files = append(files, e)
			bare := *e
			bare.Blob = ""
			records[i] = &bare
		}
	}
	var b bytes.Buffer
	if err = WriteJSON(&b, dossier.New(records...)); err == nil {
		_, err = ReadJSON(bytes.NewReader(b.Bytes()))
	}
	return b.Bytes(), files, err
}

func entryOf(e *dossier.Evidence) handoverEntry {
	return handoverEntry{
		Name:     filesFolder + string(e.ID) + ending(e.FileName),
		Evidence: e.ID, Size: e.Size, SHA256: e.SHA256,
	}
}

// ending is the ending of a file's name if it is an ordinary one: it tells what
// opens the file, and must tell nothing else.
func ending(name string) string {
	e := strings.ToLower(path.Ext(name))
	if plainEnding(e) {
		return e
	}
	return ""
}

func plainEnding(e string) bool {
	if len(e) < 2 || len(e) > 6 || e[0] != '.' {
		return false
	}
	return !strings.ContainsFunc(e[1:], func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
}

// putEntry writes one entry of the tar file.
func putEntry(t *tar.Writer, name string, size int64, write func(io.Writer) (int64, error)) error {
	head := tar.Header{Name: name, Typeflag: tar.TypeReg, Mode: 0o600, Size: size, ModTime: time.Unix(0, 0)}
	if err := t.WriteHeader(&head); err != nil {
		return fmt.Errorf("begin %s: %w", name, err)
	}
	if _, err := write(t); err != nil {
		return fmt.Errorf("put %s: %w", name, err)
	}
	if err := t.Flush(); err != nil { // less than the size was written
		return fmt.Errorf("end %s: %w", name, err)
	}
	return nil
}

// putFile writes the file of a piece of evidence, if it is the one that the
// manifest promised.
func putFile(t *tar.Writer, of handoverEntry, content func(io.Writer) error) error {
	sum := sha256.New()
	return putEntry(t, of.Name, of.Size, func(w io.Writer) (int64, error) {
		if err := content(io.MultiWriter(w, sum)); err != nil {
			return 0, err
		}
		if hex.EncodeToString(sum.Sum(nil)) != of.SHA256 {
			return 0, fmt.Errorf("put file of %s: its SHA-256 is not that of its intake", of.Evidence)
		}
		return of.Size, nil
	})
}
