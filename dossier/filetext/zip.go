package filetext

import (
	"archive/zip"
	"bytes"
	"io"
	"path"
	"strings"
)

// zip reads a ZIP file: its comment, the names, comments and extra fields of its
// entries, and the entries. Parts of an office document are parts, all others are
// files within the file.
func (r *reading) zip(inside string, data []byte, depth int) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		r.unread(inside, "zip", "damaged")
		return
	}
	office := false
	for _, f := range z.File {
		office = office || f.Name == "[Content_Types].xml" || f.Name == "mimetype"
	}
	var names, said strings.Builder
	said.WriteString(z.Comment + "\n")
	for _, f := range z.File {
		names.WriteString(f.Name + "\n")
		said.WriteString(f.Comment + "\n" + runs(f.Extra) + "\n")
		if strings.HasSuffix(f.Name, "/") {
			continue
		}
		content, why := r.entry(f)
		if why != "" {
			r.unread(inside, f.Name, why)
			continue
		}
		if office {
			r.officePart(inside, f.Name, content, depth)
		} else {
			r.file(Within(inside, f.Name), f.Name, content, depth+1)
		}
	}
	r.add(inside, "file-names", names.String())
	r.add(inside, "file-comments", said.String())
}

func (r *reading) entry(f *zip.File) (content []byte, why string) {
	if f.Flags&1 != 0 {
		return nil, "sealed"
	}
	in, err := f.Open()
	if err != nil {
		return nil, "damaged"
	}
	defer func() { _ = in.Close() }() // only read from
	content, err = io.ReadAll(io.LimitReader(in, int64(r.left)+1))
	switch r.left -= len(content); {
	case r.left < 0:
		r.left = 0
		return nil, "size"
	case err != nil:
		return nil, "damaged"
	}
	return content, ""
}

// officePart is a part of an Office Open XML or OpenDocument file.
func (r *reading) officePart(inside, name string, content []byte, depth int) {
	switch strings.ToLower(path.Ext(name)) {
	case ".xml", ".rels", ".vml":
		if s, ok := decoded(content); ok {
			r.markup(inside, name, s)
			return
		}
		r.unread(inside, name, "damaged")
	case ".ttf", ".odttf", ".otf":
	default:
		r.file(Within(inside, name), name, content, depth+1)
	}
}
