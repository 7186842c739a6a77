package translate

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// The name space of XLIFF 2.0 (OASIS, XLIFF Version 2.0, 5 August 2014), which versions 2.1 and 2.2 of the core share.
const xliffSpace = "urn:oasis:names:tc:xliff:document:2.0"

// limit of a file that is read, in bytes, and of its units.
const (
	maxFile  = 32 << 20
	maxUnits = 200_000
)

type xliffUnit struct {
	ID       string         `xml:"id,attr"`
	Name     string         `xml:"name,attr,omitempty"`
	Notes    *xliffNotes    `xml:"notes"`
	Segments []xliffSegment `xml:"segment"`
}

type xliffNotes struct {
	Note []string `xml:"note"`
}

type xliffSegment struct {
	State  string     `xml:"state,attr,omitempty"`
	Source xliffText  `xml:"source"`
	Target *xliffText `xml:"target"`
}

type xliffText struct {
	Space string `xml:"http://www.w3.org/XML/1998/namespace space,attr,omitempty"`
	Text  string `xml:",chardata"`
	Inner string `xml:",innerxml"`
}

// WriteXLIFF writes units for a language as XLIFF 2.0. XLIFF has one source language for a file: from names it; a unit in
// another says so in a note.
func WriteXLIFF(w io.Writer, from, language string, units []Unit) error {
	if _, err := fmt.Fprintf(w, "%s<xliff xmlns=%q version=\"2.0\" srcLang=%q trgLang=%q>\n <file id=\"case\">\n", xml.Header, xliffSpace, tag(from), tag(language)); err != nil {
		return fmt.Errorf("write xliff: %w", err)
	}
	for i, u := range units {
		var b strings.Builder
		// An id is an NMTOKEN and may hold neither blank nor slash; ours are letters, digits, hyphens and a full stop.
		fmt.Fprintf(&b, "  <unit id=\"u%d\" name=%q>\n", i+1, u.ID())
		note := u.Note
		if u.From != "" && u.From != from {
			note = strings.TrimSpace(u.From + " " + note)
		}
		if note != "" {
			b.WriteString("   <notes><note>" + escaped(note) + "</note></notes>\n")
		}
		fmt.Fprintf(&b, "   <segment state=%q>\n    <source xml:space=\"preserve\">%s</source>\n", u.State, escaped(u.Source))
		if u.Target != "" {
			fmt.Fprintf(&b, "    <target xml:space=\"preserve\">%s</target>\n", escaped(u.Target))
		}
		b.WriteString("   </segment>\n  </unit>\n")
		if _, err := io.WriteString(w, b.String()); err != nil {
			return fmt.Errorf("write xliff: %w", err)
		}
	}
	if _, err := io.WriteString(w, " </file>\n</xliff>\n"); err != nil {
		return fmt.Errorf("write xliff: %w", err)
	}
	return nil
}

func tag(language string) string {
	if language == "" {
		return "und"
	}
	return language
}

// escaped is a text as XML holds it. Characters that XML cannot hold are left out; a line end is kept as it is.
func escaped(s string) string {
	s = strings.Map(func(c rune) rune {
		if c == '\n' || c == '\t' || c >= 0x20 && c != utf8.RuneError && c != 0xFFFE && c != 0xFFFF {
			return c
		}
		return -1
	}, s)
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(s)
}

// ErrNotOurs is a file that holds no units as this program writes them.
var ErrNotOurs = errors.New("read translation: the file is not one that was given out for translation")

// ReadXLIFF reads what a translator sent back. A file that breaks off or is no XML in its middle gives the units before the
// fault, together with the error, so that they are not lost.
func ReadXLIFF(r io.Reader) (Return, error) {
	var out Return
	dec := xml.NewDecoder(io.LimitReader(r, maxFile))
	dec.Strict = true
	opened := false
	for {
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return out, fmt.Errorf("read translation near byte %d: not well-formed XML", dec.InputOffset())
		}
		start, ok := tok.(xml.StartElement)
		if !ok {
			continue
		}
		switch {
		case start.Name.Local == "xliff":
			if start.Name.Space != xliffSpace {
				return out, fmt.Errorf("%w: it is no XLIFF 2", ErrNotOurs)
			}
			opened = true
			for _, a := range start.Attr {
				if a.Name.Local == "trgLang" {
					out.Language = a.Value
				}
			}
		case !opened:
			return out, ErrNotOurs
		case start.Name.Local == "unit":
			var u xliffUnit
			if err := dec.DecodeElement(&u, &start); err != nil {
				return out, fmt.Errorf("read translation near byte %d: not well-formed XML", dec.InputOffset())
			}
			out.Units = append(out.Units, u.unit())
			if len(out.Units) > maxUnits {
				return out, fmt.Errorf("read translation: more than %d units", maxUnits)
			}
		}
	}
	if !opened {
		return out, ErrNotOurs
	}
	return out, nil
}

// unit joins the segments into which a translation program may have cut a unit. It is as far as the least of them.
func (x xliffUnit) unit() Unit {
	place, _ := placeOf(x.Name)
	u := Unit{Place: place, State: Final}
	rank := map[State]int{Initial: 0, Translated: 1, Reviewed: 2, Final: 3}
	for _, s := range x.Segments {
		u.Source += s.Source.words()
		state := State(s.State)
		if _, known := rank[state]; !known {
			state = Initial
		}
		if s.Target != nil {
			u.Target += s.Target.words()
			if state == Initial { // many programs never write a state
				state = Translated
			}
		} else {
			state = Initial
			u.Target += ""
		}
		if rank[state] < rank[u.State] {
			u.State = state
		}
	}
	if u.State == Initial { // a part is missing: half a text is no version
		u.Target = ""
	}
	return u
}

// words are the text of an element, that inside of marks (pc, mrk) too.
func (t xliffText) words() string {
	if !strings.Contains(t.Inner, "<") {
		return t.Text
	}
	var b strings.Builder
	dec := xml.NewDecoder(strings.NewReader(t.Inner))
	for {
		tok, err := dec.Token()
		if err != nil {
			return b.String()
		}
		if c, ok := tok.(xml.CharData); ok {
			b.Write(c)
		}
	}
}
