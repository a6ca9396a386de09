package agid

import (
	"fmt"
	"strings"
)

// subjects looks at field 5: who must be there, and each one.
func (c *checker) subjects() {
	count := map[RoleKind]int{}
	for i := range c.doc.Roles {
		r := &c.doc.Roles[i]
		count[r.Kind]++
		path := item("Soggetti/Ruolo", i) + "/" + string(r.Kind)
		if r.Text != r.Kind.text() {
			c.add("ruolo-testo", path+"/TipoRuolo", "Il testo del ruolo "+quote(r.Text)+" non è quello previsto.",
				"È un testo fisso dell'Allegato 5.", "Scrivere "+quote(r.Kind.text())+".")
		}
		c.subject(path, r.Subject)
	}
	need := func(k RoleKind, when bool, why, repair string) {
		if when && count[k] == 0 {
			c.add("ruolo-manca", "Soggetti", "Manca il ruolo "+quote(k.text())+".", why, repair)
		}
	}
	d := c.doc
	need(RoleRegistering, true, "Il campo 5 vuole sempre chi ha registrato il documento.", "Aggiungere l'ente.")
	need(RoleAuthor, d.Registration.Flow != FlowIn || count[RoleSender] == 0,
		"Il campo 5 vuole sempre l'autore, o per ciò che arriva il mittente.", "Aggiungere chi firma, o l'ente.")
	need(RoleProducer, d.Formation != FormationAcquired,
		"Un documento formato con un programma dice con quale.", "Aggiungere il nome del sistema.")
	need(RoleSender, d.Registration.Protocol != nil || d.Registration.Flow == FlowIn,
		"Il mittente è obbligatorio per ciò che arriva e per ciò che è protocollato.", "Aggiungere chi ha mandato il documento.")
	need(RoleRecipient, d.Registration.Flow == FlowOut, "Ciò che parte ha un destinatario.", "Aggiungere a chi va il documento.")
	need(RoleOperator, d.Change != nil, "Quando c'è una modifica si dice chi l'ha scritta nel sistema.", "Aggiungere l'operatore.")
	for _, k := range []RoleKind{RoleRegistering, RoleRUP, RoleProducer} {
		if count[k] > 1 {
			c.add("ruolo-doppio", "Soggetti", fmt.Sprintf("Il ruolo %s c'è %d volte.", quote(k.text()), count[k]),
				"Uno solo ha questo compito.", "Lasciarne uno.")
		}
	}
	if count[RoleRUP] > 0 && !d.inFile() {
		c.add("rup-senza-fascicolo", "Soggetti", "C'è un responsabile del procedimento e non c'è un fascicolo.",
			"Il responsabile è di un procedimento, che ha il suo fascicolo (campo 12).", "Scrivere il fascicolo.")
	}
	c.flow()
}

func (d *Document) inFile() bool {
	for _, a := range d.Aggregations {
		if a.Kind == AggregationFile {
			return true
		}
	}
	return false
}

// flow compares the direction with who sends and who receives.
func (c *checker) flow() {
	own := map[string]bool{}
	for _, r := range c.doc.Roles {
		if pai, ok := r.Subject.(*PAI); ok && r.Kind == RoleRegistering {
			own[pai.Administration.Name+"\x00"+pai.Administration.Code] = true
		}
	}
	outside := map[RoleKind]bool{} // parts that somebody else has
	inside := map[RoleKind]bool{}
	for _, r := range c.doc.Roles {
		switch s := r.Subject.(type) {
		case *PAI:
			mine := own[s.Administration.Name+"\x00"+s.Administration.Code]
			inside[r.Kind] = inside[r.Kind] || mine
			outside[r.Kind] = outside[r.Kind] || !mine
		case *PG, *PAE:
			outside[r.Kind] = true
		}
	}
	const path = "DatiDiRegistrazione/TipologiaDiFlusso"
	switch flow := c.doc.Registration.Flow; {
	case flow == FlowIn && inside[RoleSender]:
		c.add("flusso-mittente", path, "Il documento risulta in entrata e lo manda l'ente che lo registra.",
			"Ciò che arriva viene da altri.", "Scrivere il mittente vero, o I se il documento è interno.")
	case flow == FlowOut && outside[RoleSender]:
		c.add("flusso-mittente", path, "Il documento risulta in uscita e lo manda un altro.",
			"Ciò che parte lo manda l'ente che lo registra.", "Scrivere E, o correggere il mittente.")
	case flow == FlowOut && inside[RoleRecipient] && !outside[RoleRecipient]:
		c.add("flusso-destinatario", path, "Il documento risulta in uscita e va all'ente che lo registra.",
			"Ciò che resta nell'ente è interno.", "Scrivere I, o il destinatario vero.")
	case flow == FlowInternal && (outside[RoleSender] || outside[RoleRecipient]):
		c.add("flusso-interno", path, "Il documento risulta interno e ha un mittente o un destinatario di fuori.",
			"Un documento interno resta nell'ente.", "Scrivere E o U.")
	}
}

func (c *checker) subject(path string, s Subject) {
	switch s := s.(type) {
	case *PAI:
		path += "/PAI"
		c.ipa(path+"/IPAAmm", &s.Administration)
		c.ipa(path+"/IPAAOO", &s.Area)
		c.ipa(path+"/IPAUOR", s.Unit)
		c.digital(path, s.Addresses)
	case *AS:
		path += "/AS"
		c.personCode(path, s.TaxCode)
		c.office(path, s.Administration, s.Area, s.Unit, s.Addresses)
	case *PF:
		c.person(path+"/PF", s)
	case *PG:
		path += "/PG"
		if s.TaxCode != "" && !bodyCode(s.TaxCode) {
			c.add("partita-iva", path+"/CodiceFiscale_PartitaIva", "Il codice "+quote(s.TaxCode)+" non è di un ente.",
				"È di 11 cifre, e l'ultima controlla le altre.", "Ricopiarlo dall'originale, o toglierlo.")
		}
		c.digital(path, s.Addresses)
	case *PAE:
		c.digital(path+"/PAE", s.Addresses)
	case *RUP:
		path += "/RUP"
		c.personCode(path, s.TaxCode)
		c.office(path, s.Administration, s.Area, s.Unit, s.Addresses)
	}
}

func (c *checker) person(path string, p *PF) {
	c.personCode(path, p.TaxCode)
	c.ipa(path+"/IPAAmm", p.Administration)
	c.ipa(path+"/IPAAOO", p.Area)
	c.ipa(path+"/IPAUOR", p.Unit)
	c.digital(path, p.Addresses)
}

func (c *checker) office(path string, administration, area, unit IPA, addresses []string) {
	c.ipa(path+"/IPAAmm", &administration)
	c.ipa(path+"/IPAAOO", &area)
	c.ipa(path+"/IPAUOR", &unit)
	c.digital(path, addresses)
}

func (c *checker) personCode(path, code string) {
	if code != "" && !personCode(code) {
		c.add("codice-fiscale", path+"/CodiceFiscale", "Il codice fiscale "+quote(code)+" non è di una persona.",
			"È di 16 fra lettere maiuscole e cifre, e l'ultima lettera controlla le altre.", "Ricopiarlo dall'originale, o toglierlo.")
	}
}

func (c *checker) ipa(path string, i *IPA) {
	if i == nil || i.Code == NotAvailable {
		return
	}
	if len(i.Code) > 40 || strings.Trim(i.Code, alphanumeric+"_.-") != "" || i.Code == "" {
		c.add("ipa", path+"/CodiceIPA", "Il codice "+quote(i.Code)+" non ha la forma di quelli dell'IPA.",
			"Sono fatti di lettere, cifre, «_», «.» e «-», come c_b936.", "Cercarlo su indicepa.gov.it; se non c'è, lasciarlo vuoto nei dati dell'ente.")
	}
}

// digital looks at addresses: a mailbox, never a street.
func (c *checker) digital(path string, addresses []string) {
	for i, a := range addresses {
		if a != NotAvailable && !mailbox(a) {
			c.add("indirizzo-digitale", item(path+"/IndirizziDigitaliDiRiferimento", i), "L'indirizzo "+quote(a)+" non è di posta elettronica.",
				"Il campo vuole indirizzi digitali, non postali.", "Scrivere la PEC o la posta elettronica.")
		}
	}
}

// mailbox is local@domain with a dot in the domain; whether it exists nobody knows.
func mailbox(s string) bool {
	local, domain, ok := strings.Cut(s, "@")
	return ok && local != "" && len(s) <= 254 &&
		!strings.ContainsAny(s, " \t\r\n,;<>()\"") && !strings.Contains(domain, "@") &&
		strings.Contains(strings.Trim(domain, "."), ".") && domain == strings.Trim(domain, ".")
}
