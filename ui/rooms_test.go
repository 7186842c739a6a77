package ui

import (
	"probata/ui/doors"
	"probata/ui/evidence"
	"probata/ui/facts"
	"probata/ui/history"
	"probata/ui/records"
	"probata/ui/submit"
)

// The screen of the tab that is shown, by its room; nil when another one is.

func (v *caseView) section() *records.Screen {
	if f, ok := v.screen.(*facts.Screen); ok {
		return f.List.(*records.Screen)
	}
	s, _ := v.screen.(*records.Screen)
	return s
}

func (v *caseView) submit() *submit.Screen {
	s, _ := v.screen.(*submit.Screen)
	return s
}

func (v *caseView) history() *history.Screen {
	s, _ := v.screen.(*history.Screen)
	return s
}

func (v *caseView) doors() *doors.Screen {
	s, _ := v.screen.(*doors.Screen)
	return s
}

// viewer is the viewer of a file, nil when none is shown.
func (b *bench) viewer() *evidence.Viewer {
	v, _ := b.overlay.(*evidence.Viewer)
	return v
}

// inspect is the inspector of the section shown.
func (b *bench) inspect() *records.Inspect { return b.shell().view.section().Inspect }
