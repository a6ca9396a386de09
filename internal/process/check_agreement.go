package process

import (
	"fmt"
	"slices"
)

// pacts looks at the participation pacts.
func (c *checker) pacts(p *Process) {
	x := p.Pacts
	if x == nil {
		return
	}
	if !x.From.IsZero() && !x.To.IsZero() && !x.From.Before(x.To) {
		c.add(Finding{
			Rule: "patto-rovesciato", Severity: Error, Path: "patti.al",
			What: fmt.Sprintf("Il patto finisce %s e comincia %s.", x.To.With("il"), x.From.With("il")),
			Why:  "La fine viene dopo l'inizio.", Repair: "Controllare «dal» e «al».",
		})
	}
	if x.From.IsZero() || x.To.IsZero() {
		c.add(Finding{
			Rule: "patto-senza-durata", Severity: Warning, Path: "patti.dal",
			What: "Il patto non dice quanto dura.", Why: "Gli impegni valgono per un tempo.", Repair: "Scrivere «dal» e «al».",
		})
	}
	adhered := map[string]AdherentStatus{}
	for _, a := range p.Adherents() {
		adhered[a.By] = a.Status
	}
	for i, party := range x.Parties {
		c.pactParty(fmt.Sprintf("patti.parti[%d]", i), party, adhered)
		c.reallySigned(party.Mode, fmt.Sprintf("patti.parti[%d].firma", i), "Il patto")
	}
	for _, s := range p.PactSignatories() {
		i := slices.IndexFunc(p.Signatories, func(x Signatory) bool { return x.ID == s.ID })
		c.reallySigned(s.Mode, fmt.Sprintf("firmatari[%d].firma", i), "Il patto")
	}
	if signing := p.PactSignatories(); len(signing) > 0 {
		c.oneMode(signing[0].Mode, len(x.Parties), func(i int) (SignMode, string) {
			return x.Parties[i].Mode, fmt.Sprintf("patti.parti[%d].firma", i)
		})
	}
}

func (c *checker) pactParty(path string, party PactParty, adhered map[string]AdherentStatus) {
	name := short(c.dir.nameOf(party.Organization))
	if party.Signatory.Name == "" {
		c.add(Finding{
			Rule: "patto-senza-firmatario", Severity: Confirm, Path: path + ".firmatario",
			What: fmt.Sprintf("Non si sa chi firma il patto per «%s».", name), Why: "Il patto è di chi lo firma.",
			Repair: "Scrivere il «firmatario», con nome e ruolo.",
		})
	}
	if party.Power == "" {
		c.add(Finding{
			Rule: "patto-senza-potere", Severity: Confirm, Path: path + ".potere",
			What: fmt.Sprintf("Non è dichiarato il potere di chi firma per «%s».", name),
			Why:  "Chi firma per un ente dice in base a che cosa può farlo.", Repair: "Scrivere in «potere» lo statuto, la nomina o la delega.",
		})
	}
	if status, there := adhered[party.Organization]; !there || !status.TakesPart() {
		c.add(Finding{
			Rule: "patto-senza-adesione", Severity: Confirm, Path: path + ".soggetto",
			What: fmt.Sprintf("«%s» firma un patto e non risulta tra chi ha aderito.", name),
			Why:  "I patti sono con chi ha partecipato.", Repair: "Aggiungere l'adesione, decidere su quella in ritardo, o togliere la parte.",
		})
	}
	if o := c.dir.organizations[party.Organization]; o != nil && o.Kind == TradeUnion {
		c.add(Finding{
			Rule: "patto-con-sindacato", Severity: Warning, Path: path + ".soggetto",
			What:   fmt.Sprintf("«%s» è un sindacato e firma un patto di partecipazione.", name),
			Why:    "Un sindacato non è un ente del Terzo Settore: con i sindacati si firma il protocollo d'intesa.",
			Repair: "Spostarlo tra le parti di «intesa», o controllare il «tipo» del soggetto.",
		})
	}
}

// reallySigned wants a signature of who binds himself: the printed name may stand
// for it in what an office makes known, not in an agreement.
func (c *checker) reallySigned(m SignMode, path, what string) {
	if m != Substituted {
		return
	}
	c.add(Finding{
		Rule: "firma-sostituita-in-accordo", Severity: Error, Path: path,
		What:   what + " ha una firma sostituita dal nome a stampa.",
		Why:    "Un accordo obbliga chi lo firma: l'art. 3, comma 2, del D.Lgs. 39/1993 vale per gli atti del solo ente.",
		Repair: "Scrivere «firma: autografa» o «firma: digitale», o indicare in «patti.firmatari» altri firmatari.",
	})
}

// oneMode wants all signatures of an act of one mode, that of the first; an
// unsaid mode is by hand.
func (c *checker) oneMode(first SignMode, n int, at func(i int) (SignMode, string)) {
	for i := range n {
		mode, path := at(i)
		if (mode == Digital) != (first == Digital) {
			c.add(Finding{
				Rule: "firme-miste", Severity: Confirm, Path: path,
				What:   fmt.Sprintf("Uno firma %s e un altro %s.", manner(first), manner(mode)),
				Why:    "Un atto firmato metà su carta e metà in digitale non ha un solo originale.",
				Repair: "Dare a tutti la stessa «firma».",
			})
			return
		}
	}
}

// memorandum looks at the Protocollo d'Intesa.
func (c *checker) memorandum(p *Process) {
	m := p.Memorandum
	if m == nil {
		return
	}
	if len(m.Articles) == 0 {
		c.add(Finding{
			Rule: "intesa-senza-articoli", Severity: Confirm, Path: "intesa.articoli",
			What:   "Il protocollo d'intesa non ha articoli propri: si stampano quelli del modello, che hanno spazi da riempire (____).",
			Why:    "Quanti giorni prima si informano le organizzazioni e quante siedono nella Cabina di Regia resterebbe in bianco.",
			Repair: "Scrivere gli «articoli», con titolo e testo.",
		})
	}
	if m.Resolution == "" {
		c.add(Finding{
			Rule: "intesa-senza-delibera", Severity: Warning, Path: "intesa.delibera",
			What: "Non è indicato l'atto che approva il protocollo d'intesa.", Why: "Chi firma per l'ente lo fa perché un organo lo ha approvato.",
			Repair: "Scrivere «delibera», con numero e data.",
		})
	}
	public := 0
	for i, x := range m.Parties {
		c.memorandumParty(fmt.Sprintf("intesa.parti[%d]", i), x)
		c.reallySigned(x.Mode, fmt.Sprintf("intesa.parti[%d].firma", i), "Il protocollo d'intesa")
		if c.isPublic(p.Office.Name, x) {
			public++
		}
	}
	if len(m.Parties) < 2 {
		c.add(Finding{
			Rule: "intesa-senza-parti", Severity: Warning, Path: "intesa.parti",
			What: "Il protocollo d'intesa non ha due parti.", Why: "Un'intesa è tra almeno due.", Repair: "Elencare le «parti», l'ente compreso.",
		})
	}
	if len(m.Parties) > 0 {
		c.oneMode(m.Parties[0].Mode, len(m.Parties), func(i int) (SignMode, string) {
			return m.Parties[i].Mode, fmt.Sprintf("intesa.parti[%d].firma", i)
		})
	}
	c.electronic(p.Office.Name, m, public)
}

// isPublic tells whether a party is a public administration: the office, which is
// the party that bears its name or none, or a body whose kind says so. Of a party
// that is a mere name nothing is known.
func (c *checker) isPublic(office string, x MemorandumParty) bool {
	o := c.dir.organizations[x.Organization]
	if o == nil {
		return x.Organization == "" && (x.Name == "" || SameName(x.Name, office))
	}
	switch o.Kind {
	case PublicBody, HealthAuthority, School:
		return true
	case Volunteering, SocialPromotion, SocialCoop, SocialFirm, Foundation, ReligiousBody, TradeUnion, TradeBody, ProfessionBody, OtherBody:
	}
	return false
}

// electronic warns of agreements between public bodies, which from 30 June 2014
// are signed electronically or are void (L. 241/1990, art. 15 c. 2-bis).
func (c *checker) electronic(office string, m *Memorandum, public int) {
	since := Date{2014, 6, 30}
	if public < 2 || !m.Date.IsZero() && m.Date.Before(since) {
		return
	}
	for i, x := range m.Parties {
		if x.Mode == Digital || !c.isPublic(office, x) {
			continue
		}
		c.add(Finding{
			Rule: "intesa-non-digitale", Severity: Warning, Path: fmt.Sprintf("intesa.parti[%d].firma", i),
			What:   "Tra due o più amministrazioni pubbliche si firma a mano.",
			Why:    "Dal 30 giugno 2014 l'accordo va firmato in modo elettronico, a pena di nullità (L. 241/1990, art. 15 c. 2-bis).",
			Repair: "Scrivere «firma: digitale» per tutte le parti.",
		})
		return
	}
}

func (c *checker) memorandumParty(path string, x MemorandumParty) {
	name := x.Name
	if x.Organization != "" {
		name = c.dir.nameOf(x.Organization)
	}
	if name == "" {
		c.add(Finding{
			Rule: "parte-senza-nome", Severity: Error, Path: path,
			What: "Di una parte del protocollo d'intesa non si sa chi è.", Why: "L'atto dice tra chi è fatto.",
			Repair: "Scrivere «soggetto», o «nome» se la parte è l'ente.",
		})
		return
	}
	if x.Delegation == "" {
		c.add(Finding{
			Rule: "parte-senza-delega", Severity: Warning, Path: path + ".delega",
			What: fmt.Sprintf("Non è indicata la delega di chi firma per «%s».", short(name)), Why: "Chi firma per altri dice in base a che cosa può farlo.",
			Repair: "Scrivere in «delega» l'atto che dà il potere di firmare.",
		})
	}
	if x.Signatory.Name == "" && !x.Later {
		c.add(Finding{
			Rule: "parte-senza-firmatario", Severity: Confirm, Path: path + ".firmatario",
			What: fmt.Sprintf("Non si sa chi firma per «%s».", short(name)), Why: "Il protocollo d'intesa si stampa senza il nome di chi firma, né tra le parti né sotto la firma.",
			Repair: "Scrivere il «firmatario», o «firma-dopo: sì».",
		})
	}
	if o := c.dir.organizations[x.Organization]; o != nil && o.Kind.ThirdSector() {
		c.add(Finding{
			Rule: "intesa-con-terzo-settore", Severity: Warning, Path: path + ".soggetto",
			What: fmt.Sprintf("«%s» è un ente del Terzo Settore e firma il protocollo d'intesa.", short(name)),
			Why:  "Il protocollo d'intesa è con i sindacati: con il Terzo Settore si firmano i patti.", Repair: "Spostarlo tra le parti dei «patti», o controllare il «tipo» del soggetto.",
		})
	}
}
