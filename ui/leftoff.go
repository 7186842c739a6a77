package ui

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"probata/dossier"
	"probata/dossier/store"
	"probata/ui/widget"
)

// leftOffKey is the setting, sealed with the cases, that says where work was
// left off when the vault was locked.
const leftOffKey = "window.left-off"

// leftOff is where somebody was when the vault was locked, and what was typed
// and could not be kept in the case: it waits in the vault, as after the lock
// nothing of it is in memory or anywhere else.
type leftOff struct {
	Case       dossier.ID        `json:"case,omitempty"`
	Settings   bool              `json:"settings,omitempty"`
	Tab        string            `json:"tab,omitempty"`
	List       dossier.Type      `json:"list,omitempty"`
	Record     dossier.ID        `json:"record,omitempty"`
	Field      string            `json:"field,omitempty"` // with the keyboard
	Submission dossier.ID        `json:"submission,omitempty"`
	Question   string            `json:"question,omitempty"`
	Draft      json.RawMessage   `json:"draft,omitempty"` // a line of custody that is not kept yet
	Owner      dossier.ID        `json:"owner,omitempty"` // of the draft
	Loose      map[string]string `json:"loose,omitempty"` // what stands in fields and says nothing yet, by their keys
	Typed      []string          `json:"typed,omitempty"` // in a question that was open, or refused by the store
}

// leaving is where somebody is now. It is asked before anything is hidden.
func (w *Window) leaving() leftOff {
	l := leftOff{Case: w.session.CaseID()}
	if w.asked != nil {
		l.Typed = widget.Typed(w.asked)
	}
	sh, ok := w.screen.(*shell)
	if !ok {
		return l
	}
	l.Settings = sh.settings
	if sh.view == nil {
		return l
	}
	l.Tab = sh.view.key
	switch {
	case sh.view.section != nil:
		l.List = sh.view.section.shown
		sh.view.section.editor.leaving(&l)
	case sh.view.submit != nil:
		s := sh.view.submit
		l.Submission, l.Question = s.id, s.chosen
		if s.answer != nil && s.answer.text != nil && widget.Holds(s.answer.text.Object(), w.win.Canvas().Focused()) {
			l.Field = s.answer.text.Key()
		}
	}
	return l
}

// leaving adds the record shown, the field with the keyboard and what stands in
// the fields without being understood.
func (e *editor) leaving(l *leftOff) {
	r := e.current()
	if r == nil {
		return
	}
	l.Record, l.Loose = e.id, map[string]string{}
	if e.draft != nil {
		l.Draft, _ = dossier.Encode(e.draft) // every record has a JSON form
		l.Owner = e.trail[len(e.trail)-1]
	}
	focused := e.w.win.Canvas().Focused()
	for _, c := range e.form(r.Type()).controls {
		if widget.Holds(c.widget.Object(), focused) {
			l.Field = c.field.Key
		}
		if c.loose == nil {
			continue
		}
		if text := c.loose(); text != "" {
			l.Loose[c.field.Key] = text
		}
	}
}

// keepLeftOff seals where work was left off. What the store has refused of the
// typing goes with it as words.
func (w *Window) keepLeftOff(l leftOff) {
	s := w.session
	if s.Store.ReadOnly() {
		return
	}
	if r := s.Refused; r != nil {
		if f, ok := dossier.TableOf(r.Type()).Field(strings.TrimPrefix(s.RefusedGroup, string(r.Header().ID)+".")); ok {
			l.Typed = append(l.Typed, w.say.Value(s.Dossier, r, f))
		}
	}
	data, err := json.Marshal(l)
	if err == nil {
		err = s.Store.SetSetting(context.Background(), leftOffKey, string(data))
	}
	if err != nil {
		s.Fail(err)
	}
}

// comeBack shows again what was left off at the lock, once.
func (w *Window) comeBack() {
	s, ctx := w.session, context.Background()
	text, err := s.Store.Setting(ctx, leftOffKey)
	if err != nil || text == "" {
		return
	}
	var l leftOff
	if json.Unmarshal([]byte(text), &l) != nil { // of a later version; the cases are shown
		return
	}
	if !s.Store.ReadOnly() {
		if err := s.Store.SetSetting(ctx, leftOffKey, ""); err != nil {
			w.Fail(err)
		}
	}
	w.showLeftOff(l)
	if len(l.Typed) > 0 {
		w.Tell(w.say.T("ui.lock.typed-title"), w.say.T("ui.lock.typed", "text", strings.Join(l.Typed, "\n")))
	}
}

func (w *Window) showLeftOff(l leftOff) {
	sh, ok := w.screen.(*shell)
	if !ok {
		return
	}
	if l.Settings {
		sh.showSettings()
		return
	}
	known := slices.ContainsFunc(w.session.Cases, func(c store.CaseRow) bool { return c.ID == l.Case })
	if !known {
		return
	}
	if sh.openCase(l.Case); sh.view == nil {
		return
	}
	sh.showTab(l.Tab)
	switch v := sh.view; {
	case v.section != nil:
		v.section.comeBack(l)
	case v.submit != nil && l.Submission != "":
		v.submit.comeBack(l)
	}
}

func (s *section) comeBack(l leftOff) {
	if s.list != nil && l.List != s.shown && slices.Contains(s.types, l.List) {
		s.showList(l.List)
	}
	at := l.Record
	if l.Draft != nil {
		at = l.Owner
	}
	chain := chainTo(s.w.session.Dossier, at)
	if len(chain) == 0 {
		return
	}
	s.jump(chain, "")
	e := s.editor
	if r, err := dossier.Decode(l.Record.Type(), l.Draft); l.Draft != nil && err == nil {
		e.beginDraft(r)
	}
	r := e.current()
	if r == nil || e.id != l.Record {
		return
	}
	for _, c := range e.form(r.Type()).controls {
		if text := l.Loose[c.field.Key]; text != "" && c.loosen != nil {
			c.loosen(text)
		}
	}
	if l.Field != "" {
		e.focusField(l.Field)
	}
}

func (s *submissions) comeBack(l leftOff) {
	s.jump([]dossier.ID{l.Submission}, "")
	if s.id != l.Submission || l.Question == "" || s.filled == nil {
		return
	}
	s.openQuestion(l.Question)
	if l.Field != "" && s.answer.text != nil {
		s.w.win.Canvas().Focus(s.answer.text.FocusTarget())
	}
}
