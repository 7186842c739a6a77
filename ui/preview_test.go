package ui

import (
	"context"
	"errors"
	"testing"

	"fyne.io/fyne/v2/test"

	"probata/dossier"
	"probata/ui/widget/shot"
)

// wgad shows the first submission of the example with its page.
func (b *bench) wgad() *submissions {
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

func (b *bench) page(p *preview) {
	b.t.Helper()
	b.settle("the page", func() bool { return p.image.Image != nil })
}

// TestPreview turns the pages of a submission and sees them change with the case.
func TestPreview(t *testing.T) {
	b := newBench(t, "en", "light")
	s := b.wgad()
	p := s.preview
	b.page(p)
	if p.count < 3 || p.page != 0 {
		t.Fatalf("page %d of %d", p.page+1, p.count)
	}
	first := p.image.Image
	if got, want := float32(first.Bounds().Dx()), p.scroll.Size().Width; got < want-12 || got > want+12 {
		t.Errorf("the page is %v pixels wide in a pane of %v", got, want)
	}
	test.Tap(p.next)
	b.settle("the next page", func() bool { return p.image.Image != first })
	if p.page != 1 {
		t.Errorf("after page down: page %d", p.page+1)
	}
	second := p.image.Image
	b.session.Set(b.first(dossier.TypeCase), func(r dossier.Record) { r.(*dossier.Case).Title = "Another title" })
	b.settle("the page after a change", func() bool { return p.image.Image != second && p.set })
	if p.page != 1 {
		t.Errorf("a change of the case went to page %d", p.page+1)
	}
	p.scale(2)
	third := p.image.Image
	b.settle("the larger page", func() bool { return p.image.Image != third })
	if p.image.Image.Bounds().Dx() < 3*first.Bounds().Dx()/2 {
		t.Error("the zoom does not enlarge the page")
	}
	b.shell().showTab("timeline")
	if p.image.Image != nil {
		t.Error("the page is kept after the screen was left")
	}
}

// TestPreviewGivesUp: what a change has overtaken is not shown.
func TestPreviewGivesUp(t *testing.T) {
	b := newBench(t, "en", "light")
	s := b.wgad()
	b.page(s.preview)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	job := drawing{fonts: b.parts.Fonts, filled: s.filled, dots: 50}
	if err := job.run(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled drawing ends with %v", err)
	}
	was := s.preview.image.Image
	s.preview.draw()
	s.preview.stop()
	s.preview.image.Image = was // an older page must not be replaced by what was given up
	s.preview.page = 2
	s.preview.draw()
	b.settle("the page asked for last", func() bool { return s.preview.image.Image != was })
	if s.preview.page != 2 {
		t.Errorf("shown is page %d", s.preview.page+1)
	}
}
