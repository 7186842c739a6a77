package dossier

// Party is a person, a group, an organisation or a State body. It is entered
// once per vault; what it is in a case is said by roles.
type Party struct {
	Head
	Kind          string
	Description   string // how the source speaks of it; stands for the name while none is known
	Sex           string
	Birth         Date
	Age           string // age when it happened, in the words of the source
	Birthplace    string
	Nationalities []string
	Occupation    string
	Activity      string // profession or activity linked to what happened (WGAD questionnaire I.7)
	Affiliation   []ID
	Deceased      string
	Ethnicity     string
	Religion      string
	Health        string
	Status        string // other status relevant to the case: disability, pregnancy, LGBTI, …
	Family        string // civil status, children, dependants
	Alias         string // rule for the redacted editions: code, initials or name
	Pseudonym     string // the user's own stand-in for the redacted editions
	Code          int64  // of the letter in redacted editions, kept since a filing so that it never changes; 0 = none yet
	Remarks       string
}

// Type implements Record.
func (*Party) Type() Type { return TypeParty }

func partyTable() *Table {
	person := when("kind", "person", "group")
	return table[Party](
		choice("kind", "party-kind", func(p *Party) *string { return &p.Kind }, required),
		text("description", func(p *Party) *string { return &p.Description }, told),
		choice("sex", "sex", func(p *Party) *string { return &p.Sex }, person),
		date("birth", func(p *Party) *Date { return &p.Birth }, told, private, person),
		text("age", func(p *Party) *string { return &p.Age }, told, person),
		text("birthplace", func(p *Party) *string { return &p.Birthplace }, told, private, person),
		choices("nationalities", "country", func(p *Party) *[]string { return &p.Nationalities }, person),
		text("occupation", func(p *Party) *string { return &p.Occupation }, told, person),
		long("activity", func(p *Party) *string { return &p.Activity }, told),
		links("affiliation", func(p *Party) *[]ID { return &p.Affiliation }, to(TypeParty)),
		choice("deceased", "yesno", func(p *Party) *string { return &p.Deceased }, person),
		text("ethnicity", func(p *Party) *string { return &p.Ethnicity }, told, private, person),
		text("religion", func(p *Party) *string { return &p.Religion }, told, private, person),
		text("health", func(p *Party) *string { return &p.Health }, told, private, person),
		text("status", func(p *Party) *string { return &p.Status }, told, private, person),
		text("family", func(p *Party) *string { return &p.Family }, told, private, person),
		choice("alias", "alias-rule", func(p *Party) *string { return &p.Alias }),
		text("pseudonym", func(p *Party) *string { return &p.Pseudonym }),
		number("code", func(p *Party) *int64 { return &p.Code }, fixed, person),
		long("remarks", func(p *Party) *string { return &p.Remarks }, told, private),
	).shared()
}

// Name is one name of a party in one script. Names keep the original script
// and the spelling of the passport side by side.
type Name struct {
	Head
	Party      ID
	Kind       string
	Language   string // language or script tag of this spelling: "kk", "ru", "en", "kk-Latn"
	Family     string
	Given      string
	Patronymic string
	Full       string // for organisations, and persons whose name has no such parts
}

// Type implements Record.
func (*Name) Type() Type { return TypeName }

func nameTable() *Table {
	return table[Name](
		link("party", func(n *Name) *ID { return &n.Party }, parent, to(TypeParty)),
		choice("kind", "name-kind", func(n *Name) *string { return &n.Kind }),
		choice("language", "language", func(n *Name) *string { return &n.Language }),
		text("family", func(n *Name) *string { return &n.Family }, private),
		text("given", func(n *Name) *string { return &n.Given }, private),
		text("patronymic", func(n *Name) *string { return &n.Patronymic }, private),
		text("full", func(n *Name) *string { return &n.Full }, private),
	).shared()
}

// Identity is an identity document.
type Identity struct {
	Head
	Party   ID
	Kind    string
	Number  string
	Issuer  string
	Issued  Date
	Expires Date
}

// Type implements Record.
func (*Identity) Type() Type { return TypeIdentity }

func identityTable() *Table {
	return table[Identity](
		link("party", func(i *Identity) *ID { return &i.Party }, parent, to(TypeParty)),
		choice("kind", "identity-kind", func(i *Identity) *string { return &i.Kind }, required),
		text("number", func(i *Identity) *string { return &i.Number }, private),
		text("issuer", func(i *Identity) *string { return &i.Issuer }, proper),
		date("issued", func(i *Identity) *Date { return &i.Issued }),
		date("expires", func(i *Identity) *Date { return &i.Expires }),
	).shared()
}

// Address is where a party lives, works or can be written to.
type Address struct {
	Head
	Party   ID
	Kind    string
	Lines   string
	Town    string
	Country string
	From    Date
	To      Date
}

// Type implements Record.
func (*Address) Type() Type { return TypeAddress }

func addressTable() *Table {
	return table[Address](
		link("party", func(a *Address) *ID { return &a.Party }, parent, to(TypeParty)),
		choice("kind", "address-kind", func(a *Address) *string { return &a.Kind }, required),
		text("lines", func(a *Address) *string { return &a.Lines }, private),
		text("town", func(a *Address) *string { return &a.Town }, proper),
		choice("country", "country", func(a *Address) *string { return &a.Country }),
		date("from", func(a *Address) *Date { return &a.From }),
		date("to", func(a *Address) *Date { return &a.To }),
	).shared()
}

// Contact is a telephone number, a mail address or another way to reach a party.
type Contact struct {
	Head
	Party ID
	Kind  string
	Value string
	Safe  string // may it be used without danger to the party?
}

// Type implements Record.
func (*Contact) Type() Type { return TypeContact }

func contactTable() *Table {
	return table[Contact](
		link("party", func(c *Contact) *ID { return &c.Party }, parent, to(TypeParty)),
		choice("kind", "contact-kind", func(c *Contact) *string { return &c.Kind }, required),
		text("value", func(c *Contact) *string { return &c.Value }, required, private),
		choice("safe", "yesno", func(c *Contact) *string { return &c.Safe }),
	).shared()
}

// Role is what a party is in the case. A party may have several.
type Role struct {
	Head
	Party     ID
	Role      string
	Of        []ID   // whose relative, representative, employer or employee
	Relation  string // "brother", "counsel at the custody hearing"
	Authority string // authority to act, for a representative
	Mandate   []ID   // the signed authority as evidence
}

// Type implements Record.
func (*Role) Type() Type { return TypeRole }

func roleTable() *Table {
	acting := when("role", "representative", "source", "author")
	return table[Role](
		link("party", func(r *Role) *ID { return &r.Party }, required, to(TypeParty)),
		choice("role", "role", func(r *Role) *string { return &r.Role }, required),
		links("of", func(r *Role) *[]ID { return &r.Of }, to(TypeParty)),
		text("relation", func(r *Role) *string { return &r.Relation }, told),
		long("authority", func(r *Role) *string { return &r.Authority }, told, acting),
		links("mandate", func(r *Role) *[]ID { return &r.Mandate }, to(TypeEvidence), acting),
	)
}

// Consent is what one party has allowed, or why it could not be asked. Without
// it no name of a person leaves the vault in an edition that others read.
type Consent struct {
	Head
	Party      ID
	Giver      ID
	Capacity   string
	Informed   []string
	Given      Date
	Town       string
	Language   string
	Interp     string
	Form       string
	Proof      []ID
	Bodies     []string // bodies it is limited to; empty = every body
	Scope      []string // levels of disclosure agreed to
	Withheld   []string // items to keep back
	Alias      string
	Expires    Date
	Withdrawn  Date
	Impossible string // why it cannot be had: detained, missing, dead
	Interest   string // the legitimate interest of who acts without it
}

// Type implements Record.
func (*Consent) Type() Type { return TypeConsent }

func consentTable() *Table {
	return table[Consent](
		link("party", func(c *Consent) *ID { return &c.Party }, required, to(TypeParty)),
		link("giver", func(c *Consent) *ID { return &c.Giver }, to(TypeParty)),
		choice("capacity", "consent-capacity", func(c *Consent) *string { return &c.Capacity }),
		choices("informed", "consent-informed", func(c *Consent) *[]string { return &c.Informed }),
		date("given", func(c *Consent) *Date { return &c.Given }, told),
		text("town", func(c *Consent) *string { return &c.Town }, proper),
		choice("language", "language", func(c *Consent) *string { return &c.Language }),
		text("interpreter", func(c *Consent) *string { return &c.Interp }),
		choice("form", "consent-form", func(c *Consent) *string { return &c.Form }),
		links("proof", func(c *Consent) *[]ID { return &c.Proof }, to(TypeEvidence)),
		choices("bodies", "body", func(c *Consent) *[]string { return &c.Bodies }),
		choices("scope", "consent-scope", func(c *Consent) *[]string { return &c.Scope }),
		list("withheld", func(c *Consent) *[]string { return &c.Withheld }),
		choice("alias", "alias-rule", func(c *Consent) *string { return &c.Alias }),
		date("expires", func(c *Consent) *Date { return &c.Expires }),
		date("withdrawn", func(c *Consent) *Date { return &c.Withdrawn }),
		long("impossible", func(c *Consent) *string { return &c.Impossible }, told),
		long("interest", func(c *Consent) *string { return &c.Interest }, told),
	)
}
