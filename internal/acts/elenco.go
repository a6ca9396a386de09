package acts

import (
	"slices"

	"concerta/internal/process"
)

const participantsSchema = 1

// ParticipantsView is all that the template of the list of adherents sees. The
// list is public: it has no phone, no e-mail, no tax code.
type ParticipantsView struct {
	Testata
	Aderenti     []Aderente   `json:"aderenti,omitempty"` // in alphabetical order, with those not admitted
	Enti         int          `json:"enti"`               // of those who take part
	Cittadini    int          `json:"cittadini"`          // of those who take part
	InRitardo    int          `json:"in-ritardo"`
	Tavoli       []Tavolo     `json:"tavoli,omitempty"`
	Scadenza     *Scadenza    `json:"scadenza,omitempty"`
	Responsabile *Persona     `json:"responsabile,omitempty"`
	Luogo        string       `json:"luogo,omitempty"`
	Data         string       `json:"data,omitempty"`
	Firmatari    []Firmatario `json:"firmatari,omitempty"`

	job Job
}

// Aderente is a body or a citizen that has adhered.
type Aderente struct {
	Numero     int    `json:"numero"` // from 1
	Nome       string `json:"nome"`
	Tipo       string `json:"tipo,omitempty"` // in words, "cooperativa sociale"; empty for a citizen
	Cittadino  bool   `json:"cittadino,omitempty"`
	Genere     string `json:"genere,omitempty"` // of a citizen
	Comune     string `json:"comune,omitempty"` // of the seat's towns, the first; of a citizen, its own
	Referente  string `json:"referente,omitempty"`
	Tavoli     []int  `json:"tavoli,omitempty"`
	Origine    string `json:"origine"`              // of the process file: scheda, presenza, manifestazione
	Ricevuta   string `json:"ricevuta,omitempty"`   // day
	Ora        string `json:"ora,omitempty"`        // hour
	Protocollo string `json:"protocollo,omitempty"` // the municipality's number
	InRitardo  bool   `json:"in-ritardo,omitempty"`
	Stato      string `json:"stato"` // ammessa, da-completare, da-decidere, non-ammessa
	Motivo     string `json:"motivo,omitempty"`
}

// participantsRecipe makes the list of adherents; one with nobody is a list too.
func participantsRecipe() recipe {
	return recipe{
		kind:   Participants,
		words:  KindWords{One: "Elenco", Many: "Elenchi", Formal: "Elenco"},
		schema: participantsSchema,
		read:   reading[ParticipantsView],
		jobs:   func(*process.Process) []Job { return []Job{participantsJob()} },
		view:   func(p *process.Process, _ Job) (view, error) { return NewParticipantsView(p) },
	}
}

func participantsJob() Job {
	return Job{Kind: Participants, Title: "Elenco degli aderenti"}
}

func (v ParticipantsView) about() about { return v.of(v.job) }

// Ammessi is how many take part.
func (v ParticipantsView) Ammessi() int { return v.Enti + v.Cittadini }

// GenereCittadini is the gender of the citizens who take part; empty when they are
// of both, or it is not known of one.
func (v ParticipantsView) GenereCittadini() string {
	gender, first := "", true
	for _, a := range v.Aderenti {
		switch {
		case !a.Cittadino || !process.AdherentStatus(a.Stato).TakesPart():
		case first:
			gender, first = a.Genere, false
		case a.Genere != gender:
			return ""
		}
	}
	return gender
}

// NewParticipantsView makes the view of the list of adherents of p.
func NewParticipantsView(p *process.Process) (ParticipantsView, error) {
	v := ParticipantsView{
		Testata:      head(p, Participants, participantsSchema),
		Tavoli:       tables(p.Tables),
		Scadenza:     deadline(p.Deadline),
		Responsabile: person(p.Responsible),
		Luogo:        p.Notice.Place,
		Firmatari:    signatories(p.Signatories),
		job:          participantsJob(),
	}
	for _, a := range sortedAdherents(p) {
		v.Aderenti = append(v.Aderenti, participant(a))
		switch {
		case !a.Status.TakesPart():
		case a.isBody():
			v.Enti++
		default:
			v.Cittadini++
		}
		if a.Late {
			v.InRitardo++
		}
	}
	for i := range v.Aderenti {
		v.Aderenti[i].Numero = i + 1
	}
	return v, nil
}

// sortedAdherents are the bodies, then the citizens, each in alphabetical order.
func sortedAdherents(p *process.Process) []adherent {
	var bodies, citizens []adherent
	for _, a := range adherents(p) {
		if a.isBody() {
			bodies = append(bodies, a)
		} else {
			citizens = append(citizens, a)
		}
	}
	alphabetical(bodies, func(a adherent) []string { return plainOrder(a.Name) })
	alphabetical(citizens, func(a adherent) []string { return personOrder(a.Name) })
	return slices.Concat(bodies, citizens)
}

func participant(a adherent) Aderente {
	out := Aderente{
		Nome: a.Name, Cittadino: !a.isBody(), Tavoli: a.Tables, Origine: string(a.Basis),
		InRitardo: a.Late, Stato: string(a.Status),
	}
	if a.isBody() {
		who := a.attendee()
		out.Referente = who.Name
	}
	if o := a.body; o != nil {
		out.Tipo = kindWords(o.Kind)
		if len(o.Towns) > 0 {
			out.Comune = o.Towns[0]
		}
	}
	if c := a.citizen; c != nil {
		out.Comune, out.Genere = c.Town, string(c.Gender)
	}
	if x := a.Adhesion; x != nil {
		out.Ricevuta, out.Ora, out.Protocollo = x.Received.Date.String(), x.Received.Hour.String(), x.Protocol.Number
		if a.Late && x.LateTaken != nil {
			out.Motivo = x.LateTaken.Reason
		}
	}
	return out
}
