package room

import (
	"slices"

	"probata/dossier"
)

// Tab is a section of the case screen with the types it lists. Types owned by
// others are reached through their owners' editors.
type Tab struct {
	Key   string
	Types []dossier.Type
}

// Tabs are all sections of a case in their order.
var Tabs = []Tab{
	{"overview", []dossier.Type{dossier.TypeCase}},
	{"report", nil},
	{"parties", []dossier.Type{dossier.TypeParty, dossier.TypeRole, dossier.TypeConsent}},
	{"timeline", []dossier.Type{dossier.TypeEvent}},
	{"quotes", []dossier.Type{dossier.TypeQuote}},
	{"sources", []dossier.Type{dossier.TypeSource, dossier.TypeEvidence, dossier.TypeCitation}},
	{"law", []dossier.Type{dossier.TypeAllegation, dossier.TypeNorm, dossier.TypeAcceptance}},
	{"remedies", []dossier.Type{dossier.TypeRemedy, dossier.TypeRelief, dossier.TypeFiling}},
	{"doors", nil},
	{"submissions", []dossier.Type{dossier.TypeSubmission}},
	{"history", nil},
	{"notes", []dossier.Type{dossier.TypeTask, dossier.TypeNote, dossier.TypeWaiver, dossier.TypeReview, dossier.TypeDraft}},
}

// TabOf is the tab that lists records of a type, "" when their owners do.
func TabOf(t dossier.Type) string {
	for _, x := range Tabs {
		if slices.Contains(x.Types, t) {
			return x.Key
		}
	}
	return ""
}
