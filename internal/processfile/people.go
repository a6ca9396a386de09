package processfile

import "concerta/internal/process"

func signatoryKeys(s *process.Signatory) group {
	return keys(
		id("id", &s.ID).must(),
		text("ufficio", &s.Office).must(),
		text("nome", &s.Name).must(),
		gender(&s.Gender),
		choice("firma", &s.Mode, process.ByHand, process.Digital, process.Substituted).must(),
	)
}

func personKeys(p *process.Person) group {
	return keys(
		text("nome", &p.Name).must(),
		text("ruolo", &p.Role),
		gender(&p.Gender),
		text("telefono", &p.Phone),
		text("email", &p.Email),
	)
}

func privacyKeys(p *process.Privacy) group {
	return keys(
		text("titolare", &p.Controller),
		text("dpo", &p.DPO),
		text("base", &p.Basis),
		text("conservazione", &p.Retention),
		content(&p.Text),
	)
}
