// Package submit is the room in which a case becomes a paper: the form and its questions,
// answers to read and to write, the page as it will be printed, what stands against sending
// it, passages to decide on, and the file, the pack and the filing that come of it. What
// goes out is made by package desk; nothing is filled or judged here.
package submit
