package giveout

import (
	"errors"
	"slices"
	"strings"

	"probata/dossier/aftercheck"
	"probata/dossier/lang"
	"probata/dossier/pack"
)

// StopText says in words why a file is not handed out, in which places that stands, and
// what to do; ok is false for another error. It names nobody.
func StopText(p *lang.Printer, err error) (text string, ok bool) {
	var leak *aftercheck.LeakError
	var glyphs *GlyphError
	switch {
	case errors.As(err, &glyphs):
		return glyphText(p, glyphs), true
	case errors.Is(err, aftercheck.ErrUnread):
		return p.T("aftercheck.unread"), true
	case !errors.As(err, &leak):
		return "", false
	}
	key := "leak-exhibit"
	for _, place := range leak.Places {
		if slices.Contains([]string{"", documentName, pack.Readme, pack.Custody, pack.Sums}, place.Inside) {
			key = "leak"
		}
	}
	return p.T("aftercheck."+key, "n", leak.N, "places", PlacesText(p, leak)), true
}

// LeakPassages are the passages for which a file is not handed out, for the author
// to find them: they name people. None for another error.
func LeakPassages(p *lang.Printer, err error) []string {
	var leak *aftercheck.LeakError
	if !errors.As(err, &leak) {
		return nil
	}
	var out []string
	for _, f := range leak.Finds {
		if text := NearText(p, f); f.Passage != "" && !slices.Contains(out, text) {
			out = append(out, text)
		}
	}
	return out
}

// PlacesText says in words in which parts of a file a leak was found; "" for
// another error.
func PlacesText(p *lang.Printer, err error) string {
	var leak *aftercheck.LeakError
	if !errors.As(err, &leak) {
		return ""
	}
	var out []string
	for _, place := range leak.Places {
		out = append(out, placeText(p, place))
	}
	return strings.Join(out, "; ")
}

// placeText is the part of a file, with the file within the file where it is one.
func placeText(p *lang.Printer, place aftercheck.Place) string {
	part := place.Part
	if key := "aftercheck.part." + part; p.Has(key) {
		part = p.T(key)
	}
	if place.Inside == "" {
		return part
	}
	return place.Inside + ", " + part
}

// NearText is a passage to look at, with where it stands. It may name people.
func NearText(p *lang.Printer, f aftercheck.Find) string {
	where := placeText(p, aftercheck.Place{Inside: f.Inside, Part: f.Part})
	if f.Page > 0 {
		where = p.T("aftercheck.page", "part", where, "page", f.Page)
	}
	return p.T("aftercheck.near-line", "where", where, "passage", f.Passage)
}
