package processfile

import "concerta/internal/process"

func readMeeting(v value, m *process.Meeting) {
	m.Mode = process.InPerson
	v.object(
		id("id", &m.ID).must(),
		openDate("data", &m.Date).must(),
		weekday("giorno", &m.Weekday),
		hour("ora", &m.Start),
		hour("fine", &m.End),
		text("etichetta", &m.Label),
		text("tipo", &m.Kind),
		object("luogo", &m.Place, readPlace),
		choice("modalita", &m.Mode, process.InPerson, process.Remote, process.Mixed),
		text("collegamento", &m.Link),
		texts("invitati", &m.Invited),
		content(&m.Content),
		list("ordine-del-giorno", &m.Agenda, readAgendaItem),
		list("tavoli", &m.Tables, readTableNumber),
		text("tavolo-proprio", &m.OwnTable),
		list("effetti", &m.Effects, readEffect),
		yesNo("aperto", &m.Open),
	)
}

// weekday keeps the name as typed: it is compared with the date, never printed.
func weekday(key string, to *string) field {
	return field{key: key, read: func(v value) {
		if v.r.keys != nil {
			return
		}
		*to = v.plain()
		if _, ok := process.ParseWeekday(*to); !ok && *to != "" {
			v.fault("valore-fuori-elenco", "«"+*to+"» non è un giorno della settimana.",
				"Il giorno serve solo a controllare la data.", "Scrivere lunedì, martedì… oppure togliere la chiave «"+key+"».")
		}
	}}
}

func readAgendaItem(v value, a *process.AgendaItem) {
	v.object(
		hour("ora", &a.Start),
		text("titolo", &a.Title).must(),
		texts("relatori", &a.Speakers),
	)
}

func readTableNumber(v value, n *int) {
	number("", n, 1, 999).read(v)
}

func readEffect(v value, e *process.Effect) {
	choice("", e, process.AttendanceIsAdhesion, process.PactsSigned, process.MemorandumSigned).read(v)
}
