package acts

import (
	"cmp"
	"slices"

	"concerta/internal/doc"
	"concerta/internal/process"
	"concerta/internal/richtext"
)

// minutesRecipe makes the minutes of each meeting. Where nobody has written them
// yet it makes a draft from agenda, attendance and proposals.
func minutesRecipe() recipe {
	return recipe{
		kind:   Minutes,
		words:  KindWords{One: "Verbale", Many: "Verbali", Formal: "Verbale"},
		schema: minutesSchema,
		read:   reading[MinutesView],
		jobs: func(p *process.Process) []Job {
			var list []Job
			for _, m := range p.Meetings() {
				list = append(list, minutesJob(m))
			}
			return list
		},
		view:   func(p *process.Process, j Job) (view, error) { return NewMinutesView(p, j.For) },
		finish: finishMinutes,
	}
}

func minutesJob(m *process.Meeting) Job {
	return Job{Kind: Minutes, For: m.ID, Title: "Verbale – " + meetingName(m), Slug: m.ID, Date: m.Date}
}

func (v MinutesView) about() about { return v.of(v.job) }

// finishMinutes marks every page of minutes that are still to be written.
func finishMinutes(d *doc.Document, v view) {
	if m, ok := v.(MinutesView); ok && m.Traccia {
		markDraft(&d.Running)
	}
}

// NewMinutesView makes the view of the minutes of a meeting of p. A meeting that
// is not there is an error of kind ErrNoAct.
func NewMinutesView(p *process.Process, meeting string) (MinutesView, error) {
	m := p.Meeting(meeting)
	if m == nil {
		return MinutesView{}, noAct("incontro", meeting)
	}
	b := newBuilder(p)
	v := MinutesView{
		Testata:       head(p, Minutes, minutesSchema),
		Denominazione: meetingName(m),
		Incontro:      b.meeting(m),
		Modo:          string(signMode(p)),
		Proposte:      b.proposals(m.ID),
		job:           minutesJob(m),
	}
	v.Registrazione = registration(p.ProtocolOf(process.MinutesAct, m.ID), []Firmatario{{Modo: v.Modo}})
	for _, a := range p.Registers(m.ID) {
		s := attendanceSheet(p, a)
		s.SoloNomi = a.Table > 0 && p.Attendance(m.ID, 0) != nil
		v.Registri = append(v.Registri, s)
	}
	if written := minutesOf(p, m.ID); written != nil {
		b.written(&v, written)
		// They say what the calendar foresaw: it may change, they do not.
		v.Incontro.Contenuto, v.Incontro.OrdineDelGiorno = richtext.Text{}, nil
	} else {
		v.Traccia = true
		v.Incontro.Contenuto = outsideNotice(v.Incontro)
		v.Punti = agendaPoints(p, m)
		if m.Open {
			v.DataAvviso = p.Notice.Date.String()
		}
	}
	b.fromRegister(&v, m)
	return v, b.err
}

func minutesOf(p *process.Process, meeting string) *process.Minutes {
	for i := range p.Minutes {
		if p.Minutes[i].Meeting == meeting {
			return &p.Minutes[i]
		}
	}
	return nil
}

// signMode is how the minutes are signed: as the office signs its other acts, but
// always signed. Who writes and who chairs answer for what they say happened.
func signMode(p *process.Process) process.SignMode {
	if len(p.Signatories) == 0 || p.Signatories[0].Mode == process.Substituted {
		return process.ByHand
	}
	return cmp.Or(p.Signatories[0].Mode, process.ByHand)
}

// written puts in what somebody wrote of the meeting.
func (b *builder) written(v *MinutesView, m *process.Minutes) {
	v.Numero, v.Convocazione, v.Precedente, v.Allegati = m.Number, m.Call, m.Previous, m.Annexes
	v.Apertura, v.Chiusura = m.Opened.String(), m.Closed.String()
	v.Presidente, v.Verbalizzante = representative(m.Chair), representative(m.Secretary)
	for _, x := range m.Items {
		point := PuntoVerbale{
			Titolo: x.Title, Interventi: named(b.p, x.Speakers), Sintesi: b.text(x.Summary),
			Esito: string(x.Outcome), Azione: x.Action, Entro: x.ByWhen.String(),
		}
		if q := b.p.Proposal(x.Proposal); q != nil {
			point.Proposta = q.Title
		}
		v.Punti = append(v.Punti, point)
	}
	for _, x := range m.Movements {
		v.Movimenti = append(v.Movimenti, Movimento{name(b.p, x.Name), x.At.String(), x.In})
	}
}

// agendaPoints are the points of the agenda, their discussion still to be
// written; one without title when there is no agenda.
func agendaPoints(p *process.Process, m *process.Meeting) []PuntoVerbale {
	var list []PuntoVerbale
	for _, a := range m.Agenda {
		list = append(list, PuntoVerbale{Titolo: a.Title, Interventi: named(p, a.Speakers)})
	}
	if len(list) == 0 {
		list = append(list, PuntoVerbale{})
	}
	return list
}

// fromRegister fills from the registers, then from the calendar, what the minutes
// do not say: chair, hours, who came late and who left early.
func (b *builder) fromRegister(v *MinutesView, m *process.Meeting) {
	if a := b.p.MeetingAttendance(m.ID); a != nil {
		if v.Presidente.Nome == "" {
			v.Presidente = Persona{Nome: a.Chair}
		}
		v.Apertura, v.Chiusura = cmp.Or(v.Apertura, a.Opened.String()), cmp.Or(v.Chiusura, a.Closed.String())
		if len(v.Movimenti) == 0 {
			v.Movimenti = movements(b.p, a)
		}
	}
	v.Apertura = cmp.Or(v.Apertura, m.Start.String())
}

// movements are those the register has with their hour, as they happened: the
// register is in the order of names.
func movements(p *process.Process, a *process.Attendance) []Movimento {
	type moved struct {
		at process.TimeOfDay
		it Movimento
	}
	var list []moved
	add := func(x process.Presence, at process.TimeOfDay, in bool) {
		list = append(list, moved{at, Movimento{name(p, x.Name), at.String(), in}})
	}
	for _, x := range a.Present {
		if x.Status == process.Late && x.In.Set {
			add(x, x.In, true)
		}
		if x.Status == process.Left && x.Out.Set {
			add(x, x.Out, false)
		}
	}
	slices.SortStableFunc(list, func(a, b moved) int { return a.at.Minutes() - b.at.Minutes() })
	var out []Movimento
	for _, m := range list {
		out = append(out, m.it)
	}
	return out
}
