// Package widget holds the program's own look and its own controls on top of Fyne.
//
// It is for drawing and for listening: a theme in two palettes, cards, chips,
// a sidebar, virtual record lists, forms and their fields, banners. Each
// control takes plain strings, keys and callbacks.
//
// It will not know what a case is, load a font or an icon from anywhere,
// contain a sentence in any language, or decide anything. Fonts and icons come
// in as bytes, words come in through [Words] and arguments, and what a choice
// means is its caller's business. So a screen can be tested as strings, and the
// controls can be drawn and typed into without a display.
//
// Three rules keep it fast and steady: whatever can grow is virtual, a form
// builds its controls once and is refilled, and setting a value from the
// program never calls OnChanged; only a person does.
package widget
