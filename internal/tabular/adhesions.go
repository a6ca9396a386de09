package tabular

import (
	"slices"

	"concerta/internal/process"
)

// whoColumns say whom a line is about.
func whoColumns() []column {
	return []column{
		{name: "id"},
		{name: "codice fiscale", heads: []string{"cf", "cod. fiscale", "codice fiscale ente"}},
	}
}

func adhesionColumns() []column {
	return append(whoColumns(),
		column{name: "soggetto", heads: []string{"nome", "denominazione", "ente", "organizzazione", "ragione sociale", "associazione"}, needed: true},
		column{name: "origine", heads: []string{"fonte"}},
		column{name: "ricevuta", heads: []string{"ricevuta il", "data", "data e ora", "data di arrivo", "data ricezione", "arrivata il"}},
		column{name: "ora", heads: []string{"ora di arrivo"}},
		column{name: "canale", heads: []string{"mezzo", "modalità"}},
		column{name: "protocollo", heads: []string{"n. protocollo", "numero protocollo", "numero di protocollo", "prot."}},
		column{name: "data protocollo", heads: []string{"data di protocollo", "del"}},
		column{name: "tavoli", heads: []string{"tavolo", "tavoli scelti", "tavoli tematici"}},
		column{name: "delegato", heads: []string{"referente", "rappresentante"}},
		column{name: "proposta", heads: []string{"proposte", "contributo"}},
	)
}

// adhesion takes an adhesion of a body or citizen that is known.
func (m *merger) adhesion(r row) Line {
	name := r.text("soggetto")
	a := process.Adhesion{
		By: m.bodies.who(r.text("id"), r.taxCode("codice fiscale"), name),
		Source: choice(r, "origine", []process.AdhesionSource{process.FromForm, process.FromAttendance, process.FromExpression},
			map[string]process.AdhesionSource{"manifestazionediinteresse": process.FromExpression, "modulo": process.FromForm}),
		Received: r.received(),
		Channel: choice(r, "canale", []process.ChannelKind{process.ByPEC, process.ByEmail, process.ByCounter, process.ByPortal, process.ByPost, process.ByPhone},
			map[string]process.ChannelKind{"mail": process.ByEmail, "amano": process.ByCounter, "raccomandata": process.ByPost}),
		Protocol: process.ProtocolNumber{Number: r.text("protocollo"), Date: r.date("data protocollo")},
		Tables:   r.tables("tavoli", &m.to), Delegate: r.text("delegato"), Proposal: r.text("proposta"),
	}
	if a.Source == "" {
		a.Source = process.FromForm
	}
	switch {
	case name == "" && r.text("id") == "":
		r.refuse("manca il soggetto")
	case a.By == "":
		r.refuse("«%s» non è tra i soggetti e i cittadini del procedimento: aggiungerlo prima, con l’elenco dei soggetti", name)
	case a.Received.Date.IsZero() && a.Source != process.FromAttendance && !r.refused():
		r.refuse("manca il giorno in cui è arrivata: non si saprebbe se in tempo")
	case a.Protocol.Number == "" && !a.Protocol.Date.IsZero():
		r.refuse("c’è la data del protocollo ma non il numero")
	}
	if r.refused() {
		return r.line(name, Refused, "")
	}
	if slices.ContainsFunc(m.to.Adhesions, func(b process.Adhesion) bool { return b.By == a.By }) {
		return r.line(name, Already, "di un soggetto si tiene una sola adesione: la prima")
	}
	m.to.Adhesions = append(m.to.Adhesions, a)
	return r.line(name, Taken, "")
}

// received is when an adhesion came: one column, or the day and the hour apart.
func (r row) received() process.Moment {
	at := r.moment("ricevuta")
	if h := r.hour("ora"); h.Set {
		at.Hour = h
	}
	return at
}
