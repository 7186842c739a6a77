package dossier

// Source is where a fact comes from: a document, an article, a decision, a
// person's account. Kinds and fields follow the CSL item types.
type Source struct {
	Head
	Kind        string
	Title       string
	Authors     []string
	Container   string // newspaper, site, collection
	Authority   string // court, publisher, issuing body
	Number      string // docket or document number
	Issued      Date
	Accessed    Date
	URL         string
	Archive     string
	Language    string
	Person      ID // for an interview or letter: whose account it is
	Provenance  string
	Reliability string
	Files       []ID
	Remarks     string
	Secret      string   // may the source be named to anybody outside?
	Settled     []string // digests of suggestions of its text that were accepted or dismissed
}

// Type implements Record.
func (*Source) Type() Type { return TypeSource }

func sourceTable() *Table {
	return table[Source](
		choice("kind", "source-kind", func(s *Source) *string { return &s.Kind }, required),
		text("title", func(s *Source) *string { return &s.Title }, told, required),
		list("authors", func(s *Source) *[]string { return &s.Authors }),
		text("container", func(s *Source) *string { return &s.Container }, told, proper),
		text("authority", func(s *Source) *string { return &s.Authority }, told, proper),
		text("number", func(s *Source) *string { return &s.Number }),
		date("issued", func(s *Source) *Date { return &s.Issued }, told),
		date("accessed", func(s *Source) *Date { return &s.Accessed }, told),
		text("url", func(s *Source) *string { return &s.URL }),
		text("archive", func(s *Source) *string { return &s.Archive }),
		choice("language", "language", func(s *Source) *string { return &s.Language }),
		link("person", func(s *Source) *ID { return &s.Person }, to(TypeParty)),
		long("provenance", func(s *Source) *string { return &s.Provenance }, told),
		choice("reliability", "reliability", func(s *Source) *string { return &s.Reliability }),
		links("files", func(s *Source) *[]ID { return &s.Files }, to(TypeEvidence)),
		long("remarks", func(s *Source) *string { return &s.Remarks }, told),
		choice("secret", "confidentiality", func(s *Source) *string { return &s.Secret }),
		list("settled", func(s *Source) *[]string { return &s.Settled }, fixed),
	)
}

// Evidence is a file kept sealed as it was taken in (Berkeley Protocol: an
// evidentiary copy untouched, its hash taken at intake).
type Evidence struct {
	Head
	Title      string
	Exhibit    string // number under which it is annexed, "A-1"
	FileName   string
	MediaType  string
	Size       int64  // bytes
	SHA256     string // hexadecimal, of the original at intake
	Blob       string // name of the sealed file in the vault
	Intake     Date
	TakenBy    string
	Provenance string
	Metadata   string
	Language   string
	Pages      int64
	Warning    []string
	Annex      string // is it annexed to submissions?
	Describe   string
	Boxes      []string // what is blacked out in a copy of it: see Box
	CopyOf     ID       // the evidence that this is a flattened picture copy of
}

// Type implements Record.
func (*Evidence) Type() Type { return TypeEvidence }

func evidenceTable() *Table {
	return table[Evidence](
		text("title", func(e *Evidence) *string { return &e.Title }, told, required),
		text("exhibit", func(e *Evidence) *string { return &e.Exhibit }),
		long("description", func(e *Evidence) *string { return &e.Describe }, told),
		text("file-name", func(e *Evidence) *string { return &e.FileName }, private, fixed),
		text("media-type", func(e *Evidence) *string { return &e.MediaType }, fixed),
		number("size", func(e *Evidence) *int64 { return &e.Size }, fixed),
		text("sha256", func(e *Evidence) *string { return &e.SHA256 }, fixed),
		text("blob", func(e *Evidence) *string { return &e.Blob }, fixed),
		date("intake", func(e *Evidence) *Date { return &e.Intake }),
		text("taken-by", func(e *Evidence) *string { return &e.TakenBy }, private),
		long("provenance", func(e *Evidence) *string { return &e.Provenance }, told),
		long("metadata", func(e *Evidence) *string { return &e.Metadata }, private),
		choice("language", "language", func(e *Evidence) *string { return &e.Language }),
		number("pages", func(e *Evidence) *int64 { return &e.Pages }),
		choices("warning", "content-warning", func(e *Evidence) *[]string { return &e.Warning }),
		choice("annex", "yesno", func(e *Evidence) *string { return &e.Annex }),
		list("boxes", func(e *Evidence) *[]string { return &e.Boxes }, private, fixed),
		link("copy-of", func(e *Evidence) *ID { return &e.CopyOf }, to(TypeEvidence), fixed),
	)
}

// Custody is one line of the custody log of a piece of evidence. Lines are
// added and never changed.
type Custody struct {
	Head
	Evidence ID
	At       Date
	From     string
	To       string
	Action   string
	Reason   string
	SHA256   string
	Other    string   // SHA-256 of the other file: of the original in the log of a copy, and the reverse
	Accepted []string // in a line that says it was looked at: withheld values in it that stand for somebody else
}

// Type implements Record.
func (*Custody) Type() Type { return TypeCustody }

func custodyTable() *Table {
	return table[Custody](
		link("evidence", func(c *Custody) *ID { return &c.Evidence }, parent, to(TypeEvidence)),
		date("at", func(c *Custody) *Date { return &c.At }, required),
		choice("action", "custody-action", func(c *Custody) *string { return &c.Action }, required),
		text("from", func(c *Custody) *string { return &c.From }, private),
		text("to", func(c *Custody) *string { return &c.To }, private),
		text("reason", func(c *Custody) *string { return &c.Reason }),
		text("sha256", func(c *Custody) *string { return &c.SHA256 }, fixed),
		text("other", func(c *Custody) *string { return &c.Other }, fixed),
		list("accepted", func(c *Custody) *[]string { return &c.Accepted }, private, fixed),
	)
}

// Quote is somebody's exact words.
type Quote struct {
	Head
	Speaker         ID
	Occasion        ID   // the event at which it was said
	About           []ID // events and acts it speaks of
	Words           string
	Language        string // "" when the language spoken is not known
	Reported        string // are these the words of a report, not of a recording?
	Recording       []ID
	Consent         string
	Restrictions    string
	Confidentiality string
}

// Type implements Record.
func (*Quote) Type() Type { return TypeQuote }

func quoteTable() *Table {
	return table[Quote](
		link("speaker", func(q *Quote) *ID { return &q.Speaker }, required, to(TypeParty)),
		long("words", func(q *Quote) *string { return &q.Words }, required),
		choice("language", "language", func(q *Quote) *string { return &q.Language }),
		link("occasion", func(q *Quote) *ID { return &q.Occasion }, to(TypeEvent)),
		links("about", func(q *Quote) *[]ID { return &q.About }, to(TypeEvent, TypeAct)),
		choice("reported", "yesno", func(q *Quote) *string { return &q.Reported }),
		links("recording", func(q *Quote) *[]ID { return &q.Recording }, to(TypeEvidence)),
		choice("consent", "yesno", func(q *Quote) *string { return &q.Consent }),
		long("restrictions", func(q *Quote) *string { return &q.Restrictions }),
		choice("confidentiality", "confidentiality", func(q *Quote) *string { return &q.Confidentiality }),
	)
}

// Translation is a version of one text of the case in another language: of the
// words of a quote, or of a field of any other record whose words are told in a
// language. Names of parties have spellings of their own (see Name).
type Translation struct {
	Head
	Quote      ID     // whose words these are, for a quote
	Record     ID     // the record, for any other
	Field      string // key of the field of Record
	Language   string
	Words      string // of a list: one line each
	Translator string
	Made       Date
	Status     string // draft until somebody else has held it against the original
	Of         string // digest of the original words it was made from
}

// Type implements Record.
func (*Translation) Type() Type { return TypeTranslation }

func translationTable() *Table {
	return table[Translation](
		link("quote", func(t *Translation) *ID { return &t.Quote }, partOf, to(TypeQuote)),
		link("record", func(t *Translation) *ID { return &t.Record }, partOf, to(
			TypeEvent, TypeCase, TypeParty, TypeRole, TypeConsent, TypeAct, TypeInvolvement, TypeDetention, TypeSource, TypeEvidence,
			TypeCitation, TypeAllegation, TypeFinding, TypeNorm, TypeAcceptance, TypeRemedy, TypeRelief, TypeFiling, TypeNote, TypeTask,
		)),
		choice("language", "language", func(t *Translation) *string { return &t.Language }, required),
		long("words", func(t *Translation) *string { return &t.Words }, required),
		text("translator", func(t *Translation) *string { return &t.Translator }, private),
		date("made", func(t *Translation) *Date { return &t.Made }),
		choice("status", "translation-status", func(t *Translation) *string { return &t.Status }),
		text("field", func(t *Translation) *string { return &t.Field }),
		text("of", func(t *Translation) *string { return &t.Of }, fixed),
	)
}

// Citation ties a fact to its source: "this stands there". It hangs on a
// record or on one of its fields.
type Citation struct {
	Head
	Fact            ID
	Field           string // key of a field of Fact; empty = the whole record
	Source          ID
	Page            string
	Paragraph       string
	Time            string
	Passage         string // place inside the text of the source, as character offsets "120-260"
	Quoted          string // the passage in the words of the source
	Before          string // words in front of the passage, by which it is found in another edition of the text
	After           string // words behind it
	Confidence      string
	Confidentiality string
}

// Type implements Record.
func (*Citation) Type() Type { return TypeCitation }

func citationTable() *Table {
	return table[Citation](
		link("fact", func(c *Citation) *ID { return &c.Fact }, required),
		text("field", func(c *Citation) *string { return &c.Field }),
		link("source", func(c *Citation) *ID { return &c.Source }, required, to(TypeSource)),
		text("page", func(c *Citation) *string { return &c.Page }),
		text("paragraph", func(c *Citation) *string { return &c.Paragraph }),
		text("time", func(c *Citation) *string { return &c.Time }),
		text("passage", func(c *Citation) *string { return &c.Passage }),
		long("quoted", func(c *Citation) *string { return &c.Quoted }, told),
		text("before", func(c *Citation) *string { return &c.Before }, private, fixed),
		text("after", func(c *Citation) *string { return &c.After }, private, fixed),
		choice("confidence", "reliability", func(c *Citation) *string { return &c.Confidence }),
		choice("confidentiality", "confidentiality", func(c *Citation) *string { return &c.Confidentiality }),
	)
}
