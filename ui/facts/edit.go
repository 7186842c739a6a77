package facts

import (
	"slices"
	"strings"

	"probata/dossier"
	"probata/dossier/desk"
	"probata/dossier/lang"
	"probata/ui/room"
	"probata/ui/speech"
	"probata/ui/widget"
)

// groupOf joins the edits of a line to one step of undo.
const groupOf = "row"

// put brings a line to the case; with are records it needs, of the same step. It answers
// with the event, "" when it failed.
func (s *Screen) put(row int, f desk.Fact, with ...dossier.Record) dossier.ID {
	s.w.Touch()
	ses := s.w.Session()
	ses.Flush()
	d := s.d()
	if len(with) > 0 {
		d = d.Snapshot()
		for _, r := range with {
			d.Put(r)
		}
	}
	label := "edit"
	if f.Event == "" {
		label = "add"
	}
	f.Propose(d)
	records, remove, event, err := desk.PutFact(ses.Store, d, f)
	if err != nil {
		s.w.Fail(err)
		return ""
	}
	if records = append(with, records...); len(records)+len(remove) == 0 {
		return event
	}
	was := s.lines[row]
	s.lines[row].event = event // so that it is no event that comes from elsewhere
	if was.event == "" {
		s.lines = append(s.lines, line{})
	}
	if !ses.Apply(label, string(event)+"."+groupOf, records, remove) {
		s.lines[row] = was
		if was.event == "" {
			s.lines = s.lines[:len(s.lines)-1]
		}
		return ""
	}
	return event
}

// typed takes a key in a cell: it is held and saved as everything typed is.
func (s *Screen) typed(row, column int, text string) {
	s.w.Touch()
	if column == Page {
		s.page = &text
		return
	}
	id := s.lines[row].event
	if id == "" {
		if strings.TrimSpace(text) == "" {
			return
		}
		if id = s.put(row, desk.Fact{}); id == "" {
			return
		}
	}
	e, ok := s.w.Session().Record(id).(*dossier.Event)
	if !ok {
		return
	}
	if s.writing != id {
		s.writing, s.told = id, ""
		if e.When.EDTF != "" {
			s.told = e.When.Words
		}
	}
	s.w.Session().Typed(id, groupOf, func(r dossier.Record) {
		e := r.(*dossier.Event)
		if column == When {
			e.When = speech.Said(s.w.Say(), strings.TrimSpace(text), s.told, s.w.Today(), e.When)
		} else {
			e.Title = text
		}
	})
	s.explain()
}

// left saves what was typed in a cell that is left.
func (s *Screen) left(row, column int) {
	s.writing = ""
	if page := s.page; page != nil {
		s.page = nil
		f := s.fact(row)
		if f.Event != "" || *page != "" {
			f.Page = strings.TrimSpace(*page)
			s.put(row, f)
		}
	}
	s.w.Session().Flush()
	s.Table.RefreshLines()
}

// Keys of options that stand for what is still to be made: the name stands behind it.
const newKey = "+"

// find are the options of a cell.
func (s *Screen) find(row, column int, q string) []widget.Option {
	say := s.w.Say()
	switch column {
	case Act:
		keys, _ := dossier.Vocabulary("act-kind")
		var all []widget.Option
		for _, k := range keys {
			all = append(all, widget.Option{Key: k, Label: say.Word("act-kind", k)})
		}
		return say.Words.Matching(all, q)
	case Victims:
		return s.withNew(s.people("alleged-victim"), q, "new-person")
	case Perpetrators:
		return s.withNew(s.people("alleged-perpetrator", "arresting-authority", "holding-authority", "ordering-authority", "investigator", "court"), q, "new-person")
	case Source:
		return s.withNew(s.sources(), q, "new-source")
	default:
		return say.Words.Matching(s.provisions(), q)
	}
}

// withNew are the options that match, and the making of a new one of what was typed.
func (s *Screen) withNew(all []widget.Option, q, word string) []widget.Option {
	out := s.w.Say().Words.Matching(all, q)
	if q = strings.TrimSpace(q); q != "" {
		out = append(out[:len(out):len(out)], widget.Option{Key: newKey + q, Label: q, Detail: s.w.Say().T("ui.facts." + word)})
	}
	return out
}

// people are the parties, those in one of the roles first.
func (s *Screen) people(roles ...string) (out []widget.Option) {
	say, d := s.w.Say(), s.d()
	var others []widget.Option
	for _, p := range dossier.Of[*dossier.Party](d) {
		o := widget.Option{Key: string(p.ID), Label: say.Label(d, p.ID)}
		for _, r := range d.Roles(p.ID) {
			o.Detail = speech.Join(o.Detail, say.Word("role", r.Role))
		}
		for _, n := range dossier.As[*dossier.Name](d.Children(p.ID, dossier.TypeName)) {
			if name := n.Display(); name != o.Label { // found by each spelling
				o.Detail = speech.Join(o.Detail, name)
			}
		}
		if d.HasRole(p.ID, roles...) {
			out = append(out, o)
		} else {
			others = append(others, o)
		}
	}
	return append(out, others...)
}

// sources are those of the case, the one cited last first.
func (s *Screen) sources() (out []widget.Option) {
	say, d := s.w.Say(), s.d()
	for _, x := range dossier.Of[*dossier.Source](d) {
		out = append(out, widget.Option{Key: string(x.ID), Label: say.Label(d, x.ID), Detail: say.Word("source-kind", x.Kind)})
	}
	if last := desk.LastCited(d); last != nil {
		first(out, string(last.Source))
	}
	return out
}

// provisions are all of the law, those alleged in the case first.
func (s *Screen) provisions() []widget.Option {
	out := slices.Clone(s.w.Say().Vocabularies["provision"])
	for _, a := range slices.Backward(dossier.Of[*dossier.Allegation](s.d())) {
		first(out, a.Provision)
	}
	return out
}

// first brings the option of a key to the front.
func first(options []widget.Option, key string) {
	if i := slices.IndexFunc(options, func(o widget.Option) bool { return o.Key == key }); i > 0 {
		o := options[i]
		copy(options[1:i+1], options[:i])
		options[0] = o
	}
}

// chosen are the keys of what stands in a cell.
func (s *Screen) chosen(row, column int) []string {
	f := s.fact(row)
	one := func(k string) []string {
		if k == "" {
			return nil
		}
		return []string{k}
	}
	many := func(ids []dossier.ID) (out []string) {
		for _, id := range ids {
			out = append(out, string(id))
		}
		return out
	}
	switch column {
	case Act:
		return one(f.Act)
	case Victims:
		return many(f.Victims)
	case Perpetrators:
		return many(f.Perpetrators)
	case Source:
		return one(string(f.Source))
	case Provision:
		return one(f.Provision)
	}
	return nil
}

// pick puts an option into a cell, or takes it out when it was in; a source goes to all
// lines that are chosen together.
func (s *Screen) pick(row, column int, o widget.Option) {
	with, key, err := s.made(column, o.Key)
	if err != nil {
		s.w.Fail(err)
		return
	}
	if rows := s.Table.Marked(); column == Source && len(rows) > 1 && key != "" {
		s.cite(dossier.ID(key), with, rows)
		return
	}
	f := s.fact(row)
	set(&f, column, key)
	s.put(row, f, with...)
}

// set puts a key into a column of a line, or takes it out when it was in.
func set(f *desk.Fact, column int, key string) {
	turn := func(was, key string) string {
		if was == key {
			return ""
		}
		return key
	}
	flip := func(ids []dossier.ID) []dossier.ID {
		if i := slices.Index(ids, dossier.ID(key)); i >= 0 {
			return slices.Delete(slices.Clone(ids), i, i+1)
		}
		return append(slices.Clone(ids), dossier.ID(key))
	}
	switch column {
	case Act:
		f.Act = turn(f.Act, key)
	case Victims:
		f.Victims = flip(f.Victims)
	case Perpetrators:
		f.Perpetrators = flip(f.Perpetrators)
	case Source:
		f.Source = dossier.ID(turn(string(f.Source), key))
		if f.Source == "" {
			f.Page = ""
		}
	case Provision:
		f.Provision = turn(f.Provision, key)
	}
}

// made makes what an option says is new, and answers with its key.
func (s *Screen) made(column int, key string) (with []dossier.Record, id string, err error) {
	name, isNew := strings.CutPrefix(key, newKey)
	if !isNew {
		return nil, key, nil
	}
	ses := s.w.Session()
	if column == Source {
		r, err := ses.NewRecord(dossier.TypeSource)
		if err != nil {
			return nil, "", err
		}
		r.(*dossier.Source).Title = name
		return []dossier.Record{r}, string(r.Header().ID), nil
	}
	role := "alleged-victim"
	if column == Perpetrators {
		role = "alleged-perpetrator"
	}
	with, err = desk.NewParty(ses.Store, s.d(), name, role)
	if err != nil {
		return nil, "", err
	}
	return with, string(with[0].Header().ID), nil
}

// CiteAgain makes the line of the keyboard rest on the next page of the source that was
// cited last, or the lines chosen together on its last page.
func (s *Screen) CiteAgain() {
	if !s.shown {
		if c, ok := s.List.(room.Citer); ok {
			c.CiteAgain()
		}
		return
	}
	s.Table.Leave()
	s.w.Session().Flush()
	facts := s.events(s.Table.Marked())
	records, err := desk.CiteAgain(s.w.Session().Store, s.d(), facts...)
	if err != nil {
		s.w.Fail(err)
		return
	}
	if desk.LastCited(s.d()) == nil {
		s.w.Notice(s.w.Say().T("ui.facts.none-cited"))
		return
	}
	s.apply(records)
}

// cite makes lines rest on a source.
func (s *Screen) cite(source dossier.ID, with []dossier.Record, rows []int) {
	s.w.Session().Flush()
	records, err := desk.Cite(s.w.Session().Store, s.d(), source, "", s.events(rows)...)
	if err != nil {
		s.w.Fail(err)
		return
	}
	s.apply(append(with, records...))
}

func (s *Screen) apply(records []dossier.Record) {
	if len(records) > 0 {
		s.w.Session().Apply("add", "", records, nil)
	}
}

// events are those of lines.
func (s *Screen) events(rows []int) (out []dossier.ID) {
	for _, i := range rows {
		if id := s.lines[i].event; id != "" {
			out = append(out, id)
		}
	}
	return out
}

// same tells whether two texts are spellings of one.
func same(a, b string) bool { return lang.Fold(a) == lang.Fold(b) }
