package pdf

import (
	"path/filepath"
	"strings"
	"testing"

	"probata/dossier/document"
)

// scripts are texts in the writing systems of the region and of the bodies,
// with what is hard in each: numbers and brackets in text that runs leftwards,
// words of the other direction, marks, joined letters. The case is invented.
var scripts = []struct {
	name, lang string
	texts      []string
	chinese    bool
}{
	{name: "latin", lang: "fr", texts: []string{
		"L’affaire « Exemple » : arrêt du 4 mai 2020 — l’office n’a pas répondu ; voir § 12 et l’article 9, paragraphe 1er (CCPR/C/GC/35).",
		"Efficient officials filed affidavits; naïve coöperation, Straße, Łódź, Čeština, Türkiye, Azərbaycan, Oʻzbekiston, Türkmençe Ňŋ.",
	}},
	{name: "cyrillic", lang: "ru", texts: []string{
		"«Пример» против государства: постановление № 12/2020 от 4 мая 2020 года — без ответа; см. статью 9 (пункт 1).",
		"Україна їжак ґанок; Кыргызча ңөү; Тоҷикӣ ғӣқӯҳҷ; Ўзбекча қғҳ; Монгол өү.",
	}},
	{name: "kazakh", lang: "kk", texts: []string{
		"Әділдік пен бостандық: ӘҒҚҢӨҰҮҺІ әғқңөұүһі. Айдар Үлгіұлының ісі 2020 жылғы 4 мамырда (№ 12) қаралды.",
	}},
	{name: "arabic", lang: "ar", texts: []string{
		"يولد جميع الناس أحراراً متساوين في الكرامة والحقوق (المادة 1)، وقد وهبوا عقلاً وضميراً وعليهم أن يعامل بعضهم بعضاً بروح الإخاء.",
		"قررت المحكمة في 4 مايو 2020 القضية رقم 12/2020 (ICCPR, art. 9) بحق «مثال» ولمدة ٦٠ يوماً.",
		"لا إله في الإعلان؛ الأحكام الآتية [انظر A/HRC/1/2] صدرت بنسبة 75%.",
	}},
	{name: "persian", lang: "fa", texts: []string{
		"تمام افراد بشر آزاد به دنیا می\u200cآیند و از لحاظ حیثیت و حقوق با هم برابرند (ماده ۱، ۲۰۲۰/۵/۴).",
		"کمیتهٔ حقوق بشر پرونده\u200cهای گروه (WGAD) را در ۱۲ صفحه بررسی می\u200cکند.",
	}},
	{name: "hebrew", lang: "he", texts: []string{
		"כל בני האדם נולדו בני חורין ושווים בערכם ובזכויותיהם (סעיף 1), לפי CCPR/C/GC/35 מיום 4 במאי 2020.",
		"בְּרֵאשִׁית; „דוגמה“ 12.5% [ראו עמ' 3].",
	}},
	{name: "georgian", lang: "ka", texts: []string{"ყველა ადამიანი იბადება თავისუფალი და თანასწორი (მუხლი 1): „მაგალითი“, 2020 წ."}},
	{name: "armenian", lang: "hy", texts: []string{"Բոլոր մարդիկ ծնվում են ազատ ու հավասար (հոդված 1)՝ «Օրինակ», 2020 թ.։"}},
	{name: "emoji", lang: "en", texts: []string{"A post: 😀 ⚠ 👍🏽 🇰🇿 ✊ with 2020 likes."}},
	{name: "chinese", lang: "zh", chinese: true, texts: []string{
		"人人生而自由，在尊严和权利上一律平等。他们赋有理性和良心，并应以兄弟关系的精神相对待（第1条，2020年5月4日）。《公约》第九条规定：“任何人不得加以任意逮捕或拘禁。”",
	}},
}

// scriptFonts are ours with a font for Chinese of this machine.
func scriptFonts(t *testing.T) (f *Fonts, chinese bool) {
	f = loadFonts(t).WithChinese("", SystemFolders())
	path, _ := f.Chinese()
	return f, path != ""
}

func scriptDocument(i int) document.Document {
	d := document.Document{Language: scripts[i].lang, Words: document.Words{PageOf: "%d / %d"}}
	for _, text := range scripts[i].texts {
		d.Blocks = append(d.Blocks, document.Para(text))
	}
	cell := document.C(scripts[i].texts[0])
	d.Blocks = append(d.Blocks, document.Table{Rows: [][]document.Cell{{cell, document.C(scripts[i].name)}}})
	return d
}

// TestScripts holds where every word of each script stands. Letters of Chinese
// are as wide as high in all fonts, so that the lines are the same in all.
func TestScripts(t *testing.T) {
	f, chinese := scriptFonts(t)
	for i, s := range scripts {
		t.Run(s.name, func(t *testing.T) {
			if s.chinese && !chinese {
				missing(t, "a font for Chinese")
			}
			l, err := Pages(t.Context(), scriptDocument(i), f)
			if err != nil {
				t.Fatal(err)
			}
			inside(t, l)
			if len(l.Missing) > 0 {
				t.Errorf("missing glyphs: %v", l.Missing)
			}
			golden(t, filepath.Join("script_"+s.name+".txt"), l.Outline())
		})
	}
}

// TestScriptsComeBack copies the text out of the file, as our reader, poppler
// and MuPDF do.
func TestScriptsComeBack(t *testing.T) {
	f, chinese := scriptFonts(t)
	for i, s := range scripts {
		t.Run(s.name, func(t *testing.T) {
			if s.chinese && !chinese {
				missing(t, "a font for Chinese")
			}
			data, _ := export(t, scriptDocument(i), f)
			path := saved(t, data)
			spoken := run(t, "pdfinfo", "-struct-text", path)
			drawn := run(t, "mutool", "draw", "-q", "-F", "text", path)
			placed := run(t, "pdftotext", path, "-")
			sorted := fieldsWithoutMarks(placed)
			for _, text := range s.texts {
				if !strings.Contains(spoken, text) {
					t.Errorf("the structure does not say %q:\n%s", text, spoken)
				}
				// MuPDF begins a line where the direction turns, and knows no emoji
				// of several characters.
				if s.name != "emoji" && !strings.Contains(bare(drawn), bare(text)) {
					t.Errorf("copied in the order of the file %q is not there:\n%s", text, drawn)
				}
				// Poppler sorts letters by place: it sets vowel marks beside their
				// letters, and now and then a space where letters stand apart.
				if s.chinese {
					if !strings.Contains(bare(placed), bare(text)) {
						t.Errorf("sorted by place %q does not come back", text)
					}
					continue
				}
				words, back := strings.Fields(text), 0
				for _, w := range words {
					if strings.Contains(sorted, " "+strings.Trim(w, edges)) {
						back++
					}
				}
				if 100*back < 75*len(words) {
					t.Errorf("sorted by place %d of %d words of %q come back:\n%s", back, len(words), text, sorted)
				}
			}
		})
	}
}

const edges = ".,:;()[]«»“”„…،؛՝։0123456789%/٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹"

// bare is a text without white space and the hyphens of line ends.
func bare(s string) string {
	return strings.ReplaceAll(strings.Join(strings.Fields(s), ""), "\u00AD", "")
}

// fieldsWithoutMarks is a text on one line, without the marks of direction and
// signs at the edges of words.
func fieldsWithoutMarks(s string) string {
	s = strings.Map(func(r rune) rune {
		if r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 {
			return -1
		}
		return r
	}, s)
	var b strings.Builder
	for _, w := range strings.Fields(s) {
		b.WriteString(" " + strings.Trim(w, edges))
	}
	return b.String()
}
