package narrative_test

import (
	"strings"
	"testing"

	"probata/dossier"
	"probata/dossier/narrative"
)

func head(id string) dossier.Head { return dossier.Head{ID: dossier.ID(id), Case: "case-1"} }

// arrested is a case with the parties of the tests: a woman, a man, somebody whose sex is not on record, the police.
func arrested(more ...dossier.Record) *dossier.Dossier {
	name := func(id, party, given, family string) *dossier.Name {
		return &dossier.Name{Head: dossier.Head{ID: dossier.ID(id)}, Party: dossier.ID(party), Given: given, Family: family, Language: "en"}
	}
	return dossier.New(append([]dossier.Record{
		&dossier.Case{Head: dossier.Head{ID: "case-1"}, Reference: "T-1", States: []string{"KZ"}},
		&dossier.Party{Head: dossier.Head{ID: "party-1"}, Kind: "person", Sex: "female"}, name("name-1", "party-1", "Ada", "Testova"),
		&dossier.Party{Head: dossier.Head{ID: "party-2"}, Kind: "person", Sex: "male"}, name("name-2", "party-2", "Ben", "Probov"),
		&dossier.Party{Head: dossier.Head{ID: "party-3"}, Kind: "person"}, name("name-3", "party-3", "Kim", "Musterov"),
		&dossier.Party{Head: dossier.Head{ID: "party-4"}, Kind: "state-body"},
		&dossier.Name{Head: dossier.Head{ID: "name-4"}, Party: "party-4", Full: "Police Department of the First District", Language: "en"},
	}, more...)...)
}

func act(id, kind, victim string, change func(*dossier.Act)) *dossier.Act {
	a := &dossier.Act{Head: head(id), Event: "event-1", Kind: kind, Victim: dossier.ID(victim)}
	if change != nil {
		change(a)
	}
	return a
}

func TestEvent(t *testing.T) {
	on := func(e dossier.Event) *dossier.Event {
		e.Head, e.Title, e.When = head("event-1"), "Arrest", dossier.Date{EDTF: "2026-03-12", Time: "18:40"}
		return &e
	}
	doer := func(degree string) *dossier.Involvement {
		return &dossier.Involvement{Head: head("involvement-1"), Act: "act-1", Party: "party-4", Degree: degree}
	}
	tests := []struct {
		name string
		list []dossier.Record
		en   string
		ru   string
	}{
		{
			"by officers of a body",
			[]dossier.Record{
				on(dossier.Event{Venue: "the editorial office", Area: "Almaty"}), doer("carried-out"),
				act("act-1", "arrest", "party-1", func(a *dossier.Act) { a.Officers = "Three"; a.Warrant = "no" }),
			},
			"On 12 March 2026 at 18:40, Ada Testova was arrested at the editorial office, Almaty, by three officers of the Police Department of the First District. No warrant or other decision was shown.",
			"12 марта 2026 года в 18:40 (the editorial office, Almaty) Ada Testova была задержана. Задержание провели сотрудники органа «Police Department of the First District». Сотрудников было three. Ни ордера, ни иного решения не предъявили.",
		},
		{
			"several victims in one sentence",
			[]dossier.Record{
				on(dossier.Event{}), act("act-1", "arrest", "party-1", nil), act("act-2", "arrest", "party-2", nil),
			},
			"On 12 March 2026 at 18:40, Ada Testova and Ben Probov were arrested.",
			"12 марта 2026 года в 18:40 Ada Testova и Ben Probov были задержаны.",
		},
		{
			"what differs names whose it is",
			[]dossier.Record{
				on(dossier.Event{}), act("act-1", "arrest", "party-1", func(a *dossier.Act) { a.Counsel = "late" }), act("act-2", "arrest", "party-2", nil),
			},
			"On 12 March 2026 at 18:40, Ada Testova and Ben Probov were arrested. As regards Ms Testova, access to a lawyer was granted only after a delay.",
			"12 марта 2026 года в 18:40 Ada Testova и Ben Probov были задержаны. Адвоката допустили лишь с задержкой (г-жа Testova).",
		},
		{
			"sex not on record",
			[]dossier.Record{
				on(dossier.Event{}), act("act-1", "detention", "party-3", func(a *dossier.Act) { a.Judge = dossier.Date{EDTF: "2026-03"} }),
			},
			"On 12 March 2026 at 18:40, Kim Musterov was detained. Kim Musterov was brought before a judge in March 2026.",
			"12 марта 2026 года в 18:40 Kim Musterov был(а) лишён(а) свободы. Перед судьёй Kim Musterov предстал(а) в марте 2026 года.",
		},
		{
			"alleged",
			[]dossier.Record{on(dossier.Event{}), doer("alleged"), act("act-1", "arrest", "party-2", nil)},
			"On 12 March 2026 at 18:40, Ben Probov was arrested, allegedly by the Police Department of the First District.",
			"12 марта 2026 года в 18:40 Ben Probov был задержан. Утверждается, что задержание провели сотрудники органа «Police Department of the First District».",
		},
		{
			"not confirmed",
			[]dossier.Record{on(dossier.Event{Status: "possible"}), act("act-1", "killing", "party-2", nil)},
			"According to information that is not confirmed, on 12 March 2026 at 18:40, Ben Probov was killed.",
			"По неподтверждённым сведениям, 12 марта 2026 года в 18:40 Ben Probov был убит.",
		},
		{
			"own text first, and not said twice",
			[]dossier.Record{
				on(dossier.Event{Description: "Three officers took her away. They showed no warrant.\n\nA neighbour saw it."}), doer("carried-out"),
				act("act-1", "arrest", "party-1", func(a *dossier.Act) { a.Officers, a.Warrant, a.FamilyTold = "Three", "no", "no" }),
			},
			"On 12 March 2026 at 18:40, three officers took her away. They showed no warrant.\n\nA neighbour saw it. The arrest was carried out by the Police Department of the First District. The family was not informed.",
			"12 марта 2026 года в 18:40 three officers took her away. They showed no warrant.\n\nA neighbour saw it. Задержание провели сотрудники органа «Police Department of the First District». Ни ордера, ни иного решения не предъявили. Семье не сообщили.",
		},
		{
			"a phrase, a participle, a sentence",
			[]dossier.Record{
				on(dossier.Event{}), act("act-1", "ill-treatment", "party-2", func(a *dossier.Act) {
					a.Consequences, a.Medical, a.Investigation = "bruises on both arms", "Taken to hospital on 13 March", "The prosecutor has not answered."
				}),
			},
			"On 12 March 2026 at 18:40, Ben Probov was ill-treated. This resulted in bruises on both arms. He was taken to hospital on 13 March. The prosecutor has not answered.",
			"12 марта 2026 года в 18:40 Ben Probov подвергся жестокому обращению. Последствия этого — bruises on both arms. Что касается медицинской помощи, то taken to hospital on 13 March. The prosecutor has not answered.",
		},
		{
			"nothing but a title",
			[]dossier.Record{on(dossier.Event{})},
			"On 12 March 2026 at 18:40, the arrest took place.",
			"12 марта 2026 года в 18:40 имело место событие «Arrest».",
		},
		{
			"what is typed is no template",
			[]dossier.Record{
				on(dossier.Event{}), act("act-1", "arrest", "party-1", func(a *dossier.Act) { a.Charge = "[a|b] and {victims}" }),
			},
			"On 12 March 2026 at 18:40, Ada Testova was arrested. She was charged with [a|b] and {victims}.",
			"12 марта 2026 года в 18:40 Ada Testova была задержана. Предъявленное обвинение — [a|b] and {victims}.",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for tag, want := range map[string]string{"en": tt.en, "ru": tt.ru} {
				d := arrested(tt.list...)
				n := narrative.New(d, printer(t, tag), func(id dossier.ID) string { return d.NameIn(id, tag) })
				e, _ := dossier.Find[*dossier.Event](d, "event-1")
				var got strings.Builder
				for i, s := range n.Event(e) {
					switch {
					case i > 0 && s.New:
						got.WriteString("\n\n")
					case i > 0:
						got.WriteByte(' ')
					}
					got.WriteString(s.Text)
					if len(s.Facts) == 0 {
						t.Errorf("%s: %q rests on no record", tag, s.Text)
					}
				}
				if got.String() != want {
					t.Errorf("%s\n got: %s\nwant: %s", tag, got.String(), want)
				}
			}
		})
	}
}
