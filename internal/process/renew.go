package process

// Renewal says how a process is begun again.
type Renewal struct {
	Key       string
	Title     string
	Weeks     int  // that its days move by: whole weeks keep the days of the week
	Proposals bool // the proposals are taken along, each to be judged again
}

// FirstMeeting is the day of the first meeting that has one; zero for none.
func (p *Process) FirstMeeting() Date {
	var first Date
	for _, m := range p.Meetings() {
		if !m.Date.IsZero() && (first.IsZero() || m.Date.Before(first)) {
			first = m.Date
		}
	}
	return first
}

// WeeksTo is by how many whole weeks days must move for the first of them to fall on
// want, or on the first such day of the week after it.
func WeeksTo(first, want Date) int {
	if first.IsZero() || want.IsZero() {
		return 0
	}
	const hours, week = 24, 7
	days := int(want.UTC().Sub(first.UTC()).Hours()) / hours
	weeks := days / week
	if days > 0 && days%week != 0 {
		weeks++
	}
	return weeks
}

// AddWeeks is the day some weeks later, or earlier; an unset one stays unset.
func (d Date) AddWeeks(n int) Date {
	if d.IsZero() {
		return d
	}
	const week = 7
	t := d.UTC().AddDate(0, 0, n*week)
	return Date{t.Year(), t.Month(), t.Day()}
}

// Renew makes the next process of an office out of this one, in place: its days move,
// its people, bodies and texts stay, and what happened in it goes. Dates that were
// typed in texts stay as they are, for the check to point at.
func (p *Process) Renew(r Renewal) {
	p.Key, p.Title = r.Key, r.Title
	p.Notice.Date = p.Notice.Date.AddWeeks(r.Weeks)
	if p.Deadline != nil {
		p.Deadline.Date = p.Deadline.Date.AddWeeks(r.Weeks)
	}
	for _, m := range p.Meetings() {
		m.Date = m.Date.AddWeeks(r.Weeks)
	}
	for _, s := range p.spans() {
		s.it.From, s.it.To = s.it.From.AddWeeks(r.Weeks), s.it.To.AddWeeks(r.Weeks)
		s.it.Printed = "" // words for other days
	}
	p.Adhesions, p.Attendances, p.Minutes, p.Protocols, p.Steering = nil, nil, nil, nil, nil
	var lasting []Holiday
	for _, h := range p.Holidays {
		if h.Year == 0 {
			lasting = append(lasting, h)
		}
	}
	p.Holidays = lasting
	if !r.Proposals {
		p.Proposals = nil
	}
	for i := range p.Proposals {
		p.Proposals[i].Outcome, p.Proposals[i].Reason = ToBeJudged, ""
	}
	p.renewAgreements(r.Weeks)
}

// renewAgreements keeps the texts of pacts and memorandum; who signs them is decided
// anew, but for the parties that are invited to the memorandum.
func (p *Process) renewAgreements(weeks int) {
	if x := p.Pacts; x != nil {
		x.Date, x.From, x.To = x.Date.AddWeeks(weeks), x.From.AddWeeks(weeks), x.To.AddWeeks(weeks)
		x.Parties = nil
	}
	if x := p.Memorandum; x != nil {
		x.Date, x.Resolution = x.Date.AddWeeks(weeks), ""
		for i := range x.Parties {
			x.Parties[i].Delegation, x.Parties[i].Reservation, x.Parties[i].Later = "", "", false
		}
	}
}
