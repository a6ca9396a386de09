package process

import "fmt"

// Check is what an act made today from p would get wrong, or what is worth a
// look in it. It expects a process without findings of Integrity; dates that
// are unset are never judged. The order of the findings is always the same.
func Check(p *Process) []Finding {
	c := newChecker(p)
	for _, rule := range []func(*checker, *Process){
		(*checker).notice,
		(*checker).people,
		(*checker).deadline,
		(*checker).phases,
		(*checker).eachMeeting,
		(*checker).clashes,
		(*checker).eachSpan,
		(*checker).laws,
		(*checker).typed,
		(*checker).references,
		(*checker).form,
		(*checker).organizations,
		(*checker).surnames,
		(*checker).adhesions,
		(*checker).walkIns,
		(*checker).attendances,
		(*checker).proposals,
		(*checker).pacts,
		(*checker).memorandum,
		(*checker).minutes,
	} {
		rule(c, p)
	}
	SortFindings(c.findings)
	return c.findings
}

// notice looks at what only the notice says.
func (c *checker) notice(p *Process) {
	n := p.Notice
	if n.Title == "" {
		c.add(Finding{
			Rule: "avviso-senza-titolo", Severity: Error, Path: "avviso.titolo",
			What: "L'avviso non ha titolo.", Why: "Senza oggetto non si sa di che cosa si dà avviso.",
			Repair: "Scrivere «titolo:» sotto «avviso:», con le sue virgolette.",
		})
	}
	if len(n.Premises) == 0 {
		c.add(Finding{
			Rule: "avviso-senza-premesse", Severity: Warning, Path: "avviso.premesse",
			What: "L'avviso non ha premesse.", Why: "Un atto dice in base a quali norme e decisioni è preso.",
			Repair: "Elencare le «premesse» sotto «avviso:».",
		})
	}
	if n.Announcement == (Announcement{}) {
		c.add(Finding{
			Rule: "avviso-senza-annuncio", Severity: Warning, Path: "avviso.annuncio",
			What: "L'avviso non dice chi comunica che cosa.", Why: "È la frase per cui un avviso esiste.",
			Repair: "Scrivere «annuncio:» con soggetto, verbo e oggetto.",
		})
	}
	if n.Date.IsZero() {
		c.add(Finding{
			Rule: "avviso-senza-data", Severity: Warning, Path: "avviso.data",
			What: "L'avviso non ha data.", Why: "La data dell'atto è anche quella dei suoi file, e i controlli sul calendario ne hanno bisogno.",
			Repair: "Scrivere «data:» sotto «avviso:» appena si conosce.",
		})
	}
	if n.Place == "" {
		c.add(Finding{
			Rule: "avviso-senza-luogo", Severity: Warning, Path: "avviso.luogo",
			What: "L'avviso non dice dove è dato.", Why: "Luogo e data precedono le firme.",
			Repair: "Scrivere «luogo:» sotto «avviso:».",
		})
	}
}

// people looks for who answers for the acts.
func (c *checker) people(p *Process) {
	if p.Responsible == nil {
		c.add(Finding{
			Rule: "responsabile-mancante", Severity: Warning, Path: "responsabile",
			What: "Non è indicato il responsabile del procedimento.", Why: "La L. 241/1990, artt. 4-6, chiede che sia reso noto.",
			Repair: "Aggiungere «responsabile:» con nome e recapiti.",
		})
	}
	if p.Privacy == nil {
		c.add(Finding{
			Rule: "privacy-mancante", Severity: Warning, Path: "privacy",
			What: "Manca l'informativa sul trattamento dei dati personali.", Why: "Chi aderisce dà dati personali: il GDPR, art. 13, chiede di informarlo.",
			Repair: "Aggiungere «privacy:» con titolare e contatto del responsabile della protezione dei dati.",
		})
	}
	if len(p.Signatories) == 0 {
		c.add(Finding{
			Rule: "firmatario-mancante", Severity: Error, Path: "firmatari",
			What: "Nessuno firma gli atti.", Why: "Un avviso senza firma non è un atto.",
			Repair: "Aggiungere ai «firmatari» chi firma, con ufficio, nome e firma.",
		})
		return
	}
	for i, s := range p.Signatories {
		if first := p.Signatories[0]; s.Mode != first.Mode {
			c.add(Finding{
				Rule: "firme-miste", Severity: Confirm, Path: fmt.Sprintf("firmatari[%d].firma", i),
				What:   fmt.Sprintf("Uno firma %s e un altro %s.", manner(first.Mode), manner(s.Mode)),
				Why:    "Un atto firmato metà su carta e metà in digitale non ha un solo originale.",
				Repair: "Dare a tutti i firmatari la stessa «firma».",
			})
			return
		}
	}
}

func manner(m SignMode) string {
	switch m {
	case Digital:
		return "in modo digitale"
	case Substituted:
		return "con il nome a stampa"
	case ByHand:
	}
	return "in modo autografo"
}

// phases looks at what phases hold.
func (c *checker) phases(p *Process) {
	for i, ph := range p.Phases {
		path := fmt.Sprintf("fasi[%d]", i)
		if len(ph.Entries) == 0 && ph.Text.IsEmpty() {
			c.add(Finding{
				Rule: "fase-vuota", Severity: Warning, Path: path + ".titolo",
				What: fmt.Sprintf("La fase «%s» ha solo il titolo.", short(ph.Title)), Why: "Può bastare, ma può anche mancare qualcosa.",
				Repair: "Se manca qualcosa, aggiungere «voci» o «testo» alla fase.",
			})
		}
		c.order(ph.Entries, path+".")
	}
	c.order(p.Entries, "")
	if len(c.meetings) == 0 {
		c.add(Finding{
			Rule: "nessun-incontro", Severity: Warning, Path: "fasi",
			What: "Il procedimento non ha incontri.", Why: "Una pianificazione partecipata di solito ne ha.",
			Repair: "Aggiungere gli incontri alle «voci» delle fasi, o alle «voci» del procedimento.",
		})
	}
}

// order looks for a meeting printed after a later one of the same phase.
func (c *checker) order(entries []Entry, prefix string) {
	var latest *Meeting
	for i, e := range entries {
		m := e.Meeting
		if m == nil || m.Date.IsZero() {
			continue
		}
		if latest != nil && m.startsBefore(latest) {
			c.add(Finding{
				Rule: "incontri-non-in-ordine", Severity: Warning, Path: fmt.Sprintf("%svoci[%d].incontro.data", prefix, i),
				What:   fmt.Sprintf("L'incontro %s è scritto dopo quello %s.", Joined("del", m.when()), Joined("del", latest.when())),
				Why:    "Gli incontri si stampano nell'ordine in cui sono scritti.",
				Repair: "Spostare la voce, o controllare le due date.",
			})
			continue
		}
		latest = m
	}
}

// laws looks for a law that the act cites before it existed.
func (c *checker) laws(p *Process) {
	for i, l := range p.LegalBases {
		if !p.Notice.Date.IsZero() && p.Notice.Date.Before(l.Date) {
			c.add(Finding{
				Rule: "norma-successiva", Severity: Warning, Path: fmt.Sprintf("riferimenti[%d].data", i),
				What:   fmt.Sprintf("«%s» è %s, dopo l'avviso %s.", short(l.Cite), l.Date.With("del"), p.Notice.Date.With("del")),
				Why:    "Un atto non può richiamare una norma che non c'è ancora.",
				Repair: "Controllare le due date, o togliere il riferimento.",
			})
		}
	}
}

// short cuts words that are too long to quote in a message.
func short(s string) string {
	const most = 60
	r := []rune(s)
	if len(r) <= most {
		return s
	}
	return string(r[:most-1]) + "…"
}
