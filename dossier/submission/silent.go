package submission

import "maps"

// exists answers a question of yes or no by whether the case has anything of that kind. It looks at the whole case: what an
// edition withholds is not therefore untrue. From silence it says nothing: "no" needs something that says so, or a question
// about what the author asks, which the case holds whole. Else the question stays open.
func (f *filler) exists(q *Question) []string {
	whole := f.wholly()
	if values, _ := whole.reach(q); len(values) > 0 {
		return []string{"yes"}
	}
	for _, p := range q.noPaths {
		if values, _ := whole.follow(p); len(values) > 0 {
			return []string{"no"}
		}
	}
	if q.Whole {
		return []string{"no"}
	}
	return nil
}

// unanswered tells whether the case gives no answer; one that the edition withholds is an answer.
func (f *filler) unanswered(a Answer) bool {
	if len(a.Blocks) > 0 {
		return false
	}
	return f.req.Edition == Confidential || len(f.wholly().answer(a.Section, a.Question).Blocks) == 0
}

// wholly is a filler of the case as it is, for questions about it and not for print.
func (f *filler) wholly() *filler {
	whole := *f
	whole.d, whole.order, whole.req.Edition = f.full.In(f.req.Language), nil, Confidential
	whole.cited, whole.argued, whole.shortened = f.cited.clone(), maps.Clone(f.argued), maps.Clone(f.shortened)
	return &whole
}
