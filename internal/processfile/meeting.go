package processfile

import "concerta/internal/process"

func meetingKeys(m *process.Meeting) group {
	return keys(
		id("id", &m.ID).must(),
		at("data", &m.Date, openDate()).must(),
		at("giorno", &m.Weekday, weekdayForm()),
		hour("ora", &m.Start),
		hour("fine", &m.End),
		text("etichetta", &m.Label),
		text("tipo", &m.Kind),
		at("luogo", &m.Place, placeForm()),
		usually(process.InPerson, &m.Mode, choice("modalita", &m.Mode, process.InPerson, process.Remote, process.Mixed)),
		text("collegamento", &m.Link),
		texts("invitati", &m.Invited),
		content(&m.Content),
		list("ordine-del-giorno", &m.Agenda, agendaItemKeys),
		tableNumbers(&m.Tables),
		text("tavolo-proprio", &m.OwnTable),
		listOf("effetti", &m.Effects, oneOf(process.AttendanceIsAdhesion, process.PactsSigned, process.MemorandumSigned)),
		yesNo("aperto", &m.Open),
	)
}

// weekdayForm keeps the name as typed: it is compared with the date, never
// printed.
func weekdayForm() form[string] {
	f := plainText()
	f.read = func(v value, to *string) {
		*to = v.plain()
		if _, ok := process.ParseWeekday(*to); !ok && *to != "" {
			v.fault("valore-fuori-elenco", "«"+*to+"» non è un giorno della settimana.",
				"Il giorno serve solo a controllare la data.", "Scrivere lunedì, martedì… oppure togliere la chiave «giorno».")
		}
	}
	return f
}

func agendaItemKeys(a *process.AgendaItem) group {
	return keys(
		hour("ora", &a.Start),
		text("titolo", &a.Title).must(),
		texts("relatori", &a.Speakers),
	)
}
