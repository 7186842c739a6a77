// Package aftercheck proves that a finished file names nobody whom it must not
// name. It is the second pair of eyes: it shares no code and no method with what
// put the stand-ins in, so that a hole there is not a hole here too.
//
// Redaction works on a case before it is written, by the words of names. This
// works on the bytes that were written, through package filetext: pages, outline,
// alternative texts, metadata, attachments, comments, names of files. It compares
//
//   - whole words, after letters that look alike are made one and scripts are
//     turned into Latin by tables of its own;
//   - stems of N−2 letters, for endings;
//   - sounds: skeletons of consonant classes, for spellings of other languages;
//   - runs of digits without what separates them, and days in any order;
//   - values word by word.
//
// A find has one of two levels. A Leak is a whole part of a name that stands as a
// word, a number, a day or a value: the file must not be handed over. Near is what
// has the stem or the sound of a name: somebody should look. So that people do not
// learn to wave warnings through, the caller says what may stand there (names of
// those who agreed, of officials, of places) and which passages were looked at
// and kept.
//
// An error gives parts and numbers, never a value. Passages are in the report for
// the author's own eyes. The package knows no case and changes no file.
package aftercheck
