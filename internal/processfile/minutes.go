package processfile

import "concerta/internal/process"

func minutesKeys(m *process.Minutes) group {
	return keys(
		id("incontro", &m.Meeting).must(),
		text("numero", &m.Number),
		hour("apertura", &m.Opened),
		hour("chiusura", &m.Closed),
		text("convocazione", &m.Call),
		object("presidente", &m.Chair, representativeKeys),
		object("verbalizzante", &m.Secretary, representativeKeys),
		text("precedente", &m.Previous),
		list("punti", &m.Items, minutesItemKeys),
		list("movimenti", &m.Movements, movementKeys),
		texts("allegati", &m.Annexes),
	)
}

func minutesItemKeys(i *process.MinutesItem) group {
	return keys(
		text("titolo", &i.Title).must(),
		texts("interventi", &i.Speakers),
		content(&i.Summary),
		choice("esito", &i.Outcome, process.Noted, process.Shared, process.Proposed, process.Deferred, process.Approved, process.Dissent),
		id("proposta", &i.Proposal),
		text("azione", &i.Action),
		date("entro", &i.ByWhen),
	)
}

// movementKeys say who came or left: exactly one of the two hours is said.
func movementKeys(m *process.Movement) group {
	return keys(
		text("nome", &m.Name).must(),
		field{
			key:  "entrata",
			read: func(v value) { hourForm().read(v, &m.At); m.In = true },
			write: func(w writer) *node {
				if !m.In {
					return nil
				}
				return hourForm().write(w, m.At)
			},
			shape: hourForm().shape,
		},
		field{
			key:  "uscita",
			read: func(v value) { hourForm().read(v, &m.At) },
			write: func(w writer) *node {
				if m.In {
					return nil
				}
				return hourForm().write(w, m.At)
			},
			shape: hourForm().shape,
		},
	).and(func(v value, had map[string]bool) {
		if had["entrata"] == had["uscita"] {
			v.fault("movimento", "Di chi entra o esce a incontro aperto si dice «entrata» o «uscita»: una delle due.",
				"Il verbale dice chi è arrivato dopo e chi è andato via prima.",
				"Scrivere una delle due ore; per chi entra e poi esce, due righe.")
		}
	})
}
