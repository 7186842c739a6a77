package command

import (
	"context"
	"flag"
)

// command is one line of the table.
type command struct {
	name  string
	usage string // arguments and flags, as the help prints them
	least int    // arguments that are no flags
	most  int    // -1: any number
	json  bool   // has output for programs
	flags func(*flag.FlagSet, *options)
	run   func(*call, context.Context) error
}

// commands is the table, in the order of the help. It is made anew for each use:
// the help, which it holds, reads it.
func commands() []command {
	return []command{
		{name: "init", usage: "VAULT [--generate | --accept-weak]", least: 1, most: 1, flags: createFlags, run: (*call).runInit},
		{name: "example", usage: "VAULT [--generate | --accept-weak]", least: 1, most: 1, json: true, flags: createFlags, run: (*call).runExample},
		{name: "list", usage: "VAULT", least: 1, most: 1, json: true, run: (*call).runList},
		{name: "show", usage: "VAULT CASE [RECORD]", least: 2, most: 3, json: true, run: (*call).runShow},
		{name: "search", usage: "VAULT WORDS…|- [--limit N]", least: 2, most: -1, json: true, flags: limitFlag, run: (*call).runSearch},
		{name: "check", usage: "VAULT CASE [--form ID|all] [--lang L] [--edition E] [--victim ID] [--with CASE]… [--date DAY]", least: 2, most: 2, json: true, flags: checkFlags, run: (*call).runCheck},
		{name: "review", usage: "VAULT CASE --form ID [--edition state|public] [--lang L] [--keep N|KEY]… [--withhold N|KEY]… [--as PARTY]", least: 2, most: 2, json: true, flags: reviewFlags, run: (*call).runReview},
		{name: "deadlines", usage: "VAULT CASE [--victim ID] [--date DAY] [--out FILE.ics [--details] [--force]]", least: 2, most: 2, json: true, flags: deadlineFlags, run: (*call).runDeadlines},
		{name: "submit", usage: "VAULT CASE --form ID --out FILE.pdf|.docx|.portal.txt|.csv|.txt [--lang L] [--edition confidential|state|public] [--victim ID] [--author ID] [--after FILING] [--answers FILE] [--answer QUESTION=TEXT]… [--with CASE]… [--date DAY] [--annexes list|bind|attach] [--archive a1|a2|a3] [--pdf-passphrase-file FILE] [--near] [--force]", least: 2, most: 2, json: true, flags: submitFlags, run: (*call).runSubmit},
		{name: "pack", usage: "VAULT CASE --form ID --out FILE.zip [--to KEYFILE]… [--lang L] [--edition confidential|state] [--annexes list|bind|attach] [--near] [--force]", least: 2, most: 2, json: true, flags: packFlags, run: (*call).runPack},
		{name: "sent", usage: "VAULT CASE --form ID [--date DAY] [--reference TEXT] [--file FILE] [--lang L] [--edition E] [--victim ID] [--annexes list|bind|attach] [--near]", least: 2, most: 2, json: true, flags: sentFlags, run: (*call).runSent},
		{name: "changes", usage: "VAULT CASE FILING [--lang L] [--out FILE.pdf|.docx|.txt] [--force]", least: 3, most: 3, flags: changesFlags, run: (*call).runChanges},
		{name: "export", usage: "VAULT CASE [--format json] [--out FILE] [--force]", least: 2, most: 2, flags: exportFlags, run: (*call).runExport},
		{name: "import", usage: "VAULT FILE", least: 2, most: 2, json: true, run: (*call).runImport},
		{name: "references", usage: "VAULT CASE FILE.json | VAULT CASE --out FILE.json [--force]", least: 2, most: 3, json: true, flags: outFlags, run: (*call).runReferences},
		{name: "cite", usage: "VAULT CASE ALLEGATION|FINDING DECISION", least: 4, most: 4, run: (*call).runCite},
		{name: "attach", usage: "VAULT CASE FILE", least: 3, most: 3, json: true, run: (*call).runAttach},
		{name: "read", usage: "VAULT CASE FILE… [--date DAY] [--accept FILE.json] [--corrects SOURCE]", least: 3, most: -1, json: true, flags: readFlags, run: (*call).runRead},
		{name: "evidence", usage: "VAULT CASE [ID --out FILE [--force] | ID --flatten [--box PAGE:x,y,w,h]… | ID --seen state|public --by CODE [--others] | ID --unseen]", least: 2, most: 3, json: true, flags: evidenceFlags, run: (*call).runEvidence},
		{name: "contact", usage: "VAULT", least: 1, most: 1, json: true, run: (*call).runContact},
		{name: "handover", usage: "VAULT CASE --to KEYFILE… --out FILE.age [--force]", least: 2, most: 2, json: true, flags: handoverFlags, run: (*call).runHandover},
		{name: "receive", usage: "VAULT FILE.age [--identity-file FILE]", least: 2, most: 2, json: true, run: (*call).runReceive},
		{name: "history", usage: "VAULT [CASE|RECORD] [--who CODE] [--record ID] [--kind TYPE|WORD] [--since DAY] [--until DAY] [--limit N]", least: 1, most: 2, json: true, flags: historyFlagSet, run: (*call).runHistory},
		{name: "verify", usage: "VAULT [--rebuild-index] [--accept]", least: 1, most: 1, json: true, flags: verifyFlags, run: (*call).runVerify},
		{name: "backup", usage: "VAULT FOLDER [--keep N]", least: 2, most: 2, json: true, flags: keepFlag, run: (*call).runBackup},
		{name: "restore", usage: "BACKUP [NEWVAULT]", least: 1, most: 2, json: true, run: (*call).runRestore},
		{name: "salvage", usage: "VAULT NEWVAULT", least: 2, most: 2, json: true, run: (*call).runSalvage},
		{name: "passphrase", usage: "VAULT [--new-passphrase-file FILE | --generate] [--accept-weak] [--recovery-file FILE]", least: 1, most: 1, flags: passphraseFlags, run: (*call).runPassphrase},
		{name: "recovery", usage: "VAULT [make [--generate] [--shares] | check [--recovery-file FILE] | remove]", least: 1, most: 2, json: true, flags: recoveryFlags, run: (*call).runRecovery},
		{name: "recipients", usage: "VAULT [list | add KEYFILE --label NAME | remove N]", least: 1, most: 3, json: true, flags: labelFlag, run: (*call).runRecipients},
		{name: "rekey", usage: "VAULT", least: 1, most: 1, run: (*call).runRekey},
		{name: "erase", usage: "VAULT [CASE] --yes", least: 1, most: 2, flags: yesFlag, run: (*call).runErase},
		{name: "forms", usage: "[FORM]", most: 1, json: true, run: (*call).runForms},
		{name: "law", usage: "STATE [--stale] | --stale [--date DAY] | --decisions PROVISION|ELEMENT|all", most: 1, json: true, flags: lawFlags, run: (*call).runLaw},
		{name: "licences", usage: "[NAME]", most: 1, json: true, run: (*call).runLicences},
		{name: "version", usage: "", most: 0, json: true, run: (*call).runVersion},
		{name: "help", usage: "[COMMAND]", most: 1, run: (*call).runHelp},
	}
}

func lookUp(name string) (command, bool) {
	for _, c := range commands() {
		if c.name == name {
			return c, true
		}
	}
	return command{}, false
}
