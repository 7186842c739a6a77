package filetext

import (
	"strings"
	"unicode/utf8"
)

// pdfFont says what the codes of a font stand for.
type pdfFont struct {
	wide    bool // two bytes for each code
	letters map[int]string
}

// text is what a shown string says.
func (f *pdfFont) text(s pdfString) string {
	if f == nil {
		return latin(s)
	}
	var b strings.Builder
	step := 1
	if f.wide {
		step = 2
	}
	for i := 0; i+step <= len(s); i += step {
		code := int(s[i])
		if f.wide {
			code = code<<8 | int(s[i+1])
		}
		if t, ok := f.letters[code]; ok {
			b.WriteString(t)
		} else if !f.wide && code >= ' ' {
			b.WriteRune(rune(code))
		}
	}
	return b.String()
}

// fontOf is the font of a name in resources, or of that name anywhere.
func (h *harvest) fontOf(resources pdfDict, name string) *pdfFont {
	v, ok := h.dict(resources["Font"])[name]
	if !ok {
		return h.anywhere(name)
	}
	ref, ok := v.(pdfRef)
	if !ok {
		return h.font(h.dict(v))
	}
	f, ok := h.fonts[ref]
	if !ok {
		f = h.font(h.dict(ref))
		h.fonts[ref] = f
	}
	return f
}

// anywhere is the first font that any resources of the file call so.
func (h *harvest) anywhere(name string) *pdfFont {
	f, ok := h.named[name]
	if ok {
		return f
	}
	h.named[name] = nil
	for i := range h.objects {
		d, _ := h.objects[i].value.(pdfDict)
		for _, r := range []pdfDict{d, h.dict(d["Resources"])} {
			if _, ok := h.dict(r["Font"])[name]; ok {
				h.named[name] = h.fontOf(r, name)
				return h.named[name]
			}
		}
	}
	return nil
}

func (h *harvest) font(d pdfDict) *pdfFont {
	f := &pdfFont{wide: d["Subtype"] == pdfName("Type0"), letters: map[int]string{}}
	if data := h.content(d["ToUnicode"]); data != nil {
		f.unicodeMap(data)
	} else if f.wide {
		h.r.unread(h.inside, "letters of a font", "font")
	}
	return f
}

// unicodeMap reads a ToUnicode CMap (9.10.3).
func (f *pdfFont) unicodeMap(data []byte) {
	l := &lexer{b: data}
	var args []any
	for {
		v, ok := l.value()
		if !ok {
			return
		}
		op, is := v.(pdfWord)
		if !is {
			args = append(args, v)
			continue
		}
		switch op {
		case "endcodespacerange":
			if s, ok := last(args, 1).(pdfString); ok {
				f.wide = len(s) >= 2
			}
		case "endbfchar":
			for i := 0; i+1 < len(args); i += 2 {
				f.letters[codeOf(args[i])] = letterOf(args[i+1])
			}
		case "endbfrange":
			for i := 0; i+2 < len(args); i += 3 {
				f.span(args[i], args[i+1], args[i+2])
			}
		}
		args = args[:0]
	}
}

func last(args []any, n int) any {
	if len(args) < n {
		return nil
	}
	return args[len(args)-n]
}

func codeOf(v any) int {
	s, _ := v.(pdfString)
	n := 0
	for _, c := range s[:min(len(s), 4)] {
		n = n<<8 | int(c)
	}
	return n
}

func letterOf(v any) string {
	s, _ := v.(pdfString)
	if len(s) == 1 {
		return string(rune(s[0]))
	}
	return utf16Text(s, true)
}

// span adds a range of codes: letters one after another, or a list of them.
func (f *pdfFont) span(from, to, letters any) {
	a, b := codeOf(from), codeOf(to)
	b = min(b, a+0xFFFF)
	if list, ok := letters.([]any); ok {
		for i := 0; i < len(list) && a+i <= b; i++ {
			f.letters[a+i] = letterOf(list[i])
		}
		return
	}
	first := letterOf(letters)
	r, n := utf8.DecodeLastRuneInString(first)
	for c := a; c <= b && n > 0; c++ {
		f.letters[c] = first[:len(first)-n] + string(r+rune(c-a))
	}
}
