package document

import "strings"

// Relations is who did what to whom and who belongs to whom, as a picture:
// boxes for the parties and labelled arrows between them.
type Relations struct {
	Caption []Span
	Alt     string // one sentence on what is shown; what it says stands in the ties
	Doubt   string // what a broken line means; printed only where there is one
	Key     []Span // what else must be known to read it, printed below; may be empty
	Parties []Box
	Parts   []Part
}

// Box is a party in a picture of relations.
type Box struct {
	Name []Span
	Role []Span
	Body bool // an authority or organisation, drawn apart from persons
}

// Part is one picture: arrows lead from the parties at the right over what
// ties them to the parties at the left.
type Part struct {
	Head  []Span
	Left  string // heads of the three columns; may be empty
	Tie   string
	Right string
	Ties  []Tie
	Alone []int // parties with no tie: boxes only
}

// Tie is an act or a bond: from some parties, to others.
type Tie struct {
	Label []Span
	To    []int // indices of Relations.Parties
	From  []End
	Told  []Span // the tie as a sentence, for those who do not see it
}

// End is a party where a tie begins.
type End struct {
	Party int
	Doubt bool // it is only assumed that this party took part
}

// Told is a picture of relations as a list of sentences, part by part: what a
// back end prints that draws nothing, and what is read aloud.
func (r Relations) Told() []Block {
	var out []Block
	for _, p := range r.Parts {
		if len(p.Head) > 0 {
			out = append(out, Paragraph{Spans: p.Head})
		}
		l := List{}
		for _, t := range p.Ties {
			l.Items = append(l.Items, t.Told)
		}
		for _, i := range p.Alone {
			if i >= 0 && i < len(r.Parties) {
				l.Items = append(l.Items, r.Parties[i].said())
			}
		}
		if len(l.Items) > 0 {
			out = append(out, l)
		}
	}
	return out
}

func (b Box) said() []Span {
	if len(b.Role) == 0 {
		return b.Name
	}
	out := append(append([]Span{}, b.Name...), Span{Text: " ("})
	return append(append(out, b.Role...), Span{Text: ")"})
}

// Said is Told as one text: sentences one after another.
func (r Relations) Said() string {
	var parts []string
	if r.Alt != "" {
		parts = append(parts, r.Alt)
	}
	for _, b := range r.Told() {
		switch b := b.(type) {
		case Paragraph:
			parts = append(parts, Plain(b.Spans))
		case List:
			for _, it := range b.Items {
				parts = append(parts, Plain(it))
			}
		}
	}
	return strings.Join(parts, " ")
}
