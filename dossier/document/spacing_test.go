package document

import "testing"

func TestSpaced(t *testing.T) {
	const n = "\u202F"
	for _, c := range []struct{ lang, in, want string }{
		{"fr", "Qui ? Non ! Voici : a ; b.", "Qui" + n + "? Non" + n + "! Voici" + n + ": a" + n + "; b."},
		{"fr-FR", "Qui? Vraiment?! Oui", "Qui" + n + "? Vraiment" + n + "?! Oui"},
		{"fr", "Il dit « non » et «oui».", "Il dit «" + n + "non" + n + "» et «" + n + "oui" + n + "»."},
		{"fr", "«\u00A0non\u00A0»\u00A0: oui", "«" + n + "non" + n + "»" + n + ": oui"},
		{"fr", "à 18:40, https://a.example/?q=1&b=2", "à 18:40, https://a.example/?q=1&b=2"},
		{"fr", " : suite", n + ": suite"}, // behind another span
		{"fr", "une annexe (voir l’annexe 3) ; fin", "une annexe (voir l’annexe 3)" + n + "; fin"},
		{"ru", "Кто? «Нет»: да", "Кто? «Нет»: да"},
		{"en", "Who? Yes: no", "Who? Yes: no"},
	} {
		got := Spaced(c.in, c.lang)
		if got != c.want {
			t.Errorf("%s %q: %q, want %q", c.lang, c.in, got, c.want)
		}
		if again := Spaced(got, c.lang); again != got {
			t.Errorf("%q becomes %q the second time", got, again)
		}
	}
}

func TestOrdered(t *testing.T) {
	arabic := func(r rune) bool { return r >= 0x600 && r < 0x700 }
	for in, want := range map[string]string{
		"في 20 March 2024 ثم": "20 March 2024", "في 20 مارس 2024": "", "في 2024-03-20": "2024-03-20", "هاتف +994-50-1234567": "+994-50-1234567",
		"المادة 9": "", "العدد 5 Human Rights Watch": "",
	} {
		got := ""
		for _, at := range Ordered(in, arabic) {
			got += string([]rune(in)[at[0]:at[1]])
		}
		if got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
