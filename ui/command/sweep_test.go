package command

import (
	"encoding/hex"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"probata/dossier/aftercheck"
	"probata/dossier/submission"
)

// corners is all that a PDF file says anywhere, read without the help of a
// program that could overlook it: each stream unpacked, each string decoded,
// glyphs mapped to letters by the file's own maps.
type corners struct {
	drawn   string // what the pages show, in the order of the file
	strings string // outline, alternative texts, names of attachments, information
	raw     string // all bytes, unpacked
	unused  int    // letters that a font can draw and no page shows
}

var (
	objectStart = regexp.MustCompile(`(?m)^(\d+) 0 obj\n`)
	fontUse     = regexp.MustCompile(`/(F\d+) (\d+) 0 R`)
	unicodeOf   = regexp.MustCompile(`/ToUnicode (\d+) 0 R`)
	mapped      = regexp.MustCompile(`<([0-9A-F]{4})> <([0-9A-F]*)>`)
	hexText     = regexp.MustCompile(`(?i)<feff([0-9a-f]*)>`)
	shown       = regexp.MustCompile(`(?s)/(F\d+) [0-9.]+ Tf|\[((?:\((?:\\.|[^\\)])*\)|[^\]()])*)\]\s*TJ`)
	shownPart   = regexp.MustCompile(`(?s)\(((?:\\.|[^\\)])*)\)`)
)

func utf16Of(digits string) string {
	b, _ := hex.DecodeString(digits)
	var u []uint16
	for i := 0; i+1 < len(b); i += 2 {
		u = append(u, uint16(b[i])<<8|uint16(b[i+1]))
	}
	return string(utf16.Decode(u))
}

func look(t *testing.T, file string) corners {
	t.Helper()
	out, err := exec.Command("qpdf", "--qdf", "--object-streams=disable", "--stream-data=uncompress", "--normalize-content=n", file, "-").Output()
	if err != nil {
		t.Fatalf("qpdf: %v", err)
	}
	c := corners{raw: string(out)}
	objs := map[string]string{}
	at := objectStart.FindAllStringSubmatchIndex(c.raw, -1)
	for i, m := range at {
		end := len(c.raw)
		if i+1 < len(at) {
			end = at[i+1][0]
		}
		objs[c.raw[m[2]:m[3]]] = c.raw[m[1]:end]
	}
	var said strings.Builder
	for _, m := range hexText.FindAllStringSubmatch(c.raw, -1) {
		said.WriteString(utf16Of(m[1]) + "\n")
	}
	c.strings = said.String()
	maps := letterMaps(c.raw, objs)
	used := map[string]bool{}
	var drawn strings.Builder
	for _, n := range slices.Sorted(keysOf(objs)) {
		if body := objs[n]; strings.Contains(body, " Tf") && strings.Contains(body, "stream\n") {
			drawContents(body, maps, used, &drawn)
			drawn.WriteByte('\n')
		}
	}
	c.drawn = drawn.String()
	for font, letters := range maps {
		for code := range letters {
			if !used[font+code] {
				c.unused++
			}
		}
	}
	return c
}

func keysOf(m map[string]string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// letterMaps are what the codes of each font stand for.
func letterMaps(raw string, objs map[string]string) map[string]map[string]string {
	out := map[string]map[string]string{}
	for _, use := range fontUse.FindAllStringSubmatch(raw, -1) {
		ref := unicodeOf.FindStringSubmatch(objs[use[2]])
		if ref == nil || out[use[1]] != nil {
			continue
		}
		out[use[1]] = map[string]string{}
		for _, m := range mapped.FindAllStringSubmatch(objs[ref[1]], -1) {
			if m[2] == "FFFF" {
				continue // the range of all codes
			}
			code, _ := hex.DecodeString(m[1])
			out[use[1]][string(code)] = utf16Of(m[2])
		}
	}
	return out
}

func drawContents(body string, maps map[string]map[string]string, used map[string]bool, out *strings.Builder) {
	font := ""
	for _, m := range shown.FindAllStringSubmatch(body, -1) {
		if m[1] != "" {
			font = m[1]
			continue
		}
		for _, part := range shownPart.FindAllStringSubmatch(m[2], -1) {
			codes := unescape(part[1])
			for i := 0; i+1 < len(codes); i += 2 {
				used[font+codes[i:i+2]] = true
				out.WriteString(maps[font][codes[i:i+2]])
			}
		}
	}
}

var escapes = regexp.MustCompile(`(?s)\\([0-7]{1,3}|.)`)

// unescape reads the bytes of a string in parentheses.
func unescape(s string) string {
	return escapes.ReplaceAllStringFunc(s, func(e string) string {
		if n, err := strconv.ParseUint(e[1:], 8, 8); err == nil {
			return string([]byte{byte(n)})
		}
		if i := strings.IndexByte("nrtbf", e[1]); i >= 0 {
			return "\n\r\t\b\f"[i : i+1]
		}
		return e[1:]
	})
}

func reversed(s string) string {
	r := []rune(s)
	slices.Reverse(r)
	return string(r)
}

// proved searches a finished file as the program does before it hands it on: by
// stems, sounds and digits, in every part. The names are found nowhere for sure.
func proved(t *testing.T, file string, withheld []string) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := seek(withheld).Check(file, data, "").Err(); err != nil {
		t.Errorf("%s: %v", filepath.Base(file), err)
	}
}

func seek(withheld []string) *aftercheck.Checker {
	var w aftercheck.Wanted
	for _, name := range withheld {
		w.Persons = append(w.Persons, aftercheck.Person{Names: []aftercheck.Name{{Family: name}}})
	}
	return aftercheck.New(w)
}

// TestEditionsHideInNoCorner: what an edition withholds is in none of the
// corners of its file, read forwards or backwards, and no font of it can draw
// more than the pages show.
func TestEditionsHideInNoCorner(t *testing.T) {
	if _, err := exec.LookPath("qpdf"); err != nil {
		t.Skip("qpdf is missing, so the file is not taken apart; make test installs it")
	}
	s := example(t)
	withheld := []string{
		"Ilyashev", "Alnur", "Shuraev", "Zhovtis", "Rakhmanov", "Ильяшев", "Альнур", "Шураев", "Жовтис", "Рахманов",
	}
	for _, form := range data().Forms.All() {
		for _, edition := range []string{"state", "public"} {
			l := form.Languages[len(form.Languages)-1]
			file := s.path("corner-" + form.ID + "-" + edition + ".pdf")
			s.must("submit", "V", "EXAMPLE-1", "--form", form.ID, "--lang", l, "--edition", edition, "--out", file)
			proved(t, file, withheld)
			c := look(t, file)
			if len(c.drawn) < 1000 || len(c.strings) < 10 {
				t.Fatalf("%s %s: only %d and %d letters were read", form.ID, edition, len(c.drawn), len(c.strings))
			}
			if c.unused > 0 {
				t.Errorf("%s %s: %d letters of the fonts are on no page", form.ID, edition, c.unused)
			}
			plain := strings.ReplaceAll(c.drawn, "\u00ad", "")
			for corner, text := range map[string]string{
				"pages": plain, "pages backwards": reversed(plain), "strings": c.strings, "bytes": c.raw,
			} {
				if n := len(submission.Leaks(text, withheld)); n > 0 {
					t.Errorf("%s %s in %s: %d withheld names in the %s", form.ID, edition, l, n, corner)
				}
			}
		}
	}
	open := s.path("corner-open.pdf") // the search finds what is there
	s.must("submit", "V", "EXAMPLE-1", "--form", "wgad", "--lang", "en", "--out", open)
	if c := look(t, open); len(submission.Leaks(c.drawn, withheld)) == 0 {
		t.Error("the names are not found in the edition that has them")
	}
}
