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
	if err := exchange.WriteCSV(&b, rows); err != nil {
		t.Fatal(err)
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
	if err := exchange.WriteCSV(&b, nil); err != nil {
		t.Error(err)
	}
}
