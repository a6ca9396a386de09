package processfile

import "concerta/internal/process"

func officeKeys(o *process.Office) group {
	return keys(
		text("tipo", &o.Kind),
		text("nome", &o.Name).must(),
		object("intestazione", &o.Letterhead, letterheadKeys),
		text("provincia", &o.Province),
		text("comune-capofila", &o.LeadTown),
		texts("comuni", &o.Towns),
		texts("indirizzi", &o.Addresses),
		text("telefono", &o.Phone),
		text("fax", &o.Fax),
		text("email", &o.Email),
		text("pec", &o.PEC),
		text("web", &o.Web),
		text("codice-ipa", &o.IPACode),
		text("codice-fiscale", &o.TaxCode),
	)
}

func letterheadKeys(l *process.Letterhead) group {
	return keys(
		texts("righe", &l.Issuer).must(),
		texts("sotto", &l.Under),
		texts("contatti", &l.Contacts),
		optional("logo", &l.Logo, logoKeys),
	)
}
