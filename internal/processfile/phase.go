package processfile

import "concerta/internal/process"

func phaseKeys(p *process.Phase) group {
	return keys(
		id("id", &p.ID),
		number("numero", &p.Number, 1, 999),
		text("titolo", &p.Title).must(),
		content(&p.Text),
		list("voci", &p.Entries, entryKeys),
	)
}

// entryKeys are the keys of a mapping of exactly one key.
func entryKeys(e *process.Entry) group {
	return keys(
		optional("incontro", &e.Meeting, meetingKeys),
		optional("periodo", &e.Span, spanKeys),
		pointer("testo", &e.Text, richForm()),
	).and(func(v value, had map[string]bool) {
		if len(had) != 1 {
			v.fault("voce", "Una voce del calendario è un incontro, un periodo o un testo: uno solo dei tre.",
				"Le voci si stampano una dopo l'altra nell'ordine in cui sono scritte.",
				"Dare a ciascuno un trattino suo: «- incontro:», «- periodo:», «- testo:».")
		}
	})
}

func spanKeys(s *process.Span) group {
	return keys(
		id("id", &s.ID),
		date("dal", &s.From).must(),
		date("al", &s.To),
		text("stampa", &s.Printed),
		text("titolo", &s.Title),
		content(&s.Content),
	)
}
