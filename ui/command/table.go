package command

// commands is the table, in the order of the help. Each is made anew for the call that it runs in.
func commands(c *call) []command {
	all := []func(*call) command{
		initCommand, exampleCommand, listCommand, showCommand, searchCommand, checkCommand, draftCommand, reviewCommand, deadlinesCommand,
		submitCommand, packCommand, sentCommand, changesCommand,
		exportCommand, importCommand, translateCommand, newCommand, putCommand, setCommand, deleteCommand, referencesCommand, citeCommand, attachCommand, readCommand, evidenceCommand,
		contactCommand, handoverCommand, receiveCommand,
		historyCommand, verifyCommand, backupCommand, restoreCommand, salvageCommand,
		passphraseCommand, recoveryCommand, recipientsCommand, rekeyCommand, eraseCommand,
		batchCommand, formsCommand, lawCommand, langCommand, licencesCommand, completionCommand, versionCommand, updateCheckCommand, helpCommand,
	}
	out := make([]command, len(all))
	for i, make := range all {
		out[i] = make(c)
	}
	return out
}
