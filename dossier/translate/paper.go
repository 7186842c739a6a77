package translate

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"probata/dossier/document"
)

// Words are the program's words in a table for a translator.
type Words struct {
	Title                     string
	ID, Source, Target, State string // heads of the columns
	Note                      string // how to fill it in
}

// Paper is the table as a document, for a word processor: id, original, translation, state. The head of the first column
// carries the language, so that what comes back says which it is.
func Paper(language string, units []Unit, words Words) document.Document {
	t := document.Table{
		Head:   []document.Cell{document.H(heads[0] + " " + language), document.H(words.Source), document.H(words.Target), document.H(words.State)},
		Widths: []float64{1.6, 4, 4, 1.1}, Lines: true,
	}
	for _, u := range units {
		t.Rows = append(t.Rows, []document.Cell{
			lines(u.ID(), ""), lines(u.Source, u.From), lines(u.Target, language), lines(string(u.State), ""),
		})
	}
	return document.Document{
		Title: words.Title, Language: language,
		Blocks: []document.Block{document.Paragraph{Spans: document.T(words.Note)}, t},
	}
}

// lines is a text as the paragraphs of a cell, one a line.
func lines(s, language string) document.Cell {
	var c document.Cell
	for line := range strings.SplitSeq(s, "\n") {
		c.Paragraphs = append(c.Paragraphs, []document.Span{{Text: line, Lang: language}})
	}
	return c
}

// maxPart is the most of word/document.xml that is read, in bytes: it may unpack to much more than the file.
const maxPart = 64 << 20

// ReadDOCX reads a table that came back in a Word document: the rows of every table whose first column holds ids.
func ReadDOCX(r io.ReaderAt, size int64) (Return, error) {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return Return{}, fmt.Errorf("read translation: no Word document: %w", ErrNotOurs)
	}
	part, err := z.Open("word/document.xml")
	if err != nil {
		return Return{}, fmt.Errorf("read translation: no Word document: %w", ErrNotOurs)
	}
	defer part.Close() // read only: a failing close loses nothing
	rows, err := tableRows(io.LimitReader(part, maxPart))
	var out Return
	ours := false
	for _, row := range rows {
		if name, language, ok := strings.Cut(strings.TrimSpace(row[0]), " "); ok && name == heads[0] {
			ours, out.Language = true, strings.TrimSpace(language)
			continue
		}
		if len(row) < 3 || !ours {
			continue
		}
		if u, ok := unitOfRow(row); ok {
			u.Source, u.Target = row[1], row[2] // a word processor takes nothing for a formula
			out.Units = append(out.Units, u)
		}
	}
	if err == nil && !ours {
		err = ErrNotOurs
	}
	return out, err
}

// tableRows are the cells of all tables of a Word document as text, a line for a paragraph. Text that was deleted with
// changes tracked is left out, what was inserted counts.
func tableRows(r io.Reader) ([][]string, error) {
	var rows [][]string
	var row []string
	var cell strings.Builder
	depth, paragraphs, deleted, text := 0, 0, 0, false
	dec := xml.NewDecoder(r)
	for {
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil {
			return rows, fmt.Errorf("read translation near byte %d: the document is damaged", dec.InputOffset())
		}
		switch x := tok.(type) {
		case xml.StartElement:
			switch x.Name.Local {
			case "tbl":
				depth++
			case "tr":
				if depth == 1 {
					row = nil
				}
			case "tc":
				if depth == 1 {
					cell.Reset()
					paragraphs = 0
				}
			case "p":
				if paragraphs++; paragraphs > 1 {
					cell.WriteByte('\n')
				}
			case "del":
				deleted++
			case "t":
				text = deleted == 0
			case "br", "cr":
				cell.WriteByte('\n')
			case "tab":
				cell.WriteByte('\t')
			case "noBreakHyphen":
				cell.WriteRune('\u2011')
			}
		case xml.EndElement:
			switch x.Name.Local {
			case "tbl":
				depth--
			case "tr":
				if depth == 1 && len(row) > 0 {
					rows = append(rows, row)
				}
				if len(rows) > maxUnits {
					return rows, fmt.Errorf("read translation: more than %d rows", maxUnits)
				}
			case "tc":
				if depth == 1 {
					row = append(row, strings.Trim(cell.String(), "\n"))
				}
			case "del":
				deleted--
			case "t":
				text = false
			}
		case xml.CharData:
			if text && depth > 0 {
				cell.Write(x)
			}
		}
	}
}
