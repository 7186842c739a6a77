// Package vault keeps one database image and its attachments sealed on the disk.
//
// A vault is a folder, Name.probata. All that says anything in it is sealed by age:
// whole files, and the log as a row of age messages. In clear stand a small marker,
// which program has the vault open, and the lock. After a clean close the stock tools
// age and sqlite3 open it without this program; FORMAT.md gives every byte.
//
// The database lives in memory, in [Pages]. Whoever runs a database on top of
// them reports the beginning and the end of each write transaction; between
// transactions [Vault.Save] appends the changed pages to a log as one sealed
// record and waits for the disk. [Vault.Compact] writes a fresh image from a
// frozen copy while editing goes on. Opening reads the newest image and replays
// its log, each record of which names the one before it by its SHA-256.
//
// The rules that the code keeps, and the tests try to break:
//
//   - Nothing readable is ever written: not to a temporary file, not for a moment.
//   - What Save has acknowledged is there after a crash; what it has not is there
//     whole or not at all.
//   - A failed write puts the pages back among the changed ones. A failed fsync
//     condemns the file: the kernel may have thrown the data away and say nothing
//     the second time, so the next save starts a new generation.
//   - A torn last record is what a crash leaves, and is dropped; the log that ends
//     in it is set aside under another name, never cut. Anything else that does not
//     fit is damage, and is reported, never guessed over.
//   - Nothing vanishes from the end without a word: a mark outside of the vault
//     knows the last record that was saved on this computer, and what the opening
//     dropped, mended or misses is told by Found until it is back or accepted.
//
// Ways in: the pass phrase, a recovery key (which may be cut into shares), and the
// age identities of colleagues each open a key file of their own with the same
// content, so that each can be changed without touching the rest. Rekey changes
// that content, and seals everything anew. Pass phrases are brought to Unicode's
// NFC wherever they come in, here and nowhere else.
//
// Ways out of trouble: OpenReadOnly beside a program that has the lock, OpenDamaged
// at the last good state with the originals kept, Backup and Restore, SaveElsewhere
// for an open vault whose disk is gone, and Erase.
// SealTo and OpenFrom seal what is handed over to others, apart from any vault.
//
// What it will not do: it knows neither SQL nor cases; it invents no cryptography
// (age's formats, SHA-256 links inside them, HMAC for names, AES-GCM for marks, and
// exclusive or for shares); it cannot notice that an older copy was put back where
// there is no mark of it or that was put back too, nor keep memory out of a swap
// file, nor make a flash drive forget.
//
// The proofs, each a test that a short form of runs every time:
//
//	go test -run TestKill -kills 1000       a writing program killed at random
//	go test -run TestPowerCut -powercuts 1  the power cut at every change of the disk
//	go test -run TestFaultAtEveryCall -faults 1
//	go test -run TestHostileMatrix          everything that can happen to every file
package vault
