package process

import "fmt"

// attendances looks at the registers as filled in.
func (c *checker) attendances(p *Process) {
	for i := range p.Attendances {
		a := &p.Attendances[i]
		path := fmt.Sprintf("presenze[%d]", i)
		c.inOrder(path, a.Opened, a.Closed)
		c.listedOnce(path, a)
		for j, x := range a.Present {
			c.presence(fmt.Sprintf("%s.firme[%d]", path, j), x)
		}
		if a.Table > 0 {
			c.withinMeeting(p, path, a)
		}
	}
}

// inOrder wants the end after the beginning.
func (c *checker) inOrder(path string, opened, closed TimeOfDay) {
	if opened.Set && closed.Set && closed.Minutes() <= opened.Minutes() {
		c.add(Finding{
			Rule: "chiusura-prima-dell-apertura", Severity: Error, Path: path + ".chiusura",
			What: fmt.Sprintf("I lavori si chiudono alle %s e si aprono alle %s.", closed, opened),
			Why:  "La chiusura viene dopo l'apertura.", Repair: "Controllare «apertura» e «chiusura».",
		})
	}
}

// listedOnce wants each person on one line: a second one would be counted.
func (c *checker) listedOnce(path string, a *Attendance) {
	seen := map[string]int{}
	for j, x := range a.Present {
		who := x.Identity()
		if first, twice := seen[who]; twice {
			c.add(Finding{
				Rule: "presenza-doppia", Severity: Error, Path: fmt.Sprintf("%s.firme[%d].nome", path, j),
				What: fmt.Sprintf("«%s» è già alla riga %d dello stesso registro.", short(x.Name), first+1),
				Why:  "Il totale dei presenti conterebbe due volte la stessa persona.", Repair: "Tenere una riga sola.",
			})
			continue
		}
		seen[who] = j
	}
}

// presence looks at one line of a register.
func (c *checker) presence(path string, x Presence) {
	if _, isCitizen := c.dir.citizens[x.By]; isCitizen && x.Quality != AsCitizen && x.Quality != AsAuditor {
		c.add(Finding{
			Rule: "qualita-di-cittadino", Severity: Warning, Path: path + ".qualita",
			What: fmt.Sprintf("«%s» è tra i cittadini e firma come %s.", short(x.Name), x.Quality),
			Why:  "Un cittadino non rappresenta un ente.", Repair: "Scrivere «qualita: cittadino», o in «di» il soggetto per cui viene.",
		})
	}
	if x.Quality != AsCitizen && x.By == "" && x.Body == "" {
		c.add(Finding{
			Rule: "presenza-senza-ente", Severity: Warning, Path: path + ".qualita",
			What: fmt.Sprintf("«%s» firma come %s e non si sa di chi.", short(x.Name), x.Quality),
			Why:  "Il registro dice per quale ente si viene.", Repair: "Scrivere il soggetto in «di», o il nome dell'ente in «ente».",
		})
	}
	if x.In.Set && x.Out.Set && x.Out.Minutes() <= x.In.Minutes() {
		c.add(Finding{
			Rule: "uscita-prima-dell-entrata", Severity: Error, Path: path + ".uscita",
			What: fmt.Sprintf("«%s» esce alle %s ed entra alle %s.", short(x.Name), x.Out, x.In),
			Why:  "Si esce dopo essere entrati.", Repair: "Controllare «entrata» e «uscita».",
		})
	}
}

// withinMeeting wants who signs at a table on the register of the meeting too,
// when there is one: the totals would not agree.
func (c *checker) withinMeeting(p *Process, path string, a *Attendance) {
	whole := p.Attendance(a.Meeting, 0)
	if whole == nil {
		return
	}
	there := map[string]bool{}
	for _, x := range whole.Present {
		if x.Status.Attended() {
			there[nameKey(x.Name)] = true
		}
	}
	for j, x := range a.Present {
		if x.Status.Attended() && !there[nameKey(x.Name)] {
			c.add(Finding{
				Rule: "totali-diversi", Severity: Warning, Path: fmt.Sprintf("%s.firme[%d].nome", path, j),
				What:   fmt.Sprintf("«%s» è presente al tavolo %d e non risulta presente all'incontro.", short(x.Name), a.Table),
				Why:    "I totali del tavolo e quelli dell'incontro non andrebbero d'accordo.",
				Repair: "Aggiungere la riga al registro dell'incontro, o controllare i due registri.",
			})
		}
	}
}
