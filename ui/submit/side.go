package submit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"probata/ui/widget"
)

// side is what stands beside the questions: the answer, and next to it what
// stands against sending, the page as it will be printed, or the fields of a web
// form. Without room for two it is one of these.
type side struct {
	answer, problems, page fyne.CanvasObject
	two, three             *widget.Switch // for a wide and for a narrow window
	key                    string         // of what is beside the answer: "problems", "page" or "web"
	only                   string         // of what is shown where there is room for one
	preview                *Preview
	Portal                 *portalPane
	object                 *fyne.Container
}

func newSide(w Host, answer, problems fyne.CanvasObject, p *Preview, web *portalPane, key string) *side {
	t := w.Say().T
	s := &side{answer: answer, problems: problems, page: p.object, preview: p, Portal: web, key: key, only: "answer"}
	fields := widget.Option{Key: "web", Label: t("ui.portal.tab")}
	wrong := widget.Option{Key: "problems", Label: t("ui.inspect.problems")}
	page := widget.Option{Key: "page", Label: t("ui.preview.title")}
	s.two = widget.NewSwitch([]widget.Option{page, wrong, fields}, s.key, func(k string) { s.key = k; s.object.Refresh() })
	s.three = widget.NewSwitch([]widget.Option{{Key: "answer", Label: t("ui.submit.answer")}, page, wrong, fields}, s.only, func(k string) { s.only = k; s.object.Refresh() })
	s.object = container.NewWithoutLayout(s.answer, s.problems, s.page, web.Object, s.two, s.three)
	s.object.Layout = s
	return s
}

// Show shows the page or the problems.
func (s *side) Show(key string) {
	s.key, s.only = key, key
	s.two.Set(key)
	s.three.Set(key)
	s.object.Refresh()
}

// sideFrom is the width from which two stand side by side.
const sideFrom = 640

// MinSize lets the split make it narrow.
func (*side) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(320, 240) }

// Layout shows what there is room for.
func (s *side) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	narrow := size.Width < sideFrom
	flip, hidden, at := s.two, s.three, s.key
	var left float32
	if narrow {
		flip, hidden, at = s.three, s.two, s.only
	} else {
		left = size.Width - max(300, size.Width*0.5) + 8
	}
	hidden.Hide()
	flip.Show()
	flip.Move(fyne.NewPos(left, 0))
	flip.Resize(fyne.NewSize(size.Width-left, flip.MinSize().Height))
	top := flip.MinSize().Height + 8
	for key, o := range map[string]fyne.CanvasObject{"answer": s.answer, "problems": s.problems, "page": s.page, "web": s.Portal.Object} {
		switch {
		case key == at:
			o.Show()
			o.Move(fyne.NewPos(left, top))
			o.Resize(fyne.NewSize(size.Width-left, max(0, size.Height-top)))
		case key == "answer" && !narrow:
			o.Show()
			o.Move(fyne.NewPos(0, 0))
			o.Resize(fyne.NewSize(left-8, size.Height))
		default:
			o.Hide()
		}
	}
	s.preview.look(at == "page")
	s.Portal.Look(at == "web")
}
