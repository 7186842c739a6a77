package document

// Columns is how many columns a table has.
func (t Table) Columns() int {
	n := max(len(t.Head), len(t.Widths))
	for _, r := range t.Rows {
		n = max(n, len(r))
	}
	return n
}

// Shares are the widths of n columns in the room there is, as the table asks for
// them; one that it says nothing of gets the mean of the others.
func (t Table) Shares(n int, room float64) []float64 {
	shares, total, given := make([]float64, n), 0.0, 0
	for i := range shares {
		if i < len(t.Widths) && t.Widths[i] > 0 && t.Widths[i] < 1e6 {
			shares[i] = t.Widths[i]
			total += shares[i]
			given++
		}
	}
	mean := 1.0
	if given > 0 {
		mean = total / float64(given)
	}
	for i := range shares {
		if shares[i] == 0 {
			shares[i] = mean
			total += mean
		}
	}
	for i := range shares {
		shares[i] *= room / total
	}
	return shares
}

// FitColumns widens the columns that need more than they have, as for a word that
// would have to be broken, at the cost of those that have room. When all that is needed
// is more than there is, every column suffers.
func FitColumns(widths, need []float64) {
	room, over, slack := 0.0, 0.0, 0.0
	for i, w := range widths {
		room += w
		over += max(0, need[i]-w)
		slack += max(0, w-need[i])
	}
	if over == 0 {
		return
	}
	give, total := min(1, over/max(slack, 1e-9)), 0.0
	for i, w := range widths {
		widths[i] = max(need[i], w-give*max(0, w-need[i]))
		total += widths[i]
	}
	for i := range widths {
		widths[i] *= min(1, room/total)
	}
}
