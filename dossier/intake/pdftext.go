package intake

import (
	"bytes"
	"errors"
	"strings"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

// maxRevisions is how many earlier versions of a PDF are read as they were.
const maxRevisions = 20

// readPDF reads what a PDF says of itself, its text page by page, draws the first
// page small, and reads what stands in it besides, earlier versions included.
func (i *Inspector) readPDF(l *look) {
	content, sealed := []byte(nil), false
	err := i.withPDF(l.ctx, l.src, func(p pdfium.Pdfium, doc references.FPDF_DOCUMENT) error {
		if meta, err := p.GetMetaData(&requests.GetMetaData{Document: doc}); err == nil {
			for _, t := range meta.Tags {
				l.note(t.Tag, t.Value)
			}
		}
		count, err := p.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: doc})
		if err != nil {
			return err
		}
		l.pages = int64(count.PageCount)
		if l.depth == 0 {
			if m, err := drawPage(p, doc, 0, thumbnailSize); err == nil {
				l.picture = thumbnail(m, 0)
			}
		}
		sealed, content = unsealed(l, p, doc)
		sayPages(l, p, doc, count.PageCount)
		return nil
	})
	switch {
	case l.ctx.Err() != nil:
		l.gap = gapPart
	case errors.Is(err, ErrPassword):
		l.gap = gapPassword
		return
	case l.src.size > maxPDF:
		l.gap = gapLarge
	case err != nil:
		l.gap = gapDamaged
	}
	i.sayRest(l, content, sealed)
}

// sayRest reads what no page shows.
func (i *Inspector) sayRest(l *look, content []byte, sealed bool) {
	if content == nil {
		b, err := l.src.most(maxPDF)
		if err != nil {
			return
		}
		content = b
	}
	defer clear(content)
	if sealed {
		l.met(partProperties)
		if b, err := l.src.most(maxPDF); err == nil && len(revisions(b)) > 0 {
			l.miss(unreadPassword) // an earlier version, sealed too
		}
	} else {
		i.sayRevisions(l, content)
	}
	sayObjects(l, content, l.text.String())
}

// unsealed is a copy of a PDF whose strings are sealed and which can be opened all
// the same, as it is without a password.
func unsealed(l *look, p pdfium.Pdfium, doc references.FPDF_DOCUMENT) (sealed bool, content []byte) {
	if tail, err := l.src.most(maxPDF); err != nil || !bytes.Contains(tail, []byte("/Encrypt")) {
		return false, nil
	}
	copied, err := p.FPDF_SaveAsCopy(&requests.FPDF_SaveAsCopy{Document: doc, Flags: requests.SaveFlagRemoveSecurity})
	if err != nil || copied.FileBytes == nil {
		l.miss(unreadPassword)
		return true, nil
	}
	return true, *copied.FileBytes
}

// sayPages adds the text of the pages, with what is drawn upon them.
func sayPages(l *look, p pdfium.Pdfium, doc references.FPDF_DOCUMENT, count int) {
	said, broken := false, false
	for n := range count {
		text, err := p.GetPageText(&requests.GetPageText{Page: page(doc, n)})
		if err != nil {
			broken = true // the other pages may be sound
			if l.ctx.Err() != nil {
				return
			}
			continue
		}
		said = said || strings.TrimSpace(text.Text) != ""
		if !l.say(text.Text + "\n") {
			return
		}
		sayDrawn(l, p, doc, n, text.Text)
	}
	switch {
	case broken:
		l.gap = gapPart
	case !said:
		l.gap = gapNone
	}
}

// sayDrawn adds what notes and filled fields show upon a page: as text of the page it
// is drawn into.
func sayDrawn(l *look, p pdfium.Pdfium, doc references.FPDF_DOCUMENT, n int, shown string) {
	notes, err := p.FPDFPage_GetAnnotCount(&requests.FPDFPage_GetAnnotCount{Page: page(doc, n)})
	if err != nil || notes.Count == 0 {
		return
	}
	for _, usage := range []requests.FPDFPage_FlattenUsage{requests.FPDFPage_FlattenUsageNormalDisplay, requests.FPDFPage_FlattenUsagePrint} {
		opened, err := p.FPDF_LoadPage(&requests.FPDF_LoadPage{Document: doc, Index: n})
		if err != nil {
			return
		}
		_, err = p.FPDFPage_Flatten(&requests.FPDFPage_Flatten{Page: requests.Page{ByReference: &opened.Page}, Usage: usage})
		_, cerr := p.FPDF_ClosePage(&requests.FPDF_ClosePage{Page: opened.Page})
		if err != nil || cerr != nil {
			l.miss(unreadDamaged)
			return
		}
	}
	again, err := p.FPDF_LoadPage(&requests.FPDF_LoadPage{Document: doc, Index: n})
	if err != nil {
		l.miss(unreadDamaged)
		return
	}
	text, err := p.GetPageText(&requests.GetPageText{Page: requests.Page{ByReference: &again.Page}})
	if err != nil {
		l.miss(unreadDamaged)
	} else {
		l.sayNew(partForms, text.Text, wordsOf(shown))
	}
	if _, err := p.FPDF_ClosePage(&requests.FPDF_ClosePage{Page: again.Page}); err != nil {
		l.miss(unreadDamaged)
	}
}

// sayNew adds the lines of a text that hold a word which is not known yet.
func (l *look) sayNew(part, text string, known map[string]bool) {
	for line := range strings.Lines(text) {
		for w := range wordsOf(line) {
			if !known[w] {
				l.beside(part, line)
				break
			}
		}
	}
}

// sayRevisions adds the text of earlier versions: whoever changes a PDF adds to its
// end, and leaves what was there.
func (i *Inspector) sayRevisions(l *look, b []byte) {
	ends := revisions(b)
	if len(ends) > maxRevisions {
		l.miss(unreadLarge)
		ends = ends[len(ends)-maxRevisions:]
	}
	for _, end := range ends {
		if l.ctx.Err() != nil {
			return
		}
		known := wordsOf(l.text.String())
		old := l.inside(b[:end])
		old.text = new(bounded)
		err := i.withPDF(l.ctx, old.src, func(p pdfium.Pdfium, doc references.FPDF_DOCUMENT) error {
			count, err := p.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: doc})
			if err == nil {
				sayPages(old, p, doc, count.PageCount)
			}
			return err
		})
		if err == nil {
			l.met(partRevisions)
			l.sayNew(partRevisions, old.text.String(), known)
		} // else a beginning that is no file: the first part of one that is made for the web
	}
}

// revisions are the ends of the earlier versions in a file.
func revisions(b []byte) (ends []int) {
	mark := []byte("%%EOF")
	for at := 0; ; {
		i := bytes.Index(b[at:], mark)
		if i < 0 {
			break
		}
		at += i + len(mark)
		ends = append(ends, at)
	}
	if len(ends) < 2 {
		return nil
	}
	return ends[:len(ends)-1]
}
