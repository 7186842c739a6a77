package dossier

// Allegation is a provision said to be violated with regard to one victim.
type Allegation struct {
	Head
	Provision  string // id in the law data, "iccpr.9"
	Victim     ID
	Categories []string // WGAD categories I–V
	Facts      []ID
	Analysis   string
	Conclusion string
	Authority  []ID     // decisions and texts of law it leans on
	Holes      []string // what is still to be shown
	Standing   string   // argued, or reserved: kept back until more is shown, and in no paper
}

// Type implements Record.
func (*Allegation) Type() Type { return TypeAllegation }

func allegationTable() *Table {
	return table[Allegation](
		choice("provision", "provision", func(a *Allegation) *string { return &a.Provision }, required),
		link("victim", func(a *Allegation) *ID { return &a.Victim }, required, to(TypeParty)),
		choices("categories", "wgad-category", func(a *Allegation) *[]string { return &a.Categories }),
		links("facts", func(a *Allegation) *[]ID { return &a.Facts }, to(TypeEvent, TypeAct, TypeQuote)),
		long("analysis", func(a *Allegation) *string { return &a.Analysis }, told),
		long("conclusion", func(a *Allegation) *string { return &a.Conclusion }, told),
		links("authority", func(a *Allegation) *[]ID { return &a.Authority }, to(TypeSource)),
		list("holes", func(a *Allegation) *[]string { return &a.Holes }, told),
		choice("standing", "allegation-standing", func(a *Allegation) *string { return &a.Standing }),
	)
}

// Finding is one element of an allegation: what must be shown, the facts that
// show it, and what is missing.
type Finding struct {
	Head
	Allegation ID
	Element    string // id in the law data, "iccpr.9.reasons"
	State      string
	Analysis   string
	Facts      []ID
	Holes      []string
}

// Type implements Record.
func (*Finding) Type() Type { return TypeFinding }

func findingTable() *Table {
	return table[Finding](
		link("allegation", func(f *Finding) *ID { return &f.Allegation }, parent, to(TypeAllegation)),
		choice("element", "element", func(f *Finding) *string { return &f.Element }, required),
		choice("state", "finding-state", func(f *Finding) *string { return &f.State }),
		long("analysis", func(f *Finding) *string { return &f.Analysis }, told),
		links("facts", func(f *Finding) *[]ID { return &f.Facts }, to(TypeEvent, TypeAct, TypeQuote)),
		list("holes", func(f *Finding) *[]string { return &f.Holes }, told),
	)
}

// Remedy is one domestic step, or the reason why there was none.
type Remedy struct {
	Head
	Victim    ID
	Kind      string
	Authority string
	Party     ID
	Claim     string
	Number    string
	Filed     Date
	Decision  string
	Decided   Date
	Received  Date
	Outcome   string
	Obstacle  string // why not available, not effective, unduly prolonged or not tried
	Evidence  []ID
}

// Type implements Record.
func (*Remedy) Type() Type { return TypeRemedy }

func remedyTable() *Table {
	return table[Remedy](
		link("victim", func(r *Remedy) *ID { return &r.Victim }, to(TypeParty)),
		choice("kind", "remedy-kind", func(r *Remedy) *string { return &r.Kind }, required),
		text("authority", func(r *Remedy) *string { return &r.Authority }, told, proper),
		link("party", func(r *Remedy) *ID { return &r.Party }, to(TypeParty)),
		long("claim", func(r *Remedy) *string { return &r.Claim }, told),
		text("number", func(r *Remedy) *string { return &r.Number }),
		date("filed", func(r *Remedy) *Date { return &r.Filed }, told),
		long("decision", func(r *Remedy) *string { return &r.Decision }, told),
		date("decided", func(r *Remedy) *Date { return &r.Decided }, told),
		date("received", func(r *Remedy) *Date { return &r.Received }, told),
		choice("outcome", "remedy-outcome", func(r *Remedy) *string { return &r.Outcome }),
		long("obstacle", func(r *Remedy) *string { return &r.Obstacle }, told),
		links("evidence", func(r *Remedy) *[]ID { return &r.Evidence }, to(TypeEvidence)),
	)
}

// Relief is what is asked of whom.
type Relief struct {
	Head
	Kind      string
	Addressee string
	Victim    ID
	Words     string
}

// Type implements Record.
func (*Relief) Type() Type { return TypeRelief }

func reliefTable() *Table {
	return table[Relief](
		choice("kind", "relief-kind", func(r *Relief) *string { return &r.Kind }, required),
		choice("addressee", "addressee", func(r *Relief) *string { return &r.Addressee }),
		link("victim", func(r *Relief) *ID { return &r.Victim }, to(TypeParty)),
		long("text", func(r *Relief) *string { return &r.Words }, told, required),
	)
}
