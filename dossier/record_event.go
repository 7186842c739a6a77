package dossier

// Event is something that happened, dated or not.
type Event struct {
	Head
	Title           string
	Kind            string
	When            Date
	After           []ID // it happened after these events
	Before          []ID // it happened before these events
	During          []ID // it happened in the course of these events
	Venue           string
	Area            string
	Country         string
	Coordinates     string // latitude and longitude in degrees, "43.24, 76.91"
	Description     string
	Status          string
	Parties         []ID
	Evidence        []ID
	Confidentiality string
}

// Type implements Record.
func (*Event) Type() Type { return TypeEvent }

func eventTable() *Table {
	return table[Event](
		text("title", func(e *Event) *string { return &e.Title }, told, required),
		choice("kind", "event-kind", func(e *Event) *string { return &e.Kind }),
		date("when", func(e *Event) *Date { return &e.When }, told),
		links("after", func(e *Event) *[]ID { return &e.After }, to(TypeEvent)),
		links("before", func(e *Event) *[]ID { return &e.Before }, to(TypeEvent)),
		links("during", func(e *Event) *[]ID { return &e.During }, to(TypeEvent)),
		text("venue", func(e *Event) *string { return &e.Venue }, told, proper),
		text("area", func(e *Event) *string { return &e.Area }, told, proper),
		choice("country", "country", func(e *Event) *string { return &e.Country }),
		text("coordinates", func(e *Event) *string { return &e.Coordinates }, private),
		long("description", func(e *Event) *string { return &e.Description }, told),
		choice("status", "certainty", func(e *Event) *string { return &e.Status }),
		links("parties", func(e *Event) *[]ID { return &e.Parties }, to(TypeParty)),
		links("evidence", func(e *Event) *[]ID { return &e.Evidence }, to(TypeEvidence)),
		choice("confidentiality", "confidentiality", func(e *Event) *string { return &e.Confidentiality }),
	)
}

// Act is what was done to one victim in an event: who did what to whom. An
// event with two victims has two acts.
type Act struct {
	Head
	Event        ID
	Kind         string
	Victim       ID
	When         Date
	Methods      []string
	Reason       string   // the reason the authorities gave
	Legislation  []string // articles the authorities invoked
	Attribution  string
	Consequences string
	PlaceKind    string
	// Arrest and detention (WGAD questionnaire II and III, ESF arrest subtype).
	Warrant       string // was a warrant or other public decision shown?
	WarrantBy     string
	HeldBy        []ID
	OrderedBy     []ID
	Duration      string
	Counsel       string
	FamilyTold    string
	Judge         Date // brought before a judge
	Charge        string
	Court         ID
	Hearing       Date // next hearing
	Released      Date
	Conditions    string
	Whereabouts   string
	Risk          string // health and immediate risk, for an urgent action
	Medical       string
	Officers      string // how many took part, as told
	Cameras       string // recording of the action by the authorities
	Property      []string
	Decision      string
	FairTrial     []string // guarantees said to be missing
	LastSeen      Date
	Acknowledged  string // is the custody acknowledged?
	Forensic      string
	Investigation string
}

// Type implements Record.
func (*Act) Type() Type { return TypeAct }

func actTable() *Table {
	custody := when("kind", "arrest", "detention", "custody-order")
	harm := when("kind", "ill-treatment", "killing", "disappearance", "arrest", "detention", "threat")
	search := when("kind", "search", "seizure")
	trial := when("kind", "trial", "custody-order", "restriction-order", "arrest", "detention")
	return table[Act](
		link("event", func(a *Act) *ID { return &a.Event }, parent, to(TypeEvent)),
		choice("kind", "act-kind", func(a *Act) *string { return &a.Kind }, required),
		link("victim", func(a *Act) *ID { return &a.Victim }, required, to(TypeParty)),
		date("when", func(a *Act) *Date { return &a.When }, told),
		choices("methods", "method", func(a *Act) *[]string { return &a.Methods }, harm, search),
		long("reason", func(a *Act) *string { return &a.Reason }, told),
		list("legislation", func(a *Act) *[]string { return &a.Legislation }, told),
		choice("attribution", "attribution", func(a *Act) *string { return &a.Attribution }),
		long("consequences", func(a *Act) *string { return &a.Consequences }, told),
		choice("place-kind", "place-kind", func(a *Act) *string { return &a.PlaceKind }),
		choice("warrant", "yesno", func(a *Act) *string { return &a.Warrant }, custody, search),
		text("warrant-by", func(a *Act) *string { return &a.WarrantBy }, told, proper, custody, search),
		links("held-by", func(a *Act) *[]ID { return &a.HeldBy }, to(TypeParty), custody),
		links("ordered-by", func(a *Act) *[]ID { return &a.OrderedBy }, to(TypeParty), custody, search),
		text("duration", func(a *Act) *string { return &a.Duration }, told, custody),
		choice("counsel", "counsel", func(a *Act) *string { return &a.Counsel }, trial),
		choice("family-told", "yesno", func(a *Act) *string { return &a.FamilyTold }, custody),
		date("judge", func(a *Act) *Date { return &a.Judge }, told, custody),
		long("charge", func(a *Act) *string { return &a.Charge }, told, trial),
		link("court", func(a *Act) *ID { return &a.Court }, to(TypeParty), trial),
		date("hearing", func(a *Act) *Date { return &a.Hearing }, told, trial),
		date("released", func(a *Act) *Date { return &a.Released }, told, custody),
		long("conditions", func(a *Act) *string { return &a.Conditions }, told, custody),
		text("whereabouts", func(a *Act) *string { return &a.Whereabouts }, told, custody, when("kind", "disappearance")),
		long("risk", func(a *Act) *string { return &a.Risk }, told, harm),
		long("medical", func(a *Act) *string { return &a.Medical }, told, harm),
		text("officers", func(a *Act) *string { return &a.Officers }, told, harm, search),
		text("cameras", func(a *Act) *string { return &a.Cameras }, told, harm, search),
		list("property", func(a *Act) *[]string { return &a.Property }, told, search),
		long("decision", func(a *Act) *string { return &a.Decision }, told, trial),
		choices("fair-trial", "fair-trial", func(a *Act) *[]string { return &a.FairTrial }, trial),
		date("last-seen", func(a *Act) *Date { return &a.LastSeen }, told, when("kind", "disappearance")),
		choice("acknowledged", "yesno", func(a *Act) *string { return &a.Acknowledged }, custody, when("kind", "disappearance")),
		text("forensic", func(a *Act) *string { return &a.Forensic }, told, when("kind", "killing")),
		long("investigation", func(a *Act) *string { return &a.Investigation }, told, harm),
	)
}

// Involvement is the part one alleged perpetrator had in an act.
type Involvement struct {
	Head
	Act     ID
	Party   ID
	Degree  string
	Remarks string // why they are believed responsible
}

// Type implements Record.
func (*Involvement) Type() Type { return TypeInvolvement }

func involvementTable() *Table {
	return table[Involvement](
		link("act", func(i *Involvement) *ID { return &i.Act }, parent, to(TypeAct)),
		link("party", func(i *Involvement) *ID { return &i.Party }, required, to(TypeParty)),
		choice("degree", "degree", func(i *Involvement) *string { return &i.Degree }, required),
		long("remarks", func(i *Involvement) *string { return &i.Remarks }, told),
	)
}

// Detention is one place where somebody was held, from when to when (WGAD
// questionnaire III.4 wants every transfer and the present place).
type Detention struct {
	Head
	Act     ID
	Venue   string
	Holder  ID
	From    Date
	To      Date
	Present string
}

// Type implements Record.
func (*Detention) Type() Type { return TypeDetention }

func detentionTable() *Table {
	return table[Detention](
		link("act", func(d *Detention) *ID { return &d.Act }, parent, to(TypeAct)),
		text("venue", func(d *Detention) *string { return &d.Venue }, told, proper, required),
		link("holder", func(d *Detention) *ID { return &d.Holder }, to(TypeParty)),
		date("from", func(d *Detention) *Date { return &d.From }, told),
		date("to", func(d *Detention) *Date { return &d.To }, told),
		choice("present", "yesno", func(d *Detention) *string { return &d.Present }),
	)
}
