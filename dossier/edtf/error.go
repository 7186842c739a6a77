package edtf

import (
	"fmt"
	"strings"
)

// Error says what is wrong with a date and where. Its Key is stable and names
// the sentence in another language ("error." + Key); Args fill it.
type Error struct {
	key    string
	args   []any
	text   string
	offset int // bytes into the text read; -1 where no single place is at fault
}

// Error is the English sentence with the place.
func (e *Error) Error() string {
	if e.offset < 0 {
		return "read date: " + e.text
	}
	return fmt.Sprintf("read date: %s (at character %d)", e.text, e.offset+1)
}

// Key is one of date.empty, date.unknown, date.year, date.noyear, date.month,
// date.day, date.dayofmonth, date.time, date.order, date.ends, date.level,
// date.long, date.two, date.years.
func (e *Error) Key() string { return e.key }

// Args are name and value pairs for the words of the Key, e.g. "value", "32".
func (e *Error) Args() []any { return e.args }

// Offset is where the fault begins in the text read, in bytes, or -1.
func (e *Error) Offset() int { return e.offset }

// sentences are the English words of each key. Plain, because they are shown
// where no catalogue of words is at hand (the command line, a test).
var sentences = map[string]string{
	"date.empty":      "there is no date",
	"date.long":       "the text is too long for a date",
	"date.unknown":    "\"{value}\" is not a date",
	"date.year":       "\"{value}\" is not a year of four digits",
	"date.noyear":     "the year is missing",
	"date.month":      "\"{value}\" is not a month (01 to 12) or season (21 to 24)",
	"date.day":        "\"{value}\" is not a day of a month",
	"date.dayofmonth": "{month} has no day {value}",
	"date.time":       "\"{value}\" is not a time of day",
	"date.order":      "the interval ends before it begins",
	"date.ends":       "an interval needs one \"/\" and a date on at least one side",
	"date.two":        "\"{value}\" may mean two things: write {years} for the years, or the month or season in words ({month})",
	"date.years":      "\"{value}\" may mean the years {years}: write them so",
	"date.level":      "\"{value}\" is a form of date that is not supported",
}

func fault(offset int, key string, args ...any) *Error {
	text := sentences[key]
	for i := 0; i+1 < len(args); i += 2 {
		text = strings.ReplaceAll(text, fmt.Sprintf("{%v}", args[i]), fmt.Sprint(args[i+1]))
	}
	return &Error{key: key, args: args, text: text, offset: offset}
}
