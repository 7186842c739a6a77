// Package filing keeps what was sent and says what has changed since: the case
// as it was is frozen into the filing, the document into a sealed file with its
// hash, and the difference to the case of today is a document that can be read,
// printed and sent as a follow-up.
//
// It sends nothing and decides nothing about what a body has to be told. What it
// says of a difference is for the advocate's own eyes: nothing in it is redacted.
package filing
