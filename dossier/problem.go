package dossier

// Problem is something wrong with the case, as opposed to an error of the
// program. It names the record and field that mend it; the sentence for people
// is chosen by Key from the language files ("problem.<key>").
type Problem struct {
	Record ID
	Field  string // key of a field of the record, "" for the record as a whole
	Key    string
	Args   []any // name, value pairs for the sentence: numbers, keys and labels of ours, ids; never text of the case
	Weight Weight
	Waiver ID // the decision to send all the same, with which a stop became a warning
}

// Weight is how much a problem matters.
type Weight int

// The weights of a problem.
const (
	Hint  Weight = iota // worth a look
	Warn                // may weaken or delay a submission
	Stops               // must not be sent like this
)

// String is the stable name of the weight.
func (w Weight) String() string {
	switch w {
	case Warn:
		return "warns"
	case Stops:
		return "stops"
	}
	return "hint"
}
