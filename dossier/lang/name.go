package lang

import "strings"

// NameOrder is the order in which a name is shown.
type NameOrder uint8

// The orders.
const (
	Natural     NameOrder = iota // given, patronymic, family: as it is spoken
	FamilyFirst                  // FAMILY, given patronymic: as lists and forms of the UN write it
)

// Names is a name for display. Parts that are not known leave no trace; the
// spelling stays as it is but for the capitals of FamilyFirst.
func Names(family, given, patronymic string, order NameOrder) string {
	family = strings.Join(strings.Fields(family), " ")
	rest := strings.Join(strings.Fields(given+" "+patronymic), " ")
	if order == Natural {
		return strings.TrimSpace(rest + " " + family)
	}
	family = strings.ToUpper(family)
	if family == "" || rest == "" {
		return family + rest
	}
	return family + ", " + rest
}
