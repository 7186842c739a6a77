package reading

import (
	"regexp/syntax"
	"unicode"
)

// begins are the letters that a match of a pattern can begin with; nil is any. A text
// has a thousand words and a language some hundred patterns: most pairs are settled by
// the first letter, without the machine of the pattern.
type begins map[rune]bool

// beginsMost is how many letters are listed; of more, as of "any letter", none is.
const beginsMost = 400

// beginsOf walks from the start of a compiled pattern to the letters that it can ask for first.
func beginsOf(text string) begins {
	parsed, err := syntax.Parse(text, syntax.Perl)
	if err != nil {
		return nil // the pattern itself is refused elsewhere
	}
	prog, err := syntax.Compile(parsed.Simplify())
	if err != nil {
		return nil
	}
	first, seen := begins{}, map[uint32]bool{}
	if !first.walk(prog, uint32(prog.Start), seen) {
		return nil
	}
	return first
}

// walk is false where a match may begin with anything, or be empty.
func (b begins) walk(prog *syntax.Prog, at uint32, seen map[uint32]bool) bool {
	if seen[at] {
		return true
	}
	seen[at] = true
	switch in := &prog.Inst[at]; in.Op {
	case syntax.InstAlt, syntax.InstAltMatch:
		return b.walk(prog, in.Out, seen) && b.walk(prog, in.Arg, seen)
	case syntax.InstCapture, syntax.InstNop, syntax.InstEmptyWidth:
		return b.walk(prog, in.Out, seen)
	case syntax.InstRune, syntax.InstRune1:
		return b.list(in)
	case syntax.InstFail:
		return true
	}
	return false
}

// list takes the letters of one instruction in, with the other cases of each.
func (b begins) list(in *syntax.Inst) bool {
	pairs := in.Rune
	if len(pairs) == 1 {
		pairs = []rune{pairs[0], pairs[0]}
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1]-pairs[i] > beginsMost {
			return false
		}
		for r := pairs[i]; r <= pairs[i+1]; r++ {
			b[r] = true
			for c := unicode.SimpleFold(r); c != r; c = unicode.SimpleFold(c) {
				b[c] = true
			}
		}
	}
	return len(b) <= beginsMost
}

// may tells whether a match can begin with a letter.
func (b begins) may(r rune) bool { return b == nil || b[r] }
