package command

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

func completionCommand(c *call) command {
	return command{name: "completion", args: "bash|zsh|fish|powershell", run: c.runCompletion}
}

// shells are the completions that there are.
func (c *call) shells() map[string]func() string {
	return map[string]func() string{"bash": c.bash, "zsh": c.zsh, "fish": c.fish, "powershell": c.powershell}
}

// runCompletion prints what a shell has to read so that it completes commands, flags and their values, made from the table.
// It asks the program nothing while somebody types: no vault is opened by a key.
func (c *call) runCompletion(context.Context) error {
	script, ok := c.shells()[c.pos[0]]
	if !ok {
		return usage("shell")
	}
	text := script()
	if c.json {
		return c.printJSON(struct {
			Shell  string `json:"shell"`
			Script string `json:"script"`
		}{c.pos[0], text})
	}
	return c.print(text)
}

// flagsOf are all flags of a command.
func (c *call) flagsOf(cmd command) []*flagOf {
	return append(cmd.own().all, c.commonOf()...)
}

// valuesOf are the words that a flag takes, nil where it takes any or a file.
func (c *call) valuesOf(cmd command, x *flagOf) []string {
	switch {
	case x.name == "form":
		return strings.Split(c.formIDs(), ", ")
	case x.value == "":
		return nil
	}
	return x.choices()
}

// argumentsOf are the words that a command takes as its first argument, beside files.
func (c *call) argumentsOf(cmd command) []string {
	switch cmd.name {
	case "help":
		return c.names()
	case "forms":
		return strings.Split(c.formIDs(), ", ")
	case "completion":
		return strings.Split(cmd.args, "|")
	case "law":
		return c.Law.AcceptingStates()
	case "lang":
		return []string{"check"}
	}
	return nil
}

func (c *call) names() (names []string) {
	for _, cmd := range c.all {
		names = append(names, cmd.name)
	}
	return names
}

func dashed(all []*flagOf) (names []string) {
	for _, x := range all {
		names = append(names, "--"+x.name)
	}
	return names
}

// cases are the lines of a case of a shell: for each command its words, and for each flag with a closed list its values.
func (c *call) cases(line func(pattern string, words []string) string) string {
	var b strings.Builder
	var common []string
	for _, x := range c.commonOf() {
		common = append(common, x.name)
	}
	for _, cmd := range c.all {
		for _, x := range c.flagsOf(cmd) {
			if words := c.valuesOf(cmd, x); len(words) > 0 {
				b.WriteString(line(cmd.name+",--"+x.name, words))
			} else if x.value != "" && !slices.Contains(common, x.name) {
				b.WriteString(line(cmd.name+",--"+x.name, nil))
			}
		}
	}
	for _, name := range []string{"passphrase-file", "identity-file"} {
		b.WriteString(line("*,--"+name, nil))
	}
	for _, cmd := range c.all {
		b.WriteString(line(cmd.name+",*", append(dashed(c.flagsOf(cmd)), c.argumentsOf(cmd)...)))
	}
	return b.String()
}

func (c *call) bash() string {
	lines := c.cases(func(pattern string, words []string) string {
		pattern = strings.ReplaceAll(pattern, "-", `\-`)
		if words == nil {
			return fmt.Sprintf("    %s) COMPREPLY=(); return ;;\n", pattern)
		}
		return fmt.Sprintf("    %s) words='%s' ;;\n", pattern, strings.Join(words, " "))
	})
	return `# Completion of probata for bash: probata completion bash > ~/.local/share/bash-completion/completions/probata
_probata() {
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} cmd='' words='' i
  for ((i = 1; i < COMP_CWORD; i++)); do
    case ${COMP_WORDS[i]} in -*) ;; *) cmd=${COMP_WORDS[i]}; break ;; esac
  done
  case $cmd,$prev in
    ,*) words='` + strings.Join(append(c.names(), "--version", "--help"), " ") + `' ;;
` + lines + `  esac
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
}
complete -o bashdefault -o default -F _probata probata
`
}

func (c *call) zsh() string {
	lines := c.cases(func(pattern string, words []string) string {
		if words == nil {
			return fmt.Sprintf("    %s) _files; return ;;\n", pattern)
		}
		return fmt.Sprintf("    %s) list=(%s) ;;\n", pattern, strings.Join(words, " "))
	})
	return `#compdef probata
# Completion of probata for zsh: probata completion zsh > _probata, in a folder of $fpath
_probata() {
  local cmd='' word
  local -a list
  for word in ${words[2,CURRENT-1]}; do
    case $word in -*) ;; *) cmd=$word; break ;; esac
  done
  case $cmd,${words[CURRENT-1]} in
    ,*) list=(` + strings.Join(append(c.names(), "--version", "--help"), " ") + `) ;;
` + lines + `  esac
  compadd -a list
  [[ -n $cmd && ${words[CURRENT]} != -* ]] && _files
}
if [[ $funcstack[1] == _probata ]]; then _probata "$@"; else compdef _probata probata; fi
`
}

func (c *call) fish() string {
	var b strings.Builder
	b.WriteString("# Completion of probata for fish: probata completion fish > ~/.config/fish/completions/probata.fish\n")
	for _, cmd := range c.all {
		fmt.Fprintf(&b, "complete -c probata -n __fish_use_subcommand -a %s -d %s\n", cmd.name, single(c.say.T("command.help."+cmd.name)))
	}
	b.WriteString("complete -c probata -n __fish_use_subcommand -l version\n")
	for _, cmd := range c.all {
		here := "complete -c probata -n '__fish_seen_subcommand_from " + cmd.name + "'"
		if words := c.argumentsOf(cmd); len(words) > 0 {
			fmt.Fprintf(&b, "%s -a %s\n", here, single(strings.Join(words, " ")))
		}
		for _, x := range c.flagsOf(cmd) {
			line := here + " -l " + x.name
			if words := c.valuesOf(cmd, x); len(words) > 0 {
				line += " -x -a " + single(strings.Join(words, " "))
			} else if x.value != "" {
				line += " -r"
			}
			b.WriteString(line + " -d " + single(c.flagWords(cmd, x)) + "\n")
		}
	}
	return b.String()
}

// single is a word in single quotes as fish reads them.
func single(s string) string {
	return "'" + strings.NewReplacer(`\`, `\\`, `'`, `\'`).Replace(oneLine(s)) + "'"
}

func (c *call) powershell() string {
	quoted := func(words []string) string {
		var out []string
		for _, w := range words {
			out = append(out, "'"+strings.ReplaceAll(w, "'", "''")+"'")
		}
		return "@(" + strings.Join(out, ", ") + ")"
	}
	var flags, values strings.Builder
	for _, cmd := range c.all {
		fmt.Fprintf(&flags, "    '%s' = %s\n", cmd.name, quoted(append(dashed(c.flagsOf(cmd)), c.argumentsOf(cmd)...)))
		for _, x := range c.flagsOf(cmd) {
			if words := c.valuesOf(cmd, x); len(words) > 0 {
				fmt.Fprintf(&values, "    '%s --%s' = %s\n", cmd.name, x.name, quoted(words))
			}
		}
	}
	return `# Completion of probata for PowerShell: probata completion powershell >> $PROFILE
Register-ArgumentCompleter -Native -CommandName probata -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $flags = @{
` + flags.String() + `  }
  $values = @{
` + values.String() + `  }
  $before = @($commandAst.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { $_.ToString() })
  $cmd = @($before | Select-Object -Skip 1 | Where-Object { $_ -notlike '-*' })[0]
  if (-not $cmd) { $words = $flags.Keys + @('--version', '--help') }
  elseif ($values.ContainsKey("$cmd " + $before[-1])) { $words = $values["$cmd " + $before[-1]] }
  else { $words = $flags[$cmd] }
  $words | Where-Object { $_ -like "$wordToComplete*" } | Sort-Object | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
  }
}
`
}
