package widget

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Colours of our own, beside those Fyne names. They are looked up through the
// theme like any other, so that a control follows a change of palette.
const (
	ColorCard         fyne.ThemeColorName = "probataCard"
	ColorCardBorder   fyne.ThemeColorName = "probataCardBorder"
	ColorMuted        fyne.ThemeColorName = "probataMuted"
	ColorAccent       fyne.ThemeColorName = "probataAccent"
	ColorPrimaryHover fyne.ThemeColorName = "probataPrimaryHover"
	ColorButtonHover  fyne.ThemeColorName = "probataButtonHover"
	ColorAccentSoft   fyne.ThemeColorName = "probataAccentSoft"
	ColorGuide        fyne.ThemeColorName = "probataGuide"
	ColorSidebar      fyne.ThemeColorName = "probataSidebar"
	ColorSidebarText  fyne.ThemeColorName = "probataSidebarText"
	ColorSidebarMuted fyne.ThemeColorName = "probataSidebarMuted"
	ColorSidebarInput fyne.ThemeColorName = "probataSidebarInput"
	ColorSidebarLine  fyne.ThemeColorName = "probataSidebarLine"
	ColorSidebarMark  fyne.ThemeColorName = "probataSidebarMark"
	ColorSidebarPick  fyne.ThemeColorName = "probataSidebarPick"

	ColorNeutralText fyne.ThemeColorName = "probataNeutralText"
	ColorNeutralTint fyne.ThemeColorName = "probataNeutralTint"
	ColorInfoText    fyne.ThemeColorName = "probataInfoText"
	ColorInfoTint    fyne.ThemeColorName = "probataInfoTint"
	ColorWarningText fyne.ThemeColorName = "probataWarningText"
	ColorWarningTint fyne.ThemeColorName = "probataWarningTint"
	ColorDangerText  fyne.ThemeColorName = "probataDangerText"
	ColorDangerTint  fyne.ThemeColorName = "probataDangerTint"
	ColorSuccessText fyne.ThemeColorName = "probataSuccessText"
	ColorSuccessTint fyne.ThemeColorName = "probataSuccessTint"
)

type palette map[fyne.ThemeColorName]color.NRGBA

// hex reads 0xRRGGBBAA.
func hex(v uint32) color.NRGBA {
	return color.NRGBA{R: uint8(v >> 24), G: uint8(v >> 16), B: uint8(v >> 8), A: uint8(v)}
}

func lightPalette() palette {
	return palette{
		theme.ColorNameBackground:          hex(0xf7f8f7ff),
		theme.ColorNameForeground:          hex(0x1b2329ff),
		theme.ColorNamePrimary:             hex(0x1f5a7aff),
		theme.ColorNameForegroundOnPrimary: hex(0xffffffff),
		theme.ColorNameHyperlink:           hex(0x1f5a7aff),
		theme.ColorNameButton:              hex(0xe6ebeeff),
		theme.ColorNameDisabledButton:      hex(0xeef1f2ff),
		theme.ColorNameDisabled:            hex(0x8d989fff),
		theme.ColorNamePlaceHolder:         hex(0x67737bff),
		theme.ColorNameInputBackground:     hex(0xffffffff),
		theme.ColorNameInputBorder:         hex(0xbcc5cbff),
		theme.ColorNameFocus:               hex(0x1f5a7a3d),
		theme.ColorNameHover:               hex(0x1f5a7a14),
		theme.ColorNamePressed:             hex(0x1f5a7a29),
		theme.ColorNameSelection:           hex(0xdbe8f0ff),
		theme.ColorNameSeparator:           hex(0xe0e5e8ff),
		theme.ColorNameScrollBar:           hex(0x1b23294d),
		theme.ColorNameScrollBarBackground: hex(0x00000000),
		theme.ColorNameShadow:              hex(0x10202a33),
		theme.ColorNameMenuBackground:      hex(0xffffffff),
		theme.ColorNameOverlayBackground:   hex(0xffffffff),
		theme.ColorNameHeaderBackground:    hex(0xf0f2f3ff),
		theme.ColorNameError:               hex(0xa62b20ff),
		theme.ColorNameForegroundOnError:   hex(0xffffffff),
		theme.ColorNameWarning:             hex(0x855600ff),
		theme.ColorNameForegroundOnWarning: hex(0xffffffff),
		theme.ColorNameSuccess:             hex(0x1e6b45ff),
		theme.ColorNameForegroundOnSuccess: hex(0xffffffff),

		ColorCard:         hex(0xffffffff),
		ColorCardBorder:   hex(0xe1e6e8ff),
		ColorMuted:        hex(0x56636cff),
		ColorAccent:       hex(0x1f5a7aff),
		ColorPrimaryHover: hex(0x184a65ff),
		ColorButtonHover:  hex(0xd9e1e6ff),
		ColorAccentSoft:   hex(0xe7f0f5ff),
		ColorGuide:        hex(0xcfd8deff),
		ColorSidebar:      hex(0x1d2931ff),
		ColorSidebarText:  hex(0xf1f5f7ff),
		ColorSidebarMuted: hex(0xa7b6c0ff),
		ColorSidebarInput: hex(0x293741ff),
		ColorSidebarLine:  hex(0x42535fff),
		ColorSidebarMark:  hex(0x7cc0e3ff),
		ColorSidebarPick:  hex(0x33444fff),

		ColorNeutralText: hex(0x44525bff), ColorNeutralTint: hex(0xe9edefff),
		ColorInfoText: hex(0x1a4e6bff), ColorInfoTint: hex(0xdfebf2ff),
		ColorWarningText: hex(0x6f4700ff), ColorWarningTint: hex(0xfaedd0ff),
		ColorDangerText: hex(0x8d221aff), ColorDangerTint: hex(0xfbe6e3ff),
		ColorSuccessText: hex(0x165236ff), ColorSuccessTint: hex(0xdff0e6ff),
	}
}

func darkPalette() palette {
	return palette{
		theme.ColorNameBackground:          hex(0x14191dff),
		theme.ColorNameForeground:          hex(0xe4eaeeff),
		theme.ColorNamePrimary:             hex(0x64add1ff),
		theme.ColorNameForegroundOnPrimary: hex(0x07151dff),
		theme.ColorNameHyperlink:           hex(0x7dbfe0ff),
		theme.ColorNameButton:              hex(0x2a343bff),
		theme.ColorNameDisabledButton:      hex(0x20282dff),
		theme.ColorNameDisabled:            hex(0x66737bff),
		theme.ColorNamePlaceHolder:         hex(0x8d9ba5ff),
		theme.ColorNameInputBackground:     hex(0x12171bff),
		theme.ColorNameInputBorder:         hex(0x45535dff),
		theme.ColorNameFocus:               hex(0x64add152),
		theme.ColorNameHover:               hex(0xffffff12),
		theme.ColorNamePressed:             hex(0xffffff24),
		theme.ColorNameSelection:           hex(0x213a49ff),
		theme.ColorNameSeparator:           hex(0x2b353cff),
		theme.ColorNameScrollBar:           hex(0xffffff4d),
		theme.ColorNameScrollBarBackground: hex(0x00000000),
		theme.ColorNameShadow:              hex(0x00000080),
		theme.ColorNameMenuBackground:      hex(0x222b31ff),
		theme.ColorNameOverlayBackground:   hex(0x1e262cff),
		theme.ColorNameHeaderBackground:    hex(0x20282eff),
		theme.ColorNameError:               hex(0xf08a7fff),
		theme.ColorNameForegroundOnError:   hex(0x2a0805ff),
		theme.ColorNameWarning:             hex(0xe5b454ff),
		theme.ColorNameForegroundOnWarning: hex(0x261a00ff),
		theme.ColorNameSuccess:             hex(0x72c79aff),
		theme.ColorNameForegroundOnSuccess: hex(0x06210fff),

		ColorCard:         hex(0x1b2227ff),
		ColorCardBorder:   hex(0x2d373eff),
		ColorMuted:        hex(0x9fadb6ff),
		ColorAccent:       hex(0x7dbfe0ff),
		ColorPrimaryHover: hex(0x86c4e3ff),
		ColorButtonHover:  hex(0x36424aff),
		ColorAccentSoft:   hex(0x1d2f3aff),
		ColorGuide:        hex(0x3a4750ff),
		ColorSidebar:      hex(0x0e1316ff),
		ColorSidebarText:  hex(0xe9eef1ff),
		ColorSidebarMuted: hex(0x9babb5ff),
		ColorSidebarInput: hex(0x1a2227ff),
		ColorSidebarLine:  hex(0x38464fff),
		ColorSidebarMark:  hex(0x7cc0e3ff),
		ColorSidebarPick:  hex(0x243038ff),

		ColorNeutralText: hex(0xbdc9d0ff), ColorNeutralTint: hex(0x2b353bff),
		ColorInfoText: hex(0x9bd0ebff), ColorInfoTint: hex(0x1c3443ff),
		ColorWarningText: hex(0xf2cd86ff), ColorWarningTint: hex(0x3b2f15ff),
		ColorDangerText: hex(0xf7aea6ff), ColorDangerTint: hex(0x43211dff),
		ColorSuccessText: hex(0x9bddb9ff), ColorSuccessTint: hex(0x1b3a2aff),
	}
}
