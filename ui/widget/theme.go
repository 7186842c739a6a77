package widget

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Variant says which palette a theme shows.
type Variant int

// System follows the desktop's own light or dark setting.
const (
	System Variant = iota
	Light
	Dark
)

// ThemeFonts are the faces of a theme as TrueType bytes. An empty face falls
// back: BoldItalic to Bold, everything else to Fyne's own.
type ThemeFonts struct {
	Regular, Bold, Italic, BoldItalic []byte
}

// Theme is our look: two palettes, sizes on a 4 px grid, our faces and icons.
// It is a value in use: change by making another and setting it on the app.
type Theme struct {
	variant     Variant
	light, dark palette
	fonts       [4]fyne.Resource // regular, bold, italic, bold italic
	icons       Icons
}

// NewTheme returns a theme with Fyne's own icons; see [Theme.WithIcons].
func NewTheme(variant Variant, fonts ThemeFonts) *Theme {
	t := &Theme{variant: variant, light: lightPalette(), dark: darkPalette()}
	if len(fonts.BoldItalic) == 0 {
		fonts.BoldItalic = fonts.Bold
	}
	for i, data := range [][]byte{fonts.Regular, fonts.Bold, fonts.Italic, fonts.BoldItalic} {
		if len(data) > 0 {
			name := []string{"regular", "bold", "italic", "bolditalic"}[i] + ".ttf"
			t.fonts[i] = fyne.NewStaticResource(name, data)
		}
	}
	return t
}

// WithIcons returns the same theme drawing its buttons, fields and banners with our icons.
func (t *Theme) WithIcons(icons Icons) *Theme {
	c := *t
	c.icons = icons
	return &c
}

// WithVariant returns the same theme in another palette.
func (t *Theme) WithVariant(v Variant) *Theme {
	c := *t
	c.variant = v
	return &c
}

// Color answers for Fyne's names and for those of this package.
func (t *Theme) Color(name fyne.ThemeColorName, system fyne.ThemeVariant) color.Color {
	dark := t.variant == Dark || (t.variant == System && system == theme.VariantDark)
	p, v := t.light, theme.VariantLight
	if dark {
		p, v = t.dark, theme.VariantDark
	}
	if c, ok := p[name]; ok {
		return c
	}
	return theme.DefaultTheme().Color(name, v)
}

// Font answers with our faces; fixed-width and symbols stay Fyne's.
func (t *Theme) Font(style fyne.TextStyle) fyne.Resource {
	i := 0
	if style.Bold {
		i |= 1
	}
	if style.Italic {
		i |= 2
	}
	if style.Monospace || style.Symbol || t.fonts[i] == nil {
		return theme.DefaultTheme().Font(style)
	}
	return t.fonts[i]
}

// Icon answers with our line icon where there is one for Fyne's name.
func (t *Theme) Icon(name fyne.ThemeIconName) fyne.Resource {
	if ours, ok := iconFor(name); ok {
		if res, ok := t.icons[ours]; ok {
			return res
		}
	}
	return theme.DefaultTheme().Icon(name)
}

// Size answers in device-independent pixels, on a grid of 4.
func (t *Theme) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case theme.SizeNamePadding:
		return 4
	case theme.SizeNameInnerPadding:
		return 8
	case theme.SizeNameText:
		return 14
	case theme.SizeNameCaptionText:
		return 12
	case theme.SizeNameSubHeadingText:
		return 16
	case theme.SizeNameHeadingText:
		return 22
	case theme.SizeNameInlineIcon:
		return 18
	case theme.SizeNameInputRadius, theme.SizeNameButtonRadius, theme.SizeNameSelectionRadius:
		return 6
	case theme.SizeNameCardRadius, theme.SizeNameDialogRadius, theme.SizeNamePopupRadius:
		return 8
	case theme.SizeNameInputBorder, theme.SizeNameSeparatorThickness:
		return 1
	case theme.SizeNameScrollBar:
		return 10
	case theme.SizeNameScrollBarSmall:
		return 4
	case theme.SizeNameModalBlurRadius:
		return 0 // what lies behind a dialog is dimmed, not smeared
	}
	return theme.DefaultTheme().Size(name)
}
