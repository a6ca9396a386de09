package process

import (
	"fmt"
	"strconv"
)

// relatedDuplicates looks for two things of one name in what follows the notice.
func (c *checker) relatedDuplicates(p *Process, k *known) {
	k.organizations, k.citizens, k.proposals = names{}, names{}, names{}
	everyone, minutes, registers := names{}, names{}, names{}
	for i, o := range p.Organizations {
		c.once(everyone, "id-doppio", "L'id", o.ID, fmt.Sprintf("soggetti[%d].id", i))
		k.organizations[o.ID] = true
	}
	for i, x := range p.Citizens {
		c.once(everyone, "id-doppio", "L'id", x.ID, fmt.Sprintf("cittadini[%d].id", i))
		k.citizens[x.ID] = true
	}
	for i, x := range p.Proposals {
		c.once(k.proposals, "id-doppio", "L'id di proposta", x.ID, fmt.Sprintf("proposte[%d].id", i))
	}
	for i, a := range p.Attendances {
		path, name := fmt.Sprintf("presenze[%d].incontro", i), a.Meeting
		if a.Table > 0 {
			path, name = fmt.Sprintf("presenze[%d].tavolo", i), fmt.Sprintf("%s, tavolo %d", a.Meeting, a.Table)
		}
		c.single(registers, "registro-doppio", "Il registro di", name, path)
	}
	for i, m := range p.Minutes {
		c.single(minutes, "verbale-doppio", "Il verbale di", m.Meeting, fmt.Sprintf("verbali[%d].incontro", i))
	}
}

// related looks for references to bodies, meetings, tables and proposals that are
// not there, in what follows the notice.
func (c *checker) related(p *Process, k known) {
	for i, a := range p.Adhesions {
		path := fmt.Sprintf("adesioni[%d]", i)
		c.knownParty(k, path+".di", a.By)
		c.knownTables(k, path, a.Tables)
	}
	for i, a := range p.Attendances {
		path := fmt.Sprintf("presenze[%d]", i)
		c.knownMeeting(k, path+".incontro", a.Meeting)
		c.knownTable(k, path+".tavolo", a.Table)
		for j, x := range a.Present {
			line := fmt.Sprintf("%s.firme[%d]", path, j)
			c.knownParty(k, line+".di", x.By)
			c.knownTables(k, line, x.Tables)
		}
	}
	for i, x := range p.Proposals {
		path := fmt.Sprintf("proposte[%d]", i)
		c.knownTable(k, path+".tavolo", x.Table)
		c.knownMeeting(k, path+".incontro", x.Meeting)
		c.knownParty(k, path+".di", x.By)
	}
	for i, m := range p.Steering {
		path := fmt.Sprintf("cabina[%d]", i)
		c.knownOrganization(k, path+".soggetto", m.Organization)
		c.knownTable(k, path+".tavolo", m.Table)
	}
	c.agreements(p, k)
	c.protocols(p, k)
	for i, m := range p.Minutes {
		path := fmt.Sprintf("verbali[%d]", i)
		c.knownMeeting(k, path+".incontro", m.Meeting)
		for j, item := range m.Items {
			if item.Proposal != "" && !k.proposals[item.Proposal] {
				c.unknown("proposta-sconosciuta", fmt.Sprintf("%s.punti[%d].proposta", path, j),
					"La proposta «"+item.Proposal+"» non è tra le «proposte».", "Correggere l'id, o aggiungere la proposta.")
			}
		}
	}
}

// agreements looks at the parties of pacts and memorandum: each is there once.
func (c *checker) agreements(p *Process, k known) {
	if p.Pacts != nil {
		signatories, parties := names{}, names{}
		for i, id := range p.Pacts.Signatories {
			path := fmt.Sprintf("patti.firmatari[%d]", i)
			c.single(signatories, "firmatario-doppio", "Tra chi firma i patti", id, path)
			if !k.signatories[id] {
				c.unknown("firmatario-sconosciuto", path, "«"+id+"» non è tra i «firmatari».", "Correggere l'id, o aggiungere il firmatario.")
			}
		}
		for i, x := range p.Pacts.Parties {
			path := fmt.Sprintf("patti.parti[%d]", i)
			c.single(parties, "parte-doppia", "Tra le parti il soggetto", x.Organization, path+".soggetto")
			c.knownOrganization(k, path+".soggetto", x.Organization)
			c.knownTables(k, path, x.Tables)
		}
	}
	if p.Memorandum == nil {
		return
	}
	c.knownMeeting(k, "intesa.incontro", p.Memorandum.Meeting)
	parties := names{}
	for i, x := range p.Memorandum.Parties {
		path := fmt.Sprintf("intesa.parti[%d].soggetto", i)
		c.single(parties, "parte-doppia", "Tra le parti il soggetto", x.Organization, path)
		c.knownOrganization(k, path, x.Organization)
	}
}

// single wants one thing of each kind: a register, the minutes of a meeting.
func (c *checker) single(seen names, rule, kind, name, path string) {
	if seen.again(name) {
		c.add(Finding{
			Rule: rule, Severity: Error, Path: path,
			What: fmt.Sprintf("%s «%s» c'è due volte.", kind, name), Why: "Non si saprebbe quale dei due vale.",
			Repair: "Tenerne uno solo, con ciò che dicono tutti e due.",
		})
	}
}

func (c *checker) knownParty(k known, path, id string) {
	if id != "" && !k.organizations[id] && !k.citizens[id] {
		c.unknown("soggetto-sconosciuto", path, "«"+id+"» non è tra i «soggetti» né tra i «cittadini».",
			"Correggere l'id, o aggiungere il soggetto o il cittadino.")
	}
}

func (c *checker) knownOrganization(k known, path, id string) {
	if id != "" && !k.organizations[id] {
		c.unknown("soggetto-sconosciuto", path, "«"+id+"» non è tra i «soggetti».", "Correggere l'id, o aggiungere il soggetto.")
	}
}

func (c *checker) knownMeeting(k known, path, id string) {
	if id != "" && !k.meetings[id] {
		c.unknown("incontro-sconosciuto", path, "Nessun incontro ha l'id «"+id+"».", "Controllare gli id degli incontri.")
	}
}

func (c *checker) knownTables(k known, path string, numbers []int) {
	for i, n := range numbers {
		c.knownTable(k, fmt.Sprintf("%s.tavoli[%d]", path, i), n)
	}
}

func (c *checker) knownTable(k known, path string, n int) {
	if n != 0 && !k.tables[strconv.Itoa(n)] {
		c.unknown("tavolo-sconosciuto", path, fmt.Sprintf("Il tavolo %d non è tra quelli di «tavoli».", n),
			"Correggere il numero, o aggiungere il tavolo.")
	}
}

func (c *checker) unknown(rule, path, what, repair string) {
	c.add(Finding{Rule: rule, Severity: Error, Path: path, What: what, Why: "Gli atti non saprebbero di chi o di che cosa si parla.", Repair: repair})
}
