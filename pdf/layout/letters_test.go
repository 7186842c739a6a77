package layout

import (
	"testing"

	"probata/dossier/document"
)

// TestLettersOfTheRegion: the body face has every letter of the languages that
// cases are written in, in all its styles, so that no word changes its face in
// the middle.
func TestLettersOfTheRegion(t *testing.T) {
	f := testFonts(t)
	for lang, letters := range map[string]string{
		"kk": "ӘәҒғҚқҢңӨөҰұҮүҺһІіЁё", "kk-Latn": "ÄäĞğIıİiŊŋÖöŞşŪūÜü", "ky": "ҢңӨөҮү", "tg": "ҒғӢӣҚқӮӯҲҳҶҷ",
		"uz": "OʻoʻGʻgʻʼʻ‘’", "uz-Cyrl": "ЎўҚқҒғҲҳ", "tk": "ÄäÇçŇňÖöŞşÜüÝýŽž", "az": "ƏəĞğIıİiÖöŞşÜüÇç",
		"uk": "ҐґЄєІіЇї", "be": "ЎўІіЁё’", "mn": "ӨөҮү", "fr": "ÀàÂâÆæÇçÉéÈèÊêËëÎîÏïÔôŒœÙùÛûÜüŸÿ«»\u202f", "es": "ÑñÁáÉéÍíÓóÚúÜü¿¡ªº",
		"signs": "№§“”„«»‹›–—…•·°€₴™©",
	} {
		for _, style := range []document.Style{0, document.Bold, document.Italic, document.Bold | document.Italic} {
			for _, r := range letters {
				face, ok, err := f.face(r, style)
				if err != nil {
					t.Fatal(err)
				}
				if !ok || f.families[f.body].style[style] != face {
					t.Errorf("%s: U+%04X %c in style %d is not drawn by the body face", lang, r, r, style)
				}
			}
		}
	}
}

// TestSigns: signs that cases and forms are written with are drawn by some font.
func TestSigns(t *testing.T) {
	f := testFonts(t)
	for _, r := range "₸₽₼₾₺€£¥→←≈≠≤≥✓✔✗☐☑☒★■□●○‰′″½⅓²³⚠✉☎😀🕊" {
		face, ok, err := f.face(r, 0)
		if err != nil || !ok {
			t.Errorf("U+%04X %c is drawn by no font: %v", r, r, err)
			continue
		}
		if box := r >= 0x2610 && r <= 0x2612; box && f.files[face].name != "NotoSansSymbols2-Regular.ttf" {
			t.Errorf("the boxes are drawn by different fonts: %c by %s", r, f.files[face].name)
		}
	}
}
