package layout

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/language"
	"github.com/pelletier/go-toml/v2"

	"probata/dossier/document"
)

// Fonts is a folder of fonts. The files are read and parsed when a text first
// needs them; a Fonts may be shared between goroutines.
type Fonts struct {
	files    []*fontFile
	families []family
	body     int // index in families
	mono     int
	fallback []int // looked at before the rest
	scripts  map[language.Script]int
	hyphens  map[string]*hyphenFile // by language
	chinese  int                    // index in files of the font that is looked for, -1 = not wanted
}

// family is one design in up to four styles; style indexes files by
// bit 0 = bold, bit 1 = italic, missing styles filled by the nearest.
type family struct {
	name  string
	style [4]int
}

type fontFile struct {
	name string
	fsys fs.FS
	once sync.Once
	data []byte
	font *font.Font
	err  error

	search *chineseSearch // for a font of the machine, else nil
	found  chineseFile
}

// styleBits are the styles of a family in the order of family.style.
var styleBits = [4]string{"Regular", "Bold", "Italic", "BoldItalic"}

// LoadFonts reads the list of fonts in fsys: every .ttf file in its root, with
// the roles that fonts.toml beside them gives, and the patterns that the folder
// hyphenation holds, by language. The head of every file is
// checked here, so that a broken file is named at the start and not in the
// middle of an export; its outlines are read later.
func LoadFonts(fsys fs.FS) (*Fonts, error) {
	names, err := fs.Glob(fsys, "*.ttf")
	if err != nil {
		return nil, fmt.Errorf("list fonts: %w", err)
	}
	if len(names) == 0 {
		return nil, errors.New("list fonts: no .ttf file")
	}
	f := &Fonts{hyphens: findHyphens(fsys), chinese: -1}
	styles := map[string]map[string]int{} // by family, then by style
	for i, name := range names {
		if err := checkFont(fsys, name); err != nil {
			return nil, fmt.Errorf("read font %s: %w", name, err)
		}
		fam, style, ok := strings.Cut(strings.TrimSuffix(path.Base(name), ".ttf"), "-")
		if !ok || !slices.Contains(styleBits[:], style) {
			return nil, fmt.Errorf("read font %s: name is not Family-Style.ttf", name)
		}
		if styles[fam] == nil {
			styles[fam] = map[string]int{}
		}
		styles[fam][style] = i
		f.files = append(f.files, &fontFile{name: name, fsys: fsys})
	}
	if err := f.group(styles); err != nil {
		return nil, err
	}
	if err := f.readRoles(fsys); err != nil {
		return nil, err
	}
	return f, nil
}

// group makes the families, in alphabetical order.
func (f *Fonts) group(styles map[string]map[string]int) error {
	for _, fam := range slices.Sorted(maps.Keys(styles)) {
		regular, ok := styles[fam]["Regular"]
		if !ok {
			return fmt.Errorf("read fonts: family %s has no Regular", fam)
		}
		f.families = append(f.families, fillStyles(fam, styles[fam], regular))
	}
	return nil
}

func fillStyles(name string, styles map[string]int, regular int) family {
	fam := family{name: name}
	for bits, style := range styleBits {
		fam.style[bits] = regular
		if i, ok := styles[style]; ok {
			fam.style[bits] = i
		} else if i, ok := styles["Bold"]; ok && bits&1 != 0 {
			fam.style[bits] = i
		}
	}
	return fam
}

// roles is fonts.toml.
type roles struct {
	Body     string            `toml:"body"`
	Mono     string            `toml:"mono"`
	Fallback []string          `toml:"fallback"`
	Scripts  map[string]string `toml:"scripts"`
}

func (f *Fonts) readRoles(fsys fs.FS) error {
	text, err := fs.ReadFile(fsys, "fonts.toml")
	if err != nil {
		return fmt.Errorf("read font roles: %w", err)
	}
	var r roles
	if err := toml.NewDecoder(bytes.NewReader(text)).DisallowUnknownFields().Decode(&r); err != nil {
		return fmt.Errorf("read fonts.toml: %w", err)
	}
	if f.body, err = f.family(r.Body); err != nil {
		return fmt.Errorf("read fonts.toml: body: %w", err)
	}
	if f.mono, err = f.family(r.Mono); err != nil {
		return fmt.Errorf("read fonts.toml: mono: %w", err)
	}
	for _, name := range r.Fallback {
		i, err := f.family(name)
		if err != nil {
			return fmt.Errorf("read fonts.toml: fallback: %w", err)
		}
		f.fallback = append(f.fallback, i)
	}
	f.scripts = map[language.Script]int{}
	for tag, name := range r.Scripts {
		script, err := language.ParseScript(tag)
		if err != nil {
			return fmt.Errorf("read fonts.toml: script %q: %w", tag, err)
		}
		if f.scripts[script], err = f.family(name); err != nil {
			return fmt.Errorf("read fonts.toml: script %s: %w", tag, err)
		}
	}
	return nil
}

func (f *Fonts) family(name string) (int, error) {
	i := slices.IndexFunc(f.families, func(fam family) bool { return fam.name == name })
	if i < 0 {
		return 0, fmt.Errorf("no font %q in the folder", name)
	}
	return i, nil
}

// checkFont reads the table directory of a TrueType file and checks that the
// tables a page needs lie inside the file.
func checkFont(fsys fs.FS, name string) error {
	file, err := fsys.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return err
	}
	head := make([]byte, 12+64*16)
	n, err := file.Read(head)
	if err != nil {
		return err
	}
	return checkTables(head[:n], info.Size())
}

func checkTables(head []byte, size int64) error {
	if len(head) < 12 || !(bytes.Equal(head[:4], []byte{0, 1, 0, 0}) || string(head[:4]) == "true") {
		return errors.New("not a TrueType file")
	}
	need := map[string]bool{"head": true, "hhea": true, "hmtx": true, "maxp": true, "cmap": true, "loca": true, "glyf": true, "post": true, "OS/2": true}
	count := int(binary.BigEndian.Uint16(head[4:]))
	for i := 0; i < count && 12+16*i+16 <= len(head); i++ {
		rec := head[12+16*i:]
		end := int64(binary.BigEndian.Uint32(rec[8:])) + int64(binary.BigEndian.Uint32(rec[12:]))
		if end > size {
			return fmt.Errorf("table %q ends behind the file", rec[:4])
		}
		delete(need, string(rec[:4]))
	}
	for table := range need {
		return fmt.Errorf("table %q is missing", table)
	}
	return nil
}

// WithChinese lets the fonts find one for Chinese when a text first needs it:
// a file in the user's own folder ("" = none), or else an installed one. It
// must be called before the first text is set.
func (f *Fonts) WithChinese(own string, system []string) *Fonts {
	f.chinese = len(f.files)
	f.files = append(f.files, &fontFile{search: &chineseSearch{own, system}})
	return f
}

// load reads and parses the file once.
func (f *fontFile) load() error {
	f.once.Do(func() {
		if f.search != nil {
			f.found, f.err = f.search.find()
			f.name, f.data, f.font = filepath.Base(f.found.path), f.found.data, f.found.font
			return
		}
		data, err := fs.ReadFile(f.fsys, f.name)
		if err != nil {
			f.err = fmt.Errorf("read font %s: %w", f.name, err)
			return
		}
		face, err := font.ParseTTF(bytes.NewReader(data))
		if err != nil {
			f.err = fmt.Errorf("parse font %s: %w", f.name, err)
			return
		}
		f.data, f.font = data, face.Font
	})
	return f.err
}

// Data gives the bytes of a face, which must not be changed, and its
// PostScript-like name.
func (f *Fonts) Data(face int) (data []byte, name string, err error) {
	file := f.files[face]
	if err := file.load(); err != nil {
		return nil, "", err
	}
	return file.data, safeName(strings.TrimSuffix(path.Base(file.name), path.Ext(file.name))), nil
}

// Parsed gives the parsed font of a face.
func (f *Fonts) Parsed(face int) (*font.Font, error) {
	file := f.files[face]
	if err := file.load(); err != nil {
		return nil, err
	}
	return file.font, nil
}

// covers tells whether a face draws r; a font that cannot be parsed covers
// nothing and its error is kept for the end of the layout.
func (f *Fonts) covers(face int, r rune) (bool, error) {
	file := f.files[face]
	if err := file.load(); errors.Is(err, ErrNoChinese) {
		return false, nil
	} else if err != nil {
		return false, err
	}
	gid, ok := file.font.NominalGlyph(r)
	return ok && gid != 0, nil
}

// face finds the face that draws r in a style: the script's own family, the
// body (or mono) family, the fallbacks, then all others. ok is false when none does.
func (f *Fonts) face(r rune, style document.Style) (face int, ok bool, err error) {
	bits := 0
	if style&document.Bold != 0 {
		bits |= 1
	}
	if style&document.Italic != 0 {
		bits |= 2
	}
	first := f.body
	if style&document.Mono != 0 {
		first = f.mono
	}
	order := make([]int, 0, len(f.families)+2)
	if fam, ok := f.scripts[language.LookupScript(r)]; ok {
		order = append(order, fam)
	}
	order = append(order, first, f.body)
	order = append(order, f.fallback...)
	for i := range f.families {
		order = append(order, i)
	}
	for _, fam := range order {
		face := f.families[fam].style[bits]
		ok, err := f.covers(face, r)
		if ok || err != nil {
			return face, ok, err
		}
	}
	if f.chinese >= 0 && eastAsian(r) {
		if ok, err := f.covers(f.chinese, r); ok || err != nil {
			return f.chinese, ok, err
		}
	}
	return f.families[first].style[bits], false, nil
}
