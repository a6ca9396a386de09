package processfile

import "concerta/internal/process"

func organizationKeys(o *process.Organization) group {
	return keys(
		id("id", &o.ID).must(),
		text("nome", &o.Name).must(),
		choice("tipo", &o.Kind,
			process.Volunteering, process.SocialPromotion, process.SocialCoop, process.SocialFirm, process.Foundation,
			process.ReligiousBody, process.School, process.HealthAuthority, process.TradeUnion, process.TradeBody,
			process.ProfessionBody, process.PublicBody, process.OtherBody).must(),
		yesNo("forma-societaria", &o.Company),
		text("codice-fiscale", &o.TaxCode),
		text("runts", &o.RUNTS),
		text("sede", &o.Seat),
		text("pec", &o.PEC),
		text("email", &o.Email),
		text("telefono", &o.Phone),
		texts("comuni", &o.Towns),
		object("rappresentante", &o.Representative, representativeKeys),
		list("delegati", &o.Delegates, representativeKeys),
	)
}

func representativeKeys(r *process.Representative) group {
	return keys(
		text("nome", &r.Name).must(),
		text("cognome", &r.Surname),
		text("ruolo", &r.Role),
		gender(&r.Gender),
		text("telefono", &r.Phone),
		text("email", &r.Email),
	)
}

func citizenKeys(c *process.Citizen) group {
	return keys(
		id("id", &c.ID).must(),
		text("nome", &c.Name).must(),
		gender(&c.Gender),
		text("comune", &c.Town),
		text("telefono", &c.Phone),
		text("email", &c.Email),
	)
}

func steeringMemberKeys(m *process.SteeringMember) group {
	return keys(
		text("nome", &m.Name).must(),
		gender(&m.Gender),
		id("soggetto", &m.Organization),
		text("ruolo", &m.Role),
		at("tavolo", &m.Table, tableNumber()),
		text("supplente", &m.Substitute),
	)
}
