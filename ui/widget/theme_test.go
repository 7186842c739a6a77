package widget_test

import (
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	. "probata/ui/widget"
)

// luminance is the relative luminance of WCAG 2.2, for opaque colours.
func luminance(c interface{ RGBA() (r, g, b, a uint32) }) float64 {
	r, g, b, _ := c.RGBA()
	lin := func(v uint32) float64 {
		s := float64(v) / 0xffff
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*lin(r) + 0.7152*lin(g) + 0.0722*lin(b)
}

// TestContrast holds every pair of ink and ground that the controls use to the
// 4.5:1 of WCAG 2.2 (1.4.3), in both palettes.
func TestContrast(t *testing.T) {
	const (
		fg, bg, primary = theme.ColorNameForeground, theme.ColorNameBackground, theme.ColorNamePrimary
		input, picked   = theme.ColorNameInputBackground, theme.ColorNameSelection
	)
	pairs := []struct{ ink, ground fyne.ThemeColorName }{
		{fg, bg},
		{fg, ColorCard},
		{fg, input},
		{fg, picked},
		{fg, ColorAccentSoft},
		{fg, theme.ColorNameButton},
		{fg, theme.ColorNameOverlayBackground},
		{fg, theme.ColorNameMenuBackground},
		{ColorMuted, bg},
		{ColorMuted, ColorCard},
		{ColorMuted, picked},
		{ColorMuted, ColorAccentSoft},
		{ColorMuted, theme.ColorNameOverlayBackground},
		{ColorAccent, bg},
		{ColorAccent, ColorCard},
		{ColorAccent, picked},
		{theme.ColorNamePlaceHolder, input},
		{theme.ColorNameForegroundOnPrimary, primary},
		{theme.ColorNameForegroundOnError, theme.ColorNameError},
		{theme.ColorNameForegroundOnWarning, theme.ColorNameWarning},
		{theme.ColorNameForegroundOnSuccess, theme.ColorNameSuccess},
		{theme.ColorNameError, ColorCard},
		{theme.ColorNameWarning, ColorCard},
		{theme.ColorNameSuccess, ColorCard},
		{ColorSidebarText, ColorSidebar},
		{ColorSidebarText, ColorSidebarPick},
		{ColorSidebarText, ColorSidebarInput},
		{ColorSidebarMuted, ColorSidebar},
		{ColorSidebarMuted, ColorSidebarPick},
		{ColorSidebarMuted, ColorSidebarInput},
		{ColorNeutralText, ColorNeutralTint},
		{ColorInfoText, ColorInfoTint},
		{ColorWarningText, ColorWarningTint},
		{ColorDangerText, ColorDangerTint},
		{ColorSuccessText, ColorSuccessTint},
		{ColorDangerText, ColorCard},
		{ColorWarningText, ColorCard},
		{ColorSuccessText, ColorCard},
		{ColorDangerText, ColorAccentSoft},
		{ColorWarningText, ColorAccentSoft},
	}
	for _, v := range []Variant{Light, Dark} {
		th := NewTheme(v, ThemeFonts{})
		for _, p := range pairs {
			a, b := luminance(th.Color(p.ink, 0)), luminance(th.Color(p.ground, 0))
			if ratio := (max(a, b) + 0.05) / (min(a, b) + 0.05); ratio < 4.5 {
				t.Errorf("variant %d: %s on %s has contrast %.2f, want 4.5", v, p.ink, p.ground, ratio)
			}
		}
	}
}

func TestThemeFollowsSystem(t *testing.T) {
	th := NewTheme(System, ThemeFonts{})
	light, dark := th.Color(ColorCard, theme.VariantLight), th.Color(ColorCard, theme.VariantDark)
	if light != NewTheme(Light, ThemeFonts{}).Color(ColorCard, theme.VariantDark) {
		t.Error("the light palette depends on the system")
	}
	if dark != NewTheme(Dark, ThemeFonts{}).Color(ColorCard, theme.VariantLight) {
		t.Error("the dark palette depends on the system")
	}
	if light == dark {
		t.Error("system theme shows the same card in light and dark")
	}
}

func TestThemeFonts(t *testing.T) {
	th := NewTheme(Light, ThemeFonts{Regular: []byte("r"), Bold: []byte("b"), Italic: []byte("i")})
	for _, c := range []struct {
		style fyne.TextStyle
		want  string
	}{
		{fyne.TextStyle{}, "r"}, {fyne.TextStyle{Bold: true}, "b"}, {fyne.TextStyle{Italic: true}, "i"}, {fyne.TextStyle{Bold: true, Italic: true}, "b"},
	} {
		if got := string(th.Font(c.style).Content()); got != c.want {
			t.Errorf("font %+v is %q, want %q", c.style, got, c.want)
		}
	}
	if th.Font(fyne.TextStyle{Monospace: true}) != theme.DefaultTheme().Font(fyne.TextStyle{Monospace: true}) {
		t.Error("monospace is not Fyne's")
	}
}

// TestIconsTakeColour finds an icon that would stay black on a dark ground:
// Fyne recolours fills only.
func TestIconsTakeColour(t *testing.T) {
	_, icons := loadTheme(t, Dark)
	for _, name := range []string{
		"app", "case", "party", "timeline", "quote", "source", "law", "remedy", "submission", "history", "lock", "add",
		"search", "warning", "check", "export", "settings", "undo", "redo", "trash", "link", "unlink",
	} {
		if icons[name] == nil {
			t.Errorf("icon %s is missing", name)
		}
	}
	for name, res := range icons {
		plain := string(res.(*theme.ThemedResource).Content())
		red := string(theme.NewColoredResource(res, theme.ColorNameError).Content())
		if plain == red {
			t.Errorf("icon %s does not take a colour", name)
		}
	}
}
