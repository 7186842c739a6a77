package ui

import (
	"context"
	"errors"
	"testing"

	"fyne.io/fyne/v2/test"

	"probata/dossier"
	"probata/ui/submit"
	"probata/ui/widget/shot"
)

// wgad shows the first submission of the example with its page.
func (b *bench) wgad() *submit.Screen {
	b.t.Helper()
	s := b.example()
	s.showTab("submissions")
	for _, x := range dossier.Of[*dossier.Submission](b.session.Dossier) {
		if x.Form == "wgad" {
			b.Jump(x.ID, "")
		}
	}
	shot.Settle(b.win, b.win.Canvas().Size())
	return s.view.submit()
}

func (b *bench) page(p *submit.Preview) {
	b.t.Helper()
	b.settle("the page", func() bool { return p.Image.Image != nil })
}

// TestPreview turns the pages of a submission and sees them change with the case.
func TestPreview(t *testing.T) {
	b := newBench(t, "en", "light")
	s := b.wgad()
	p := s.Preview
	b.page(p)
	if p.Count < 3 || p.Page != 0 {
		t.Fatalf("page %d of %d", p.Page+1, p.Count)
	}
	first := p.Image.Image
	if got, want := float32(first.Bounds().Dx()), p.Scroll.Size().Width; got < want-12 || got > want+12 {
		t.Errorf("the page is %v pixels wide in a pane of %v", got, want)
	}
	test.Tap(p.Next)
	b.settle("the next page", func() bool { return p.Image.Image != first })
	if p.Page != 1 {
		t.Errorf("after page down: page %d", p.Page+1)
	}
	second := p.Image.Image
	b.session.Set(b.first(dossier.TypeCase), func(r dossier.Record) { r.(*dossier.Case).Title = "Another title" })
	b.settle("the page after a change", func() bool { return p.Image.Image != second && p.Set })
	if p.Page != 1 {
		t.Errorf("a change of the case went to page %d", p.Page+1)
	}
	p.Scale(2)
	third := p.Image.Image
	b.settle("the larger page", func() bool { return p.Image.Image != third })
	if p.Image.Image.Bounds().Dx() < 3*first.Bounds().Dx()/2 {
		t.Error("the zoom does not enlarge the page")
	}
	b.shell().showTab("timeline")
	if p.Image.Image != nil {
		t.Error("the page is kept after the screen was left")
	}
}

// TestPreviewGivesUp: what a change has overtaken is not shown.
func TestPreviewGivesUp(t *testing.T) {
	b := newBench(t, "en", "light")
	s := b.wgad()
	b.page(s.Preview)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	job := submit.Drawing{Fonts: b.parts.Fonts, Filled: s.Filled, Dots: 50}
	if err := job.Run(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled drawing ends with %v", err)
	}
	was := s.Preview.Image.Image
	s.Preview.Draw()
	s.Preview.Stop()
	s.Preview.Image.Image = was // an older page must not be replaced by what was given up
	s.Preview.Page = 2
	s.Preview.Draw()
	b.settle("the page asked for last", func() bool { return s.Preview.Image.Image != was })
	if s.Preview.Page != 2 {
		t.Errorf("shown is page %d", s.Preview.Page+1)
	}
}
