// Package first is what stands before an open vault: to open one by pass phrase, recovery key
// or key file, to make one, and to save what is left of a damaged one.
package first
