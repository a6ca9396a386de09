package processfile

import "concerta/internal/process"

func readSignatory(v value, s *process.Signatory) {
	v.object(
		id("id", &s.ID).must(),
		text("ufficio", &s.Office).must(),
		text("nome", &s.Name).must(),
		gender("genere", &s.Gender),
		choice("firma", &s.Mode, process.ByHand, process.Digital).must(),
	)
}

func readPerson(v value, p *process.Person) {
	v.object(
		text("nome", &p.Name).must(),
		text("ruolo", &p.Role),
		gender("genere", &p.Gender),
		text("telefono", &p.Phone),
		text("email", &p.Email),
	)
}

func gender(key string, to *process.Gender) field {
	return choice(key, to, process.Feminine, process.Masculine)
}

func readPrivacy(v value, p *process.Privacy) {
	v.object(
		text("titolare", &p.Controller),
		text("dpo", &p.DPO),
		text("base", &p.Basis),
		text("conservazione", &p.Retention),
		content(&p.Text),
	)
}
