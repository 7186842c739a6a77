package exchange

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"probata/dossier"
)

const secret = "Akhmetova" // stands for any value: no message may hold it

// caseWith is a small case file with the given lists of records added.
func caseWith(lists string) string {
	return `{"format":"probata-case","version":1,"records":{"case":[{"id":"case-1","title":"` + secret + `"}]` + lists + `}}`
}

func TestReadJSONRefuses(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"nothing", ``, "file: the file ends here"},
		{"not JSON", `probata ` + secret, "file: is not well-formed JSON near byte"},
		{"a list", `[]`, "file: must be a JSON object"},
		{"other format", `{"format":"` + secret + `","version":1,"records":{}}`, `format: must be "probata-case"`},
		{"no format", `{"version":1,"records":{"case":[{"id":"case-1"}]}}`, `file: the key "format" is missing`},
		{"no records", `{"format":"probata-case","version":1}`, `file: the key "records" is missing`},
		{"version in words", `{"format":"probata-case","version":"` + secret + `","records":{}}`, "version: must be the number 1"},
		{"key of the file", `{"format":"probata-case","` + secret + `":1}`, "file: has an unknown key"},
		{"format twice", `{"format":"probata-case","format":"probata-case"}`, `file: the key "format" stands twice`},
		{"after the end", caseWith(``) + `{}`, "file: has something after its end"},
		{"cut off", strings.TrimSuffix(caseWith(``), "]}}"), "case: the file ends here"},
		{"cut off in a record", caseWith(`,"note":[{"id":"note-1","text":"` + secret), "note[0]: the file ends here"},
		{"unknown type", caseWith(`,"` + secret + `":[]`), "records: has an unknown key"},
		{"type twice", caseWith(`,"case":[]`), `records: the key "case" stands twice`},
		{"type no list", caseWith(`,"event":{"id":"event-1"}`), "event: must be a list of records"},
		{"record no object", caseWith(`,"event":["` + secret + `"]`), "event[0]: must be an object"},
		{"no id", caseWith(`,"event":[{"title":"` + secret + `"}]`), `event[0]: the key "id" is missing`},
		{"id of another type", caseWith(`,"event":[{"id":"act-1"}]`), "event[0].id"},
		{"unknown key", caseWith(`,"event":[{"id":"event-1","case":"case-1","colour":"` + secret + `"}]`), "event[0] (event-1): unknown key"},
		{"wrong kind", caseWith(`,"event":[{"id":"event-1","case":"case-1","title":["` + secret + `"]}]`), "event[0].title (event-1): must be a text in quotes"},
		{"number for a list", caseWith(`,"event":[{"id":"event-1","case":"case-1","after":3}]`), "event[0].after (event-1): must be a list of ids"},
		{"id twice", caseWith(`,"note":[{"id":"note-1","case":"case-1"},{"id":"note-1","case":"case-1"}]`), "note[1].id: is the id of note[0] too"},
		{"dangling link", caseWith(`,"event":[{"id":"event-1","case":"case-1","after":["event-2"]}]`), "event[0].after (event-1): links to a record that is not in the file"},
		{"link to a wrong type", caseWith(`,"event":[{"id":"event-1","case":"case-1","parties":["event-1"]}]`), "event[0].parties (event-1): must link to party, not to event"},
		{"no owner", caseWith(`,"act":[{"id":"act-1","case":"case-1"}]`), "act[0].event (act-1): is missing: every act belongs to one event"},
		{"citation of an unknown field", caseWith(`,"source":[{"id":"source-1","case":"case-1"}],"citation":[{"id":"citation-1","case":"case-1","fact":"case-1","field":"colour","source":"source-1"}]`), "citation[0].field (citation-1): must be the key of a field of the case"},
		{"unknown word of a list", caseWith(`,"event":[{"id":"event-1","case":"case-1","kind":"` + secret + `"}]`), `event[0].kind (event-1): is not in the vocabulary "event-kind"; use one of: expression`},
		{"one unknown word of several", caseWith(`,"act":[{"id":"act-1","case":"case-1","methods":["beating","` + secret + `"]}]`), `act[0].methods (act-1): is not in the vocabulary "method"`},
		{"32 May", caseWith(`,"event":[{"id":"event-1","case":"case-1","when":{"edtf":"32 May"}}]`), `event[0].when (event-1): "edtf" is not a date`},
		{"the day 32", caseWith(`,"event":[{"id":"event-1","case":"case-1","when":{"edtf":"2020-05-32"}}]`), `event[0].when (event-1): "edtf" is not a date`},
		{"date as text", caseWith(`,"event":[{"id":"event-1","case":"case-1","when":"` + secret + `"}]`), "event[0].when (event-1): must be an object"},
		{"no case", `{"format":"probata-case","version":1,"records":{}}`, "records.case: a file holds exactly one case"},
		{"two cases", strings.Replace(caseWith(``), `"case":[`, `"case":[{"id":"case-2"},`, 1), "records.case: a file holds exactly one case"},
		{"another case", caseWith(`,"note":[{"id":"note-1","case":"case-2"}]`), "note[0].case (note-1): must be the id of the case of this file"},
		{"no case on a record", caseWith(`,"note":[{"id":"note-1"}]`), "note[0].case (note-1): must be the id of the case of this file"},
		{"case on a party", caseWith(`,"party":[{"id":"party-1","case":"case-1"}]`), "party[0].case (party-1): must be left out"},
		{"not UTF-8", caseWith(`,"note":[{"id":"note-1","case":"case-1","text":"` + "\xff" + `"}]`), "note[0]: is not valid UTF-8"},
		{"text above the limit", caseWith(`,"note":[{"id":"note-1","case":"case-1","text":"` + strings.Repeat("a", dossier.MaxText+1) + `"}]`), "note[0].text (note-1): is 1048577 bytes long"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d, err := ReadJSON(strings.NewReader(tt.in))
			if err == nil || d != nil {
				t.Fatalf("read it without error")
			}
			if !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error is\n%v\nwant in it: %s", err, tt.want)
			}
			if strings.Contains(err.Error(), secret) {
				t.Errorf("error tells the value: %v", err)
			}
		})
	}
}

func TestReadJSONNewerVersion(t *testing.T) {
	for _, in := range []string{
		`{"format":"probata-case","version":2,"records":{"case":[{"id":"case-1"}]}}`,
		`{"format":"probata-case","records":{"case":[{"id":"case-1","new":1}],"newtype":[]},"version":2}`,
	} {
		if _, err := ReadJSON(strings.NewReader(in)); !errors.Is(err, ErrNewer) {
			t.Errorf("error is %v, want ErrNewer", err)
		}
	}
}

// A text of 50 MB is refused at its place while it comes in, not after it is
// all in memory.
func TestReadJSONEndsAtLongText(t *testing.T) {
	head := strings.TrimSuffix(caseWith(`,"note":[{"id":"note-0","case":"case-1"},{"id":"note-1","case":"case-1","text":"`), "}}")
	in := &counter{r: io.MultiReader(strings.NewReader(head), io.LimitReader(letters{}, 50<<20), strings.NewReader(`"}]}}`))}
	_, err := ReadJSON(in)
	want := "note[1].text: a text is longer than 1048576 bytes; attach it as a file instead"
	if err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("error is %v, want in it: %s", err, want)
	}
	if in.n > 16<<20 {
		t.Errorf("read %d MiB of it before refusing", in.n>>20)
	}
}

func TestReadJSONEndsAtLongRecord(t *testing.T) {
	in := io.MultiReader(strings.NewReader(`{"format":`), io.LimitReader(blanks{}, 64<<20))
	_, err := ReadJSON(in)
	if err == nil || !strings.Contains(err.Error(), "format: is longer than 32 MiB") {
		t.Errorf("error is %v", err)
	}
}

type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

type letters struct{}

func (letters) Read(p []byte) (int, error) { return fill(p, 'a') }

type blanks struct{}

func (blanks) Read(p []byte) (int, error) { return fill(p, ' ') }

func fill(p []byte, c byte) (int, error) {
	for i := range p {
		p[i] = c
	}
	return len(p), nil
}

func TestReadJSONCollectsFaults(t *testing.T) {
	var lists strings.Builder
	for i := range 30 {
		fmt.Fprintf(&lists, `,{"id":"note-%d","case":"case-1","colour":1}`, i)
	}
	_, err := ReadJSON(strings.NewReader(caseWith(`,"note":[` + lists.String()[1:] + `]`)))
	var all *ReadError
	if !errors.As(err, &all) || len(all.Faults) != 20 || !all.More {
		t.Fatalf("error is %v, want 20 faults and more", err)
	}
	if lines := strings.Count(err.Error(), "\n"); lines != 21 {
		t.Errorf("%d lines, want one per fault and one more", lines)
	}
	var one *dossier.FormatError
	if !errors.As(err, &one) || one.Place != "note[0] (note-0)" {
		t.Errorf("first fault is %v", one)
	}
}

// A record that is refused is named once: links to it are not at fault.
func TestReadJSONNamesBrokenRecordOnce(t *testing.T) {
	_, err := ReadJSON(strings.NewReader(caseWith(`,"event":[{"id":"event-1","case":"case-1","colour":1},{"id":"event-2","case":"case-1","after":["event-1"]}]`)))
	var all *ReadError
	if !errors.As(err, &all) || len(all.Faults) != 1 || all.More {
		t.Errorf("error is %v, want one fault", err)
	}
}

func TestReadJSONPassesReadFailureOn(t *testing.T) {
	broken := errors.New("disk gone")
	_, err := ReadJSON(io.MultiReader(strings.NewReader(`{"format":`), failing{broken}))
	if !errors.Is(err, broken) {
		t.Errorf("error is %v, want the failure of the reader in it", err)
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

func TestReadJSONTakesByteOrderMark(t *testing.T) {
	d, err := ReadJSON(strings.NewReader("\ufeff" + caseWith(``)))
	if err != nil || d.Case().Title != secret {
		t.Errorf("read %v, %v", d, err)
	}
}

func FuzzReadJSON(f *testing.F) {
	f.Add([]byte(caseWith(``)))
	f.Add([]byte(caseWith(`,"event":[{"id":"event-1","case":"case-1","place":2,"when":{"edtf":"2020-21","words":"spring","within":true}}]`)))
	f.Add([]byte(caseWith(`,"note":[{"id":"note-1","case":"case-1","text":"\ud800\u2028<&","about":["case-1"]}]`)))
	f.Add([]byte(`{"version":1,"records":{"case":[{"id":"case-1"}],"party":[{"id":"party-1","nationalities":["KZ",null]}]},"format":"probata-case"}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := ReadJSON(bytes.NewReader(data))
		if err != nil {
			return
		}
		sameAgain(t, d)
	})
}

// sameAgain writes d, reads it back, and wants the same records and bytes.
func sameAgain(t *testing.T, d *dossier.Dossier) {
	t.Helper()
	first := write(t, d)
	again, err := ReadJSON(bytes.NewReader(first))
	if err != nil {
		t.Fatalf("refuses what it wrote: %v", err)
	}
	if !bytes.Equal(first, write(t, again)) {
		t.Error("writes other bytes the second time")
	}
	a, b := d.All(), again.All()
	if len(a) != len(b) {
		t.Fatalf("%d records became %d", len(a), len(b))
	}
	for i := range a {
		if !dossier.Equal(a[i], b[i]) {
			t.Errorf("%s came back changed", a[i].Header().ID)
		}
	}
}

func write(t *testing.T, d *dossier.Dossier) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := WriteJSON(&b, d); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
