package pack

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"strings"
	"time"

	"probata/dossier/document"
)

// Names of the files in a pack, beside the document's and the exhibits'.
const (
	Readme  = "README.txt"
	Custody = "custody.csv"
	Sums    = "SHA256SUMS"
	Request = "SHA256SUMS.tsq"
	folder  = "exhibits/"
)

// ErrChanged tells an exhibit whose bytes are not those of its hash.
var ErrChanged = errors.New("the file is not the one that was taken in")

// Content is what goes into a pack.
type Content struct {
	Document Document
	Exhibits []Exhibit
	// Custody is the log of who had the exhibits, with a row of heads.
	Custody [][]string
	Readme  string
	Time    time.Time // of every file in the pack; zero is 1980-01-01, the first that ZIP knows
}

// Document is the submission itself.
type Document struct {
	Name string // "submission.pdf"
	Data []byte
}

// Exhibit is a file that goes along.
type Exhibit struct {
	Label     string // "A-3"
	Extension string // ".jpg"
	SHA256    string // hexadecimal, as it was taken in
	Size      int64  // bytes
	Open      func(context.Context) (io.ReadCloser, error)
}

// Name is the name of an exhibit in the pack: its number, and the beginning of
// its hash, by which two prints of one number are told apart.
func (e Exhibit) Name() string {
	label := strings.Map(func(r rune) rune {
		if r <= ' ' || strings.ContainsRune(`/\:*?"<>|`, r) {
			return '-'
		}
		return r
	}, e.Label)
	if short := e.SHA256; len(short) >= 8 {
		label += "-" + short[:8]
	}
	return folder + label + e.Extension
}

// Write writes the pack. progress, which may be nil, hears of the bytes of
// exhibits. What is wrong with an exhibit is told by its number; with an error
// what was written is not to be used.
func Write(ctx context.Context, w io.Writer, c Content, progress func(done, total int64)) error {
	p := &packer{ctx: ctx, zip: zip.NewWriter(w), at: c.Time, progress: progress}
	if p.at.IsZero() {
		p.at = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	for _, e := range c.Exhibits {
		p.total += e.Size
	}
	if err := p.all(c); err != nil {
		return fmt.Errorf("write pack: %w", err)
	}
	if err := p.zip.Close(); err != nil {
		return fmt.Errorf("write pack: %w", err)
	}
	return nil
}

// Outline is a pack as Write would write it, but without the bytes of its
// exhibits: names, texts and hashes, for whoever looks through what is to go
// before a film is begun.
func Outline(ctx context.Context, c Content) ([]byte, error) {
	var b bytes.Buffer
	p := &packer{ctx: ctx, zip: zip.NewWriter(&b), at: c.Time, hollow: true}
	if p.at.IsZero() {
		p.at = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	if err := p.all(c); err != nil {
		return nil, fmt.Errorf("outline pack: %w", err)
	}
	if err := p.zip.Close(); err != nil {
		return nil, fmt.Errorf("outline pack: %w", err)
	}
	return b.Bytes(), nil
}

type packer struct {
	hollow      bool // leaves the bytes of exhibits out
	ctx         context.Context
	zip         *zip.Writer
	at          time.Time
	sums        strings.Builder
	done, total int64
	progress    func(done, total int64)
}

func (p *packer) all(c Content) error {
	if err := p.file(Readme, []byte(c.Readme), true); err != nil {
		return err
	}
	if err := p.file(c.Document.Name, c.Document.Data, true); err != nil {
		return err
	}
	// With the mark by which spreadsheets know UTF-8.
	if err := p.file(Custody, []byte("\ufeff"+document.CSV(c.Custody, ",")), true); err != nil {
		return err
	}
	seen := map[string]bool{}
	for _, e := range c.Exhibits {
		name := e.Name()
		if seen[name] {
			continue // the same file under the same number
		}
		seen[name] = true
		if err := p.exhibit(name, e); err != nil {
			return fmt.Errorf("exhibit %s: %w", e.Label, err)
		}
	}
	sums := []byte(p.sums.String())
	request, err := stampRequest(sha256.Sum256(sums))
	if err != nil {
		return err
	}
	if err := p.file(Sums, sums, false); err != nil {
		return err
	}
	return p.file(Request, request, false)
}

// file adds a small file.
func (p *packer) file(name string, data []byte, summed bool) error {
	if err := p.ctx.Err(); err != nil {
		return err
	}
	w, err := p.zip.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: p.at})
	if err != nil {
		return err
	}
	if summed {
		sum := sha256.Sum256(data)
		p.sum(name, sum[:])
	}
	_, err = w.Write(data)
	return err
}

func (p *packer) sum(name string, sum []byte) {
	fmt.Fprintf(&p.sums, "%s  %s\n", hex.EncodeToString(sum), name)
}

// exhibit adds a file as it comes. It is stored as it is: films and photographs
// are packed already.
func (p *packer) exhibit(name string, e Exhibit) (err error) {
	if p.hollow {
		sum, _ := hex.DecodeString(e.SHA256) // Write tells of one that is wrong
		p.sum(name, sum)
		_, err := p.zip.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store, Modified: p.at})
		return err
	}
	r, err := e.Open(p.ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	w, err := p.zip.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store, Modified: p.at})
	if err != nil {
		return err
	}
	sum := sha256.New()
	if _, err := io.Copy(io.MultiWriter(w, sum), &counted{p: p, r: r}); err != nil {
		return err
	}
	return p.same(name, e, sum)
}

func (p *packer) same(name string, e Exhibit, sum hash.Hash) error {
	got := sum.Sum(nil)
	if e.SHA256 != "" && hex.EncodeToString(got) != e.SHA256 {
		return ErrChanged
	}
	p.sum(name, got)
	return nil
}

// counted tells of what is read, and ends with the context.
type counted struct {
	p *packer
	r io.Reader
}

func (c *counted) Read(b []byte) (int, error) {
	if err := c.p.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := c.r.Read(b)
	c.p.done += int64(n)
	if c.p.progress != nil {
		c.p.progress(c.p.done, c.p.total)
	}
	return n, err
}
