package process

import (
	"cmp"
	"errors"
	"fmt"
)

// form looks at what the adhesion form asks for.
func (c *checker) form(p *Process) {
	if len(p.Form.Declarations) > 0 {
		return
	}
	for _, asked := range []struct {
		yes       bool
		key, what string
	}{
		{p.Form.BirthData, "scheda.dati-di-nascita", "La scheda chiede i dati di nascita e non chiede dichiarazioni."},
		{p.Form.IdentityCopy, "scheda.copia-documento", "La scheda chiede la copia di un documento e non chiede dichiarazioni."},
	} {
		if asked.yes {
			c.add(Finding{
				Rule: "scheda-dati-in-piu", Severity: Warning, Path: asked.key,
				What: asked.what, Why: "Servono solo a chi dichiara (D.P.R. 445/2000): chiederli senza motivo tiene dati personali in più.",
				Repair: "Togliere la chiave, o scrivere le «dichiarazioni».",
			})
		}
	}
}

// organizations looks at the register of bodies.
func (c *checker) organizations(p *Process) {
	c.taxCode("ente.codice-fiscale", p.Office.TaxCode)
	codes, names := map[string]string{}, map[string]string{}
	for i, o := range p.Organizations {
		path := fmt.Sprintf("soggetti[%d]", i)
		c.taxCode(path+".codice-fiscale", o.TaxCode)
		if first, twice := codes[o.TaxCode]; twice && o.TaxCode != "" {
			c.add(Finding{
				Rule: "soggetto-doppio", Severity: Error, Path: path + ".codice-fiscale",
				What: fmt.Sprintf("«%s» ha il codice fiscale di «%s».", short(o.Name), short(first)),
				Why:  "È lo stesso soggetto scritto due volte: aderirebbe due volte.", Repair: "Tenerne uno, o correggere il codice.",
			})
		} else if first, twice := names[nameKey(o.Name)]; twice {
			c.add(Finding{
				Rule: "soggetto-doppio", Severity: Warning, Path: path + ".nome",
				What: fmt.Sprintf("«%s» ha il nome di un altro soggetto («%s»).", short(o.Name), short(first)),
				Why:  "Forse è lo stesso soggetto scritto due volte.", Repair: "Tenerne uno, o distinguere i nomi.",
			})
		}
		if o.Company && o.Kind != SocialFirm {
			c.add(Finding{
				Rule: "forma-societaria", Severity: Warning, Path: path + ".forma-societaria",
				What: fmt.Sprintf("«%s» è segnato come società e non è un'impresa sociale.", short(o.Name)),
				Why:  "La forma societaria conta solo per le imprese sociali, che così pagano l'imposta di bollo.", Repair: "Togliere la chiave, o correggere il «tipo».",
			})
		}
		codes[o.TaxCode], names[nameKey(o.Name)] = o.Name, o.Name
	}
}

func (c *checker) taxCode(path, code string) {
	if code == "" {
		return
	}
	err := CheckTaxCode(code)
	switch {
	case errors.Is(err, ErrCheckDigit):
		c.add(Finding{
			Rule: "codice-fiscale", Severity: Warning, Path: path,
			What: fmt.Sprintf("Del codice fiscale «%s» non torna l'ultimo carattere.", code),
			Why:  "È il carattere di controllo: un altro è stato scritto male.", Repair: "Ricopiare il codice dall'originale.",
		})
	case err != nil:
		c.add(Finding{
			Rule: "codice-fiscale", Severity: Warning, Path: path,
			What: fmt.Sprintf("«%s» non è un codice fiscale.", short(code)),
			Why:  "È di 11 cifre per un ente, di 16 lettere e cifre per una persona.", Repair: "Ricopiare il codice dall'originale.",
		})
	}
}

// adhesions looks at what was received, one after the other.
func (c *checker) adhesions(p *Process) {
	first := map[string]int{}
	bySignature := map[string]bool{}
	for _, a := range p.Adherents() {
		bySignature[a.By] = a.Basis == FromAttendance
	}
	for i := range p.Adhesions {
		a := &p.Adhesions[i]
		path := fmt.Sprintf("adesioni[%d]", i)
		if n, twice := first[a.By]; twice {
			c.add(Finding{
				Rule: "adesione-doppia", Severity: Error, Path: path + ".di",
				What: fmt.Sprintf("«%s» ha già un'adesione, la n. %d.", short(c.dir.nameOf(a.By)), n+1),
				Why:  "Un soggetto, un'adesione: comparirebbe due volte negli elenchi.", Repair: "Tenerne una, con i tavoli di tutte e due.",
			})
		} else {
			first[a.By] = i
		}
		c.received(p, path, a)
		if len(a.Tables) == 0 && len(p.Tables) > 0 {
			c.add(Finding{
				Rule: "adesione-senza-tavoli", Severity: Warning, Path: path + ".tavoli",
				What: fmt.Sprintf("L'adesione di «%s» non dice a quali tavoli.", short(c.dir.nameOf(a.By))),
				Why:  "Non si sa in quale registro metterla.", Repair: "Scrivere i «tavoli», chiedendoli a chi ha aderito.",
			})
		}
		c.lateness(p, path, a, bySignature[a.By])
	}
}

// received looks at when an adhesion came.
func (c *checker) received(p *Process, path string, a *Adhesion) {
	switch {
	case a.Source == FromAttendance:
	case a.Received.IsZero():
		c.add(Finding{
			Rule: "adesione-senza-data", Severity: Warning, Path: path + ".ricevuta",
			What: fmt.Sprintf("Dell'adesione di «%s» non si sa quando è arrivata.", short(c.dir.nameOf(a.By))),
			Why:  "Non si può dire se è arrivata in tempo.", Repair: "Scrivere giorno e ora in «ricevuta».",
		})
	case p.Deadline != nil && a.Received.Date == p.Deadline.Date && !a.Received.Hour.Set:
		c.add(Finding{
			Rule: "adesione-senza-ora", Severity: Warning, Path: path + ".ricevuta",
			What: fmt.Sprintf("L'adesione di «%s» è dell'ultimo giorno e non se ne sa l'ora.", short(c.dir.nameOf(a.By))),
			Why:  fmt.Sprintf("La scadenza è alle %s: senza ora si conta come in tempo.", p.Deadline.Moment()), Repair: "Scrivere anche l'ora in «ricevuta».",
		})
	case a.Received.Date.Before(p.Notice.Date):
		c.add(Finding{
			Rule: "adesione-prima-dell-avviso", Severity: Warning, Path: path + ".ricevuta",
			What: fmt.Sprintf("L'adesione %s viene prima dell'avviso %s.", a.Received.Date.With("del"), p.Notice.Date.With("del")),
			Why:  "Nessuno poteva ancora sapere di poter aderire.", Repair: "Controllare le due date.",
		})
	}
}

// lateness looks at the decision on an adhesion. One that presence has mended
// needs none.
func (c *checker) lateness(p *Process, path string, a *Adhesion, byPresence bool) {
	late := p.Late(a)
	switch d := a.LateTaken; {
	case late && d == nil && !byPresence:
		c.add(Finding{
			Rule: "ritardo-da-decidere", Severity: Warning, Path: path + ".ricevuta",
			What: fmt.Sprintf("L'adesione di «%s» è arrivata %s, dopo la scadenza.", short(c.dir.nameOf(a.By)), Joined("il", a.Received.Italian())),
			Why:  "Finché non si decide, non è né ammessa né esclusa.", Repair: "Scrivere la «decisione», con «ammessa» e «motivo».",
		})
	case late && d != nil && d.Reason == "":
		c.add(Finding{
			Rule: "decisione-senza-motivo", Severity: Warning, Path: path + ".decisione",
			What: fmt.Sprintf("La decisione sull'adesione di «%s» non dice il motivo.", short(c.dir.nameOf(a.By))),
			Why:  "Chi arriva in ritardo va trattato come gli altri in ritardo, e si deve vedere perché.", Repair: "Scrivere il «motivo».",
		})
	case !late && d != nil:
		c.add(Finding{
			Rule: "decisione-inutile", Severity: Warning, Path: path + ".decisione",
			What: fmt.Sprintf("L'adesione di «%s» non è in ritardo.", short(c.dir.nameOf(a.By))),
			Why:  "Si decide solo su chi è arrivato dopo la scadenza.", Repair: "Togliere la «decisione», o controllare «ricevuta» e «scadenza».",
		})
	}
}

// walkIns looks at adhesions by presence that nobody could be reached by.
func (c *checker) walkIns(p *Process) {
	for _, a := range p.Adherents() {
		if a.Status != Incomplete || a.Presence == nil {
			continue
		}
		c.add(Finding{
			Rule: "adesione-da-completare", Severity: Warning, Path: p.pathOf(a.Presence) + ".contatto",
			What:   fmt.Sprintf("«%s» ha aderito con la presenza e non ha lasciato un recapito.", short(cmp.Or(a.Name, a.Presence.Name))),
			Why:    "L'adesione resta da completare: non si può convocare chi ha aderito.",
			Repair: "Scrivere il «contatto» nella riga del registro, o i recapiti del soggetto.",
		})
	}
}

// pathOf is the path of a line of a register of p.
func (p *Process) pathOf(x *Presence) string {
	for i := range p.Attendances {
		for j := range p.Attendances[i].Present {
			if &p.Attendances[i].Present[j] == x {
				return fmt.Sprintf("presenze[%d].firme[%d]", i, j)
			}
		}
	}
	return "presenze"
}
