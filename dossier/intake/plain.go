package intake

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// readPlain reads a text file: notes, tables, subtitles, cards, calendars.
func readPlain(l *look) {
	b, err := l.src.most(4*maxText + 4) // UTF-32 takes four bytes a letter
	if err != nil {
		return
	}
	if l.src.size > int64(len(b)) {
		l.miss(unreadLarge)
	}
	text, ok := l.decode(b)
	if !ok {
		l.gap = gapDamaged
		l.sweep(b)
		return
	}
	l.say(text)
	l.sayUnfolded(text)
	l.sayCoded(text)
}

// decode reads a text in whatever encoding, and notes a guess.
func (l *look) decode(b []byte) (text string, ok bool) {
	text, g, ok := decodeGuessed(b)
	if ok && g.name != "" {
		l.noteGuess(g)
	}
	return text, ok
}

func (l *look) noteGuess(g guess) {
	how := " (guessed)"
	if !g.sure {
		how = " (guessed, not for certain)"
		l.miss(unreadCoding)
	}
	if told := "\x00" + g.name + how; !l.acc.seen[told] { // once, however many parts are written so
		l.acc.seen[told] = true
		l.note("Encoding", g.name+how)
	}
}

// sayUnfolded adds the lines of a card or a calendar (RFC 5545, 3.1; RFC 6350, 3.2)
// that were broken inside a word, put together.
func (l *look) sayUnfolded(text string) {
	if !strings.Contains(text, "BEGIN:V") {
		return
	}
	unfolded := strings.NewReplacer("\r\n ", "", "\r\n\t", "", "\n ", "", "\n\t", "", "=\r\n", "", "=\n", "").Replace(text)
	for line := range strings.Lines(unfolded) {
		l.beside(partAttributes, line)
	}
	l.sayCoded(unfolded)
}

// decodeText reads text in UTF-8, UTF-16 or UTF-32, with its mark or without, or in
// one of the encodings of one country; ok is false for what is no text.
func decodeText(b []byte) (text string, ok bool) {
	text, _, ok = decodeGuessed(b)
	return text, ok
}

// decodeGuessed reads text as [decodeText] does. The guess has a name where the
// encoding was guessed.
func decodeGuessed(b []byte) (text string, g guess, ok bool) {
	for _, m := range []struct {
		mark string
		e    encoding.Encoding
		unit int
	}{
		{"\xff\xfe\x00\x00", utf32.UTF32(utf32.LittleEndian, utf32.UseBOM), 4},
		{"\x00\x00\xfe\xff", utf32.UTF32(utf32.BigEndian, utf32.UseBOM), 4},
		{"\xff\xfe", unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), 2},
		{"\xfe\xff", unicode.UTF16(unicode.BigEndian, unicode.UseBOM), 2},
	} {
		if bytes.HasPrefix(b, []byte(m.mark)) {
			out, err := m.e.NewDecoder().Bytes(b[:len(b)/m.unit*m.unit])
			return string(out), guess{}, err == nil
		}
	}
	b = bytes.TrimPrefix(b, []byte("\xef\xbb\xbf"))
	if bytes.ContainsFunc(b, control) {
		if text, g, ok = wideText(b); ok {
			return text, g, true
		}
		if n := controls(b); n*50 > len(b) && n > 1 || len(b) < 20 {
			return "", guess{}, false
		}
		b = bytes.Map(func(r rune) rune {
			if control(r) {
				return ' '
			}
			return r
		}, b)
	}
	whole := b
	if len(b) >= sniffed { // it may be a beginning
		whole = cutRune(b)
	}
	if utf8.Valid(whole) {
		return string(whole), guess{}, true
	}
	return oneByte(b)
}

// control tells what stands in no text.
func control(r rune) bool {
	return r < ' ' && r != '\n' && r != '\r' && r != '\t' && r != '\f' && r != '\x1b'
}

func controls(b []byte) (n int) {
	for _, c := range b {
		if control(rune(c)) {
			n++
		}
	}
	return n
}

// wideText reads UTF-16 and UTF-32 without a mark: nearly every unit is a letter or
// a sign that is met in texts.
func wideText(b []byte) (text string, g guess, ok bool) {
	for _, w := range []struct {
		name string
		e    encoding.Encoding
		unit int
	}{
		{"utf-32le", utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM), 4},
		{"utf-32be", utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM), 4},
		{"utf-16le", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), 2},
		{"utf-16be", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), 2},
	} {
		n := min(len(b), 4096) / w.unit * w.unit
		if n < 4*w.unit {
			continue
		}
		head := decodedBy(w.e, b[:n])
		good, ends, all := 0, 0, 0
		for _, r := range head {
			all++
			switch {
			case r == ' ' || r == '\n' || r == '\r' || r == '\t':
				ends++
				good++
			case plausible(r):
				good++
			}
		}
		if good*20 >= all*19 && (ends > 0 || all < 20) {
			return decodedBy(w.e, b[:len(b)/w.unit*w.unit]), guess{name: w.name, encoding: w.e, sure: good == all}, true
		}
	}
	return "", guess{}, false
}

// oneByte reads a text that is not UTF-8, or not all of it: lines that are UTF-8
// stay what they are.
func oneByte(b []byte) (text string, g guess, ok bool) {
	var odd []byte
	mixed := false
	for line := range bytes.Lines(b) {
		switch {
		case !utf8.Valid(line):
			if len(odd) < 1<<20 {
				odd = append(odd, line...)
			}
		case !mixed:
			mixed = bytes.ContainsFunc(line, func(r rune) bool { return r >= 0x80 })
		}
	}
	g = words().guess(odd)
	if g.fit < -2.5 {
		return "", guess{}, false
	}
	if !mixed {
		return decodedBy(g.encoding, b), g, true
	}
	var out strings.Builder
	for line := range bytes.Lines(b) {
		if utf8.Valid(line) {
			out.Write(line)
		} else {
			out.WriteString(decodedBy(g.encoding, line))
		}
	}
	return out.String(), g, true
}
