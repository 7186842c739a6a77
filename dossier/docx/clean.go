package docx

import "probata/dossier/document"

// clean and oneLine are the cleaning of all back ends.
func clean(s string) string   { return document.Clean(s) }
func oneLine(s string) string { return document.OneLine(s) }
