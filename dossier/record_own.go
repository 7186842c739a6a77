package dossier

// Norm is a provision that the user adds to the law that ships with the
// program: an article of national law, a rule of another instrument. An
// allegation may rest on it by its id.
type Norm struct {
	Head
	Instrument string // the law or text, as it is cited
	Number     string
	Title      string
	Summary    string
	Elements   []string // what has to be shown, one by one
	Source     ID       // where its text stands
	Confidence string
}

// Type implements Record.
func (*Norm) Type() Type { return TypeNorm }

func normTable() *Table {
	return table[Norm](
		text("instrument", func(n *Norm) *string { return &n.Instrument }, told, required),
		text("number", func(n *Norm) *string { return &n.Number }),
		text("title", func(n *Norm) *string { return &n.Title }, told, required),
		long("summary", func(n *Norm) *string { return &n.Summary }, told),
		list("elements", func(n *Norm) *[]string { return &n.Elements }, told),
		link("source", func(n *Norm) *ID { return &n.Source }, to(TypeSource)),
		choice("confidence", "law-confidence", func(n *Norm) *string { return &n.Confidence }),
	)
}

// Acceptance is where a State stands with a treaty as the user has found it,
// in place of what the law data says. It must say where that was read.
type Acceptance struct {
	Head
	State     string
	Treaty    string // id in the law data, "iccpr-op1"
	Status    string
	Signed    Date
	Deposited Date
	InForce   Date
	Ended     Date
	Effect    string // reservations and limits in time
	Source    string
	Checked   Date
}

// Type implements Record.
func (*Acceptance) Type() Type { return TypeAcceptance }

func acceptanceTable() *Table {
	return table[Acceptance](
		choice("state", "country", func(a *Acceptance) *string { return &a.State }, required),
		choice("treaty", "treaty", func(a *Acceptance) *string { return &a.Treaty }, required),
		choice("status", "acceptance-status", func(a *Acceptance) *string { return &a.Status }, required),
		date("signed", func(a *Acceptance) *Date { return &a.Signed }),
		date("deposited", func(a *Acceptance) *Date { return &a.Deposited }),
		date("in-force", func(a *Acceptance) *Date { return &a.InForce }),
		date("ended", func(a *Acceptance) *Date { return &a.Ended }),
		long("effect", func(a *Acceptance) *string { return &a.Effect }, told),
		text("source", func(a *Acceptance) *string { return &a.Source }, required),
		date("checked", func(a *Acceptance) *Date { return &a.Checked }, required),
	)
}

// Waiver is the decision to send although a problem stands against it, with
// the reason, which stays on record.
type Waiver struct {
	Head
	Form   string // for which form; empty: for every one
	Key    string // of the problem
	About  ID     // the record it stands at
	Field  string
	Reason string
	Given  Date
}

// Type implements Record.
func (*Waiver) Type() Type { return TypeWaiver }

func waiverTable() *Table {
	return table[Waiver](
		choice("form", "form", func(w *Waiver) *string { return &w.Form }),
		text("key", func(w *Waiver) *string { return &w.Key }, required, fixed),
		link("about", func(w *Waiver) *ID { return &w.About }, fixed),
		text("field", func(w *Waiver) *string { return &w.Field }, fixed),
		long("reason", func(w *Waiver) *string { return &w.Reason }, required),
		date("given", func(w *Waiver) *Date { return &w.Given }),
	)
}

// Covers tells whether the waiver is for a problem met in filling a form. A
// waiver without a reason covers nothing.
func (w *Waiver) Covers(form string, p Problem) bool {
	return w.Reason != "" && (w.Form == "" || w.Form == form) && w.Key == p.Key && w.About == p.Record && w.Field == p.Field
}

// Review is the decision whether words that may be a withheld name are one: the
// words as they are written, in one passage. It is keyed to the passage, so that
// it holds wherever the passage stands, and is open again once the passage, the
// words or those who may be meant are others.
type Review struct {
	Head
	Words    string // as they are written
	Passage  string // digest of the words with those around them
	About    []ID   // everybody withheld who was asked about
	Party    ID     // who is meant, when it is withheld; "" when that is not told
	Decision string // keep: nobody of them is meant; withhold
	Decided  Date
}

// Type implements Record.
func (*Review) Type() Type { return TypeReview }

func reviewTable() *Table {
	return table[Review](
		text("words", func(r *Review) *string { return &r.Words }, required, fixed),
		text("passage", func(r *Review) *string { return &r.Passage }, required, fixed),
		links("about", func(r *Review) *[]ID { return &r.About }, fixed, to(TypeParty)),
		choice("decision", "review-decision", func(r *Review) *string { return &r.Decision }, required),
		link("party", func(r *Review) *ID { return &r.Party }, to(TypeParty), when("decision", "withhold")),
		date("decided", func(r *Review) *Date { return &r.Decided }),
	)
}
