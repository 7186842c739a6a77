package history

import (
	"bytes"
	"encoding/json"
	"strings"

	"probata/dossier"
	"probata/dossier/edtf"
	"probata/dossier/store"
	"probata/ui/speech"
	"probata/ui/widget"
)

// entryRow is one entry of the history as a line.
func entryRow(s *speech.Speech, d *dossier.Dossier, e store.Entry) widget.Row {
	at := e.At.Local()
	out := widget.Row{Lead: s.DateShort(edtf.OfTime(at)) + "\n" + at.Format("15:04:05"), Title: s.T("ui.change." + changeKey(e))}
	out.Subtitle = speech.Join(s.TypeWord(e.Record.Type()), entryLabel(s, d, e))
	out.Trail = e.Who
	var fields []string
	for _, f := range differing(e) {
		fields = append(fields, s.FieldLabel(e.Record.Type(), f))
	}
	if len(e.Before) > 0 && len(e.After) > 0 {
		out.Title += ": " + strings.Join(fields, ", ")
	}
	if e.Undoes != 0 {
		out.Marks = []widget.Mark{{Text: s.T("ui.history.undo"), Kind: widget.Neutral}}
		if e.Redo {
			out.Marks[0].Text = s.T("ui.history.redo")
		}
	}
	out.Dim = len(e.After) == 0
	return out
}

func changeKey(e store.Entry) string {
	switch {
	case len(e.Before) == 0:
		return "added"
	case len(e.After) == 0:
		return "removed"
	}
	return "edited"
}

// entryLabel names the record as it is, or as it was when it is gone.
func entryLabel(s *speech.Speech, d *dossier.Dossier, e store.Entry) string {
	if d != nil && d.Get(e.Record) != nil {
		return s.Label(d, e.Record)
	}
	for _, data := range [][]byte{e.After, e.Before} {
		if r, err := dossier.Decode(e.Record.Type(), data); len(data) > 0 && err == nil {
			return s.Label(dossier.New(r), e.Record)
		}
	}
	return ""
}

// differing are the keys of the fields that an entry changed, in the order of
// the table.
func differing(e store.Entry) []string {
	before, after := fieldsOf(e.Before), fieldsOf(e.After)
	var out []string
	table := dossier.TableOf(e.Record.Type())
	if table == nil {
		return nil
	}
	for _, f := range table.Fields {
		if !bytes.Equal(before[f.Key], after[f.Key]) {
			out = append(out, f.Key)
		}
	}
	return out
}

func fieldsOf(data []byte) map[string]json.RawMessage {
	m := map[string]json.RawMessage{}
	if len(data) > 0 {
		_ = json.Unmarshal(data, &m) // our own JSON; what cannot be read shows as empty
	}
	return m
}

// trashRow is what was deleted in one step as a line.
func trashRow(s *speech.Speech, was *dossier.Dossier, x removed) widget.Row {
	at := x[0].At.Local()
	id := x[0].Record.Header().ID
	out := widget.Row{Lead: s.DateShort(edtf.OfTime(at)) + "\n" + at.Format("15:04:05"), Title: s.Label(was, id), Subtitle: speech.Join(s.TypeWord(id.Type()), x[0].Who)}
	if n := len(x.records()) - 1; n > 0 {
		out.Trail = s.N("ui.history.parts", n)
	}
	return out
}
