package command

import (
	"flag"
	"strings"
	"testing"
)

// Every flag that a command accepts is named in its help, with what it takes and with words of its own, in every language of
// the window; and its usage has every flag.
func TestFlagsAreNamed(t *testing.T) {
	for _, l := range []string{"en", "ru"} {
		c := newCall(testEnv())
		c.uiLang = l
		c.language()
		common := newFlags()
		c.commonFlags(common)
		for _, cmd := range c.all {
			c.cmd = cmd
			help, usage := c.about(cmd), c.usageOf(cmd)
			if f := cmd.own(); len(f.all) > 0 {
				n := 0
				for _, x := range f.all {
					n++
					if f.set.Lookup(x.name) == nil {
						t.Errorf("%s: --%s is told and not accepted", cmd.name, x.name)
					}
					if !strings.Contains(usage, "--"+x.name) {
						t.Errorf("%s: the usage lacks --%s", cmd.name, x.name)
					}
				}
				if got := count(f); got != n {
					t.Errorf("%s accepts %d flags and tells %d", cmd.name, got, n)
				}
			}
			for _, x := range append(cmd.own().all, common.all...) {
				if words := c.flagWords(cmd, x); strings.HasPrefix(words, "command.") || !strings.Contains(help, "  --"+x.name) {
					t.Errorf("%s in %s: the help does not say what --%s does: %q", cmd.name, l, x.name, words)
				}
			}
			for _, line := range strings.Split(help, "\n") {
				if n := len([]rune(line)); n > usualWidth {
					t.Errorf("help of %s in %s is %d wide: %s", cmd.name, l, n, line)
				}
			}
		}
	}
}

// No words are kept for a flag that no command takes.
func TestFlagWordsAreUsed(t *testing.T) {
	used := map[string]bool{"help": true}
	common := newFlags()
	new(call).commonFlags(common)
	for _, cmd := range table() {
		for _, x := range append(cmd.own().all, common.all...) {
			used[x.name], used[cmd.name+"-"+x.name] = true, true
		}
	}
	for _, key := range data().Words.Missing("zz", "command.flag") {
		if !used[strings.TrimPrefix(key, "command.flag.")] {
			t.Errorf("%s belongs to no flag", key)
		}
	}
}

func count(f *flags) (n int) {
	f.set.VisitAll(func(*flag.Flag) { n++ })
	return n
}
