package exchange

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"probata/dossier"
)

// CSL-JSON is what Zotero and other reference managers write: an array of items
// with a type and an id. An item becomes a source; a statute that names its
// section becomes a provision too, on which an allegation may rest.

// The limits of a file of references.
const (
	maxReferences    = 16 << 20 // bytes
	maxReferenceList = 20_000   // items
)

// cslType is the kind of source for a type of CSL 1.0.2, where the two names differ.
var cslType = map[string]string{
	"article": "document", "article-journal": "report", "article-magazine": "article-newspaper", "bill": "legislation",
	"chapter": "book", "hearing": "legal_case", "manuscript": "document", "map": "graphic", "figure": "graphic",
	"paper-conference": "report", "post-weblog": "post", "regulation": "legislation", "review": "report", "song": "broadcast",
	"thesis": "report", "dataset": "document", "pamphlet": "document", "periodical": "article-newspaper", "software": "document",
	"standard": "document", "collection": "document", "classic": "book", "entry": "webpage", "entry-dictionary": "book",
	"entry-encyclopedia": "webpage", "event": "document", "musical_score": "document", "patent": "document", "performance": "speech",
	"review-book": "report",
}

// References are the records made of a file of references, without case or place.
type References struct {
	Sources []*dossier.Source
	Norms   []*dossier.Norm
	// Left are the properties that have no field here, by name, with how many items have them.
	Left map[string]int
	// Told are how many dates were kept in the words of the file, as they are no dates of the calendar or may mean two
	// things.
	Told int
}

// Records are all of them.
func (r References) Records() []dossier.Record {
	var out []dossier.Record
	for _, s := range r.Sources {
		out = append(out, s)
	}
	for _, n := range r.Norms {
		out = append(out, n)
	}
	return out
}

// Into makes them records of a case, behind those that it has and in the order of the
// file.
func (r References) Into(d *dossier.Dossier) []dossier.Record {
	var last int64
	for _, t := range []dossier.Type{dossier.TypeSource, dossier.TypeNorm} {
		for _, x := range d.List(t) {
			last = max(last, x.Header().Place)
		}
	}
	out := r.Records()
	for i, x := range out {
		x.Header().Case, x.Header().Place = d.Case().ID, last+10*int64(i+1)
	}
	return out
}

// ReadCSL reads CSL-JSON (schema 1.0.2). Ids are drawn from random, as those of
// the file mean something to its program only. A fault comes as a *ReadError
// that names the item, counted from 1, and its property; then nothing is returned.
func ReadCSL(r io.Reader, random io.Reader) (References, error) {
	text, err := io.ReadAll(io.LimitReader(r, maxReferences+1))
	if err != nil {
		return References{}, fmt.Errorf("read references: %w", err)
	}
	if len(text) > maxReferences {
		return References{}, cslFaults(cslFault(0, "", fmt.Sprintf("the file is larger than %d MiB; export fewer references into it", maxReferences>>20)))
	}
	var items []map[string]json.RawMessage
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	if err := json.Unmarshal(text, &items); err != nil {
		return References{}, cslFaults(cslFault(0, "", "is no CSL-JSON, an array of references; in Zotero choose Export, then CSL JSON"))
	}
	if len(items) > maxReferenceList {
		return References{}, cslFaults(cslFault(0, "", fmt.Sprintf("has more than %d references; export fewer", maxReferenceList)))
	}
	out := References{Left: map[string]int{}}
	var faults []*dossier.FormatError
	for i, item := range items {
		faults = append(faults, out.add(i+1, item, random)...)
		if len(faults) >= maxFaults {
			break
		}
	}
	if len(faults) > 0 {
		return References{}, cslFaults(faults...)
	}
	return out, nil
}

func cslFaults(faults ...*dossier.FormatError) error { return &ReadError{Faults: faults} }

func cslFault(item int, property, rule string) *dossier.FormatError {
	place := "references"
	if item > 0 {
		place = strings.TrimSuffix("item "+strconv.Itoa(item)+"."+property, ".")
	}
	return &dossier.FormatError{Place: place, Rule: rule}
}

// cslItem reads the properties of one item, and knows which it has read.
type cslItem struct {
	number int
	raw    map[string]json.RawMessage
	used   map[string]bool
	told   int // dates kept in words
	faults []*dossier.FormatError
}

func (r *References) add(number int, raw map[string]json.RawMessage, random io.Reader) []*dossier.FormatError {
	it := &cslItem{number: number, raw: raw, used: map[string]bool{"id": true, "type": true}}
	kind := it.text("type")
	s := &dossier.Source{
		Kind: sourceKind(kind), Title: it.first("title", "title-short", "original-title"), Authors: it.people(),
		Container: it.first("container-title", "collection-title"), Authority: it.first("authority", "publisher"),
		Number: it.text("number"), Issued: it.date("issued"), Accessed: it.date("accessed"), URL: it.text("URL"),
		Archive: it.text("archive"), Language: it.text("language"),
	}
	section := it.text("section")
	s.Remarks = strings.Join(slices.DeleteFunc([]string{it.text("note"), it.text("abstract")}, func(x string) bool { return x == "" }), "\n\n")
	if s.Title == "" {
		it.fault("title", "is missing: give the reference a title in the program it comes from")
	}
	for _, key := range slices.Sorted(maps.Keys(raw)) {
		if !it.used[key] {
			r.Left[key]++
		}
	}
	id, err := dossier.NewID(dossier.TypeSource, random)
	if err != nil {
		it.fault("", "no id could be drawn")
	}
	s.ID = id
	r.Told += it.told
	r.Sources = append(r.Sources, s)
	if section != "" && s.Kind == "legislation" {
		r.addNorm(it, s, section, random)
	}
	return it.faults
}

func (r *References) addNorm(it *cslItem, s *dossier.Source, section string, random io.Reader) {
	id, err := dossier.NewID(dossier.TypeNorm, random)
	if err != nil {
		it.fault("", "no id could be drawn")
		return
	}
	n := &dossier.Norm{Instrument: s.Title, Number: section, Title: s.Title, Source: s.ID, Confidence: "reported"}
	n.ID = id
	r.Norms = append(r.Norms, n)
}

func sourceKind(kind string) string {
	if k, ok := cslType[kind]; ok {
		return k
	}
	if keys, _ := dossier.Vocabulary("source-kind"); slices.Contains(keys, kind) {
		return kind
	}
	return "document"
}

func (it *cslItem) fault(property, rule string) {
	it.faults = append(it.faults, cslFault(it.number, property, rule))
}

// text reads a string or a number.
func (it *cslItem) text(key string) string {
	raw, ok := it.raw[key]
	if !ok {
		return ""
	}
	it.used[key] = true
	var s string
	var n json.Number
	switch {
	case json.Unmarshal(raw, &s) == nil:
	case json.Unmarshal(raw, &n) == nil:
		s = n.String()
	case string(raw) != "null":
		it.fault(key, "is neither text nor a number")
	}
	if s = unmarked(s); len(s) > dossier.MaxText {
		it.fault(key, fmt.Sprintf("is longer than %d bytes; attach it as a file instead", dossier.MaxText))
		return ""
	}
	return s
}

func (it *cslItem) first(keys ...string) string {
	var found string
	for _, key := range keys {
		if found == "" {
			found = it.text(key)
		}
	}
	return found
}

// people are the names of who made it, a literal name as it stands.
func (it *cslItem) people() []string {
	for _, key := range []string{"author", "interviewer", "editor", "director"} {
		raw, ok := it.raw[key]
		if !ok {
			continue
		}
		it.used[key] = true
		var names []cslName
		if err := json.Unmarshal(raw, &names); err != nil {
			it.fault(key, "is no list of names")
			return nil
		}
		var out []string
		for _, n := range names {
			if name := n.String(); name != "" {
				out = append(out, name)
			}
		}
		if len(out) > 0 {
			return out
		}
	}
	return nil
}

// publication tells a source that anybody may read from one that leads to a person.
func publication(s *dossier.Source) bool {
	return (s.Secret == "" || s.Secret == "public") && s.Person == "" && s.Kind != "interview" && s.Kind != "personal_communication"
}

// cslOut is one reference as it is written. The fields are those of CSL 1.0.2.
type cslOut struct {
	ID        dossier.ID `json:"id"`
	Type      string     `json:"type"`
	Title     string     `json:"title,omitempty"`
	Author    []cslName  `json:"author,omitempty"`
	Container string     `json:"container-title,omitempty"`
	Authority string     `json:"authority,omitempty"`
	Number    string     `json:"number,omitempty"`
	Section   string     `json:"section,omitempty"`
	Issued    *cslDate   `json:"issued,omitempty"`
	Accessed  *cslDate   `json:"accessed,omitempty"`
	URL       string     `json:"URL,omitempty"`
	Archive   string     `json:"archive,omitempty"`
	Language  string     `json:"language,omitempty"`
}

// WriteCSL writes the sources of a case that may be named to others, as CSL-JSON
// for a reference manager. Remarks, provenance and confidential sources stay
// behind: they are about people, not about publications.
func WriteCSL(w io.Writer, d *dossier.Dossier) error {
	out := []cslOut{}
	for _, s := range dossier.Of[*dossier.Source](d) {
		if !publication(s) {
			continue
		}
		item := cslOut{
			ID: s.ID, Type: cmp.Or(s.Kind, "document"), Title: s.Title, Container: s.Container, Authority: s.Authority, Number: s.Number,
			Issued: cslDateOf(s.Issued), Accessed: cslDateOf(s.Accessed), URL: s.URL, Archive: s.Archive, Language: s.Language,
		}
		for _, n := range dossier.Of[*dossier.Norm](d) {
			if n.Source == s.ID && item.Section == "" {
				item.Section = n.Number
			}
		}
		for _, a := range s.Authors {
			item.Author = append(item.Author, cslName{Literal: a})
		}
		out = append(out, item)
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(out); err != nil {
		return fmt.Errorf("write references: %w", err)
	}
	return nil
}
