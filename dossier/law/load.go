package law

import (
	"errors"
	"fmt"
	"io"
	"io/fs"

	"probata/dossier/datafile"
)

// file is what a file of law data may hold. Any file may hold any part: files are cut by what people edit together.
type file struct {
	State       []State       `toml:"state"`
	Topic       []Topic       `toml:"topic"`
	Instrument  []Instrument  `toml:"instrument"`
	Provision   []Provision   `toml:"provision"`
	Category    []Category    `toml:"category"`
	Treaty      []Treaty      `toml:"treaty"`
	Body        []Body        `toml:"body"`
	Organ       []Organ       `toml:"organ"`
	Decision    []Decision    `toml:"decision"`
	Acceptances []acceptances `toml:"acceptances"`
}

// acceptances are those of one State, which stands once above them, as may the source that most of them share.
type acceptances struct {
	State  string       `toml:"state"`
	Treaty []Acceptance `toml:"treaty"`
	Fact
}

// Load reads every law/*.toml of fsys and checks that the data holds together: ids are unique and refer to something,
// dates are dates, every provision has its words, every fact its source, date and confidence. All faults are reported at
// once, each with its file, and its line where there is one. A library is returned only if there is none.
func Load(fsys fs.FS) (*Library, error) {
	l := &loader{lib: &Library{
		provisions:  map[string]Provision{},
		order:       map[string][]string{},
		elements:    map[string]Element{},
		acceptances: map[acceptanceKey]Acceptance{},
	}, seen: map[string]string{}}
	err := datafile.Glob(fsys, "law/*.toml", func(name string, r io.Reader) error {
		var f file
		if err := datafile.Decode(name, r, &f); err != nil {
			l.faults = append(l.faults, err) // go on: faults of the other files are wanted too
			return nil
		}
		l.add(name, f)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("load law: %w", err)
	}
	if len(l.faults) == 0 { // a file that was not read would make every reference to it look dangling
		l.link()
	}
	if len(l.faults) > 0 {
		return nil, fmt.Errorf("load law: %w", errors.Join(l.faults...))
	}
	return l.lib, nil
}

// LoadLayered reads the law of base with the files of the user's folder over laid upon
// it, and notes which those are.
func LoadLayered(base, over fs.FS) (*Library, error) {
	own, err := datafile.OwnFiles(base, over, "law")
	if err != nil {
		return nil, fmt.Errorf("load law: %w", err)
	}
	lib, err := Load(datafile.Layer(base, over))
	if err != nil {
		return nil, err
	}
	lib.own = own
	return lib, nil
}

type loader struct {
	lib    *Library
	seen   map[string]string // kind and id → file
	faults []error
}

func (l *loader) fault(file, id, format string, args ...any) {
	l.faults = append(l.faults, &datafile.Fault{File: file, Key: id, What: fmt.Sprintf(format, args...)})
}

// add takes over the entries of one file, checking each by itself.
func (l *loader) add(name string, f file) {
	lib := l.lib
	for _, s := range f.State {
		l.checkState(name, s)
		lib.states = append(lib.states, s)
	}
	for _, t := range f.Topic {
		l.once(name, "topic", t.ID)
		l.words(name, t.ID, "title", t.Title)
		lib.topics = append(lib.topics, t)
	}
	for _, i := range f.Instrument {
		l.checkInstrument(name, i)
		lib.instruments = append(lib.instruments, i)
	}
	for _, p := range f.Provision {
		l.checkProvision(name, p)
		lib.provisions[p.ID] = p
		lib.order[p.Instrument] = append(lib.order[p.Instrument], p.ID)
	}
	for _, c := range f.Category {
		l.checkCategory(name, c)
		lib.categories = append(lib.categories, c)
	}
	for _, t := range f.Treaty {
		l.checkTreaty(name, t)
		lib.treaties = append(lib.treaties, t)
	}
	for _, b := range f.Body {
		l.checkBody(name, b)
		lib.bodies = append(lib.bodies, b)
	}
	for _, o := range f.Organ {
		l.checkOrgan(name, o)
		lib.organs = append(lib.organs, o)
	}
	for _, d := range f.Decision {
		l.checkDecision(name, d)
		lib.decisions = append(lib.decisions, d)
	}
	l.addAcceptances(name, f)
}

func (l *loader) addAcceptances(name string, f file) {
	for _, of := range f.Acceptances {
		for _, a := range of.Treaty {
			if a.State == "" {
				a.State = of.State
			}
			if a.Fact == (Fact{}) {
				a.Fact = of.Fact
			}
			l.checkAcceptance(name, a)
			l.lib.acceptances[acceptanceKey{a.State, a.Treaty}] = a
		}
	}
}
