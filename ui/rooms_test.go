package ui

// The screen of the tab that is shown, by its room; nil when another one is.

func (v *caseView) section() *section {
	s, _ := v.screen.(*section)
	return s
}

func (v *caseView) submit() *submissions {
	s, _ := v.screen.(*submissions)
	return s
}

func (v *caseView) history() *history {
	s, _ := v.screen.(*history)
	return s
}

func (v *caseView) doors() *doors {
	s, _ := v.screen.(*doors)
	return s
}

// viewer is the viewer of a file, nil when none is shown.
func (b *bench) viewer() *viewer {
	v, _ := b.overlay.(*viewer)
	return v
}

// inspect is the inspector of the section shown.
func (b *bench) inspect() *inspect { return b.shell().view.section().inspect }
