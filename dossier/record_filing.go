package dossier

// Filing is what was sent where, and what came of it.
type Filing struct {
	Head
	Body      string
	Procedure string
	Victim    ID
	Filed     Date
	Reference string
	Language  string
	Edition   string
	Data      string // the case as it was sent, as JSON
	Document  ID     // the document as it was sent
	SHA256    string // of that document
	ReplyDue  Date
	Replied   Date
	Reply     string
	Outcome   string
	Remarks   string
}

// Type implements Record.
func (*Filing) Type() Type { return TypeFiling }

func filingTable() *Table {
	return table[Filing](
		choice("body", "body", func(f *Filing) *string { return &f.Body }, required),
		text("procedure", func(f *Filing) *string { return &f.Procedure }, told),
		link("victim", func(f *Filing) *ID { return &f.Victim }, to(TypeParty)),
		date("filed", func(f *Filing) *Date { return &f.Filed }),
		text("reference", func(f *Filing) *string { return &f.Reference }),
		choice("language", "language", func(f *Filing) *string { return &f.Language }),
		choice("edition", "edition", func(f *Filing) *string { return &f.Edition }),
		date("reply-due", func(f *Filing) *Date { return &f.ReplyDue }),
		date("replied", func(f *Filing) *Date { return &f.Replied }),
		long("reply", func(f *Filing) *string { return &f.Reply }, told),
		choice("outcome", "filing-outcome", func(f *Filing) *string { return &f.Outcome }),
		long("remarks", func(f *Filing) *string { return &f.Remarks }, told),
		link("document", func(f *Filing) *ID { return &f.Document }, to(TypeEvidence), fixed),
		text("sha256", func(f *Filing) *string { return &f.SHA256 }, fixed),
		text("data", func(f *Filing) *string { return &f.Data }, fixed, private),
	)
}

// Submission is a form being filled for one victim in one language; what the
// case itself answers is not stored again, only what the form asks beyond it.
type Submission struct {
	Head
	Form     string
	Language string
	Edition  string
	Victim   ID
	Author   ID
	Signed   Date
	After    ID       // of a follow-up: the filing it follows
	Cut      []string // parts that the author left out because the paper is too long: ids of records, or of questions
	Keep     []string // parts that stay although it is
}

// Type implements Record.
func (*Submission) Type() Type { return TypeSubmission }

func submissionTable() *Table {
	return table[Submission](
		choice("form", "form", func(s *Submission) *string { return &s.Form }, required),
		choice("language", "language", func(s *Submission) *string { return &s.Language }, required),
		choice("edition", "edition", func(s *Submission) *string { return &s.Edition }, required),
		link("victim", func(s *Submission) *ID { return &s.Victim }, to(TypeParty)),
		link("author", func(s *Submission) *ID { return &s.Author }, to(TypeParty)),
		date("signed", func(s *Submission) *Date { return &s.Signed }),
		link("after", func(s *Submission) *ID { return &s.After }, to(TypeFiling)),
		list("cut", func(s *Submission) *[]string { return &s.Cut }, fixed),
		list("keep", func(s *Submission) *[]string { return &s.Keep }, fixed),
	)
}

// Answer is the user's own answer to one question of a form.
type Answer struct {
	Head
	Submission ID
	Question   string
	Words      string
	Values     []string
}

// Type implements Record.
func (*Answer) Type() Type { return TypeAnswer }

func answerTable() *Table {
	return table[Answer](
		link("submission", func(a *Answer) *ID { return &a.Submission }, parent, to(TypeSubmission)),
		text("question", func(a *Answer) *string { return &a.Question }, required),
		long("text", func(a *Answer) *string { return &a.Words }),
		list("values", func(a *Answer) *[]string { return &a.Values }),
	)
}
