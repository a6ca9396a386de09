package tabular

import (
	"reflect"
	"strings"

	"concerta/internal/process"
	"concerta/internal/richtext"
)

func bodyColumns() []column {
	return []column{
		{name: "id"},
		{name: "nome", heads: []string{"denominazione", "ente", "soggetto", "organizzazione", "ragione sociale", "associazione"}, needed: true},
		{name: "tipo", heads: []string{"natura", "natura giuridica", "forma giuridica", "categoria", "tipo di soggetto"}, needed: true},
		{name: "codice fiscale", heads: []string{"cf", "cod. fiscale", "cod fisc", "c.f./p.iva", "codice fiscale/partita iva"}},
		{name: "runts", heads: []string{"numero runts", "n. runts", "iscrizione runts", "repertorio runts"}},
		{name: "sede", heads: []string{"sede legale", "indirizzo"}},
		{name: "pec", heads: []string{"indirizzo pec", "posta certificata"}},
		{name: "email", heads: []string{"e-mail", "mail", "posta elettronica", "indirizzo e-mail"}},
		{name: "telefono", heads: []string{"tel", "cellulare", "recapito", "recapito telefonico"}},
		{name: "comuni", heads: []string{"comune", "territorio"}},
		{name: "rappresentante", heads: []string{"legale rappresentante", "rappresentante legale"}},
		{name: "ruolo", heads: []string{"qualifica", "carica", "in qualità di"}},
		{name: "genere", heads: []string{"sesso"}},
		{name: "delegati", heads: []string{"delegato", "referente", "referenti"}},
	}
}

// bodyKinds are the kinds of bodies.
func bodyKinds() []process.OrganizationKind {
	return []process.OrganizationKind{
		process.Volunteering, process.SocialPromotion, process.SocialCoop, process.SocialFirm, process.Foundation,
		process.ReligiousBody, process.School, process.HealthAuthority, process.TradeUnion, process.TradeBody,
		process.ProfessionBody, process.PublicBody, process.OtherBody,
	}
}

// kindWords are other words for kinds of bodies, bare.
func kindWords() map[string]process.OrganizationKind {
	words := map[string]process.OrganizationKind{}
	for kind, list := range map[process.OrganizationKind]string{
		process.Volunteering:    "volontariato, organizzazione di volontariato, associazione di volontariato",
		process.SocialPromotion: "promozione sociale, associazione di promozione sociale",
		process.SocialCoop:      "coop, cooperativa, coop. sociale, coop. soc.",
		process.Foundation:      "fondazioni",
		process.ReligiousBody:   "parrocchia, ente ecclesiastico",
		process.School:          "istituto, istituto comprensivo, istituto scolastico",
		process.HealthAuthority: "azienda sanitaria, azienda sanitaria locale, usl",
		process.TradeUnion:      "organizzazione sindacale, oo.ss., sindacati",
		process.TradeBody:       "associazione di categoria",
		process.ProfessionBody:  "ordine professionale, collegio professionale",
		process.PublicBody:      "pa, ente pubblico, comune, pubblica amministrazione",
	} {
		for w := range strings.SplitSeq(list, ",") {
			words[bare(w)] = kind
		}
	}
	return words
}

// body takes a body.
func (m *merger) body(r row) Line {
	o := process.Organization{
		ID: r.text("id"), Name: r.text("nome"), Kind: choice(r, "tipo", bodyKinds(), kindWords()),
		TaxCode: r.taxCode("codice fiscale"), RUNTS: r.text("runts"), Seat: r.text("sede"),
		PEC: r.address("pec"), Email: r.address("email"), Phone: r.text("telefono"), Towns: r.list("comuni"),
		Representative: process.Representative{Name: r.text("rappresentante"), Role: r.text("ruolo"), Gender: r.gender("genere")},
	}
	for _, name := range r.list("delegati") {
		o.Delegates = append(o.Delegates, process.Representative{Name: name})
	}
	switch {
	case o.Name == "":
		r.refuse("manca il nome")
	case r.text("tipo") == "" && !r.refused():
		r.refuse("manca il tipo")
	case o.ID != "" && !richtext.IsID(o.ID):
		r.refuse("«%s» non può fare da id: usare lettere minuscole senza accenti, cifre e trattini", o.ID)
	}
	if o.Representative.Name == "" {
		o.Representative = process.Representative{} // a role or a gender of nobody
	}
	known := m.bodies.find(o.ID, o.TaxCode, o.Name)
	switch {
	case r.refused():
	case known != nil:
		return m.knownBody(r, *known, o)
	case m.bodies.ids[o.ID]:
		r.refuse("l’id «%s» è già di un cittadino", o.ID)
	}
	if r.refused() {
		return r.line(o.Name, Refused, "")
	}
	if o.ID == "" {
		o.ID = process.NewID(o.Name, "soggetto", func(id string) bool { return m.bodies.ids[id] })
	}
	m.bodies.add(o)
	m.to.Organizations = append(m.to.Organizations, o)
	return r.line(o.Name, Taken, "")
}

// knownBody tells of a body that is there already, which stays as it is.
func (m *merger) knownBody(r row, known, o process.Organization) Line {
	if o.TaxCode != "" && known.TaxCode != "" && o.TaxCode != known.TaxCode {
		r.refuse("«%s» c’è già con un altro codice fiscale: correggere quello sbagliato, o distinguere i nomi", known.Name)
		return r.line(o.Name, Refused, "")
	}
	if o.ID == "" {
		o.ID = known.ID
	}
	o.Company = known.Company // which no list tells
	if reflect.DeepEqual(known, o) {
		return r.line(o.Name, Already, "")
	}
	return r.line(o.Name, Already, "i dati non sono gli stessi: quelli che c’erano sono rimasti")
}

// taxCode is a tax code without spaces, in capitals. A spreadsheet that took it for
// a number has lost the zeros before it.
func (r row) taxCode(column string) string {
	s := strings.ToUpper(strings.ReplaceAll(r.text(column), " ", ""))
	s = strings.TrimPrefix(s, "IT")
	digits := strings.Trim(s, "0123456789") == ""
	if digits && r.fromSheet() && len(s) > 7 && len(s) < 11 {
		s = strings.Repeat("0", 11-len(s)) + s
	}
	personal := len(s) == 16 && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == ""
	if s != "" && !personal && (!digits || len(s) != 11) {
		r.refuse("il codice fiscale «%s» non ha né 11 cifre né 16 caratteri", s)
	}
	return s
}

func (r row) gender(column string) process.Gender {
	return choice(r, column, []process.Gender{process.Feminine, process.Masculine},
		map[string]process.Gender{
			"femmina": process.Feminine, "donna": process.Feminine, "femminile": process.Feminine,
			"maschio": process.Masculine, "uomo": process.Masculine, "maschile": process.Masculine,
		})
}
