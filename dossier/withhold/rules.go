package withhold

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"unicode/utf8"

	"probata/dossier/datafile"
)

// Rules are what is known of names in general: see assets/names. They do not change and may be shared.
type Rules struct {
	scripts     map[rune]script                // of each letter that has sounds
	graphemes   map[rune][]grapheme            // by the first letter, the longest first
	leet        map[rune][]reading             // digits and signs inside of words
	twins       map[rune]twin                  // look-alikes
	plain       map[rune]rune                  // forms of Latin letters
	stems       map[script][]stemRule          // of recorded names
	ends        [scriptCount]map[string]ending // what may follow a name in a text
	longEnd     int                            // the longest of them, in letters
	before      map[script][]string            // what may stand before a name, glued to it
	same        map[string][]int               // rows of given names by the bare letters of each of their forms
	rows        []givenName
	fond        []string
	patronymics [][]string      // endings that are one in several languages
	ordinary    map[string]bool // bare letters of words that are names too
	phrases     map[string][][]string
	begins      map[string]bool // bare letters of words that often begin a sentence
	places      map[string]bool
	houses      map[string]bool // institutions
	surnames    map[string]bool // endings of family names
	strong      map[string]bool // endings that no other word has
	longest     int             // of those endings, in letters
	months      map[string][]int
	between     map[string]bool
	address     map[string]bool
}

type givenName struct{ same, short []string }

// ending is what may follow a name, in the letters of the text.
type ending struct {
	of     [classCount]sexes // after stems of each class
	chains after             // as a chain of suffixes, after whole names
}

// sexes tells of whom an ending speaks.
type sexes uint8

const (
	male sexes = 1 << iota
	female
	many
)

// after tells what a name must end in for a chain of suffixes to follow.
type after uint8

const (
	afterVowel after = 1 << iota
	afterVoiced
	afterVoiceless
	afterAny = afterVowel | afterVoiced | afterVoiceless
)

// file is what may stand in a file of assets/names.
type file struct {
	datafile.Fact
	Script    string   `toml:"script"`
	Languages []string `toml:"languages"`
	Stem      []struct {
		Class string   `toml:"class"`
		Ends  []string `toml:"ends"`
	} `toml:"stem"`
	Endings []struct {
		Class  string `toml:"class"`
		Male   string `toml:"male"`
		Female string `toml:"female"`
		Many   string `toml:"many"`
		Either string `toml:"either"`
	} `toml:"endings"`
	Chain []struct {
		After string   `toml:"after"`
		Slots []string `toml:"slots"`
	} `toml:"chain"`
	Before string `toml:"before"`

	Abjads    []string                     `toml:"abjads"`
	Syllables []string                     `toml:"syllables"`
	Scripts   map[string]map[string]string `toml:"scripts"`

	Cyrillic      string            `toml:"cyrillic"`
	Greek         string            `toml:"greek"`
	CyrillicGreek string            `toml:"cyrillicGreek"`
	Latin         string            `toml:"latin"`
	Leet          map[string]string `toml:"leet"`

	Fond []string `toml:"fond"`
	Name []struct {
		Same  string `toml:"same"`
		Short string `toml:"short"`
	} `toml:"name"`

	Ordinary     string   `toml:"ordinary"`
	Phrases      []string `toml:"phrases"`
	Begins       string   `toml:"begins"`
	Places       string   `toml:"places"`
	Institutions string   `toml:"institutions"`
	Surnames     string   `toml:"surnames"`
	Patronymics  []string `toml:"patronymics"`
	Strong       string   `toml:"strong"`

	Months  []string `toml:"months"`
	Between string   `toml:"between"`
	Address string   `toml:"address"`
}

// Load reads the rules from names/*.toml. An unknown key, script, class or sound is an error that names the file.
func Load(fsys fs.FS) (*Rules, error) {
	r := &Rules{
		scripts: map[rune]script{}, graphemes: map[rune][]grapheme{}, leet: map[rune][]reading{}, twins: map[rune]twin{}, plain: map[rune]rune{},
		stems: map[script][]stemRule{}, before: map[script][]string{},
		same: map[string][]int{}, ordinary: map[string]bool{}, begins: map[string]bool{}, phrases: map[string][][]string{}, places: map[string]bool{}, houses: map[string]bool{},
		surnames: map[string]bool{}, strong: map[string]bool{}, months: map[string][]int{}, between: map[string]bool{}, address: map[string]bool{},
	}
	var files []file
	var names []string
	err := datafile.Glob(fsys, "names/*.toml", func(name string, in io.Reader) error {
		var f file
		if err := datafile.Decode(name, in, &f); err != nil {
			return err
		}
		if err := f.Check(); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		files, names = append(files, f), append(names, name)
		if err := errors.Join(r.addSounds(&f), r.addTwins(&f)); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		return nil
	})
	for i := range files { // words are read by the letters of all files
		if err != nil {
			break
		}
		if err = errors.Join(r.addGrammar(&files[i]), r.addWords(&files[i])); err != nil {
			err = fmt.Errorf("%s: %w", names[i], err)
		}
	}
	if err != nil {
		return nil, fmt.Errorf("load rules of names: %w", err)
	}
	for _, ends := range r.ends {
		for end := range ends {
			r.longEnd = max(r.longEnd, utf8.RuneCountInString(end))
		}
	}
	return r, nil
}
