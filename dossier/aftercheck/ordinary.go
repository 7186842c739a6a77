package aftercheck

// ordinary are names that are words as well, by their plain keys: as a word by
// themselves they prove nothing, beside another part of the name they do. The list
// holds given names of the region and of Western Europe that open sentences and
// head lines; it is of the program's own making.
var ordinary = plainSet(`
	вера надежда любовь роза лилия слава мир воля майя август лев ян роман рима злата света мила победа свобода весна заря
	воля віра надія любов слава вольга ірис алма назым арман бейбит сауле жанна дана марал асыл нур
	will mark rose grace hope faith may june april bill frank young joy victor max art dean earl grant guy jack rich rob
	sue pat ray drew chase summer dawn eve heather iris lily violet ruby pearl amber olive penny king law case state bell
	rosa luz paz mar sol pilar dolores dos leon alba mercedes consuelo esperanza jean marine clement noel pascal
	nur alma arman dana umut deniz barış savaş yaşar dilek
`)

func plainSet(words string) map[string]bool {
	out := map[string]bool{}
	for w := range set(words) {
		out[plainKey(w)] = true
	}
	return out
}
