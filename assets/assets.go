// Package assets is what ships inside the program, as data: law, forms, words, fonts, icons, the guide and the example.
//
// It is an embedded file tree and nothing else. Only main imports it and hands the tree on, so that every other package
// can be tested on any tree, and data can be replaced without touching code.
package assets

import "embed"

// FS is the tree. A new folder is named here once it holds a file; new files in a named folder need nothing.
//
//go:embed citation example fonts forms guide icons lang law licences names reading release
var FS embed.FS
