package command

import (
	"flag"
	"io"
	"strings"

	"probata/dossier/submission"
)

// flags is the set of flags of a command: those of every command and its own.
func (c *call) flags(own func(*flag.FlagSet, *options)) *flag.FlagSet {
	set := flag.NewFlagSet("probata", flag.ContinueOnError)
	set.SetOutput(io.Discard)
	set.Usage = func() {}
	set.BoolVar(&c.json, "json", c.json, "")
	set.BoolVar(&c.quiet, "quiet", c.quiet, "")
	set.StringVar(&c.pass, "passphrase-file", c.pass, "")
	set.StringVar(&c.identity, "identity-file", c.identity, "")
	set.BoolVar(&c.readOnly, "read-only", c.readOnly, "")
	set.StringVar(&c.uiLang, "ui-lang", c.uiLang, "")
	if own != nil {
		own(set, &c.opts)
	}
	return set
}

// parsed is what parse found.
type parsed struct {
	pos   []string // arguments that are no flags
	after []string // what was not looked at
}

// parse reads flags wherever they stand; package flag alone stops at the first
// argument that is none. It stops after most such arguments, or never if most is
// negative. What follows "--" is no flag, whatever it looks like.
func parse(set *flag.FlagSet, args []string, most int) (parsed, error) {
	var p parsed
	for {
		if err := set.Parse(args); err != nil {
			return p, err
		}
		rest := set.Args()
		used := len(args) - len(rest)
		if used > 0 && args[used-1] == "--" {
			p.pos = append(p.pos, rest...)
			return p, nil
		}
		if len(rest) == 0 {
			return p, nil
		}
		p.pos = append(p.pos, rest[0])
		args = rest[1:]
		if len(p.pos) == most {
			p.after = args
			return p, nil
		}
	}
}

// answers are own answers by question, given as ID=TEXT, several times.
type answers struct {
	texts map[string]string
	// malformed: one was not written ID=TEXT. It is refused later, because package flag would repeat the text.
	malformed bool
}

// String implements flag.Value. It says nothing, as answers are text of a case.
func (a *answers) String() string { return "" }

// Set implements flag.Value.
func (a *answers) Set(s string) error {
	id, text, ok := strings.Cut(s, "=")
	if !ok || id == "" {
		a.malformed = true
		return nil
	}
	if a.texts == nil {
		a.texts = map[string]string{}
	}
	a.texts[id] = text
	return nil
}

// files are names of files or of cases, given by one flag several times.
type files []string

// String implements flag.Value.
func (f *files) String() string { return "" }

// Set implements flag.Value.
func (f *files) Set(s string) error {
	*f = append(*f, s)
	return nil
}

func formFlag(f *flag.FlagSet, o *options)     { f.StringVar(&o.form, "form", "", "") }
func langFlag(f *flag.FlagSet, o *options)     { f.StringVar(&o.lang, "lang", "", "") }
func generateFlag(f *flag.FlagSet, o *options) { f.BoolVar(&o.generate, "generate", false, "") }

// createFlags are those of commands that let a new pass phrase be chosen.
func createFlags(f *flag.FlagSet, o *options) {
	generateFlag(f, o)
	f.BoolVar(&o.acceptWeak, "accept-weak", false, "")
}

func keepFlag(f *flag.FlagSet, o *options)     { f.IntVar(&o.keep, "keep", 3, "") }
func labelFlag(f *flag.FlagSet, o *options)    { f.StringVar(&o.label, "label", "", "") }
func recoveryFlag(f *flag.FlagSet, o *options) { f.StringVar(&o.recovery, "recovery-file", "", "") }
func yesFlag(f *flag.FlagSet, o *options)      { f.BoolVar(&o.yes, "yes", false, "") }
func limitFlag(f *flag.FlagSet, o *options)    { f.IntVar(&o.limit, "limit", 50, "") }

func verifyFlags(f *flag.FlagSet, o *options) {
	f.BoolVar(&o.rebuild, "rebuild-index", false, "")
	f.BoolVar(&o.accept, "accept", false, "")
}

func outFlags(f *flag.FlagSet, o *options) {
	f.StringVar(&o.out, "out", "", "")
	f.BoolVar(&o.force, "force", false, "")
}

func evidenceFlags(f *flag.FlagSet, o *options) {
	outFlags(f, o)
	f.BoolVar(&o.exhibit.flatten, "flatten", false, "")
	f.Var(&o.exhibit.boxes, "box", "")
	f.StringVar(&o.exhibit.seen, "seen", "", "")
	f.StringVar(&o.exhibit.by, "by", "", "")
	f.BoolVar(&o.exhibit.others, "others", false, "")
	f.BoolVar(&o.exhibit.unseen, "unseen", false, "")
	f.StringVar(&o.exhibit.reason, "reason", "", "")
}

func handoverFlags(f *flag.FlagSet, o *options) {
	outFlags(f, o)
	f.Var(&o.to, "to", "")
}

func exportFlags(f *flag.FlagSet, o *options) {
	f.StringVar(&o.format, "format", "json", "")
	outFlags(f, o)
}

func checkFlags(f *flag.FlagSet, o *options) {
	formFlag(f, o)
	langFlag(f, o)
	requestFlags(f, o)
}

func reviewFlags(f *flag.FlagSet, o *options) {
	checkFlags(f, o)
	o.edition = string(submission.Public)
	f.Var(&o.keepPassages, "keep", "")
	f.Var(&o.withholdPassages, "withhold", "")
	f.StringVar(&o.as, "as", "", "")
}

func deadlineFlags(f *flag.FlagSet, o *options) {
	f.StringVar(&o.victim, "victim", "", "")
	f.StringVar(&o.date, "date", "", "")
	f.BoolVar(&o.details, "details", false, "")
	outFlags(f, o)
}

func submitFlags(f *flag.FlagSet, o *options) {
	checkFlags(f, o)
	outFlags(f, o)
	pdfFlags(f, o)
}

func sentFlags(f *flag.FlagSet, o *options) {
	checkFlags(f, o)
	pdfFlags(f, o)
	f.StringVar(&o.reference, "reference", "", "")
	f.StringVar(&o.file, "file", "", "")
}

func changesFlags(f *flag.FlagSet, o *options) {
	langFlag(f, o)
	f.StringVar(&o.date, "date", "", "")
	outFlags(f, o)
}

func packFlags(f *flag.FlagSet, o *options) {
	submitFlags(f, o)
	f.Var(&o.to, "to", "")
}

// pdfFlags say what kind of PDF is written, and what goes along in it.
func pdfFlags(f *flag.FlagSet, o *options) {
	f.StringVar(&o.pdf.annexes, "annexes", "list", "")
	f.StringVar(&o.pdf.archive, "archive", "", "")
	f.StringVar(&o.pdf.passphrase, "pdf-passphrase-file", "", "")
	f.BoolVar(&o.near, "near", false, "")
}

// requestFlags say what a submission is made of.
func requestFlags(f *flag.FlagSet, o *options) {
	f.StringVar(&o.edition, "edition", "confidential", "")
	f.StringVar(&o.victim, "victim", "", "")
	f.StringVar(&o.author, "author", "", "")
	f.StringVar(&o.after, "after", "", "")
	f.StringVar(&o.date, "date", "", "")
	f.Var(&o.answers, "answer", "")
	f.StringVar(&o.answersFile, "answers", "", "")
	f.Var(&o.with, "with", "")
}

func historyFlagSet(f *flag.FlagSet, o *options) {
	limitFlag(f, o)
	f.StringVar(&o.history.who, "who", "", "")
	f.StringVar(&o.history.record, "record", "", "")
	f.StringVar(&o.history.kind, "kind", "", "")
	f.StringVar(&o.history.since, "since", "", "")
	f.StringVar(&o.history.until, "until", "", "")
}

func recoveryFlags(f *flag.FlagSet, o *options) {
	generateFlag(f, o)
	recoveryFlag(f, o)
	f.BoolVar(&o.shares, "shares", false, "")
}

func passphraseFlags(f *flag.FlagSet, o *options) {
	createFlags(f, o)
	recoveryFlag(f, o)
	f.StringVar(&o.newPassphrase, "new-passphrase-file", "", "")
}
