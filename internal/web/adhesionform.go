package web

import (
	"concerta/internal/intake"
	"concerta/internal/process"
)

// noTables is the answer of who chose no table: an adhesion without any is not saved
// by chance, with the Enter of the first field.
const noTables = "0"

// another is the answer of who is none of those with that name.
const another = "-"

// adhesionForm asks for an adhesion. It begins with what changes from one form to
// the next; what stays the same comes after.
func adhesionForm(p *process.Process, action string, a *process.Adhesion) *groupedForm {
	f := newGrouped(action, "Salva", fieldGroup{Fields: []*field{
		{Name: "giorno", Kind: "date", Label: "Ricevuta il", Width: "short", Required: true, Value: a.Received.Date.String()},
		{Name: "ora", Kind: "time", Label: "Alle ore", Width: "short", Value: clock(a.Received.Hour)},
		{Name: "canale", Kind: "select", Label: "Come è arrivata", Width: "medium", Options: channelOptions(), Value: string(a.Channel)},
		{Name: "delegato", Label: "Chi viene (delegato)", Value: a.Delegate, Width: "medium", Autocomplete: "off"},
		{Name: "proposta", Label: "Proposta scritta sulla scheda", Value: a.Proposal, Width: "long", Autocomplete: "off"},
		{Name: "protocollo", Label: "Numero di protocollo del Comune", Value: a.Protocol.Number, Width: "short", Autocomplete: "off"},
		{Name: "data-protocollo", Kind: "date", Label: "Data del protocollo", Value: a.Protocol.Date.String(), Width: "short"},
		{Name: "origine", Kind: "select", Label: "Che cos’è", Value: string(a.Source), Width: "medium", Options: []option{
			{Value: string(process.FromForm), Words: "Scheda di adesione"},
			{Value: string(process.FromExpression), Words: "Manifestazione di interesse"},
			{Value: string(process.FromAttendance), Words: "Presenza a un incontro"},
		}},
	}})
	if len(p.Tables) > 0 {
		t := tableField(p, a.Tables)
		t.Options = append(t.Options, option{Value: noTables, Words: "Nessun tavolo indicato"})
		f.Groups = append([]fieldGroup{{Fields: []*field{t}}}, f.Groups...)
		f.Fields = append([]*field{t}, f.Fields...)
	}
	return f
}

// askWho puts before an adhesion the question of whose it is, and at its end what to
// say of somebody new: one form is one page.
func (f *groupedForm) askWho(key, name string) {
	who := &field{Name: "soggetto", Label: "Soggetto o cittadino", Value: name, Required: true, Autocomplete: "off", List: "conosciuti", Hint: "Bastano tre lettere. Chi non è in elenco si aggiunge qui sotto."}
	known := fieldGroup{Fields: []*field{who}}
	kind := &field{Kind: "select", Name: "tipo", Label: "Tipo", Width: "medium", Options: append([]option{{Words: "è già in elenco"}}, kindOptions()...)}
	more := fieldGroup{Legend: "Soggetto nuovo", Folded: true, Fields: []*field{
		kind, taxCodeField(key, "", ""),
		{Kind: "email", Name: "email", Label: "E-mail o PEC", Width: "medium", Autocomplete: "off"},
		{Name: "telefono", Label: "Telefono", Width: "short", Inputmode: "tel", Autocomplete: "off"},
		{Name: "rappresentante", Label: "Legale rappresentante", Width: "medium", Autocomplete: "off"},
		{Name: "comune", Label: "Comune", Width: "medium", Autocomplete: "off"},
	}}
	f.Groups = append(append([]fieldGroup{known}, f.Groups...), more)
	f.Fields = append(append([]*field{who}, f.Fields...), more.Fields...)
	f.begin("soggetto")
}

// readAdhesion is the adhesion as typed; what is wrong is noted in the form.
func readAdhesion(f *groupedForm, p *process.Process, today process.Date) process.Adhesion {
	a := process.Adhesion{
		Source: process.AdhesionSource(f.choice("origine")), Channel: process.ChannelKind(f.choice("canale")),
		Received: process.Moment{Date: f.date("giorno"), Hour: f.hour("ora")},
		Tables:   f.tables(), Delegate: f.get("delegato"), Proposal: f.get("proposta"),
		Protocol: process.ProtocolNumber{Number: f.get("protocollo"), Date: f.date("data-protocollo")},
	}
	if today.Before(a.Received.Date) {
		f.fail("giorno", "È un giorno che deve ancora venire (oggi: "+today.Italian()+"). Scrivere il giorno in cui è arrivata.")
	}
	if today.Before(a.Protocol.Date) {
		f.fail("data-protocollo", "È un giorno che deve ancora venire (oggi: "+today.Italian()+"). Scrivere la data che è sul protocollo.")
	}
	if len(p.Tables) > 0 && len(f.values("tavoli")) == 0 {
		f.fail("tavoli", "Nessun tavolo è scelto: sceglierli, oppure scegliere «Nessun tavolo indicato».")
	}
	if a.Protocol.Number == "" && !a.Protocol.Date.IsZero() {
		f.fail("protocollo", "Manca: c’è la data del protocollo, ma non il numero.")
	}
	return a
}

// newcomer is somebody new as typed in the mask of adhesions.
func newcomer(f *groupedForm, p *process.Process) intake.Party {
	name, kind := f.get("soggetto"), f.choice("tipo")
	if kind == citizenKind {
		return intake.Party{Citizen: &process.Citizen{Name: name, Town: f.get("comune"), Email: f.get("email"), Phone: f.get("telefono")}}
	}
	o := process.Organization{
		Name: name, Kind: process.OrganizationKind(kind), TaxCode: f.taxCode(p, ""), Email: f.get("email"), Phone: f.get("telefono"),
		Representative: process.Representative{Name: f.get("rappresentante")},
	}
	if town := f.get("comune"); town != "" {
		o.Towns = []string{town}
	}
	return intake.Party{Body: &o}
}

// askWhich asks which of several is meant, with the first one chosen: Enter takes it.
func (f *groupedForm) askWhich(found []intake.Party) {
	q := &field{Kind: "radio", Name: "quale", Label: "Quale di questi?"}
	for i, x := range found {
		q.Options = append(q.Options, option{Value: x.ID(), Words: x.Name(), Hint: bodyKindName(kindOf(x)), Chosen: i == 0})
	}
	q.Options = append(q.Options, option{Value: another, Words: "Nessuno di questi: è un soggetto nuovo"})
	f.Groups[0].Fields = append(f.Groups[0].Fields, q)
	f.Fields = append(f.Fields, q)
	f.begin("quale")
}

// told says in words when an adhesion came, against the deadline.
func told(p *process.Process, a *process.Adhesion) (words string, late bool) {
	when := ", " + process.Joined("ricevuta il", shortMoment(a.Received))
	switch {
	case a.Source == process.FromAttendance:
		return ", per presenza", false
	case p.Deadline == nil || p.Deadline.Date.IsZero():
		return when, false
	case p.Late(a):
		return when + ", IN RITARDO: " + process.Joined("il termine era il", shortMoment(process.Moment{Date: p.Deadline.Date, Hour: p.Deadline.Moment()})) + ". È conservata, e il responsabile deciderà", true
	case a.Received.Date == p.Deadline.Date && !a.Received.Hour.Set:
		return when + " senza ora, ultimo giorno: si conta come in tempo", false
	}
	return when + ", in tempo", false
}

// offered are the names to choose from while typing.
func offered(p *process.Process) []option {
	adhered := adherentsByID(p)
	var list []option
	for _, x := range sortedParties(p) {
		words := bodyKindName(kindOf(x))
		if adhered[x.ID()] != nil {
			words += ", ha già aderito"
		}
		list = append(list, option{Value: x.Name(), Words: words})
	}
	return list
}
