package speech

import (
	"errors"
	"io/fs"
	"strings"
	"time"

	"probata/dossier"
	"probata/dossier/exchange"
	"probata/dossier/giveout"
	"probata/dossier/store"
	"probata/dossier/submission"
	"probata/dossier/vault"
	"probata/pdf"
	"probata/ui/keyfile"
)

// mostLeaks is how many passages are shown for which a file was not handed out.
const mostLeaks = 5

func (s *Speech) ErrorText(err error) string {
	var damage vault.Damage
	var format *dossier.FormatError
	var read *exchange.ReadError
	if text, ok := giveout.StopText(s.Printer, err); ok {
		list := giveout.LeakPassages(s.Printer, err)
		if more := len(list) - mostLeaks; more > 0 {
			list = append(list[:mostLeaks], s.N("aftercheck.near-more", more))
		}
		return strings.Join(append([]string{text}, list...), "\n")
	}
	switch {
	case errors.As(err, &damage) && s.Finding(damage) != "":
		return s.Found([]vault.Damage{damage})
	case errors.As(err, &damage):
		return s.T("error.damaged."+string(damage.NextStep), "file", damage.File)
	case errors.As(err, &read):
		return s.T("error.read", "faults", firstLines(read.Error(), 4))
	case errors.As(err, &format):
		return s.T("error.format", "place", format.Place, "rule", format.Rule)
	}
	for _, x := range []struct {
		err error
		key string
	}{
		{vault.ErrPassphrase, "passphrase"},
		{vault.ErrErased, "erased-half"},
		{vault.ErrNotVault, "not-vault"},
		{vault.ErrLocked, "locked"},
		{vault.ErrNewer, "newer"},
		{vault.ErrNoSpace, "no-space"},
		{vault.ErrExists, "exists"},
		{vault.ErrDamaged, "damaged.restore-backup"},
		{vault.ErrClosed, "closed"},
		{vault.ErrReadOnly, "read-only"},
		{vault.ErrBackup, "backup"},
		{vault.ErrTyping, "typing"},
		{vault.ErrRecovery, "recovery"},
		{vault.ErrShares, "shares"},
		{vault.ErrIdentity, "identity"},
		{vault.ErrMixed, "mixed"},
		{pdf.ErrPassphrase, "pdf-phrase"},
		{submission.ErrUnreviewed, "unreviewed"},
		{keyfile.ErrSecret, "key-file"},
		{keyfile.ErrPublic, "public-key"},
		{exchange.ErrNewer, "file-newer"},
		{store.ErrExists, "import-exists"},
		{store.ErrConflict, "conflict"},
		{store.ErrDangling, "dangling"},
		{store.ErrAppendOnly, "append-only"},
		{store.ErrNotFound, "not-found"},
		{fs.ErrPermission, "permission"},
		{fs.ErrNotExist, "no-file"},
	} {
		if errors.Is(err, x.err) {
			return s.T("error." + x.key)
		}
	}
	return s.T("error.other", "detail", err.Error())
}

func firstLines(s string, n int) string {
	lines := strings.Split(s, "\n")
	if len(lines) > n {
		lines = append(lines[:n], "…")
	}
	return strings.Join(lines, "\n")
}

// Found is what was found, a sentence for each and the next step once.
func (s *Speech) Found(all []vault.Damage) string {
	var out []string
	for i, d := range all {
		text := s.Finding(d)
		if next := s.T("error.damaged."+string(d.NextStep), "file", d.File); i == len(all)-1 || all[i+1].NextStep != d.NextStep {
			text += " " + next
		}
		out = append(out, text)
	}
	return strings.Join(out, " ")
}

// Finding is the sentence of a damage that an opening or a verification went on with,
// without its next step; "" for any other.
func (s *Speech) Finding(d vault.Damage) string {
	key := "found." + string(d.What)
	if !s.Has(key) {
		return ""
	}
	return s.T(key, "file", d.File, "newest", clock(d.Newest))
}

// clock is a time as the clock of this computer shows it.
func clock(at time.Time) string {
	if at.IsZero() {
		return "–"
	}
	return at.Local().Format("2006-01-02 15:04:05")
}
