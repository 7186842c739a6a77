package submission

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"probata/dossier"
	"probata/dossier/document"
	"probata/dossier/edtf"
)

// The course of events as a graphic. What has a date stands on an axis, what
// has none in a column beside it. A case without any date is drawn as an order
// of events: distances then mean nothing, and the reader is told.
const (
	thinFrom   = 60 // events; from here on those of a month are drawn as one mark
	thinMarks  = 48 // most marks of a lane that is thinned
	mostTicks  = 7
	thinListed = 6 // undated events of a lane that are listed one by one
)

// chronology is the timeline; filter "victim" gives every alleged victim a
// lane, otherwise every kind of event has one.
func (f *filler) chronology(q *Question) []document.Block {
	events := f.timelineEvents()
	if len(events) == 0 {
		return nil
	}
	c := chronicle{filler: f, events: events, told: f.tellsFacts()}
	c.locate()
	t := document.Timeline{Undated: f.t("figure.undated"), Order: c.dated == 0, Key: document.T(f.t("figure.key"))}
	if t.Order {
		t.Key = document.T(f.t("figure.key-order"))
		t.Ticks = []document.Tick{{At: 1, Label: f.t("figure.earlier")}, {At: float64(max(2, len(events))), Label: f.t("figure.later")}}
	} else {
		t.Ticks = c.ticks()
	}
	c.thin = len(events) > thinFrom
	if c.thin {
		t.Key = append(t.Key, document.Span{Text: " " + f.t("figure.key-thin")})
	}
	if c.told {
		t.Key = append(t.Key, document.Span{Text: " " + f.t("figure.key-numbers")})
	}
	for _, l := range c.lanes(slices.Contains(q.Filter, "victim")) {
		t.Lanes = append(t.Lanes, document.Lane{Name: f.content(l.name), Moments: c.moments(l.events)})
	}
	t.Alt = f.words.N("doc.figure.timeline-alt", len(events), "n", f.words.Number(len(events)), "lanes", f.laneCounts(c.lanes(slices.Contains(q.Filter, "victim"))))
	return []document.Block{t}
}

// chronicle is the events while they are drawn.
type chronicle struct {
	*filler
	events   []*dossier.Event
	at       []span
	dated    int
	first    edtf.Day
	last     edtf.Day
	told     bool // the paragraphs of the facts can be referred to
	thin     bool
	position map[dossier.ID]int
}

// span is where an event stands: days, or places in the order.
type span struct {
	from, to float64
	within   bool
	undated  bool
}

func (c *chronicle) locate() {
	c.at, c.position = make([]span, len(c.events)), make(map[dossier.ID]int)
	for i, e := range c.events {
		c.position[e.ID] = i
		from, okFrom := e.When.Value().Earliest()
		to, okTo := e.When.Value().Latest()
		switch {
		case e.When.Value().IsZero() || !okFrom && !okTo:
			c.at[i].undated = true
			continue
		case !okFrom:
			from = to
		case !okTo:
			to = from
		}
		if c.dated++; c.dated == 1 {
			c.first, c.last = from, to
		}
		c.first, c.last = min(c.first, from), max(c.last, to)
		within := e.When.Within || !e.When.Value().IsInterval()
		c.at[i] = span{from: float64(from), to: float64(to), within: within && to > from}
	}
	if c.dated == 0 {
		c.number()
	}
}

// number gives every event its place in the order; one in whose course others
// happened reaches to the last of them.
func (c *chronicle) number() {
	for i := range c.events {
		c.at[i] = span{from: float64(i + 1), to: float64(i + 1)}
	}
	for i, e := range c.events {
		for _, id := range e.During {
			if k, ok := c.position[id]; ok {
				c.at[k].to = max(c.at[k].to, float64(i+1))
			}
		}
	}
}

// lane is a row of the graphic with the places of its events.
type lane struct {
	name   string
	events []int
}

// lanes shares the events out, in the order of the first of each lane.
func (c *chronicle) lanes(byVictim bool) []lane {
	var out []lane
	at := make(map[string]int)
	put := func(key, name string, i int) {
		k, ok := at[key]
		if !ok {
			k = len(out)
			at[key] = k
			out = append(out, lane{name: name})
		}
		out[k].events = append(out[k].events, i)
	}
	if byVictim {
		victims := c.d.WithRole("alleged-victim")
		for i, e := range c.events {
			found := false
			for _, id := range c.people(e) {
				if slices.Contains(victims, id) {
					put(string(id), c.name(id), i)
					found = true
				}
			}
			if !found {
				put("", c.t("figure.others"), i)
			}
		}
		return out
	}
	for i, e := range c.events {
		name := c.t("figure.others")
		if e.Kind != "" {
			name = c.word("event-kind", e.Kind)
		}
		put(e.Kind, name, i)
	}
	return out
}

func (f *filler) laneCounts(lanes []lane) string {
	parts := make([]string, 0, len(lanes))
	for _, l := range lanes {
		parts = append(parts, l.name+" ("+f.words.Number(len(l.events))+")")
	}
	return strings.Join(parts, ", ")
}

// moments are the marks of a lane; in a long timeline those of one month, or of
// several in a very long one, are one mark with a count.
func (c *chronicle) moments(events []int) []document.Moment {
	var out []document.Moment
	var undated []int
	buckets := make(map[int][]int)
	var order []int
	for _, i := range events {
		switch {
		case c.at[i].undated:
			undated = append(undated, i)
		case !c.thin:
			out = append(out, c.moment(i))
		default:
			b := c.bucket(i)
			if buckets[b] == nil {
				order = append(order, b)
			}
			buckets[b] = append(buckets[b], i)
		}
	}
	slices.Sort(order)
	for _, b := range order {
		out = append(out, c.cluster(buckets[b]))
	}
	if len(undated) > thinListed && c.thin {
		m := c.cluster(undated)
		m.Undated = true
		return append(out, m)
	}
	for _, i := range undated {
		out = append(out, c.moment(i))
	}
	return out
}

// bucket is the month of an event, or several months where the whole is long.
func (c *chronicle) bucket(i int) int {
	if c.dated == 0 {
		return i * thinMarks / len(c.events)
	}
	month := func(d edtf.Day) int {
		y, m, _ := d.Date()
		return 12*y + m - 1
	}
	step := (month(c.last) - month(c.first) + thinMarks) / thinMarks
	return (month(edtf.Day(c.at[i].from)) - month(c.first)) / max(step, 1)
}

// moment is one event: the number of its paragraph, its date, what it was.
func (c *chronicle) moment(i int) document.Moment {
	e, at := c.events[i], c.at[i]
	m := document.Moment{From: at.from, To: at.to, Within: at.within, Undated: at.undated}
	if m.Label = c.sign(i); c.thin {
		return m
	}
	title := strings.TrimSuffix(e.Title, ".")
	if date := c.words.Date(e.When.Value()); c.dated > 0 && !at.undated {
		title = date + ": " + title
	}
	m.Label = append(append(m.Label, document.Span{Text: " "}), c.content(title)...)
	return m
}

// sign is the number of an event: that of its paragraph, where there is one.
func (c *chronicle) sign(i int) []document.Span {
	if c.told {
		return []document.Span{{Ref: string(c.events[i].ID), Style: document.Bold}}
	}
	return document.B(c.words.Number(i + 1))
}

// cluster is several events as one mark with their number.
func (c *chronicle) cluster(events []int) document.Moment {
	if len(events) == 1 {
		return c.moment(events[0])
	}
	m := document.Moment{From: c.at[events[0]].from, Count: len(events), Label: document.T("×" + c.words.Number(len(events)))}
	for _, i := range events {
		m.From, m.To = min(m.From, c.at[i].from), max(m.To, c.at[i].from)
	}
	return m
}

// ticks are labelled days, months or years, few enough to be read.
func (c *chronicle) ticks() []document.Tick {
	days := int(c.last - c.first)
	y0, m0, _ := c.first.Date()
	y1, m1, _ := c.last.Date()
	months := 12*(y1-y0) + m1 - m0
	var out []document.Tick
	switch {
	case months < 2 && days < 45:
		step := niceStep(days/mostTicks+1, 1, 2, 3, 5, 7, 10)
		for d := c.first; d <= c.last; d += edtf.Day(step) {
			out = append(out, document.Tick{At: float64(d), Label: c.words.Date(d.EDTF())})
		}
	case months <= 3*12:
		step := niceStep(months/mostTicks+1, 1, 2, 3, 6)
		for i := 0; i <= months+1; i += step {
			y, m := y0+(m0-1+i)/12, (m0-1+i)%12+1
			out = append(out, c.tick(edtf.DayOf(y, m, 1), year(y)+"-"+two(m)))
		}
	default:
		step := niceStep((y1-y0)/mostTicks+1, 1, 2, 5, 10, 20, 50, 100)
		for y := y0; y <= y1+1; y += step {
			out = append(out, c.tick(edtf.DayOf(y, 1, 1), year(y)))
		}
	}
	return slices.DeleteFunc(out, func(t document.Tick) bool { return t.At > float64(c.last)+31 })
}

func (c *chronicle) tick(d edtf.Day, s string) document.Tick {
	label := s
	if v, err := edtf.Parse(s); err == nil {
		label = c.words.Date(v)
	}
	return document.Tick{At: float64(d), Label: label}
}

func year(y int) string {
	s := strconv.Itoa(y)
	return strings.Repeat("0", max(0, 4-len(s))) + s
}

func two(n int) string { return year(n)[2:] }

// niceStep is the first of the steps that is at least n, else n itself.
func niceStep(n int, steps ...int) int {
	i := slices.IndexFunc(steps, func(s int) bool { return s >= n })
	if i < 0 {
		return cmp.Or(n, 1)
	}
	return steps[i]
}
