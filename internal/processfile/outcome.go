package processfile

import "concerta/internal/process"

func proposalKeys(p *process.Proposal) group {
	return keys(
		id("id", &p.ID).must(),
		at("tavolo", &p.Table, tableNumber()),
		id("incontro", &p.Meeting),
		id("di", &p.By),
		text("titolo", &p.Title).must(),
		content(&p.Text),
		choice("esito", &p.Outcome, process.Accepted, process.PartlyAccepted, process.NotAccepted, process.ReferredFurther),
		text("motivo", &p.Reason),
	)
}

func pactsKeys(p *process.Pacts) group {
	return keys(
		yesNo("unico", &p.Single),
		date("data", &p.Date),
		text("luogo", &p.Place),
		date("dal", &p.From),
		date("al", &p.To),
		richTexts("premesse", &p.Premises),
		richTexts("principi", &p.Principles),
		richTexts("impegni-ente", &p.Office),
		richTexts("impegni-soggetto", &p.Body),
		richTexts("regole", &p.Rules),
		listOf("firmatari", &p.Signatories, idForm()),
		list("parti", &p.Parties, pactPartyKeys),
	)
}

func pactPartyKeys(p *process.PactParty) group {
	return keys(
		id("soggetto", &p.Organization).must(),
		tableNumbers(&p.Tables),
		object("firmatario", &p.Signatory, representativeKeys),
		text("potere", &p.Power),
		text("delegato", &p.Delegate),
		signMode(&p.Mode),
	)
}

func memorandumKeys(m *process.Memorandum) group {
	return keys(
		text("titolo", &m.Title),
		date("data", &m.Date),
		text("luogo", &m.Place),
		id("incontro", &m.Meeting),
		text("delibera", &m.Resolution),
		richTexts("premesse", &m.Premises),
		list("articoli", &m.Articles, articleKeys),
		list("parti", &m.Parties, memorandumPartyKeys),
	)
}

func articleKeys(a *process.Article) group {
	return keys(
		text("titolo", &a.Title).must(),
		content(&a.Text),
	)
}

func memorandumPartyKeys(p *process.MemorandumParty) group {
	return keys(
		id("soggetto", &p.Organization),
		text("nome", &p.Name),
		object("firmatario", &p.Signatory, representativeKeys),
		text("delega", &p.Delegation),
		signMode(&p.Mode),
		yesNo("firma-dopo", &p.Later),
		text("riserva", &p.Reservation),
	)
}

func formOptionsKeys(o *process.FormOptions) group {
	return keys(
		richTexts("dichiarazioni", &o.Declarations),
		yesNo("copia-documento", &o.IdentityCopy),
		yesNo("dati-di-nascita", &o.BirthData),
		richTexts("istruzioni", &o.Instructions),
	)
}

// Short forms are printed two to a sheet. Who wants more than the most of them
// prints the blank form instead.
const (
	usualShortForms = 4
	mostShortForms  = 100
)

func registerOptionsKeys(o *process.RegisterOptions) group {
	return keys(
		number("righe-bianche-percento", &o.BlankPercent, 1, 300),
		number("righe-bianche-almeno", &o.BlankLeast, 1, 300),
		yesNo("colonna-uscita", &o.ExitColumn),
		usually(usualShortForms, &o.ShortForms, at("schede-brevi", &o.ShortForms, countForm(mostShortForms))),
	)
}
