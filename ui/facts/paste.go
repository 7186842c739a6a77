package facts

import (
	"regexp"
	"slices"
	"strings"

	"probata/dossier"
	"probata/dossier/desk"
	"probata/dossier/edtf"
	"probata/dossier/lang"
	"probata/ui/speech"
)

// paste takes several lines, an event each, or cells from the column of the keyboard on.
// One line of cells goes into the line of the keyboard; several are events of their own, as
// what stands in the table is never written over. All of it is one step of undo.
func (s *Screen) paste(row, column int, cells [][]string) bool {
	p := &paster{s: s, d: s.d().Snapshot()}
	for _, c := range cells {
		f := desk.Fact{}
		if len(cells) == 1 {
			f = s.fact(row)
		}
		from := column
		if len(c) == 1 && column <= What {
			c, from = dated(s, c[0]), When
		}
		for i, text := range c {
			p.cell(&f, min(from+i, Provision), strings.TrimSpace(text))
		}
		p.line(f)
	}
	if p.err != nil {
		s.w.Fail(p.err)
		return true
	}
	s.w.Session().Flush()
	s.w.Session().Apply("add", "", p.records, nil)
	s.Table.Select(len(s.lines)-1, 0)
	return true
}

// paster collects what is pasted. Its dossier has it already, so that a person who stands
// in two lines comes in once.
type paster struct {
	s       *Screen
	d       *dossier.Dossier
	records []dossier.Record
	err     error
}

func (p *paster) add(records ...dossier.Record) {
	for _, r := range records {
		p.d.Put(r)
		if i := slices.IndexFunc(p.records, func(x dossier.Record) bool { return x.Header().ID == r.Header().ID }); i >= 0 {
			p.records[i] = r
			continue
		}
		p.records = append(p.records, r)
	}
}

// line writes one event. Nothing that stands in the table is taken away by pasting.
func (p *paster) line(f desk.Fact) {
	if p.err != nil {
		return
	}
	f.Propose(p.d)
	records, _, _, err := desk.PutFact(p.s.w.Session().Store, p.d, f)
	if err != nil {
		p.err = err
		return
	}
	p.add(records...)
}

// cell puts a text into a column. What is no act or provision that is known stays in the
// words of the event: nothing pasted is dropped.
func (p *paster) cell(f *desk.Fact, column int, text string) {
	if text == "" || p.err != nil {
		return
	}
	say := p.s.w.Say()
	switch column {
	case When:
		f.When = speech.Said(say, text, "", p.s.w.Today(), f.When)
	case What:
		f.What = joined(f.What, text)
	case Page:
		f.Page = text
	case Act, Provision:
		options := p.s.find(0, column, text)
		if len(options) == 0 || len(options) > 1 && !same(options[0].Label, text) {
			f.What = joined(f.What, "["+text+"]")
			return
		}
		if column == Act {
			f.Act = options[0].Key
		} else {
			f.Provision = options[0].Key
		}
	case Victims, Perpetrators:
		for _, name := range strings.FieldsFunc(text, func(r rune) bool { return r == ';' || r == ',' }) {
			p.person(f, column, strings.TrimSpace(name))
		}
	case Source:
		f.Source = p.source(text)
	}
}

func joined(a, b string) string { return strings.TrimSpace(a + " " + b) }

func (p *paster) person(f *desk.Fact, column int, name string) {
	if name == "" {
		return
	}
	id := desk.PartyNamed(p.d, name, lang.Fold)
	if id == "" {
		role := map[int]string{Victims: "alleged-victim", Perpetrators: "alleged-perpetrator"}[column]
		records, err := desk.NewParty(p.s.w.Session().Store, p.d, name, role)
		if err != nil {
			p.err = err
			return
		}
		id = records[0].Header().ID
		p.add(records...)
	}
	if column == Victims && !slices.Contains(f.Victims, id) {
		f.Victims = append(f.Victims, id)
	} else if column == Perpetrators && !slices.Contains(f.Perpetrators, id) {
		f.Perpetrators = append(f.Perpetrators, id)
	}
}

func (p *paster) source(title string) dossier.ID {
	for _, x := range dossier.Of[*dossier.Source](p.d) {
		if same(x.Title, title) {
			return x.ID
		}
	}
	r, err := desk.NewRecord(p.s.w.Session().Store, p.d, dossier.TypeSource)
	if err != nil {
		p.err = err
		return ""
	}
	r.(*dossier.Source).Title = title
	p.add(r)
	return r.Header().ID
}

var digit = regexp.MustCompile(`\d`)

// dated parts a line that begins with a date into the date and the rest. The longest
// beginning that is one counts; a bare number is one only before a mark that ends it.
func dated(s *Screen, text string) []string {
	words := strings.Fields(text)
	for n := min(7, len(words)-1); n > 0; n-- {
		head := strings.Join(words[:n], " ")
		bare := strings.TrimRight(head, " :;,.–—-")
		rest := strings.TrimLeft(strings.Join(words[n:], " "), " :;,.–—-")
		ended := bare != head || strings.HasPrefix(words[n], "–") || strings.HasPrefix(words[n], "—") || strings.HasPrefix(words[n], "-")
		if !digit.MatchString(bare) || len(strings.Fields(bare)) == 1 && !strings.ContainsAny(bare, "./-") && !ended {
			continue
		}
		if _, _, err := edtf.ReadSaid(bare, s.w.Say().Tag(), s.w.Today()); err == nil && rest != "" {
			return []string{bare, rest}
		}
	}
	return []string{"", text}
}
