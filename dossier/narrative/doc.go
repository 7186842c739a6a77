// Package narrative tells what the records of a case say in the sentences of one language: who did what to whom, when and where,
// what the authorities answered, who said what about it.
//
// A paper is a text that a lawyer signs. So the package prints no labels with values behind them, says a thing once, names
// several victims of one act together, and leaves out what the record does not know: from silence it says nothing. What the
// advocate has written herself (the description of an event) goes before every drafted sentence; of the acts beneath it only
// what her text does not mention is added.
//
// The words are data: the keys below tell in the language files, one set for each language. A new kind of act needs words
// there and nothing here. Names are printed as the case holds them, in the nominative; sentences are built so that they can
// stand so. A template may hold the forms of a word that agree with who it happened to, as [singular|plural] or
// [man|woman|not known|several].
//
// Each sentence says which records it rests on, so that the caller can set its sources behind it. The package looks up no
// source, sets no note, and knows no form and no page.
package narrative
