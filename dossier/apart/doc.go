// Package apart looks into files in a process of its own, so that a file made to
// break whoever opens it breaks that process and not the program in which a case lies
// open: one that unpacks to gigabytes, never ends, or finds a hole in a reader.
//
// The program starts itself, and nothing else ever, under a name that is no command.
// The child has no environment and no arguments, gets no file, no key and no folder,
// sets itself limits of memory and processor time before it reads the first byte, and
// opens nothing. It asks for pieces of the one file over a pipe, so that neither clear
// text touches the disk nor a film is copied whole, and answers with what it found.
// The parent takes it for hostile: it gives only bytes of that file, bounds every
// answer, and kills the child when its time is over.
//
// A child serves one file after the other, since readers take seconds to get ready,
// and is killed soon after the last, with the clear text that it holds.
package apart
