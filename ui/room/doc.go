// Package room is what a room of the window and the frame around it have of each
// other. A room is a package below ui for one kind of work (records, submit, doors …);
// the frame is package ui: window, cases at the left, tabs, lock.
//
// To add a screen to a case:
//
//  1. Write a type with the methods of [Screen] in the room it belongs to, or in a new
//     room, made by func New…(h room.Host). It keeps h and ids, never records: what a
//     case says is asked of h.Session() each time. Build the widgets once, refill
//     them in Changed.
//  2. Change the case with h.Session().Set, Typed and Apply alone, or make a record with
//     [Create]: each is saved at once, is one step of undo, and comes back to
//     every screen through Changed.
//  3. Words stand in assets/lang/xx.toml and come by h.Say(); what a record is
//     called, by package speech.
//  4. What takes longer than a moment runs by h.Work, files by h.Job with its bar; only
//     what was given to h.Do, and done, touches widgets. Leave ends what is left.
//  5. Give it a line in Tabs (tabs.go), and in screenOf (ui/caseview.go): its key, the types of record that
//     it lists, and how it is made; and its words under ui.tab in the languages.
//  6. A new room has a line in the import table of rules_test.go. Rooms do not import
//     each other: what one needs of another it is led to by h, or by a small interface
//     of its own that the frame fulfils.
//
// What only one room needs of the frame is an interface of that room, which
// extends Host.
package room
