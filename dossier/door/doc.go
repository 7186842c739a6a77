// Package door tells an advocate which bodies a case can be brought to: for each body whether its door is open, closed or
// has to be checked, and why; what the case still needs for it; which other doors a filing there would close; and until
// when it has to be done.
//
// The rules are data of package law (assets/law/bodies.toml and the acceptances of States), each with source, date and
// confidence, which every reason carries on. What each rule means for a case stands here. Where the case is silent, or a
// date is vague, the answer is a need or a check, never a guess.
//
// "Open" means that nothing known stands against it. The package never says that a submission is admissible: that is the
// body's to decide.
package door
