package aftercheck_test

import (
	"fmt"
	"strings"
	"testing"

	"probata/dossier/aftercheck"
	"probata/dossier/document"
	"probata/pdf"
)

// long is a document of about 300 pages with words that are not all the same.
func long() document.Document {
	d := clean()
	syllables := strings.Fields("ба ве го ду жи зу кла мен про ста тре фа хо цен чай шу ли ни ря са")
	n := 1
	for p := range 1800 {
		var b strings.Builder
		for range 90 {
			n = (n*1103515245 + 12345) & 0x7FFFFFFF
			word := syllables[n>>8%20] + syllables[n>>13%20] + syllables[n>>18%20]
			if n%7 == 0 {
				word = strings.ToUpper(word[:2]) + word[2:]
			}
			b.WriteString(word + " ")
		}
		add(&d, document.Paragraph{Numbered: true, Spans: document.T(fmt.Sprintf("%d. %s", p, b.String()))})
	}
	return d
}

// BenchmarkCheck is the search of a dossier of 300 pages for fifty people.
func BenchmarkCheck(b *testing.B) {
	f, err := fonts()
	if err != nil {
		b.Fatal(err)
	}
	l, err := pdf.Pages(b.Context(), long(), f)
	if err != nil {
		b.Fatal(err)
	}
	data := writePDF(b, long(), pdf.Options{})
	w := wanted
	for i := range 50 {
		w.Persons = append(w.Persons, aftercheck.Person{Record: fmt.Sprint(i), Names: []aftercheck.Name{
			{Family: fmt.Sprintf("Вымышленов%c", 'а'+rune(i%30)), Given: "Гаухар", Patronymic: "Ерлановна"}, {Family: "Vymyshlenova", Given: "Gaukhar"},
		}})
	}
	for b.Loop() {
		if r := aftercheck.New(w).Check("x.pdf", data, ""); r.Err() != nil {
			b.Fatal(r.Err())
		}
	}
	b.ReportMetric(float64(len(l.Pages)), "pages")
}
