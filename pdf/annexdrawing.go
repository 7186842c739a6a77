package pdf

import "bytes"

// plainState is what a page begins with. A form begins with what was in force
// where it is drawn, which is our colours.
const plainState = "0 g 0 G 1 w 0 J 0 j 10 M [] 0 d 0 Tc 0 Tw 100 Tz 0 TL 0 Tr 0 Ts\n"

// drawing is a stream of operators without the marks of structure of the file
// it comes from: they would contradict ours. Saved states that are never taken
// back are, and those that were never saved are not, so that a page cannot
// spoil what stands behind it. Inline pictures pass as they are.
func drawing(data []byte) []byte {
	out := append(make([]byte, 0, len(data)+len(plainState)), plainState...)
	s := scanner{data: data}
	from, depth, text := 0, 0, false
	for {
		start, end, operator := s.next()
		if start == end {
			break
		}
		if !operator {
			continue
		}
		word := string(data[start:end])
		keep := true
		switch word {
		case "BMC", "BDC", "EMC", "MP", "DP":
			keep = false
		case "BT":
			keep, text = !text, true
		case "ET":
			keep, text = text, false
		case "q":
			depth++
		case "Q":
			if keep = depth > 0; keep {
				depth--
			}
		case "ID":
			end = s.picture(end)
		}
		if keep {
			out = append(append(out, data[from:end]...), '\n')
		}
		from = end
	}
	if text {
		out = append(out, "ET\n"...)
	}
	for range depth {
		out = append(out, "Q\n"...)
	}
	return out
}

// scanner finds the words of a stream of operators.
type scanner struct {
	data []byte
	at   int
}

func blank(b byte) bool {
	return b == 0 || b == '\t' || b == '\n' || b == '\f' || b == '\r' || b == ' '
}

func delimiter(b byte) bool { return bytes.IndexByte([]byte("()<>[]{}/%"), b) >= 0 }

// next gives the place of the next word, and whether it is an operator: what
// is no number, name, string or bracket. At the end the place is empty.
func (s *scanner) next() (start, end int, operator bool) {
	s.space()
	if s.at >= len(s.data) {
		return s.at, s.at, false
	}
	start = s.at
	b := s.data[s.at]
	s.at++
	switch b {
	case '(':
		s.literal()
	case '<', '>':
		if s.at < len(s.data) && s.data[s.at] == b {
			s.at++
		} else if b == '<' {
			if n := bytes.IndexByte(s.data[s.at:], '>'); n >= 0 {
				s.at += n + 1
			} else {
				s.at = len(s.data)
			}
		}
	case '[', ']', '{', '}', ')':
	default:
		for s.at < len(s.data) && !blank(s.data[s.at]) && !delimiter(s.data[s.at]) {
			s.at++
		}
		operator = b != '/' && !number(b) && !constant(s.data[start:s.at])
	}
	return start, s.at, operator
}

func number(b byte) bool { return b >= '0' && b <= '9' || b == '+' || b == '-' || b == '.' }

func constant(word []byte) bool {
	return string(word) == "true" || string(word) == "false" || string(word) == "null"
}

// space skips room and remarks.
func (s *scanner) space() {
	for s.at < len(s.data) {
		switch {
		case blank(s.data[s.at]):
			s.at++
		case s.data[s.at] == '%':
			for s.at < len(s.data) && s.data[s.at] != '\n' && s.data[s.at] != '\r' {
				s.at++
			}
		default:
			return
		}
	}
}

// literal skips a string in parentheses, of which its first is behind s.
func (s *scanner) literal() {
	for depth := 1; s.at < len(s.data) && depth > 0; s.at++ {
		switch s.data[s.at] {
		case '\\':
			s.at++
		case '(':
			depth++
		case ')':
			depth--
		}
	}
	s.at = min(s.at, len(s.data))
}

// picture finds the end of an inline picture whose data begin at from: an EI
// that stands alone and is followed by what may be operators.
func (s *scanner) picture(from int) int {
	for at := from; ; {
		n := bytes.Index(s.data[at:], []byte("EI"))
		if n < 0 {
			s.at = len(s.data)
			return s.at
		}
		at += n + 2
		before := at-3 < from || blank(s.data[at-3])
		after := at == len(s.data) || blank(s.data[at])
		if before && after && readable(s.data[at:min(len(s.data), at+12)]) {
			s.at = at
			return at
		}
	}
}

// readable tells operators from the data of a picture.
func readable(b []byte) bool {
	for _, c := range b {
		if c >= 0x7F || c < ' ' && !blank(c) {
			return false
		}
	}
	return true
}
