package vault

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"strings"
)

// BlobRef is what to remember of an attachment.
type BlobRef struct {
	Name   string            // 64 hexadecimal digits; says nothing of the content to who lacks the key
	SHA256 [sha256.Size]byte // of the content
	Size   int64             // of the content in bytes
}

// PutBlob seals what r gives as an attachment, in constant memory, and returns
// when it is on the disk. The same content gives the same name, and is stored
// once. The sealed size is rounded up so that it gives little away.
func (v *Vault) PutBlob(ctx context.Context, r io.Reader) (BlobRef, error) {
	v.intake.RLock()
	defer v.intake.RUnlock()
	k, err := v.writableKey()
	if err != nil {
		return BlobRef{}, err
	}
	tmp := blobDir + "/" + rand.Text() + ".tmp"
	sum := sha256.New()
	var size int64
	source := &failing{r: checked{ctx, r}}
	err = v.folder.writeFile(tmp, func(w io.Writer) error {
		size, err = sealPadded(k, w, io.TeeReader(source, sum))
		return err
	})
	if source.err != nil {
		return BlobRef{}, fmt.Errorf("read attachment: %w", source.err) // not the disk's fault
	}
	if err != nil {
		return BlobRef{}, err
	}
	ref := BlobRef{SHA256: [sha256.Size]byte(sum.Sum(nil)), Size: size}
	ref.Name = k.blobName(ref.SHA256, size)
	if err := v.folder.rename(tmp, blobPath(ref.Name)); err != nil {
		_ = v.folder.Remove(v.folder.path(tmp))
		return BlobRef{}, err
	}
	return ref, nil
}

func (v *Vault) attachmentKey() (*key, error) {
	v.saving.Lock()
	defer v.saving.Unlock()
	if v.closed {
		return nil, ErrClosed
	}
	return v.key, nil
}

// blobName must stay secret-dependent: by a plain hash of its content, the
// possession of a known photograph could be proved from the folder's listing.
func (k *key) blobName(sum [sha256.Size]byte, size int64) string {
	m := hmac.New(sha256.New, k.naming)
	m.Write(sum[:])
	m.Write(binary.BigEndian.AppendUint64(nil, uint64(size)))
	return hex.EncodeToString(m.Sum(nil))
}

func blobPath(name string) string { return blobDir + "/" + name + ".age" }

// validBlob keeps a name from a database from pointing elsewhere.
func validBlob(name string) error {
	if b, err := hex.DecodeString(name); err != nil || len(b) != sha256.Size || strings.ToLower(name) != name {
		return fmt.Errorf("attachment name: %w", fs.ErrInvalid)
	}
	return nil
}

// Blob opens an attachment. What it reads is authenticated piece by piece; a
// missing or broken file is a [Damage], and so is, once it has been read from the
// beginning to the end, another attachment in its place.
func (v *Vault) Blob(name string) (io.ReadSeekCloser, error) {
	k, err := v.attachmentKey()
	if err != nil {
		return nil, err
	}
	if err := validBlob(name); err != nil {
		return nil, err
	}
	return v.folder.openBlob(k, name)
}

func (f folder) openBlob(k *key, name string) (io.ReadSeekCloser, error) {
	file := blobPath(name)
	in, err := f.OpenFile(f.path(file), os.O_RDONLY)
	if err != nil {
		return nil, blobDamage(name, reading(file, err))
	}
	content, err := openPadded(k, in)
	if err != nil {
		return nil, errors.Join(blobDamage(name, err), in.Close())
	}
	return &blob{content: content, name: name, file: in, key: k, sum: sha256.New()}, nil
}

func blobDamage(name string, err error) error {
	if d := (Damage{}); errors.As(err, &d) {
		d.NextStep = RestoreFile
		return d
	}
	if errors.Is(err, ErrNoSpace) {
		return err
	}
	return Damage{File: blobPath(name), What: Broken, NextStep: RestoreFile, Cause: err}
}

// blob is an open attachment. Read without leaving anything out, it finds out on
// the way whether it is the one that its name says.
type blob struct {
	content *io.SectionReader
	name    string
	file    File
	key     *key
	at      int64     // where the next Read begins
	sum     hash.Hash // of the content up to hashed
	hashed  int64
	wrong   error // what the end has shown; nil before it
}

func (b *blob) Read(p []byte) (int, error) {
	n, err := b.content.Read(p)
	if b.at == b.hashed && n > 0 {
		b.sum.Write(p[:n])
		b.hashed += int64(n)
	}
	b.at += int64(n)
	if err != nil && err != io.EOF {
		return n, blobDamage(b.name, err)
	}
	if b.at == b.content.Size() && b.hashed == b.at && b.key.blobName([sha256.Size]byte(b.sum.Sum(nil)), b.hashed) != b.name {
		b.wrong = Damage{File: blobPath(b.name), What: Misplaced, NextStep: RestoreFile}
	}
	if b.wrong != nil {
		err = b.wrong
	}
	return n, err
}

func (b *blob) Seek(offset int64, whence int) (int64, error) {
	at, err := b.content.Seek(offset, whence)
	if err == nil {
		b.at = at
	}
	return at, err
}

func (b *blob) Close() error { return b.file.Close() }

// RemoveBlob removes an attachment; one that is not there is an fs.ErrNotExist.
// The start of the file, without which the rest cannot be opened, is overwritten
// first; see [Erase] for what that is worth.
func (v *Vault) RemoveBlob(name string) error {
	if _, err := v.writableKey(); err != nil {
		return err
	}
	if err := validBlob(name); err != nil {
		return err
	}
	// Under this name a crash leaves something that the next opening removes, and
	// not a broken attachment.
	dying := blobPath(name) + ".tmp"
	v.naming.Lock()
	defer v.naming.Unlock()
	if err := v.folder.rename(blobPath(name), dying); err != nil {
		return err
	}
	return v.folder.shred(dying)
}

// Blobs lists the names of all attachments, in no meaningful order.
func (v *Vault) Blobs() ([]string, error) {
	entries, err := v.folder.ReadDir(v.folder.path(blobDir))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, reading(blobDir, err)
	}
	var names []string
	for _, e := range entries {
		if name, ok := strings.CutSuffix(e.Name(), ".age"); ok && validBlob(name) == nil {
			names = append(names, name)
		}
	}
	return names, nil
}

// rehash reads an attachment to its end and checks that it is the one its name says.
func (f folder) rehash(ctx context.Context, k *key, name string) error {
	in, err := f.openBlob(k, name)
	if err != nil {
		return err
	}
	defer in.Close()
	_, err = io.Copy(io.Discard, checked{ctx, in})
	return err
}

// checked stops reading when the context ends.
type checked struct {
	ctx context.Context
	r   io.Reader
}

func (c checked) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.r.Read(p)
}
