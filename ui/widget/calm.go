package widget

import "fyne.io/fyne/v2"

// Calm is an application in which nothing moves of itself. The toolkit's fading caret
// repaints the window all the time: a tenth of a core for nothing, on a battery.
func Calm(app fyne.App) fyne.App { return calmApp{app} }

type calmApp struct{ fyne.App }

// Settings are those of the application, without animations.
func (a calmApp) Settings() fyne.Settings { return calmSettings{a.App.Settings()} }

type calmSettings struct{ fyne.Settings }

// ShowAnimations is false.
func (calmSettings) ShowAnimations() bool { return false }
