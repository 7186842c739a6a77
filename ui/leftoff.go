package ui

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"probata/dossier"
	"probata/dossier/store"
	"probata/ui/room"
	"probata/ui/widget"
)

// leftOffKey is the setting, sealed with the cases, that says where work was
// left off when the vault was locked.
const leftOffKey = "window.left-off"

// leaving is where somebody is now. It is asked before anything is hidden.
func (w *Window) leaving() room.LeftOff {
	l := room.LeftOff{Case: w.session.CaseID()}
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
	if r, ok := sh.view.screen.(room.Returner); ok {
		r.Leaving(&l)
	}
	return l
}

// keepLeftOff seals where work was left off. What the store has refused of the
// typing goes with it as words.
func (w *Window) keepLeftOff(l room.LeftOff) {
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
	var l room.LeftOff
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

func (w *Window) showLeftOff(l room.LeftOff) {
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
	if r, ok := sh.view.screen.(room.Returner); ok {
		r.ComeBack(l)
	}
}
