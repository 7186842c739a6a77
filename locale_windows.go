package main

import (
	"os"
	"unsafe"

	"golang.org/x/sys/windows"
)

// nameLanguage puts the user's language where every other system has it, in LANG. Window and commands look there, and
// whoever sets it for himself is heard here too.
func nameLanguage() {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if os.Getenv(name) != "" {
			return
		}
	}
	if tag := systemLanguage(); tag != "" {
		_ = os.Setenv("LANG", tag+".UTF-8")
	}
}

// systemLanguage is the language that the user has chosen for Windows or, where that cannot be told, that of dates
// and numbers, as a tag of BCP 47.
func systemLanguage() string {
	if tags, err := windows.GetUserPreferredUILanguages(windows.MUI_LANGUAGE_NAME); err == nil && len(tags) > 0 && tags[0] != "" {
		return tags[0]
	}
	var name [85]uint16 // LOCALE_NAME_MAX_LENGTH
	ask := windows.NewLazySystemDLL("kernel32.dll").NewProc("GetUserDefaultLocaleName")
	if n, _, _ := ask.Call(uintptr(unsafe.Pointer(&name[0])), uintptr(len(name))); n == 0 {
		return ""
	}
	return windows.UTF16ToString(name[:])
}
