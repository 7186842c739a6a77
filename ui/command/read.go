package command

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"os"
	"path/filepath"
	"strings"

	"probata/dossier"
	"probata/dossier/edtf"
	"probata/dossier/reading"
	"probata/dossier/store"
)

type readRun struct {
	*call
	date     string
	reviewed string // file with decisions
	corrects string // the source whose text the file corrects
	differ   bool   // list where the sources of the case differ, and read no file
}

func readCommand(c *call) command {
	r := &readRun{call: c}
	return command{name: "read", args: "VAULT CASE [FILE…]", flags: r.flags, run: r.runRead}
}

func (c *readRun) flags(f *flags) {
	f.text(&c.date, "date", "DAY")
	f.text(&c.reviewed, "accept", "FILE.json")
	f.text(&c.corrects, "corrects", "SOURCE")
	f.yes(&c.differ, "contradictions")
}

// maxReviewed is the largest file of decisions that is read, in bytes.
const maxReviewed = 32 << 20

// readFile is what one file offers, for programs. The same, with decisions put into its suggestions, is what --accept takes.
type readFile struct {
	Evidence    dossier.ID       `json:"evidence"`
	Source      dossier.ID       `json:"source,omitempty"`
	Published   string           `json:"published,omitempty"`
	Languages   []string         `json:"languages"`
	Cut         bool             `json:"cut,omitempty"` // longer than is read at once
	Suggestions []readSuggestion `json:"suggestions"`
}

// readSuggestion is a suggestion with what a reviewer made of it.
type readSuggestion struct {
	reading.Suggestion
	Decision string     `json:"decision"`     // accept, dismiss, or "" while it is open
	As       string     `json:"as,omitempty"` // a value in place of the suggested one
	Is       dossier.ID `json:"is,omitempty"` // a party of the case that is meant
}

// runRead seals each file as evidence, unless the case has it, and lists what its text suggests; or makes records of what a
// reviewer accepted, in one step that one undo takes back.
func (c *readRun) runRead(ctx context.Context) error {
	names := c.pos[2:]
	if (c.reviewed != "" || c.corrects != "") && len(names) != 1 {
		return usage("read-one")
	}
	if c.differ != (len(names) == 0) {
		return usage("read-files")
	}
	if c.differ {
		return c.runDiffer(ctx)
	}
	if c.readOnly {
		return failed("read-only")
	}
	var published edtf.Date
	if c.date != "" {
		day, err := c.day(c.date)
		if err != nil {
			return err
		}
		published = day
	}
	decisions, err := c.reviewedDecisions()
	if err != nil {
		return err
	}
	rules, err := c.Reading()
	if err != nil {
		return err
	}
	return c.open(ctx, func(s *store.Store) error {
		id, err := c.find(ctx, s, c.pos[1])
		if err != nil {
			return err
		}
		out := []readFile{}
		for _, name := range names {
			got, err := c.readOne(ctx, s, rules, readJob{id, name, published, decisions})
			if err != nil {
				return err
			}
			out = append(out, got)
		}
		if err := s.Flush(ctx); err != nil {
			return err
		}
		return c.printRead(out)
	})
}

// readJob is one file of a case to be read.
type readJob struct {
	caseID    dossier.ID
	name      string
	published edtf.Date
	decisions []reading.Decision
}

func (c *readRun) readOne(ctx context.Context, s *store.Store, rules *reading.Rules, j readJob) (readFile, error) {
	e, err := c.sealOnce(ctx, s, j.caseID, j.name)
	if err != nil {
		return readFile{}, err
	}
	words, err := s.Text(ctx, e.ID)
	if errors.Is(err, store.ErrNotFound) {
		words, err = "", nil
	}
	if err != nil {
		return readFile{}, err
	}
	if why := store.Unread(e); why != "" {
		c.note("attached-unread", "why", why)
	}
	d, err := s.Load(ctx, j.caseID)
	if err != nil {
		return readFile{}, err
	}
	text := reading.Text{Words: words, Published: j.published}
	if text.Published.IsZero() {
		text.Published = rules.Dateline(words)
	}
	if text.Published.IsZero() {
		c.note("read-undated")
	}
	in := reading.Intake{Dossier: d, Evidence: e.ID, Source: dossier.ID(c.corrects), Text: text, Result: rules.Read(text, c.Law)}
	in.NewID = s.NewID
	if in.Result.Cut {
		c.note("read-cut")
	}
	if err := c.corrected(ctx, s, in); err != nil {
		return readFile{}, err
	}
	if c.reviewed != "" {
		if err := c.acceptReviewed(ctx, s, in, j.decisions); err != nil {
			return readFile{}, err
		}
		if d, err = s.Load(ctx, j.caseID); err != nil {
			return readFile{}, err
		}
	}
	return offered(d, in), nil
}

// offered is what is still open of a text.
func offered(d *dossier.Dossier, in reading.Intake) readFile {
	out := readFile{Evidence: in.Evidence, Published: in.Result.Published, Languages: in.Result.Languages, Cut: in.Result.Cut, Suggestions: []readSuggestion{}}
	source := reading.SourceOf(d, in.Evidence)
	if source != nil {
		out.Source = source.ID
	}
	for _, x := range reading.Open(in.Result, source) {
		out.Suggestions = append(out.Suggestions, readSuggestion{Suggestion: x})
	}
	return out
}

// sealOnce takes a file in as evidence; one with the same bytes that the case has already is that one.
func (c *readRun) sealOnce(ctx context.Context, s *store.Store, caseID dossier.ID, name string) (*dossier.Evidence, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, &fault{key: "attach-open", args: []any{"file", name}, code: ExitError, err: err}
	}
	defer func() { _ = f.Close() }()
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return nil, &fault{key: "attach-open", args: []any{"file", name}, code: ExitError, err: err}
	}
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return nil, &fault{key: "attach-open", args: []any{"file", name}, code: ExitError, err: err}
	}
	d, err := s.Load(ctx, caseID)
	if err != nil {
		return nil, err
	}
	digest := hex.EncodeToString(sum.Sum(nil))
	for _, e := range dossier.Of[*dossier.Evidence](d) {
		if e.SHA256 == digest {
			return e, nil
		}
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return nil, &fault{key: "attach-open", args: []any{"file", name}, code: ExitError, err: err}
	}
	p := c.progress()
	e, err := s.TakeIn(ctx, caseID, store.Intake{
		Name: filepath.Base(name), MediaType: mime.TypeByExtension(filepath.Ext(name)), Content: f,
		Progress: func(done int64) { p.bytes(done, info.Size()) },
	})
	p.end()
	if err == nil {
		c.note("attached", "file", name)
	}
	return e, err
}

// corrected moves the citations of a source to their words in a corrected text, and names those whose words are gone.
func (c *readRun) corrected(ctx context.Context, s *store.Store, in reading.Intake) error {
	if in.Source == "" {
		return nil
	}
	if in.Dossier.Get(in.Source) == nil {
		return usage("read-source")
	}
	put, kept, lost, err := reading.Correct(in)
	if err != nil {
		return err
	}
	if err := s.Apply(ctx, store.Change{Label: "edit", Case: in.Dossier.Case().ID, Put: put}); err != nil {
		return err
	}
	for _, r := range put {
		in.Dossier.Put(r)
	}
	ids := make([]string, 0, len(lost))
	for _, l := range lost {
		ids = append(ids, string(l.ID))
	}
	c.note("read-kept", "n", kept, "lost", len(lost))
	if len(ids) > 0 {
		c.note("read-lost", "ids", strings.Join(ids, ", "))
	}
	return nil
}

func (c *readRun) acceptReviewed(ctx context.Context, s *store.Store, in reading.Intake, decisions []reading.Decision) error {
	put, err := reading.Accept(in, decisions)
	switch {
	case errors.Is(err, reading.ErrUnknown), errors.Is(err, reading.ErrRefused):
		return &fault{key: "read-decisions", code: ExitError, err: err, detail: true}
	case err != nil:
		return err
	}
	if err := s.Apply(ctx, store.Change{Label: "add", Case: in.Dossier.Case().ID, Put: put}); err != nil {
		return err
	}
	c.note("read-accepted", "n", len(put))
	return nil
}

// reviewedDecisions reads the file of --accept: what this command printed with --json, with decisions in it.
func (c *readRun) reviewedDecisions() ([]reading.Decision, error) {
	if c.reviewed == "" {
		return nil, nil
	}
	bad := func(err error) error {
		return &fault{key: "read-reviewed", args: []any{"file", c.reviewed}, code: ExitError, err: err}
	}
	f, err := os.Open(c.reviewed)
	if err != nil {
		return nil, bad(err)
	}
	defer func() { _ = f.Close() }()
	var got struct {
		Files []readFile `json:"files"`
	}
	if err := json.NewDecoder(io.LimitReader(f, maxReviewed)).Decode(&got); err != nil {
		return nil, bad(errors.New("read decisions: malformed")) // its words are of a case
	}
	out := []reading.Decision{}
	for _, file := range got.Files {
		for _, x := range file.Suggestions {
			switch x.Decision {
			case "accept", "dismiss":
				out = append(out, reading.Decision{Key: x.Key, Accept: x.Decision == "accept", Value: x.As, Is: x.Is})
			case "":
			default:
				return nil, bad(errors.New("read decisions: a decision is accept, dismiss or empty"))
			}
		}
	}
	return out, nil
}

func (c *readRun) printRead(files []readFile) error {
	if c.json {
		return c.printJSON(struct {
			Files []readFile `json:"files"`
		}{files})
	}
	var b strings.Builder
	for _, f := range files {
		b.WriteString(oneLine(string(f.Evidence)) + "\n")
		if len(f.Suggestions) == 0 {
			b.WriteString(c.say.T("command.read.none") + "\n")
		}
		values := map[string]string{}
		for _, x := range f.Suggestions {
			values[x.Key] = x.Value
		}
		for _, x := range f.Suggestions {
			fmt.Fprintf(&b, "\n%s  %d-%d  %s  %s\n", x.Key, x.Start, x.End, oneLine(c.say.T("reading.kind."+string(x.Kind))), oneLine(x.Value))
			if x.Value != x.Words {
				fmt.Fprintf(&b, "   >>%s<<\n", oneLine(x.Words))
			}
			for _, l := range x.Links {
				fmt.Fprintf(&b, "   %s: %s\n", oneLine(c.say.T("reading.link."+l.As)), oneLine(values[l.To]))
			}
			fmt.Fprintf(&b, "   %s\n", oneLine(c.say.T("reading.reason."+x.Reason)))
		}
	}
	return c.print(b.String())
}
