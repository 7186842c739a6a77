// Package care is the room for the vault as a whole: how the program looks and locks,
// backups, recovery key, colleagues, a new key, handing a case over, the licences.
package care
