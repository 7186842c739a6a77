package ui

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"probata/dossier"
	"probata/dossier/desk"
	"probata/ui/records"
	"probata/ui/room"
	"probata/ui/widget"
)

// TestReach proves that each type of record has a screen on which it can be
// added, and each field that is not the program's own a control to edit it.
func TestReach(t *testing.T) {
	b := newBench(t, "en", "light")
	b.example()
	e := records.NewEditor(b.Window, "")
	for _, table := range dossier.Tables() {
		if !reachable(table.Type, map[dossier.Type]bool{}) {
			t.Errorf("%s: no tab lists it and no editor has it as a part", table.Type)
		}
		f := e.Form(table.Type)
		for _, field := range table.Fields {
			if field.Parent {
				continue
			}
			i := slices.IndexFunc(f.Controls, func(c records.Control) bool { return c.Field.Key == field.Key })
			if i < 0 || f.Controls[i].Widget == nil || f.Form.Field(field.Key) == nil {
				t.Errorf("%s.%s has no control", table.Type, field.Key)
			}
		}
	}
}

func reachable(t dossier.Type, seen map[dossier.Type]bool) bool {
	if seen[t] {
		return false
	}
	seen[t] = true
	if room.TabOf(t) != "" {
		return true
	}
	for _, table := range dossier.Tables() {
		for _, a := range records.ChildrenOf(table.Type) {
			if a.Child == t && reachable(table.Type, seen) {
				return true
			}
		}
	}
	return false
}

// TestEditEveryField changes every field that can be changed by its control, and
// finds the change in the store.
func TestEditEveryField(t *testing.T) {
	b := newBench(t, "en", "light")
	b.example()
	for _, table := range dossier.Tables() {
		b.anyRecord(table.Type) // so that every link finds something
	}
	for _, table := range dossier.Tables() {
		if table.Type == dossier.TypeCustody { // kept lines never change; TestAttach adds one
			continue
		}
		r := b.anyRecord(table.Type)
		e := records.NewEditor(b.Window, "")
		e.OpenRoot(r)
		for _, c := range e.Form(table.Type).Controls {
			if c.Field.Fixed {
				continue
			}
			if !b.poke(e, c) {
				continue
			}
			b.session.Flush()
			got := b.session.Dossier.Get(r)
			if c.Field.Empty(got) {
				t.Errorf("%s.%s: what was entered did not arrive", table.Type, c.Field.Key)
			}
		}
	}
}

// anyRecord is a record of a type in the example, made when there is none.
func (b *bench) anyRecord(t dossier.Type) dossier.ID {
	b.t.Helper()
	if l := b.session.Dossier.List(t); len(l) > 0 {
		return l[0].Header().ID
	}
	return room.Create(b, t, "", func(r dossier.Record) {
		if f, ok := dossier.TableOf(t).Parent(); ok {
			f.SetLinks(r, []dossier.ID{b.anyRecord(f.Targets[0])})
		}
	})
}

// poke enters something into a control as a person would. False where the
// vocabulary is empty for this record.
func (b *bench) poke(e *records.Editor, c records.Control) bool {
	b.t.Helper()
	w := c.Widget
	if p, ok := w.(records.PrivateField); ok {
		w = p.Field
	}
	switch w := w.(type) {
	case *widget.TextField:
		text := "7"
		w.SetText("")
		w.OnChanged(text)
	case *widget.ParagraphsField:
		w.OnChanged("entered")
	case *widget.ListField:
		w.OnChanged([]string{"entered"})
	case *room.WhenField:
		w.OnChanged(dossier.Date{EDTF: "2020-03"})
	case *widget.YesNoField:
		w.OnChanged("yes")
	case *widget.ChoiceField, *widget.ChoicesField:
		return b.pokeChoice(e, c, w)
	case *widget.LinkField:
		w.OnChanged(found(b, c, w.Find)[0].Key)
	case *widget.LinksField:
		w.OnChanged([]string{found(b, c, w.Find)[0].Key})
	default:
		b.t.Fatalf("%s: a control of an unknown kind %T", c.Field.Key, w)
	}
	return true
}

func found(b *bench, c records.Control, find func(string) []widget.Option) []widget.Option {
	b.t.Helper()
	out := find("")
	if len(out) == 0 {
		b.t.Fatalf("%s: there is nothing to link to", c.Field.Key)
	}
	return out
}

func (b *bench) pokeChoice(e *records.Editor, c records.Control, w widget.Field) bool {
	options := b.say.Options(b.session.Dossier, e.Current(), c.Field)
	if c.Field.Kind == dossier.Text {
		options = records.KeysFor(b.say, b.session.Dossier, e.Current())
	}
	if len(options) == 0 {
		return false
	}
	switch w := w.(type) {
	case *widget.ChoiceField:
		w.OnChanged(options[0].Key)
	case *widget.ChoicesField:
		w.OnChanged([]string{options[0].Key})
	}
	b.closeOverlays()
	return true
}

// TestRemovals takes every record of the example out in turn and finds no link
// left dangling.
func TestRemovals(t *testing.T) {
	b := newBench(t, "en", "light")
	b.example()
	for _, r := range b.session.Dossier.All() {
		if r.Type() == dossier.TypeCase {
			continue
		}
		d := b.session.Dossier.Clone()
		plan := desk.PlanRemoval(d, r.Header().ID)
		for _, x := range plan.Gone {
			d.Remove(x.Header().ID)
		}
		for _, x := range plan.Put {
			d.Put(x)
		}
		for _, p := range dossier.Check(d) {
			if p.Key == "dangling" {
				t.Fatalf("after %s is removed, %s.%s dangles", r.Header().ID, p.Record, p.Field)
			}
		}
	}
}

// TestManyEvents scrolls a case of 5,000 events: only rows in view are made.
func TestManyEvents(t *testing.T) {
	b := newBench(t, "en", "light")
	sh := b.example()
	var put []dossier.Record
	for i := range 5000 {
		put = append(put, &dossier.Event{
			Head:  dossier.Head{ID: dossier.ID(fmt.Sprintf("event-m%d", i)), Case: b.session.CaseID(), Place: int64(1000 + i)},
			Title: fmt.Sprintf("Event %d", i), When: dossier.Date{EDTF: fmt.Sprintf("%d-03-12", 1900+i%120)},
		})
	}
	if !b.session.Apply("add", "", put, nil) {
		t.Fatal("the events were refused")
	}
	start := time.Now()
	sh.showTab("timeline")
	took := time.Since(start)
	s := sh.view.section()
	made := 0
	row := s.Rows
	s.List.SetRows(func(i int) widget.Row { made++; return row.Row(b.session.Dossier.Get(s.IDs[i])) }, len(s.IDs))
	s.List.Select(4000)
	if len(s.IDs) < 5000 || made == 0 || made > 400 {
		t.Errorf("%d rows of %d were made to show and scroll one screen", made, len(s.IDs))
	}
	t.Logf("timeline of %d events shown in %v, %d rows made", len(s.IDs), took.Round(time.Millisecond), made)
	start = time.Now()
	b.Jump("event-m4000", "title")
	b.enter("title", "x")
	b.pause()
	t.Logf("jump and one edit: %v", time.Since(start).Round(time.Millisecond))
}

// TestWords proves that every word the window asks for is there in every
// language it speaks.
func TestWords(t *testing.T) {
	p := testParts(t)
	for _, l := range p.Words.Languages() {
		if !l.UI {
			continue
		}
		if missing := p.Words.Missing(l.Tag, "ui", "error"); len(missing) > 0 {
			t.Errorf("%s lacks %s", l.Tag, strings.Join(missing, ", "))
		}
	}
	en := p.Words.Printer("en")
	for _, key := range keysInSource(t) {
		if !en.Has(key) && !en.Has(key+".one") {
			t.Errorf("the window asks for %s, which has no words", key)
		}
	}
}

// TestPlacesOfWords asks for the words that are put together from a prefix.
func TestPlacesOfWords(t *testing.T) {
	en := testParts(t).Words.Printer("en")
	var keys []string
	for _, x := range room.Tabs {
		keys = append(keys, "ui.tab."+x.Key)
		for _, r := range x.Types {
			if r != dossier.TypeCase {
				keys = append(keys, "ui.empty."+string(r))
			}
			if len(x.Types) > 1 {
				keys = append(keys, "ui.lists."+string(r))
			}
		}
	}
	for _, label := range []string{"edit", "add", "remove", "import", "attach", "added", "edited", "removed"} {
		keys = append(keys, "ui.change."+label)
	}
	for _, edition := range []string{"confidential", "state", "public"} {
		keys = append(keys, "ui.submit.warn-"+edition)
	}
	for _, k := range keys {
		if !en.Has(k) {
			t.Errorf("%s has no words", k)
		}
	}
}
