package intake

import (
	"archive/zip"
	"bytes"
	"io"
	"path"
	"strings"
	"unicode/utf8"
)

// Media types with long names.
const (
	docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	pptx = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
	odt  = "application/vnd.oasis.opendocument.text"
	ods  = "application/vnd.oasis.opendocument.spreadsheet"
	odp  = "application/vnd.oasis.opendocument.presentation"
	epub = "application/epub+zip"
	ole  = "application/x-ole-storage" // Word, Excel and Outlook of old
	doc  = "application/msword"
	xls  = "application/vnd.ms-excel"
	ppt  = "application/vnd.ms-powerpoint"
	msg  = "application/vnd.ms-outlook"
	tnef = "application/vnd.ms-tnef" // winmail.dat

	unknown = "application/octet-stream"
)

// magic says by which bytes a kind of file begins.
type magic struct {
	at        int
	bytes     string
	mediaType string
}

// magics are the kinds of files that advocates are given, from the formats' own
// descriptions. The first that fits counts.
func magics() []magic {
	return []magic{
		{0, "%PDF-", "application/pdf"},
		{0, "\xff\xd8\xff", "image/jpeg"},
		{0, "\x89PNG\r\n\x1a\n", "image/png"},
		{0, "GIF87a", "image/gif"},
		{0, "GIF89a", "image/gif"},
		{8, "WEBPVP8", "image/webp"},
		{0, "II*\x00", "image/tiff"},
		{0, "MM\x00*", "image/tiff"},
		{0, "BM", "image/bmp"},
		{4, "ftypmif1", "image/heif"},
		{4, "ftyphei", "image/heic"},
		{4, "ftyphev", "image/heic"},
		{4, "ftypmsf1", "image/heif"},
		{4, "ftypavi", "image/avif"},
		{4, "ftypM4A ", "audio/mp4"},
		{4, "ftypM4B ", "audio/mp4"},
		{4, "ftypqt  ", "video/quicktime"},
		{4, "ftyp3g", "video/3gpp"},
		{4, "ftyp", "video/mp4"},
		{4, "moov", "video/quicktime"}, // older than the box ftyp
		{4, "wide", "video/quicktime"},
		{0, "\x1a\x45\xdf\xa3", "video/webm"}, // Matroska too
		{8, "AVI LIST", "video/x-msvideo"},
		{0, "\x00\x00\x01\xba", "video/mpeg"},
		{8, "WAVE", "audio/wav"},
		{0, "ID3", "audio/mpeg"},
		{0, "\xff\xfb", "audio/mpeg"},
		{0, "\xff\xfa", "audio/mpeg"},
		{0, "\xff\xf2", "audio/mpeg"},
		{0, "\xff\xf3", "audio/mpeg"},
		{0, "OggS", "audio/ogg"},
		{0, "fLaC", "audio/flac"},
		{0, "#!AMR", "audio/amr"},
		{0, "{\\rtf", "application/rtf"},
		{0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ole},
		{0, "PK\x03\x04", "application/zip"},
		{0, "Rar!\x1a\x07", "application/vnd.rar"},
		{0, "7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"},
		{0, "\x1f\x8b", "application/gzip"},
		{0, "<?xml", "application/xml"},
		{0, "WARC/1.", "application/warc"},
		{257, "ustar", "application/x-tar"},
		{0, "\x78\x9f\x3e\x22", tnef},
		{0, "From ", "application/mbox"},
	}
}

// sniffed is how much of a file is looked at to tell its kind, in bytes.
const sniffed = 4096

// kindOf tells what kind of file it is, by its content before its name, and by
// what the system said only when neither tells.
func kindOf(src *source, name, said string) string {
	head := src.head(sniffed)
	for _, m := range magics() {
		if len(head) >= m.at && bytes.HasPrefix(head[m.at:], []byte(m.bytes)) && (m.bytes != "BM" || bitmap(head, src.size)) && (m.bytes != "From " || looksLikeBox(head)) {
			if m.mediaType == "application/zip" {
				return kindOfZip(src)
			}
			if m.mediaType == ole {
				return kindOfOLE(src)
			}
			return m.mediaType
		}
	}
	if kind := kindOfText(head, name); kind != "" {
		return kind
	}
	if said != "" && !strings.HasPrefix(said, "text/") {
		return said
	}
	return unknown
}

// bitmap: two letters are not enough to go by, but they are followed by the size.
func bitmap(head []byte, size int64) bool {
	return len(head) > 6 && int64(head[2])|int64(head[3])<<8|int64(head[4])<<16|int64(head[5])<<24 == size
}

// kindOfZip tells the documents that are ZIP files by what they hold.
func kindOfZip(src *source) string {
	z, err := openZip(src)
	if err != nil {
		return "application/zip"
	}
	for _, f := range z.File {
		switch {
		case f.Name == "mimetype" && f.UncompressedSize64 < 100:
			if kind := declared(f); kind != "" {
				return kind
			}
		case f.Name == "word/document.xml":
			return docx
		case f.Name == "xl/workbook.xml":
			return xlsx
		case f.Name == "ppt/presentation.xml":
			return pptx
		}
	}
	return "application/zip"
}

// declared is what an OpenDocument or EPUB file says that it is.
func declared(f *zip.File) string {
	r, err := f.Open()
	if err != nil {
		return ""
	}
	defer r.Close()
	b, err := io.ReadAll(io.LimitReader(r, 100))
	kind := strings.TrimSpace(string(b))
	if err != nil || !strings.HasPrefix(kind, "application/") {
		return ""
	}
	return kind
}

// kindOfText tells text from what is none, "" for none.
func kindOfText(head []byte, name string) string {
	text, ok := decodeText(head)
	if !ok || len(head) == 0 {
		return ""
	}
	start := strings.ToLower(strings.TrimSpace(text[:min(len(text), 512)]))
	ext := strings.ToLower(path.Ext(name))
	switch {
	case strings.HasPrefix(start, "<!doctype html"), strings.HasPrefix(start, "<html"), ext == ".html", ext == ".htm":
		return "text/html"
	case ext == ".eml", looksLikeMail(text):
		return "message/rfc822"
	case ext == ".csv":
		return "text/csv"
	case ext == ".md":
		return "text/markdown"
	case ext == ".json" && (strings.HasPrefix(start, "{") || strings.HasPrefix(start, "[")):
		return "application/json"
	}
	return "text/plain"
}

// looksLikeMail: the first lines are fields of a header that every mail has.
func looksLikeMail(text string) bool {
	fields := map[string]bool{}
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" {
			break
		}
		if key, _, ok := strings.Cut(line, ":"); ok && !strings.ContainsAny(key, " \t") {
			fields[strings.ToLower(key)] = true
		} else if line[0] != ' ' && line[0] != '\t' {
			return false
		}
	}
	return fields["from"] && (fields["date"] || fields["message-id"] || fields["received"])
}

// cutRune drops the beginning of a letter that the end of the head has cut.
func cutRune(b []byte) []byte {
	for i := 1; i < utf8.UTFMax && i <= len(b); i++ {
		if c := b[len(b)-i]; utf8.RuneStart(c) {
			if !utf8.FullRune(b[len(b)-i:]) {
				return b[:len(b)-i]
			}
			break
		}
	}
	return b
}
