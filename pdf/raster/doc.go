// Package raster draws a page of a layout as a picture: the live preview. It
// draws the display list that the PDF writer gets too, so that what is seen
// is what is written; it reads no PDF and lays nothing out.
//
// Letters are filled outlines without hinting, placed to a quarter of a pixel.
// Their masks are kept for the next page, in a bounded cache.
package raster
