package withhold

import (
	"unicode"
)

// untwin finds what the letters of a word of several scripts are if it is of the one that most of them cannot be mistaken
// for another, and what those of a word are that consists of look-alikes alone.
func (r *Rules) untwin(v *view, w *word) {
	if w.digits {
		return
	}
	letters := v.letters[w.a:w.b]
	if !w.mixed {
		r.disguised(letters)
		return
	}
	var sure, all [scriptCount]int
	for _, l := range letters {
		all[l.script]++
	}
	for _, l := range letters {
		t := r.twin(l)
		alone := true
		for other := range scriptCount {
			alone = alone && (other == l.script || all[other] == 0 || t[other] == 0)
		}
		if alone {
			sure[l.script]++
		}
	}
	best := latn
	for s := range scriptCount {
		if sure[s] > sure[best] || sure[s] == sure[best] && all[s] > all[best] {
			best = s
		}
	}
	for i := range letters {
		if letters[i].script == best {
			continue
		}
		if to := r.twin(letters[i])[best]; to != 0 {
			letters[i].alt = to
		}
	}
}

// disguised tells what a word that is written in look-alikes alone is in the other script: "Capa" for Сара.
func (r *Rules) disguised(letters []letter) {
	var other script
	switch letters[0].script {
	case latn:
		other = cyrl
	case cyrl:
		other = latn
	}
	if other == noScript || len(letters) < 3 {
		return
	}
	for _, l := range letters {
		if r.twin(l)[other] == 0 {
			return
		}
	}
	for i := range letters {
		letters[i].alt = r.twin(letters[i])[other]
	}
}

// twin is what a letter looks like, by the form it has in the text.
func (r *Rules) twin(l letter) twin {
	if l.upper {
		if t, ok := r.twins[unicode.ToUpper(l.r)]; ok {
			return t
		}
	}
	return r.twins[l.r]
}
