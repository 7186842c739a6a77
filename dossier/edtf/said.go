package edtf

import (
	"errors"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// ReadSaid reads a date as somebody says it on a day: all that [ReadHuman] reads, and
// what has a meaning only beside that day. "Today", "yesterday" and "the day before
// yesterday"; a day or a month without a year, which is the last that is not after
// today; and a year of two digits behind a day and a month, which lies in this century
// up to next year and in the last one otherwise. A time of day may follow.
//
// A day that is no whole date (not known to the day) makes it ReadHuman.
func ReadSaid(s, language string, today Date) (Date, Reading, error) {
	d, reading, err := ReadHuman(s, language)
	if err == nil || today.IsInterval() || today.Precision() < ToDay {
		return d, reading, err
	}
	day := today.from
	text := tidy(s)
	if said, ok := dayWords(text, day); ok {
		return ReadHuman(said, language)
	}
	if full := shortYear.ReplaceAllStringFunc(text, func(m string) string { return m[:len(m)-2] + century(m[len(m)-2:], int(day.year)) }); full != text {
		return ReadHuman(full, language)
	}
	var fault *Error
	if !errors.As(err, &fault) || fault.Key() != "date.noyear" {
		return d, reading, err
	}
	for _, year := range []int{int(day.year), int(day.year) - 1} {
		r := reader{tongues: inOrder(language), year: year}
		said, how, fault := r.read(text)
		if fault != nil {
			return d, reading, err
		}
		if said.from.reach == Open || !said.from.after(day) {
			return said, how, nil
		}
	}
	return d, reading, err
}

// after tells whether a point lies in a later day than another.
func (p point) after(q point) bool {
	for _, c := range [][2]int{{int(p.year), int(q.year)}, {int(p.month), int(q.month)}, {int(p.day), int(q.day)}} {
		if c[0] != c[1] {
			return c[0] > c[1]
		}
	}
	return false
}

// shortYear is a day and a month in digits with a year of two.
var shortYear = regexp.MustCompile(`\b\d{1,2}[./]\d{1,2}[./]\d\d\b`)

// century puts the digits of a century before a year of two.
func century(two string, now int) string {
	n, _ := strconv.Atoi(two) // of two digits, see shortYear
	year := now - now%100 + n
	if year > now+1 {
		year -= 100
	}
	return strconv.Itoa(year)
}

// dayWords puts the day that "today" or "yesterday" means in its place.
func dayWords(text string, today point) (string, bool) {
	for back, words := range daysBack {
		for _, word := range words {
			rest, ok := strings.CutPrefix(text, word)
			if ok && (rest == "" || rest[0] == ' ' || rest[0] == ',') {
				return time.Date(int(today.year), time.Month(today.month), int(today.day)-back, 0, 0, 0, 0, time.UTC).Format(time.DateOnly) + rest, true
			}
		}
	}
	return "", false
}

// daysBack are the words for today and the days before it.
var daysBack = [][]string{
	phrases("today|сегодня|aujourd'hui|hoy|бугін|бүгін", ""),
	phrases("yesterday|вчера|hier|ayer|кеше", ""),
	phrases("the day before yesterday|day before yesterday|позавчера|avant-hier|avant - hier|anteayer|алдыңгүні|алдыңғы күні", ""),
}
