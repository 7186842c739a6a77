package store

import (
	"context"
	"fmt"
	"testing"

	"probata/dossier"
)

// What matches little is ranked, what nearly everything holds comes newest first,
// however many are asked for.
func TestRankedOrNewest(t *testing.T) {
	ctx := context.Background()
	s, _ := newTestStore(t)
	records := []dossier.Record{&dossier.Case{Head: dossier.Head{ID: "case-1"}}}
	for i := range mostRanked + 10 {
		e := event(dossier.ID(fmt.Sprintf("event-%d", i)), "Station")
		if i < 3 {
			e.Description = "prison in a long text of other words that make it less fit"
		}
		if i == 0 {
			e.Description = "prison"
		}
		records = append(records, e)
	}
	must(t, s.Import(ctx, records))
	last := dossier.ID(fmt.Sprintf("event-%d", mostRanked+9))
	for _, tt := range []struct {
		words string
		limit int
		first dossier.ID
		want  int
	}{
		{"prison", 10, "event-0", 3},
		{"prison", mostRanked * 2, "event-0", 3},
		{"pri", 10, "event-2", 3},
		{"station", 10, last, 10},
		{"station", mostRanked * 2, last, mostRanked + 10},
		{"station prison", 10, "event-0", 3},
	} {
		hits, err := s.Search(ctx, tt.words, tt.limit)
		if err != nil || len(hits) != tt.want || hits[0].Record != tt.first {
			t.Errorf("%s, %d: %d hits, %v, %v", tt.words, tt.limit, len(hits), hits[:min(1, len(hits))], err)
		}
	}
}
