package widget

// Words are the few texts that controls need of themselves. They come in
// translated; this package holds no sentence in any language.
type Words struct {
	Add, AddParagraph                  string
	Remove, MoveUp, MoveDown           string
	Earlier, Later                     string // the buttons that show other paragraphs of a long text
	Choose, Open, Clear, Close, Cancel string
	Search, NothingFound               string
	Show, Hide                         string // of a pass phrase
	Yes, No, Unknown                   string
	Required                           string // said of a field that must be filled

	// Fold makes words comparable when something is searched for: small letters, one
	// script. Without it only the case of letters is looked past.
	Fold func(string) string
}
