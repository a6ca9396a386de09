package process

import "fmt"

// proposals looks at what the tables proposed.
func (c *checker) proposals(p *Process) {
	for i, x := range p.Proposals {
		path := fmt.Sprintf("proposte[%d]", i)
		if x.Table == 0 && len(p.Tables) > 0 {
			c.add(Finding{
				Rule: "proposta-senza-tavolo", Severity: Warning, Path: path + ".tavolo",
				What: fmt.Sprintf("La proposta «%s» non è di nessun tavolo.", short(x.Title)), Why: "Il prospetto mette le proposte sotto il loro tavolo.",
				Repair: "Scrivere il numero del «tavolo».",
			})
		}
		if x.Reason == "" && (x.Outcome == NotAccepted || x.Outcome == PartlyAccepted || x.Outcome == ReferredFurther) {
			c.add(Finding{
				Rule: "esito-senza-motivo", Severity: Warning, Path: path + ".motivo",
				What: fmt.Sprintf("La proposta «%s» è «%s» e non si dice perché.", short(x.Title), x.Outcome),
				Why:  "Chi l'ha fatta ha diritto di sapere il motivo.", Repair: "Scrivere il «motivo».",
			})
		}
	}
}

// minutes looks at the minutes against the registers.
func (c *checker) minutes(p *Process) {
	for i := range p.Minutes {
		m := &p.Minutes[i]
		path := fmt.Sprintf("verbali[%d]", i)
		c.inOrder(path, m.Opened, m.Closed)
		c.items(p, path, m)
		a := p.MeetingAttendance(m.Meeting)
		c.held(p, path, m, a)
		if a == nil {
			c.add(Finding{
				Rule: "verbale-senza-presenze", Severity: Warning, Path: path + ".incontro",
				What: fmt.Sprintf("Dell'incontro «%s» c'è il verbale e non ci sono le presenze.", m.Meeting),
				Why:  "Il verbale dice quanti erano presenti, e lo prende dal registro.", Repair: "Aggiungere il registro alle «presenze».",
			})
			continue
		}
		c.sameHours(path, m, a)
		there := peopleOf(m, a, p.Registers(m.Meeting))
		c.speakers(path, m, there)
		c.movements(path, m, there)
	}
}

// held looks for who held the meeting and when: what minutes and registers do not
// say is printed as a blank line, in an act that was issued too. Each finding names
// the meeting, so that what was confirmed for one is not for another.
func (c *checker) held(p *Process, path string, m *Minutes, a *Attendance) {
	if a == nil {
		a = &Attendance{}
	}
	var start TimeOfDay
	if meeting := p.Meeting(m.Meeting); meeting != nil {
		start = meeting.Start
	}
	for _, x := range []struct {
		missing                       bool
		rule, key, what, why, suggest string
	}{
		{
			m.Chair.Name == "" && a.Chair == "", "verbale-senza-presidente", "presidente",
			"Il verbale dell'incontro «%s» non dice chi presiede.", "Chi presiede apre e chiude i lavori, e firma il verbale.",
			"Scrivere il «presidente», nel verbale o nelle «presenze».",
		},
		{
			m.Secretary.Name == "", "verbale-senza-verbalizzante", "verbalizzante",
			"Il verbale dell'incontro «%s» non dice chi lo redige.", "Chi lo redige lo firma.", "Scrivere il «verbalizzante», con nome e ruolo.",
		},
		{
			!m.Opened.Set && !a.Opened.Set && !start.Set, "verbale-senza-apertura", "apertura",
			"Il verbale dell'incontro «%s» non dice a che ora si aprono i lavori.", "Al posto dell'ora ci sarebbe una riga vuota.",
			"Scrivere «apertura», nel verbale o nelle «presenze».",
		},
		{
			!m.Closed.Set && !a.Closed.Set, "verbale-senza-chiusura", "chiusura",
			"Il verbale dell'incontro «%s» non dice a che ora si chiudono i lavori.", "Al posto dell'ora ci sarebbe una riga vuota.",
			"Scrivere «chiusura», nel verbale o nelle «presenze».",
		},
	} {
		if x.missing {
			c.add(Finding{Rule: x.rule, Severity: Confirm, Path: path + "." + x.key, What: fmt.Sprintf(x.what, m.Meeting), Why: x.why, Repair: x.suggest})
		}
	}
}

// sameHours wants the hours of the minutes to be those of the register.
func (c *checker) sameHours(path string, m *Minutes, a *Attendance) {
	for _, h := range []struct {
		key, what        string
		minutes, written TimeOfDay
	}{
		{"apertura", "aprono", m.Opened, a.Opened},
		{"chiusura", "chiudono", m.Closed, a.Closed},
	} {
		if h.minutes.Set && h.written.Set && h.minutes != h.written {
			c.add(Finding{
				Rule: "verbale-e-registro", Severity: Error, Path: path + "." + h.key,
				What: fmt.Sprintf("Per il verbale i lavori si %s alle %s, per il registro alle %s.", h.what, h.minutes, h.written),
				Why:  "Il verbale e il registro allegato si contraddirebbero.", Repair: "Controllare le due ore.",
			})
		}
	}
}

// peopleOf are the people the registers know, and whether each was there. Who
// chairs and who writes the minutes are there without signing.
func peopleOf(m *Minutes, a *Attendance, registers []*Attendance) map[string]bool {
	there := map[string]bool{nameKey(m.Chair.Name): true, nameKey(m.Secretary.Name): true}
	for _, r := range registers {
		there[nameKey(r.Chair)] = true
	}
	for _, x := range a.Present {
		k := nameKey(x.Name)
		there[k] = there[k] || x.Status.Attended()
	}
	return there
}

// speakers wants everybody who speaks to have been there.
func (c *checker) speakers(path string, m *Minutes, there map[string]bool) {
	for i, item := range m.Items {
		for j, name := range item.Speakers {
			attended, listed := there[nameKey(name)]
			if attended {
				continue
			}
			what := fmt.Sprintf("«%s» interviene e non è sul registro.", short(name))
			if listed {
				what = fmt.Sprintf("«%s» interviene e sul registro è assente.", short(name))
			}
			c.add(Finding{
				Rule: "interviene-chi-non-c-e", Severity: Error, Path: fmt.Sprintf("%s.punti[%d].interventi[%d]", path, i, j),
				What: what, Why: "Il verbale e il registro allegato si contraddirebbero.",
				Repair: "Scrivere il nome come sul registro, o controllare le presenze.",
			})
		}
	}
}

// movements wants who comes or leaves to be on the register, at hours of the
// meeting and in their order.
func (c *checker) movements(path string, m *Minutes, there map[string]bool) {
	var last TimeOfDay
	for i, x := range m.Movements {
		at := fmt.Sprintf("%s.movimenti[%d]", path, i)
		hour := at + ".uscita"
		if x.In {
			hour = at + ".entrata"
		}
		if !there[nameKey(x.Name)] {
			c.add(Finding{
				Rule: "movimento-di-chi-non-c-e", Severity: Error, Path: at + ".nome",
				What: fmt.Sprintf("«%s» entra o esce e sul registro non risulta presente.", short(x.Name)), Why: "Il verbale e il registro allegato si contraddirebbero.",
				Repair: "Scrivere il nome come sul registro, o controllare le presenze.",
			})
		}
		switch {
		case m.Opened.Set && x.At.Minutes() < m.Opened.Minutes(), m.Closed.Set && x.At.Minutes() > m.Closed.Minutes():
			c.add(Finding{
				Rule: "movimento-fuori-orario", Severity: Error, Path: hour,
				What: fmt.Sprintf("Il movimento delle %s sta fuori dall'orario dei lavori.", x.At), Why: "Si entra e si esce a lavori aperti.",
				Repair: "Controllare l'ora, o «apertura» e «chiusura».",
			})
		case last.Set && x.At.Minutes() < last.Minutes():
			c.add(Finding{
				Rule: "movimenti-non-in-ordine", Severity: Warning, Path: hour,
				What: fmt.Sprintf("Il movimento delle %s viene dopo quello delle %s.", x.At, last), Why: "I movimenti si stampano nell'ordine in cui sono scritti.",
				Repair: "Spostare la riga, o controllarne l'ora.",
			})
		default:
			last = x.At
		}
	}
}

// items looks at the points of the agenda as minuted.
func (c *checker) items(p *Process, path string, m *Minutes) {
	meeting := p.Meeting(m.Meeting)
	if len(m.Items) == 0 {
		c.add(Finding{
			Rule: "verbale-vuoto", Severity: Warning, Path: path + ".punti",
			What: "Il verbale non ha punti.", Why: "Non direbbe che cosa si è discusso e deciso.", Repair: "Scrivere i «punti», con titolo e testo.",
		})
	}
	for i, item := range m.Items {
		at := fmt.Sprintf("%s.punti[%d]", path, i)
		if (item.Outcome == Proposed) != (item.Proposal != "") {
			c.add(Finding{
				Rule: "esito-e-proposta", Severity: Warning, Path: at + ".esito",
				What: fmt.Sprintf("Il punto «%s» ha l'esito «proposta» senza la proposta, o il contrario.", short(item.Title)),
				Why:  "Il verbale dice quale proposta è stata fatta.", Repair: "Scrivere «esito: proposta» e in «proposta» il suo id.",
			})
		}
		if meeting != nil && !item.ByWhen.IsZero() && item.ByWhen.Before(meeting.Date) {
			c.add(Finding{
				Rule: "azione-gia-scaduta", Severity: Warning, Path: at + ".entro",
				What: fmt.Sprintf("L'azione è da fare entro %s e l'incontro è %s.", item.ByWhen.With("il"), meeting.Date.With("del")),
				Why:  "Sarebbe già scaduta quando è stata decisa.", Repair: "Controllare la data.",
			})
		}
	}
}
