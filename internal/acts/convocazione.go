package acts

import (
	"cmp"
	"slices"
	"strconv"

	"concerta/internal/process"
)

const invitationSchema = 1

// InvitationView is all that the template of an invitation to a meeting sees.
type InvitationView struct {
	Testata
	Incontro      *Incontro    `json:"incontro"`
	Denominazione string       `json:"denominazione"`      // of the meeting, "prima sessione del 6 novembre 2013"
	Invitati      string       `json:"invitati,omitempty"` // the category it is for; empty: whoever the meeting is for
	Responsabile  *Persona     `json:"responsabile,omitempty"`
	Luogo         string       `json:"luogo,omitempty"`
	Data          string       `json:"data,omitempty"`
	Firmatari     []Firmatario `json:"firmatari,omitempty"`

	job Job
}

// invitationRecipe makes an invitation to each meeting, one for each category
// of guests when there are several.
func invitationRecipe() recipe {
	return recipe{
		kind:   Invitation,
		words:  KindWords{One: "Convocazione", Many: "Convocazioni", Formal: "Convocazione"},
		schema: invitationSchema,
		read:   reading[InvitationView],
		jobs:   invitationJobs,
		view:   func(p *process.Process, j Job) (view, error) { return NewInvitationView(p, j.For, j.Category) },
	}
}

func invitationJobs(p *process.Process) []Job {
	var list []Job
	for _, m := range p.Meetings() {
		guests := m.Invited
		if len(guests) < 2 {
			guests = []string{""}
		}
		for _, g := range guests {
			list = append(list, invitationJob(m, g))
		}
	}
	return list
}

func invitationJob(m *process.Meeting, category string) Job {
	j := Job{Kind: Invitation, For: m.ID, Category: category, Title: "Convocazione – " + meetingName(m), Slug: m.ID, Date: m.Date}
	if category != "" {
		j.Title += " – " + oneLine(category)
		j.Slug += "-" + cmp.Or(process.Slug(category), strconv.Itoa(slices.Index(m.Invited, category)+1))
	}
	return j
}

func (v InvitationView) about() about {
	a := v.of(v.job)
	if v.job.Category != "" {
		a.name += "/" + strconv.Itoa(slices.Index(v.Incontro.Invitati, v.job.Category)+1)
	}
	return a
}

// NewInvitationView makes the view of the invitation to a meeting of p, for one
// category of its guests or, when it is empty, for all. A meeting or a category
// that is not there is an error of kind ErrNoAct.
func NewInvitationView(p *process.Process, meeting, category string) (InvitationView, error) {
	m := p.Meeting(meeting)
	if m == nil {
		return InvitationView{}, noAct("incontro", meeting)
	}
	if category != "" && !slices.Contains(m.Invited, category) {
		return InvitationView{}, noAct("categoria di invitati", category)
	}
	b := newBuilder(p)
	v := InvitationView{
		Testata:       head(p, Invitation, invitationSchema),
		Incontro:      b.meeting(m),
		Denominazione: meetingName(m),
		Invitati:      category,
		Responsabile:  person(p.Responsible),
		Luogo:         p.Notice.Place,
		Firmatari:     signatories(p.Signatories),
		job:           invitationJob(m, category),
	}
	v.Incontro.Contenuto = outsideNotice(v.Incontro)
	v.Registrazione = registration(p.ProtocolOf(process.InvitationAct, m.ID), v.Firmatari)
	if category == "" && len(m.Invited) == 1 {
		v.Invitati = m.Invited[0]
	}
	return v, b.err
}
