package dossier

// Case is one matter: what happened to whom, and what is to be done about it.
type Case struct {
	Head
	Reference       string
	Title           string
	States          []string // ISO 3166 codes of the States concerned
	Summary         string
	Status          string
	Confidentiality string
	Languages       []string
}

// Type implements Record.
func (*Case) Type() Type { return TypeCase }

func caseTable() *Table {
	return table[Case](
		text("reference", func(c *Case) *string { return &c.Reference }, required),
		text("title", func(c *Case) *string { return &c.Title }, told, required),
		choices("states", "country", func(c *Case) *[]string { return &c.States }, required),
		long("summary", func(c *Case) *string { return &c.Summary }, told),
		choice("status", "case-status", func(c *Case) *string { return &c.Status }),
		choice("confidentiality", "confidentiality", func(c *Case) *string { return &c.Confidentiality }),
		choices("languages", "language", func(c *Case) *[]string { return &c.Languages }),
	)
}

// Note is a working note. It is never exported unless asked.
type Note struct {
	Head
	About []ID
	Words string
}

// Type implements Record.
func (*Note) Type() Type { return TypeNote }

func noteTable() *Table {
	return table[Note](
		long("text", func(n *Note) *string { return &n.Words }, told, required),
		links("about", func(n *Note) *[]ID { return &n.About }),
	)
}

// Task is what is to be done by when. It is never exported unless asked.
type Task struct {
	Head
	Title string
	Due   Date
	Done  string
	About []ID
}

// Type implements Record.
func (*Task) Type() Type { return TypeTask }

func taskTable() *Table {
	return table[Task](
		text("title", func(t *Task) *string { return &t.Title }, told, required),
		date("due", func(t *Task) *Date { return &t.Due }, told),
		choice("done", "yesno", func(t *Task) *string { return &t.Done }),
		links("about", func(t *Task) *[]ID { return &t.About }),
	)
}
