package exchange_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"os"
	"strings"
	"testing"

	"probata/dossier"
	"probata/dossier/edtf"
	"probata/dossier/exchange"
	"probata/dossier/lang"
	"probata/dossier/law"
	"probata/dossier/submission"
)

const tableForm = `id = "table"
body = "other"
edition = "Test"
last_verified = "2026-11"
languages = ["en"]
source = "test"
date = "2026-11-24"
confidence = "verified"
title = { en = "Table" }
about = { en = "Test" }
[[section]]
id = "a"
label = { en = "A" }
[[section.question]]
id = "Q-1"
number = "1."
label = { en = "Title" }
kind = "text"
from = ["case.title"]
[[section.question]]
id = "Q-2"
label = { en = "Own, and more" }
kind = "longtext"
[[section]]
id = "b"
author = true
label = { en = "B" }
[[section.question]]
id = "Q-3"
label = { en = "Author" }
kind = "text"
from = ["case.title"]
`

// TestWriteCSV: a row for each case, no author, and nothing that calculates.
func TestWriteCSV(t *testing.T) {
	words, err := lang.Load(os.DirFS("../../assets/lang"))
	if err != nil {
		t.Fatal(err)
	}
	lib, err := law.Load(os.DirFS("../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	form, err := submission.ReadForm("table.toml", strings.NewReader(tableForm))
	if err != nil {
		t.Fatal(err)
	}
	today, err := edtf.Parse("2026-11-24")
	if err != nil {
		t.Fatal(err)
	}
	var rows []*submission.Filled
	for _, title := range []string{"=cmd|' /C calc'!A0", "Пожар, \"ночью\""} {
		e := submission.Engine{Law: lib, Words: words}
		f, err := e.Fill(context.Background(), submission.Request{
			Dossier: dossier.New(&dossier.Case{Head: dossier.Head{ID: "case-1"}, Title: title}), Form: form, Language: "en",
			Edition: submission.Confidential, Today: today, Answers: map[string]string{"Q-2": "first\nsecond"},
		})
		if err != nil {
			t.Fatal(err)
		}
		rows = append(rows, f)
	}
	var b bytes.Buffer
	if long, err := exchange.WriteCSV(&b, rows, ","); err != nil || len(long) > 0 {
		t.Fatal(err, long)
	}
	text, marked := strings.CutPrefix(b.String(), "\ufeff")
	got, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil || !marked {
		t.Fatalf("%v, marked %v", err, marked)
	}
	want := "1. Title|Own, and more / '=cmd|' /C calc'!A0|first\nsecond / Пожар, \"ночью\"|first\nsecond"
	var lines []string
	for _, row := range got {
		lines = append(lines, strings.Join(row, "|"))
	}
	if s := strings.Join(lines, " / "); s != want {
		t.Errorf("%q\nwant %q", s, want)
	}
	if _, err := exchange.WriteCSV(&b, nil, ","); err != nil {
		t.Error(err)
	}
}

// TestWriteCSVHostile: whatever a spreadsheet takes for its separator, a cell stays
// one cell that says a text, and what it would cut off is told.
func TestWriteCSVHostile(t *testing.T) {
	words, err := lang.Load(os.DirFS("../../assets/lang"))
	if err != nil {
		t.Fatal(err)
	}
	lib, err := law.Load(os.DirFS("../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	form, err := submission.ReadForm("table.toml", strings.NewReader(tableForm))
	if err != nil {
		t.Fatal(err)
	}
	today, err := edtf.Parse("2026-11-24")
	if err != nil {
		t.Fatal(err)
	}
	e := submission.Engine{Law: lib, Words: words}
	fill := func(answer string) *submission.Filled {
		f, err := e.Fill(context.Background(), submission.Request{
			Dossier: dossier.New(&dossier.Case{Head: dossier.Head{ID: "case-1"}, Title: "T"}), Form: form, Language: "en",
			Edition: submission.Confidential, Today: today, Answers: map[string]string{"Q-2": answer},
		})
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	for _, c := range []struct{ in, want string }{
		{"a;=1+1", `"a;=1+1"`},
		{"plain", `"plain"`},
		{`he said "no"`, `"he said ""no"""`},
		{"=1+1", `"'=1+1"`},
		{"-1", `"'-1"`},
		{"+7 701", `"'+7 701"`},
		{"@SUM(A1)", `"'@SUM(A1)"`},
		{"＝1+1", `"'＝1+1"`},
		{"＋1", `"'＋1"`},
		{"－1", `"'－1"`},
		{"＠SUM(A1)", `"'＠SUM(A1)"`},
		{"\t=1", `"'=1"`},
		{"\r=1", `"'=1"`},
		{"\u00a0=1", `"'=1"`},
		{"\u200b=1", "\"'\u200b=1\""},
		{"\x1b[31mred\x07", `"[31mred"`},
	} {
		for _, sep := range []string{",", ";"} {
			var b strings.Builder
			if _, err := exchange.WriteCSV(&b, []*submission.Filled{fill(c.in)}, sep); err != nil {
				t.Fatal(err)
			}
			lines := strings.SplitN(b.String(), "\r\n", 2)
			if want := `"T"` + sep + c.want + "\r\n"; lines[1] != want {
				t.Errorf("%q: %q, want %q", c.in, lines[1], want)
			}
		}
	}
	var b strings.Builder
	long, err := exchange.WriteCSV(&b, []*submission.Filled{fill("short"), fill(strings.Repeat("ж", exchange.MaxCell)), fill(strings.Repeat("ж", exchange.MaxCell+1))}, ";")
	if err != nil || len(long) != 1 || long[0] != (exchange.LongCell{Question: "Own, and more", Row: 3, Length: exchange.MaxCell + 1}) {
		t.Errorf("%v, %+v", err, long)
	}
}

func TestSeparator(t *testing.T) {
	for _, c := range []struct {
		languages []string
		want      string
	}{
		{[]string{"ru"}, ";"},
		{[]string{"kk-KZ"}, ";"},
		{[]string{"fr_FR.UTF-8"}, ";"},
		{[]string{"es"}, ";"},
		{[]string{"de"}, ";"},
		{[]string{"en"}, ","},
		{[]string{"en_US.UTF-8", "ru"}, ","},
		{[]string{"", "C.UTF-8", "ru"}, ";"},
		{[]string{"POSIX", "en"}, ","},
		{nil, ","},
	} {
		if got := exchange.Separator(c.languages...); got != c.want {
			t.Errorf("%q: %q, want %q", c.languages, got, c.want)
		}
	}
}
