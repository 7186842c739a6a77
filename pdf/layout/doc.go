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
// printed as its code. A paragraph is hyphenated only when it cannot be set
// evenly without, and where its language has patterns. The pages of a document
// in a language that runs from right to left are mirrored as a whole.
package layout
