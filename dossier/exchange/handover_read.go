package exchange

import (
	"archive/tar"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"maps"
	"strings"

	"probata/dossier"
)

// The limits of a package, far above any case that people put together.
const (
	maxManifest = 8 << 20 // bytes
	// maxHandoverFiles is how many files of evidence a package may have.
	maxHandoverFiles = 20_000
	// maxHandoverBytes is how large all of them may be together: a package says
	// so before they come, and one that says more is refused before it fills a disk.
	maxHandoverBytes = 1 << 40
)

// Handover is a package that is being read. It comes from somebody else: nothing
// in it is trusted until it was compared with the manifest, and no name in it is
// used as a name of a file.
type Handover struct {
	// Case is the case. Its evidence names no sealed files yet.
	Case *dossier.Dossier
	// Files are the files to come, in their order.
	Files []HandoverFile

	names []string // of the entries
	next  int
	tar   *tar.Reader
	from  io.Reader
	open  *measured // the file being read
	err   error     // why it cannot go on
}

// ReadHandover reads a package up to its first file; Next gives the files. What is
// wrong with it comes as a *ReadError, a later version of the format as ErrNewer;
// a failure to read r is wrapped. Whoever takes in what it gives has to wait for
// the io.EOF of Next: before that the package may be cut or changed.
func ReadHandover(r io.Reader) (*Handover, error) {
	h := &Handover{tar: tar.NewReader(r), from: r}
	m, err := h.manifest()
	if err != nil {
		return nil, err
	}
	if h.Case, err = h.theCase(m.Case); err != nil {
		return nil, err
	}
	if err := h.promise(m.Files); err != nil {
		return nil, err
	}
	return h, nil
}

// Size is how large all files are together, in bytes.
func (h *Handover) Size() int64 {
	var n int64
	for _, f := range h.Files {
		n += f.Size
	}
	return n
}

// Next gives the next file with its content, and io.EOF when the package ended as
// it should. The content ends with io.EOF only if it is what the manifest says;
// what of it was not read is read over, and compared all the same.
func (h *Handover) Next() (HandoverFile, io.Reader, error) {
	if h.err == nil {
		h.err = h.finish()
	}
	if h.err == nil && h.next == len(h.Files) {
		h.err = h.end()
	}
	if h.err != nil {
		return HandoverFile{}, nil, h.err
	}
	f := h.Files[h.next]
	h.open, h.err = h.entry(h.names[h.next], f.Size, f.SHA256)
	if h.err != nil {
		return HandoverFile{}, nil, h.err
	}
	h.next++
	return f, h.open, nil
}

// finish reads over the rest of the file that was given out last.
func (h *Handover) finish() error {
	if h.open == nil {
		return nil
	}
	_, err := io.Copy(io.Discard, h.open)
	h.open = nil
	return err
}

// end makes sure that nothing follows. A reader of what is sealed learns only at
// its end that nothing was cut off.
func (h *Handover) end() error {
	switch _, err := h.tar.Next(); {
	case err == nil:
		return unfit("package", "has more files than its manifest names")
	case !errors.Is(err, io.EOF):
		return h.broke("package", err)
	}
	switch n, err := io.ReadFull(h.from, make([]byte, 1)); {
	case n > 0:
		return unfit("package", "has something after its end")
	case !errors.Is(err, io.EOF):
		return h.broke("package", err)
	}
	return io.EOF
}

func (h *Handover) manifest() (handoverManifest, error) {
	var m handoverManifest
	in, err := h.entry(manifestFile, -1, "")
	if err != nil {
		return m, err
	}
	text, err := io.ReadAll(io.LimitReader(in, maxManifest+1))
	switch {
	case err != nil:
		return m, err
	case len(text) > maxManifest:
		return m, unfit(manifestFile, fmt.Sprintf("is larger than %d MiB", maxManifest>>20))
	}
	var head struct {
		Format  string
		Version int
	}
	if err := json.Unmarshal(text, &head); err != nil || head.Format != handoverName || head.Version < 1 {
		return m, unfit(manifestFile, "is not that of a case handed over by this program")
	}
	if head.Version > handoverVersion {
		return m, fmt.Errorf("read package: %w", ErrNewer)
	}
	strict := json.NewDecoder(strings.NewReader(string(text)))
	strict.DisallowUnknownFields()
	if err := strict.Decode(&m); err != nil {
		return m, unfit(manifestFile, "has a key or a value that does not belong there") // the cause may quote
	}
	return m, nil
}

func (h *Handover) theCase(of handoverEntry) (*dossier.Dossier, error) {
	if of.Name != caseFile || of.Evidence != "" || of.Size < 0 || of.Size > maxInput {
		return nil, unfit(manifestFile+": case", "must name "+caseFile+" and its size")
	}
	in, err := h.entry(caseFile, of.Size, of.SHA256)
	if err != nil {
		return nil, err
	}
	d, err := ReadJSON(in)
	if _, changed := io.Copy(io.Discard, in); changed != nil { // which explains whatever else is wrong
		return nil, changed
	}
	return d, err
}

// promise checks what the manifest says of the files against the case.
func (h *Handover) promise(files []handoverEntry) error {
	if len(files) > maxHandoverFiles {
		return unfit(manifestFile, fmt.Sprintf("names more than %d files; hand the case over in parts", maxHandoverFiles))
	}
	wanted := map[dossier.ID]*dossier.Evidence{}
	for _, e := range dossier.Of[*dossier.Evidence](h.Case) {
		if e.Blob != "" {
			return unfit(placeOf(string(dossier.TypeEvidence), "blob", e.ID), "must be left out: sealed files stay in their vault")
		}
		wanted[e.ID] = e
	}
	left := maps.Clone(wanted)
	var total int64
	for i, f := range files {
		place := fmt.Sprintf("%s: files[%d]", manifestFile, i)
		e := left[f.Evidence]
		rest, ok := strings.CutPrefix(f.Name, filesFolder+string(f.Evidence))
		switch {
		case wanted[f.Evidence] == nil:
			return unfit(place, "belongs to no evidence of the case")
		case e == nil:
			return unfit(place, "is a second file of one piece of evidence")
		case !ok || rest != "" && !plainEnding(rest):
			return unfit(place, "must be named after its evidence")
		case f.Size != e.Size || f.SHA256 != e.SHA256:
			return unfit(place, "is not the file that the case speaks of: size or SHA-256 differ")
		case f.Size < 0 || f.Size > maxHandoverBytes-total:
			return unfit(place, fmt.Sprintf("would make the files larger than %d GiB together", maxHandoverBytes>>30))
		}
		delete(left, f.Evidence)
		total += f.Size
		h.Files = append(h.Files, HandoverFile{f.Evidence, f.Size, f.SHA256})
		h.names = append(h.names, f.Name)
	}
	return nil
}

// entry goes to the next entry, which must be a plain file with this name and
// size; a negative size is any. Extended headers could stand for other names,
// times, owners, and for holes that make a large file out of nothing: but for the
// size of a very large file there are none.
func (h *Handover) entry(name string, size int64, sum string) (*measured, error) {
	head, err := h.tar.Next()
	switch {
	case errors.Is(err, io.EOF):
		return nil, unfit(name, "is missing: the package ends before it")
	case err != nil:
		return nil, h.broke(name, err)
	case head.Name != name || head.Typeflag != tar.TypeReg || head.Linkname != "" || !onlySize(head.PAXRecords):
		return nil, unfit(name, "is missing, or something else stands in its place")
	case size >= 0 && head.Size != size:
		return nil, unfit(name, "has another size than the manifest says")
	}
	return &measured{h: h, name: name, want: sum, sum: sha256.New()}, nil
}

func onlySize(records map[string]string) bool {
	_, has := records["size"]
	return len(records) == 0 || has && len(records) == 1
}

// measured gives the content of an entry and compares its digest at the end.
type measured struct {
	h    *Handover
	name string
	want string // no digest if empty
	sum  hash.Hash
}

func (m *measured) Read(p []byte) (int, error) {
	n, err := m.h.tar.Read(p)
	m.sum.Write(p[:n]) // a hash never fails
	switch {
	case errors.Is(err, io.EOF) && m.want != "" && hex.EncodeToString(m.sum.Sum(nil)) != m.want:
		return n, unfit(m.name, "has another SHA-256 than the manifest says: it was changed on the way")
	case err != nil && !errors.Is(err, io.EOF):
		return n, m.h.broke(m.name, err)
	}
	return n, err
}

// broke tells a package that is not one from a failure to read it.
func (h *Handover) broke(place string, err error) error {
	if errors.Is(err, tar.ErrHeader) || errors.Is(err, io.ErrUnexpectedEOF) {
		return unfit(place, "cannot be read: the package is cut, or is none of this program's")
	}
	return fmt.Errorf("read package: %w", err)
}

func unfit(place, rule string) error {
	return &ReadError{Faults: []*dossier.FormatError{{Place: place, Rule: rule}}}
}
