package acts

import (
	"slices"

	"concerta/internal/process"
)

// signed is a view of an act with signature fields of its own. Forms and registers
// are not: who fills them in signs them.
type signed interface{ signers() []Firmatario }

// Signers are who must sign an act, in the order of its signature fields; none for
// an act that nobody of those known signs. Who signs later is among them, and whose
// printed name stands for a signature is not: nobody waits for them. The error is of kind ErrNoAct or what making the view fails with.
func Signers(p *process.Process, j Job) ([]Firmatario, error) {
	v, err := View(p, j)
	if err != nil {
		return nil, err
	}
	return signersOf(v), nil
}

// FrozenSigners are who must sign the act with a frozen view, as Signers gives
// them. The error is of kind ErrFrozen.
func FrozenSigners(frozen []byte) ([]Firmatario, error) {
	v, err := readFrozen(frozen)
	if err != nil {
		return nil, err
	}
	return signersOf(v), nil
}

func signersOf(v any) []Firmatario {
	s, ok := v.(signed)
	if !ok {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(s.signers()), func(f Firmatario) bool { return f.Modo == string(process.Substituted) })
}

func (v NoticeView) signers() []Firmatario          { return v.Firmatari }
func (v CorrectionView) signers() []Firmatario      { return v.Firmatari }
func (v InvitationView) signers() []Firmatario      { return v.Firmatari }
func (v ProposalSummaryView) signers() []Firmatario { return v.Firmatari }
func (v SteeringGroupView) signers() []Firmatario   { return v.Firmatari }
func (v ParticipantsView) signers() []Firmatario    { return v.Firmatari }

// Those of a pact who are no officers sign for the body whose field it is.
func (v PactView) signers() []Firmatario {
	list := slices.Clone(v.Firmatari)
	for _, p := range v.Parti {
		for i := range list {
			if list[i].Campo == fieldName("soggetto-"+p.Soggetto.ID) {
				list[i].Per = p.Soggetto.Nome
			}
		}
	}
	return list
}

// Of a memorandum each signs for a party, the promoters first.
func (v MemorandumView) signers() []Firmatario {
	list := slices.Clone(v.Firmatari)
	for i, p := range slices.Concat(v.Promotori, v.Parti) {
		if i < len(list) {
			list[i].Per = p.Nome
		}
	}
	return list
}

// The template of the minutes has its two fields written out, with these names.
func (v MinutesView) signers() []Firmatario {
	sign := func(field, role string, who Persona) Firmatario {
		return Firmatario{Campo: fieldName(field), Ufficio: role, Nome: who.Nome, Genere: who.Genere, Modo: v.Modo}
	}
	return []Firmatario{
		sign("presidente", "chi presiede la riunione", v.Presidente),
		sign("verbalizzante", "chi redige il verbale", v.Verbalizzante),
	}
}
