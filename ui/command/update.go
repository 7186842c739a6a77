package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"probata/dossier/release"
)

func updateCheckCommand(c *call) command {
	return command{name: "update-check", args: "RELEASE", run: c.runUpdateCheck}
}

// packageLine is one package that lies beside the paper, for programs.
type packageLine struct {
	Name  string `json:"name"`
	Whole bool   `json:"whole"`
}

// runUpdateCheck reads the paper of a release, which somebody has brought, compares its version with this program's and looks
// whether the packages beside it are those that it names.
func (c *call) runUpdateCheck(ctx context.Context) error {
	name := c.pos[0]
	paper, err := readPaper(name)
	if err != nil {
		return err
	}
	r, err := release.Read(paper, c.Releases)
	switch {
	case errors.Is(err, release.ErrUnsigned):
		return failed("release-unsigned")
	case errors.Is(err, release.ErrBroken):
		return failed("release-broken")
	case err != nil:
		return failed("release-format")
	}
	newer, err := release.Newer(r.Version, c.Version)
	if err != nil {
		return fmt.Errorf("compare versions: %w", err)
	}
	older, err := release.Newer(c.Version, r.Version)
	if err != nil {
		return fmt.Errorf("compare versions: %w", err)
	}
	beside, err := packagesBeside(ctx, filepath.Dir(name), r)
	if err != nil {
		return err
	}
	if err := c.tellRelease(r, newer, older, beside); err != nil {
		return err
	}
	if slices.ContainsFunc(beside, func(p packageLine) bool { return !p.Whole }) {
		return errProblems
	}
	return nil
}

func readPaper(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, release.Limit+1))
}

// packagesBeside looks at the packages that lie in the folder of the paper.
func packagesBeside(ctx context.Context, dir string, r *release.Release) (out []packageLine, err error) {
	for name := range r.Files {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		f, err := os.Open(filepath.Join(dir, name))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		whole, err := r.Holds(name, f)
		if err := errors.Join(err, f.Close()); err != nil {
			return nil, err
		}
		out = append(out, packageLine{name, whole})
	}
	slices.SortFunc(out, func(a, b packageLine) int { return strings.Compare(a.Name, b.Name) })
	return out, nil
}

func (c *call) tellRelease(r *release.Release, newer, older bool, beside []packageLine) error {
	date := r.Date.Format(time.DateOnly)
	if c.json {
		return c.printJSON(struct {
			Version  string        `json:"version"`
			Date     string        `json:"date"`
			Vault    int           `json:"vault"`
			Own      string        `json:"own"`
			Newer    bool          `json:"newer"`
			Packages []packageLine `json:"packages"`
		}{r.Version, date, r.Vault, c.Version, newer, append([]packageLine{}, beside...)})
	}
	key := "command.update.same"
	switch {
	case newer:
		key = "command.update.newer"
	case older:
		key = "command.update.older"
	}
	text := c.say.T(key, "version", r.Version, "date", date, "own", c.Version) + "\n"
	for _, p := range beside {
		key := "command.update.whole"
		if !p.Whole {
			key = "command.update.changed"
		}
		text += c.say.T(key, "name", p.Name) + "\n"
	}
	return c.print(text)
}
