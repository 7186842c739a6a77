// Package records is the room in which the records of a case are entered: lists, one
// editor for every type of record, made from the field tables, the column that says what
// a record rests on and what is wrong with it, and the matrix of facts against the
// elements of an allegation. A new field of a record needs no code here.
package records
