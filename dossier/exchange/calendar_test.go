package exchange

import (
	"bytes"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func TestWriteCalendar(t *testing.T) {
	day := time.Date(2024, 12, 30, 17, 0, 0, 0, time.FixedZone("", 5*3600))
	made := time.Date(2024, 11, 20, 8, 30, 0, 0, time.UTC)
	var b bytes.Buffer
	err := WriteCalendar(&b, []Day{{ID: "limit-cerd", Date: day, Title: "Deadline; CERD, art. 14", Text: "first\r\nsecond \\", Alarms: []int{14, 1, 0}}}, made)
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Join([]string{
		"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Probata//Deadlines//EN", "CALSCALE:GREGORIAN",
		"BEGIN:VEVENT", "UID:limit-cerd", "DTSTAMP:20241120T083000Z", "DTSTART;VALUE=DATE:20241230", "DTEND;VALUE=DATE:20241231",
		`SUMMARY:Deadline\; CERD\, art. 14`, `DESCRIPTION:first\nsecond \\`, "CLASS:PRIVATE", "TRANSP:TRANSPARENT",
		"BEGIN:VALARM", "ACTION:DISPLAY", `DESCRIPTION:Deadline\; CERD\, art. 14`, "TRIGGER:-P13DT15H", "END:VALARM",
		"BEGIN:VALARM", "ACTION:DISPLAY", `DESCRIPTION:Deadline\; CERD\, art. 14`, "TRIGGER:-P0DT15H", "END:VALARM",
		"BEGIN:VALARM", "ACTION:DISPLAY", `DESCRIPTION:Deadline\; CERD\, art. 14`, "TRIGGER:PT9H", "END:VALARM",
		"END:VEVENT", "END:VCALENDAR", "",
	}, "\r\n")
	if got := b.String(); got != want {
		t.Errorf("calendar\n%s\nwant\n%s", got, want)
	}
}

// FuzzWriteCalendar: whatever a title says, it stays one property, in lines that calendar programs take.
func FuzzWriteCalendar(f *testing.F) {
	f.Add("Срок подачи в Комитет по ликвидации расовой дискриминации, последний день", "a\nBEGIN:VEVENT")
	f.Add("\x00\xff\r", strings.Repeat("ә", 200))
	f.Fuzz(func(t *testing.T, title, text string) {
		var b bytes.Buffer
		if err := WriteCalendar(&b, []Day{{ID: "x", Title: title, Text: text}}, time.Time{}); err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(strings.ReplaceAll(b.String(), "\r\n ", ""), "\r\nBEGIN:"); n != 1 {
			t.Errorf("%d components begin, want 1", n)
		}
		for _, line := range strings.Split(b.String(), "\r\n") {
			if len(line) > 75 || !utf8.ValidString(line) || strings.ContainsAny(line, "\r\n") {
				t.Errorf("bad line %q", line)
			}
		}
	})
}
