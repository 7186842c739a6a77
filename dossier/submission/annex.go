package submission

import (
	"mime"
	"strings"

	"probata/dossier"
	"probata/dossier/document"
)

// annexes are the exhibits of the document where they are to go along as pages
// or files. Where they are listed only, the form itself lists them.
//
// The text of a case can be redacted; a photograph or a scan of a judgment
// cannot: see keepsOut. In the public edition, which tells everybody what is on
// this list, it names only what goes along.
func (w *writer) annexes() []document.Annex {
	if w.filler.req.Annexes == document.Listed {
		return nil
	}
	var out []document.Annex
	for i, e := range w.filler.annexed() {
		if a := w.annex(w.filler.annexNumber(i, e), e); a.How != document.Listed || w.Edition != Public {
			out = append(out, a)
		}
	}
	return out
}

func (w *writer) annex(label string, e *dossier.Evidence) document.Annex {
	a := document.Annex{
		ID: string(e.ID), Label: label, Title: document.T(w.filler.origin(e).Title), SHA256: e.SHA256, MediaType: e.MediaType,
		FileName: neutralName(label, e.MediaType), Size: w.filler.size(e.Size), Received: w.filler.date(e.Intake), Alt: e.Describe,
		How: w.filler.req.Annexes, Flat: w.Edition != Confidential,
	}
	for i, src := range dossier.As[*dossier.Source](w.filler.d.LinkedFrom(original(e), dossier.TypeSource, "files")) {
		if i > 0 {
			a.Source = append(a.Source, document.Span{Text: "; "})
		}
		a.Source = append(a.Source, w.filler.source(src)...)
	}
	if len(e.Warning) > 0 {
		a.Note = document.T(w.filler.vocabulary("content-warning", e.Warning))
	}
	if said := w.filler.copied(e); said != "" {
		if len(a.Note) > 0 {
			said = ". " + said
		}
		a.Note = append(a.Note, document.Span{Text: said})
	}
	if w.filler.keepsOut(e, a.How == document.Attached) != "" {
		a.How = document.Listed
	}
	return a
}

// neutralName is the name of an exhibit's file where it goes along: its number
// and its kind. Names that people gave to files tell whose they were.
func neutralName(label, mediaType string) string {
	name := strings.Map(func(r rune) rune {
		if r == '/' || r == '\\' || r == ':' || r < ' ' {
			return '-'
		}
		return r
	}, label)
	return name + extension(mediaType)
}

// extension is the usual ending for a kind of file. The system's own table is
// asked last: it differs from one machine to the next.
func extension(mediaType string) string {
	mediaType, _, _ = mime.ParseMediaType(mediaType)
	if ext, ok := extensions[mediaType]; ok {
		return ext
	}
	return ".bin" // a kind that nobody knows is a word of somebody's, and may be a name
}

var extensions = map[string]string{
	"application/epub+zip": ".epub", "application/gzip": ".gz", "application/json": ".json", "application/mbox": ".mbox", "application/rtf": ".rtf",
	"application/vnd.ms-excel": ".xls", "application/vnd.ms-powerpoint": ".ppt", "application/vnd.oasis.opendocument.presentation": ".odp",
	"application/vnd.oasis.opendocument.spreadsheet":                            ".ods",
	"application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx",
	"application/vnd.rar": ".rar", "application/warc": ".warc", "application/x-7z-compressed": ".7z", "application/x-tar": ".tar", "application/xml": ".xml", "application/zip": ".zip",
	"audio/amr": ".amr", "audio/flac": ".flac", "audio/mp4": ".m4a", "audio/ogg": ".ogg", "audio/wav": ".wav",
	"image/avif": ".avif", "image/bmp": ".bmp", "image/gif": ".gif", "image/heic": ".heic", "image/heif": ".heif", "image/png": ".png", "image/webp": ".webp",
	"text/csv": ".csv", "text/markdown": ".md", "video/3gpp": ".3gp", "video/mpeg": ".mpg", "video/webm": ".webm", "video/x-msvideo": ".avi",
	"application/msword": ".doc", "application/octet-stream": ".bin", "application/pdf": ".pdf", "application/vnd.ms-outlook": ".msg",
	"application/vnd.oasis.opendocument.text":                                 ".odt",
	"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet":       ".xlsx",
	"application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
	"audio/mpeg": ".mp3", "image/jpeg": ".jpg", "image/svg+xml": ".svg", "image/tiff": ".tif", "message/rfc822": ".eml",
	"text/html": ".html", "text/plain": ".txt", "video/mp4": ".mp4", "video/quicktime": ".mov",
}

// annexWords are what is printed of annexes.
func (w *writer) annexWords() document.AnnexWords {
	t := func(key string) string { return w.t("bound." + key) }
	return document.AnnexWords{
		List: t("list"), Exhibit: w.t("annex.exhibit"), Title: w.t("annex.title"), Source: w.t("source.title"), Received: t("received"),
		Type: w.t("annex.type"), Size: w.t("annex.size"), Pages: w.t("annex.pages"), SHA256: w.t("annex.sha256"),
		Note: t("note"), Moving: t("moving"), Page: t("page"), Sheet: t("sheet"), Apart: t("apart"), Inside: t("inside"),
		Faults: map[document.AnnexFault]string{
			document.FaultMissing: t("missing"), document.FaultSealed: t("sealed"), document.FaultDamaged: t("damaged"),
			document.FaultSize: t("size"), document.FaultKind: t("kind"), document.FaultPlain: t("plain"),
			document.FaultPicture: t("picture"),
		},
	}
}
