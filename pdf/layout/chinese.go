package layout

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"unicode"

	"github.com/go-text/typesetting/font"
)

// A font for Chinese weighs more than the program, so none ships with it: one
// that is installed is used, or a file that the user has put into the folder
// of the settings. Which one it is differs from machine to machine; the same
// file gives the same pages.

// ErrNoChinese is that no font for Chinese was found.
var ErrNoChinese = errors.New("no font for Chinese")

// ErrFontUse is a font whose maker forbids to embed it, or a part of it.
var ErrFontUse = errors.New("font may not be embedded")

// errFontKind is a file with other outlines than a page can carry.
var errFontKind = errors.New("not a single TrueType font (.ttf with glyf outlines)")

// InstallChinese are fonts that can be installed, by name, for the message that
// there is none: any of them will do.
func InstallChinese() []string {
	return []string{"Noto Sans SC (.ttf)", "Droid Sans Fallback (Debian: fonts-droid-fallback)", "LXGW WenKai (Debian: fonts-lxgw-wenkai)"}
}

// knownChinese are names of files, the best for a page first. Others are only
// looked at in the user's own folder: to open every font of a machine is slow.
var knownChinese = []string{
	"notoserifsc-regular.ttf", "notosanssc-regular.ttf", "sourcehanserifsc-regular.ttf", "lxgwwenkai-regular.ttf",
	"simsun.ttf", "deng.ttf", "simhei.ttf", "simfang.ttf", "simkai.ttf", "stsong.ttf", "arial unicode.ttf", "arialuni.ttf",
	"droidsansfallbackfull.ttf", "droidsansfallback.ttf", "wqy-microhei.ttf", "wqy-zenhei.ttf", "gkai00mp.ttf", "gbsn00lp.ttf",
}

// SystemFolders are the folders in which systems of this kind keep fonts.
func SystemFolders() []string {
	home, _ := os.UserHomeDir()
	switch runtime.GOOS {
	case "windows":
		return []string{
			filepath.Join(os.Getenv("WINDIR"), "Fonts"),
			filepath.Join(os.Getenv("LOCALAPPDATA"), "Microsoft", "Windows", "Fonts"),
		}
	case "darwin":
		return []string{filepath.Join(home, "Library", "Fonts"), "/Library/Fonts", "/System/Library/Fonts"}
	}
	return []string{
		filepath.Join(home, ".local", "share", "fonts"), filepath.Join(home, ".fonts"),
		"/usr/local/share/fonts", "/usr/share/fonts",
	}
}

// chineseSearch says where a font for Chinese is looked for.
type chineseSearch struct {
	own    string // the user's folder: any file that has Chinese
	system []string
}

// chineseFile is the font that draws Chinese, and what was refused before it.
type chineseFile struct {
	path    string
	data    []byte
	font    *font.Font
	refused []RefusedFont
}

// RefusedFont is a file of the user's folder that cannot be used, and why.
type RefusedFont struct {
	Name string
	Err  error
}

// find looks through the user's folder, then for well-known names in those of
// the system.
func (s chineseSearch) find() (out chineseFile, err error) {
	own, _ := filepath.Glob(filepath.Join(s.own, "*"))
	slices.Sort(own)
	for _, path := range own {
		ext := strings.ToLower(filepath.Ext(path))
		if s.own == "" || !slices.Contains([]string{".ttf", ".ttc", ".otf", ".otc"}, ext) {
			continue
		}
		if err := out.read(path); err == nil {
			return out, nil
		} else {
			out.refused = append(out.refused, RefusedFont{filepath.Base(path), err})
		}
	}
	best := make([]string, len(knownChinese))
	for _, folder := range s.system {
		_ = filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
			if err != nil {
				return nil // a folder that is not there or may not be read holds no font for us
			}
			if i := slices.Index(knownChinese, strings.ToLower(d.Name())); i >= 0 && best[i] == "" {
				best[i] = path
			}
			return nil
		})
	}
	for _, path := range best {
		if path != "" && out.read(path) == nil {
			return out, nil
		}
	}
	return out, ErrNoChinese
}

const mostFontBytes = 64 << 20

// read takes a file when a page can be set with it.
func (c *chineseFile) read(path string) error {
	info, err := os.Stat(path)
	if err != nil || info.Size() > mostFontBytes {
		return errFontKind
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("read font: %w", err)
	}
	if err := checkTables(data[:min(len(data), 12+64*16)], int64(len(data))); err != nil {
		return fmt.Errorf("%w: %w", errFontKind, err)
	}
	if err := mayEmbed(data); err != nil {
		return err
	}
	face, err := font.ParseTTF(bytes.NewReader(data))
	if err != nil {
		return fmt.Errorf("parse font: %w", err)
	}
	for _, r := range "中的人权" {
		if gid, ok := face.NominalGlyph(r); !ok || gid == 0 {
			return ErrNoChinese
		}
	}
	c.path, c.data, c.font = path, data, face.Font
	return nil
}

// mayEmbed reads fsType of OS/2: bits 0 to 3 the licence, bit 8 that a subset
// is forbidden, bit 9 that outlines are.
func mayEmbed(data []byte) error {
	for i := range int(binary.BigEndian.Uint16(data[4:])) {
		rec := data[12+16*i:]
		if string(rec[:4]) != "OS/2" {
			continue
		}
		at := binary.BigEndian.Uint32(rec[8:])
		if int64(at)+10 > int64(len(data)) {
			return errFontKind
		}
		if t := binary.BigEndian.Uint16(data[at+8:]); t&0xF == 2 || t&0x300 != 0 {
			return ErrFontUse
		}
	}
	return nil
}

// Chinese tells which file draws Chinese, and which files of the user's folder
// were refused; the path is empty when there is none.
func (f *Fonts) Chinese() (path string, refused []RefusedFont) {
	if f.chinese < 0 {
		return "", nil
	}
	file := f.files[f.chinese]
	_ = file.load()
	return file.found.path, file.found.refused
}

// ChineseFolder is the user's folder for a font for Chinese, "" when there is
// none.
func (f *Fonts) ChineseFolder() string {
	if f.chinese < 0 {
		return ""
	}
	return f.files[f.chinese].search.own
}

// eastAsian tells of characters for which a font for Chinese is looked up.
func eastAsian(r rune) bool {
	return r >= 0x2E80 && r <= 0x312F || r >= 0x31A0 && r <= 0x9FFF || r >= 0xF900 && r <= 0xFAFF ||
		r >= 0xFE30 && r <= 0xFE4F || r >= 0xFF00 && r <= 0xFFEF || r >= 0x20000 && r <= 0x3FFFF ||
		unicode.Is(unicode.Hangul, r)
}

// ForChinese tells that a font for Chinese would draw the character.
func (m MissingGlyph) ForChinese() bool { return eastAsian(m.Rune) }

// safeName makes a name fit for a file's list of fonts.
func safeName(s string) string {
	return strings.Map(func(r rune) rune {
		if r > 0x20 && r < 0x7F && !strings.ContainsRune("()<>[]{}/%#+", r) {
			return r
		}
		return -1
	}, s)
}
