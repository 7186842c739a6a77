// Package pack puts a submission, its exhibits and what proves them into one
// ZIP file: the document, the exhibits under their numbers, the log of who had
// them, the hashes of all that in a file that sha256sum -c reads, and a request
// for a time stamp (RFC 3161) over the hashes, to be sent when there is a
// network. Whoever receives it needs nothing but an unzipper to check it.
//
// The same content gives the same bytes: times are those of the document, and
// no name of a file, machine or user goes in. Exhibits are streamed, however
// large, and compared with their hash on the way.
//
// It knows no case and decides nothing about what may be in a pack: whoever
// calls it has chosen the edition. It asks no server for a time stamp.
package pack
