package exchange

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"probata/dossier"
	"probata/dossier/edtf"
)

// cslDate is a date as CSL 1.0.2 writes it, and as reference managers read it: in
// parts. What CSL has no parts for stands in words.
type cslDate struct {
	Parts   [][]int `json:"date-parts,omitempty"`
	Season  int     `json:"season,omitempty"` // 1 is spring
	Circa   bool    `json:"circa,omitempty"`
	Literal string  `json:"literal,omitempty"`
}

// cslDateOf writes a date, nil where there is none. Only days, months, years and
// seasons have parts, and a range of two of them; decades, open ends and doubt are words.
func cslDateOf(d dossier.Date) *cslDate {
	v := d.Value()
	if v.IsZero() {
		if d.Words == "" && d.EDTF == "" {
			return nil
		}
		return &cslDate{Literal: strings.TrimSpace(d.Words + " " + d.EDTF)}
	}
	out := &cslDate{Circa: v.Doubt().Approximate()}
	from, start := v.Start()
	to, end := v.End()
	ends := []edtf.Date{from}
	if v.IsInterval() {
		ends = append(ends, to)
	}
	for _, e := range ends {
		parts, ok := cslPartsOf(e)
		if !ok || start != edtf.Given || end != edtf.Given || v.Doubt().Uncertain() || e.Season() > 0 && v.IsInterval() {
			return &cslDate{Literal: v.String()}
		}
		out.Parts = append(out.Parts, parts)
	}
	out.Season = from.Season()
	return out
}

func cslPartsOf(d edtf.Date) ([]int, bool) {
	year := d.Year()
	switch d.Precision() {
	case edtf.ToDay:
		return []int{year, d.Month(), d.Day()}, year != 0
	case edtf.ToMonth:
		return []int{year, d.Month()}, year != 0
	case edtf.ToYear, edtf.ToSeason:
		return []int{year}, year != 0
	}
	return nil, false
}

// cslDateIn is a date as files hold it: everything that the schema leaves free.
type cslDateIn struct {
	Parts   [][]json.RawMessage `json:"date-parts"`
	Season  json.RawMessage     `json:"season"`
	Circa   any                 `json:"circa"`
	EDTF    string              `json:"edtf"`
	Raw     string              `json:"raw"`
	Literal string              `json:"literal"`
}

var errDate = errors.New("no date")

// date reads a date. What the calendar does not have, or what may mean two things,
// becomes the words of the date: nothing of it must get lost on the way, and nothing be
// guessed. A fault is what is no date at all.
func (it *cslItem) date(key string) dossier.Date {
	raw, ok := it.raw[key]
	if !ok || string(raw) == "null" {
		return dossier.Date{}
	}
	it.used[key] = true
	var text string
	if json.Unmarshal(raw, &text) == nil {
		return it.inWords(text)
	}
	var v cslDateIn
	var bare []json.RawMessage // parts without their name
	switch err := json.Unmarshal(raw, &v); {
	case err == nil:
	case json.Unmarshal(raw, &v.Parts) == nil:
	case json.Unmarshal(raw, &bare) == nil:
		v.Parts = [][]json.RawMessage{bare}
	default:
		it.fault(key, "is no date: it must be text, or have date-parts, literal or raw")
		return dossier.Date{}
	}
	if len(v.Parts) > 0 {
		s, err := v.edtf()
		if err == nil {
			if _, err = edtf.Parse(s); err == nil {
				d := dossier.Date{EDTF: s}
				if v.Literal != "" {
					d.Words = unmarked(v.Literal)
				}
				return d
			}
		}
		if v.Literal == "" && v.Raw == "" && v.EDTF == "" {
			it.fault(key, "is no date with a year, as 2024, 2024-05 or 2024-05-31")
			return dossier.Date{}
		}
	}
	if _, err := edtf.Parse(v.EDTF); err == nil && v.EDTF != "" {
		return dossier.Date{EDTF: v.EDTF}
	}
	for _, s := range []string{v.Raw, v.EDTF, v.Literal} {
		if s = unmarked(s); s != "" {
			return it.inWords(s)
		}
	}
	return dossier.Date{}
}

// inWords reads a date in words. EDTF is meant where only EDTF can be.
func (it *cslItem) inWords(s string) dossier.Date {
	if s = unmarked(s); s == "" {
		return dossier.Date{}
	}
	if d, err := edtf.ParseHuman(s, "en"); err == nil {
		return dossier.Date{EDTF: d.String()}
	}
	it.told++
	return dossier.Date{Words: s}
}

// edtf is the parts of a date as EDTF.
func (v *cslDateIn) edtf() (string, error) {
	var ends []string
	for i, part := range v.Parts {
		one, err := cslParts(part)
		switch {
		case err != nil:
			return "", err
		case one == "" && (i == 0 || len(v.Parts) > 2):
			return "", errDate
		case one == "": // a second date of nothing, or of the year 0, is an open end
			one = ".."
		case v.circa():
			one += "~"
		}
		ends = append(ends, one)
	}
	if n := v.season(); n > 0 && len(ends) == 1 && len(strings.TrimSuffix(ends[0], "~")) == 4 {
		ends[0] = strings.Replace(ends[0], strings.TrimSuffix(ends[0], "~"), fmt.Sprintf("%s-%02d", strings.TrimSuffix(ends[0], "~"), 20+n), 1)
	}
	return strings.Join(ends, "/"), nil
}

func (v *cslDateIn) circa() bool {
	return v.Circa != nil && v.Circa != false && v.Circa != "" && v.Circa != 0.0 && v.Circa != "0" && v.Circa != "false"
}

// season is 1 (spring) to 4, 0 for none: CSL has numbers, of which some programs write
// those of EDTF, and Zotero writes words.
func (v *cslDateIn) season() int {
	var n json.Number
	if json.Unmarshal(v.Season, &n) == nil {
		if i, err := strconv.Atoi(n.String()); err == nil && (i >= 1 && i <= 4 || i >= 21 && i <= 24) {
			return i % 20
		}
	}
	var s string
	if json.Unmarshal(v.Season, &s) != nil || s == "" {
		return 0
	}
	if d, err := edtf.ParseHuman(s+" 2000", "en"); err == nil {
		return d.Season()
	}
	if i, err := strconv.Atoi(strings.TrimPrefix(s, "season-")); err == nil && i >= 1 && i <= 4 {
		return i
	}
	return 0
}

// cslParts is year, month and day, as numbers or as text; "" for none, as what has only
// a zero or nothing.
func cslParts(part []json.RawMessage) (string, error) {
	if len(part) > 3 {
		return "", errDate
	}
	var out []string
	for i, raw := range part {
		text := strings.TrimSpace(strings.Trim(string(raw), `"`))
		n, err := strconv.Atoi(text)
		switch {
		case text == "" || text == "null" || err == nil && n == 0:
			continue // what follows would leave a gap
		case err != nil || i > 0 && n < 0 || len(out) < i:
			return "", errDate
		case i == 0 && n < 0:
			out = append(out, fmt.Sprintf("-%04d", -n))
		case i == 1 && n >= 13 && n <= 16: // seasons, as citeproc writes them
			out = append(out, strconv.Itoa(n+8))
		default:
			out = append(out, fmt.Sprintf([]string{"%04d", "%02d", "%02d"}[i], n))
		}
	}
	return strings.Join(out, "-"), nil
}
