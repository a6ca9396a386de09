package processfile

import (
	"concerta/internal/process"
	"concerta/internal/richtext"
)

func readPhase(v value, p *process.Phase) {
	v.object(
		id("id", &p.ID),
		number("numero", &p.Number, 1, 999),
		text("titolo", &p.Title).must(),
		content(&p.Text),
		list("voci", &p.Entries, readEntry),
	)
}

// readEntry reads a mapping of exactly one key.
func readEntry(v value, e *process.Entry) {
	had := v.object(
		optional("incontro", &e.Meeting, readMeeting),
		optional("periodo", &e.Span, readSpan),
		optional("testo", &e.Text, func(v value, t *richtext.Text) { readRich(v, t) }),
	)
	if v.r.keys == nil && had != nil && len(had) != 1 {
		v.fault("voce", "Una voce del calendario è un incontro, un periodo o un testo: uno solo dei tre.",
			"Le voci si stampano una dopo l'altra nell'ordine in cui sono scritte.",
			"Dare a ciascuno un trattino suo: «- incontro:», «- periodo:», «- testo:».")
	}
}

func readSpan(v value, s *process.Span) {
	v.object(
		id("id", &s.ID),
		date("dal", &s.From).must(),
		date("al", &s.To),
		text("stampa", &s.Printed),
		text("titolo", &s.Title),
		content(&s.Content),
	)
}
