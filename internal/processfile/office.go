package processfile

import "concerta/internal/process"

func readOffice(v value, o *process.Office) {
	v.object(
		text("tipo", &o.Kind),
		text("nome", &o.Name).must(),
		object("intestazione", &o.Letterhead, readLetterhead),
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

func readLetterhead(v value, l *process.Letterhead) {
	v.object(
		texts("righe", &l.Issuer).must(),
		texts("sotto", &l.Under),
		texts("contatti", &l.Contacts),
		optional("logo", &l.Logo, readLogo),
	)
}
