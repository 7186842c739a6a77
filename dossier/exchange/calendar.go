package exchange

import (
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"probata/dossier/document"
)

// Day is one all-day entry of a calendar.
type Day struct {
	// ID stays the same when the calendar is written again, so that a calendar program replaces the entry.
	ID string
	// Date is the day; the clock of it counts for nothing.
	Date time.Time
	// Title and Text are what the calendar shows. A calendar is clear text, often on a telephone and in a cloud: the caller
	// says no more in them than may be read there.
	Title, Text string
	// Alarms are the days before at which the calendar reminds, at nine in the morning of the day.
	Alarms []int
}

// WriteCalendar writes days as iCalendar (RFC 5545), made at a moment: the same days give the same bytes. It is written
// here because libraries at hand bring a network client along, which this program does without.
func WriteCalendar(w io.Writer, days []Day, made time.Time) error {
	var b strings.Builder
	line := func(name, value string) { fold(&b, name+":"+value) }
	line("BEGIN", "VCALENDAR")
	line("VERSION", "2.0")
	line("PRODID", "-//Probata//Deadlines//EN")
	line("CALSCALE", "GREGORIAN")
	for _, d := range days {
		line("BEGIN", "VEVENT")
		line("UID", escape(d.ID))
		line("DTSTAMP", made.UTC().Format("20060102T150405Z"))
		line("DTSTART;VALUE=DATE", d.Date.Format("20060102"))
		line("DTEND;VALUE=DATE", d.Date.AddDate(0, 0, 1).Format("20060102"))
		line("SUMMARY", escape(d.Title))
		if d.Text != "" {
			line("DESCRIPTION", escape(d.Text))
		}
		line("CLASS", "PRIVATE")
		line("TRANSP", "TRANSPARENT")
		for _, before := range d.Alarms {
			line("BEGIN", "VALARM")
			line("ACTION", "DISPLAY")
			line("DESCRIPTION", escape(d.Title))
			line("TRIGGER", trigger(before))
			line("END", "VALARM")
		}
		line("END", "VEVENT")
	}
	line("END", "VCALENDAR")
	_, err := io.WriteString(w, b.String())
	return err
}

// trigger is nine in the morning so many days before the midnight that begins the day.
func trigger(days int) string {
	if days == 0 {
		return "PT9H"
	}
	return fmt.Sprintf("-P%dDT15H", days-1)
}

// escape is a text value (RFC 5545, 3.3.11); what would end the line is gone.
func escape(s string) string {
	return strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`).Replace(document.Clean(s))
}

// fold ends the line, cut into pieces of at most 75 octets between characters (RFC 5545, 3.1).
func fold(b *strings.Builder, s string) {
	const most = 75
	room := most
	for len(s) > room {
		cut := room
		for !utf8.RuneStart(s[cut]) {
			cut--
		}
		b.WriteString(s[:cut] + "\r\n ")
		s, room = s[cut:], most-1
	}
	b.WriteString(s + "\r\n")
}
