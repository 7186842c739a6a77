//go:build !windows

package main

// nameLanguage does nothing: LANG is there, or the user has no language.
func nameLanguage() {}
