package process

import (
	"fmt"
	"slices"
)

// ProtocolNumber is a number of the municipality's register, which is another's:
// it is typed in, never given.
type ProtocolNumber struct {
	Number string
	Date   Date
}

// ActProtocol is the number that the municipality's register has given to an act
// before it is issued.
type ActProtocol struct {
	Act ProtocolAct
	For string // id of the meeting or body the act is for; empty when there is one such act
	ProtocolNumber
}

// ProtocolAct is a kind of act that the municipality's register numbers.
type ProtocolAct string

// The acts that may be given a number before they are issued.
const (
	NoticeAct          ProtocolAct = "avviso"
	InvitationAct      ProtocolAct = "convocazione"
	PactAct            ProtocolAct = "patto"
	MemorandumAct      ProtocolAct = "intesa"
	MinutesAct         ProtocolAct = "verbale"
	ProposalSummaryAct ProtocolAct = "prospetto"
	SteeringGroupAct   ProtocolAct = "cabina"
)

// ProtocolOf is the number of an act; without Number when none is known. For is
// empty when there is one such act.
func (p *Process) ProtocolOf(act ProtocolAct, forWhom string) ProtocolNumber {
	i := slices.IndexFunc(p.Protocols, func(x ActProtocol) bool { return x.Act == act && x.For == forWhom })
	if i < 0 {
		return ProtocolNumber{}
	}
	return p.Protocols[i].ProtocolNumber
}

// protocols looks at the numbers of acts: each is of one act that may be there.
func (c *checker) protocols(p *Process, k known) {
	seen := names{}
	for i, x := range p.Protocols {
		path := fmt.Sprintf("protocolli[%d]", i)
		name := string(x.Act)
		if x.For != "" {
			name += " " + x.For
		}
		c.single(seen, "protocollo-doppio", "Il numero di protocollo di", name, path+".atto")
		switch x.Act {
		case InvitationAct, MinutesAct:
			c.protocolFor(path, x, "l'id dell'incontro")
			c.knownMeeting(k, path+".per", x.For)
		case PactAct:
			if p.Pacts != nil && p.Pacts.Single {
				c.protocolForNobody(path, x)
				continue
			}
			c.protocolFor(path, x, "l'id del soggetto")
			c.knownOrganization(k, path+".per", x.For)
		case NoticeAct, MemorandumAct, ProposalSummaryAct, SteeringGroupAct:
			c.protocolForNobody(path, x)
		}
	}
}

func (c *checker) protocolFor(path string, x ActProtocol, what string) {
	if x.For == "" {
		c.add(Finding{
			Rule: "protocollo-di-quale", Severity: Error, Path: path,
			What:   fmt.Sprintf("Non si sa di quale «%s» è il numero di protocollo %s.", x.Act, x.Number),
			Why:    "Di questo atto ce n'è più d'uno.",
			Repair: "Scrivere in «per» " + what + ".",
		})
	}
}

func (c *checker) protocolForNobody(path string, x ActProtocol) {
	if x.For != "" {
		c.add(Finding{
			Rule: "protocollo-di-quale", Severity: Error, Path: path + ".per",
			What:   fmt.Sprintf("Di «%s» ce n'è uno solo, e «per» ne vorrebbe uno di «%s».", x.Act, x.For),
			Why:    "Il numero non andrebbe su nessun atto.",
			Repair: "Togliere «per».",
		})
	}
}
