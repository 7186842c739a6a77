package report

import (
	"context"
	"errors"
	"regexp"
	"strings"

	"probata/dossier"
	"probata/dossier/reading"
	"probata/dossier/store"
	"probata/ui/room"
	"probata/ui/widget"
)

// markup tells words copied as HTML from others: a tag that a page has, near its head.
var markup = regexp.MustCompile(`(?i)<(!doctype html|html|head|body|article|div|p|span|h[1-6])[\s>]`)

// paste seals the text of the clipboard as a file of the case, and reads it.
func (s *Screen) paste(words string) {
	if strings.TrimSpace(words) == "" {
		s.w.Warn(widget.Info, s.w.Say().T("ui.report.no-clip"))
		return
	}
	ext, media := ".txt", "text/plain"
	head := words[:min(len(words), 4096)]
	if strings.HasPrefix(strings.TrimSpace(head), "<") && markup.MatchString(head) {
		ext, media = ".html", "text/html"
	}
	s.w.TakeWords(room.NeutralName(s.w, "report", "", ext), media, words, s.Begin)
}

// Again asks for a corrected text of the report, and moves the citations to it.
func (s *Screen) Again() {
	src := s.source()
	if src == nil {
		s.w.Warn(widget.Info, s.w.Say().T("ui.report.nothing-cited"))
		return
	}
	s.w.ChooseReport(func(file dossier.ID) { s.Correct(src.ID, file) })
}

// Correct makes a file the text of a source: what is cited keeps its passage where the
// words still stand there, and the rest is listed.
func (s *Screen) Correct(source, file dossier.ID) {
	st, data := s.w.Session().Store, s.w.Data()
	text := s.text
	var result reading.Result
	s.w.Work(func(ctx context.Context) (err error) {
		if text.Words, err = st.Text(ctx, file); err != nil && !errors.Is(err, store.ErrNotFound) {
			return err
		}
		text, result, err = suggest(data, text)
		return err
	}, func(err error) {
		if s.away(st) {
			return
		}
		if err == nil && text.Words == "" {
			s.w.Warn(widget.Warning, s.w.Say().T("ui.report.no-words"))
			return
		}
		if err == nil {
			err = s.corrected(source, file, text, result)
		}
		if err != nil {
			s.w.Fail(err)
		}
	})
}

func (s *Screen) corrected(source, file dossier.ID, text reading.Text, result reading.Result) error {
	in := s.intake()
	in.Evidence, in.Source, in.Text, in.Result = file, source, text, result
	put, kept, lost, err := reading.Correct(in)
	if err != nil {
		return err
	}
	if !s.w.Session().Apply("edit", "", put, nil) {
		return nil
	}
	s.Evidence, s.text, s.result = file, text, result
	s.loaded(true)
	s.Page.SetText(text.Words)
	s.fill()
	kind := widget.Success
	if len(lost) > 0 {
		kind = widget.Warning
		s.showCitation(lost[0].ID)
	}
	s.w.Warn(kind, s.w.Say().N("ui.report.kept", kept, "lost", s.w.Say().Number(len(lost))))
	return nil
}
