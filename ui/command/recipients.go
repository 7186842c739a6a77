package command

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"probata/dossier/store"
	"probata/dossier/vault"
)

type recipientsRun struct {
	*call
	label string
}

func recipientsCommand(c *call) command {
	r := &recipientsRun{call: c}
	return command{name: "recipients", args: "VAULT [list|add|remove] [KEYFILE|N]", flags: r.flags, run: r.runRecipients}
}

func (c *recipientsRun) flags(f *flags) {
	f.text(&c.label, "label", "NAME")
}

// recipientLine is one colleague for programs.
type recipientLine struct {
	N           int    `json:"n"`
	Label       string `json:"label"`
	Fingerprint string `json:"fingerprint"`
	Recipient   string `json:"recipient"`
	PostQuantum bool   `json:"post_quantum"`
	Added       string `json:"added"` // RFC 3339, UTC
}

func recipientLineOf(p vault.Colleague) recipientLine {
	return recipientLine{
		p.N, p.Label, p.Recipient.Fingerprint(), p.Recipient.String(), p.Recipient.PostQuantum(), p.Added.UTC().Format(time.RFC3339),
	}
}

// runRecipients lists who else can open the vault, lets somebody in or takes the
// way in away.
func (c *recipientsRun) runRecipients(ctx context.Context) error {
	action := append(slices.Clone(c.pos[1:]), "list")[0]
	switch {
	case action == "list" && len(c.pos) <= 2:
		return c.open(ctx, c.listRecipients)
	case action == "add" && len(c.pos) == 3:
		return c.addRecipient(ctx)
	case action == "remove" && len(c.pos) == 3:
		return c.removeRecipient(ctx)
	}
	return usage("recipients")
}

func (c *recipientsRun) listRecipients(s *store.Store) error {
	all, err := s.Colleagues()
	if err != nil {
		return err
	}
	lines, rows := []recipientLine{}, [][]string{}
	for _, p := range all {
		l := recipientLineOf(p)
		lines = append(lines, l)
		rows = append(rows, []string{strconv.Itoa(l.N), l.Fingerprint, l.Added, oneLine(l.Label)})
	}
	if c.json {
		return c.printJSON(struct {
			Recipients []recipientLine `json:"recipients"`
		}{lines})
	}
	if len(all) == 0 {
		c.note("no-recipients")
	}
	return c.print(columns(rows))
}

func (c *recipientsRun) addRecipient(ctx context.Context) error {
	if strings.TrimSpace(c.label) == "" {
		return usage("label")
	}
	to, err := c.recipient(c.pos[2])
	if err != nil {
		return err
	}
	return c.open(ctx, func(s *store.Store) error {
		p, err := s.AddColleague(to, c.label)
		if err != nil {
			return err
		}
		c.note("recipient-added", "n", p.N)
		if !to.PostQuantum() {
			c.note("recipient-classic")
		}
		if c.json {
			return c.printJSON(recipientLineOf(p))
		}
		return c.print(to.Fingerprint() + "\n")
	})
}

func (c *recipientsRun) removeRecipient(ctx context.Context) error {
	n, err := strconv.Atoi(c.pos[2])
	if err != nil {
		return usage("recipients")
	}
	return c.open(ctx, func(s *store.Store) error {
		all, err := s.Colleagues()
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(all, func(p vault.Colleague) bool { return p.N == n }) {
			return failed("no-recipient", "n", n)
		}
		if err := s.RemoveColleague(n); err != nil {
			return err
		}
		c.note("recipient-removed", "n", n)
		if !c.json {
			return nil
		}
		return c.printJSON(struct {
			Removed int `json:"removed"`
		}{n})
	})
}
