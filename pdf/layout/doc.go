// Package layout sets a document value into pages: it shapes the text, breaks
// lines and pages and says what stands where. It knows no file format; the
// same display list feeds the PDF writer, the preview and the tests.
//
// Text goes through these steps, one file each: clean → shape (fonts by
// coverage, HarfBuzz, cached words) → paragraph (bidi levels, break
// opportunities) → breaking (total fit) → place (lines) → the blocks → pages
// (notes, widows, repeated heads).
//
// It never drops text: what does not fit is broken, what has no glyph is
// printed as its code. It does not hyphenate (only at soft hyphens), and a
// page is set from left to right even where its paragraphs run the other way.
package layout
