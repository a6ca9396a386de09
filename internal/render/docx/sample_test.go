package docx_test

import (
	"bytes"
	"image"
	"image/jpeg"
	"image/png"
	"testing"
	"time"

	"concerta/internal/doc"
)

// Short ways to write documents by hand.

func text(s string) []doc.Inline { return []doc.Inline{&doc.Text{Value: s}} }

func para(in ...doc.Inline) *doc.Paragraph { return &doc.Paragraph{Text: in} }

func say(s string) *doc.Paragraph { return &doc.Paragraph{Text: text(s)} }

func centred(s string) *doc.Paragraph {
	return &doc.Paragraph{Align: doc.Center, Text: []doc.Inline{strong(s)}}
}

func word(s string) doc.Inline { return &doc.Text{Value: s} }

func strong(s string) doc.Inline { return &doc.Strong{Text: text(s)} }

func link(url, s string) doc.Inline { return &doc.Link{URL: url, Text: text(s)} }

func heading(level int, s string) *doc.Heading { return &doc.Heading{Level: level, Text: text(s)} }

func items(list ...string) []doc.Item {
	var out []doc.Item
	for _, s := range list {
		out = append(out, doc.Item{Blocks: []doc.Block{say(s)}})
	}
	return out
}

func cell(blocks ...doc.Block) doc.Cell { return doc.Cell{Blocks: blocks} }

func row(list ...string) doc.Row {
	var r doc.Row
	for _, s := range list {
		r.Cells = append(r.Cells, cell(say(s)))
	}
	return r
}

// drawing is a small picture with something in it to see.
func drawing() image.Image {
	m := image.NewGray(image.Rect(0, 0, 120, 140))
	for i := range m.Pix {
		if x, y := i%m.Stride, i/m.Stride; (x/20+y/20)%2 == 0 {
			m.Pix[i] = 0xE6
		}
	}
	return m
}

func pngImage(tb testing.TB) doc.Image {
	tb.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, drawing()); err != nil {
		tb.Fatal(err)
	}
	return doc.Image{Bytes: b.Bytes(), MIME: "image/png", Alt: "Stemma dell’Ambito"}
}

func jpegImage(tb testing.TB) doc.Image {
	tb.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, drawing(), nil); err != nil {
		tb.Fatal(err)
	}
	return doc.Image{Bytes: b.Bytes(), MIME: "image/jpeg", Alt: "Stemma dell’Ambito"}
}

// document is a document with a title and these blocks under it.
func document(blocks ...doc.Block) *doc.Document {
	return &doc.Document{
		Meta: doc.Meta{Title: "Avviso di prova", Author: "Ufficio di Piano", Lang: "it-IT"},
		Running: doc.Running{
			Head: "Ambito Territoriale Sociale di Casarano – Avviso", Foot: "casarano-2013 · avviso · rev. 1", Page: "pag.", Of: "di",
		},
		Blocks: append([]doc.Block{heading(1, "AVVISO")}, blocks...),
	}
}

// notice is the notice of Casarano, shortened in its calendar.
func notice(tb testing.TB) *doc.Document {
	tb.Helper()
	logo := pngImage(tb)
	d := document(
		&doc.Paragraph{Style: doc.StyleSubtitle, Text: text("“Per la partecipazione al Processo di pianificazione e di concertazione per l’elaborazione del Piano di Zona 2014-2016 e del Piano di Azione e Coesione (PAC)”")},
		say("Vista la Legge quadro n.328/00, avente ad oggetto la realizzazione del sistema integrato di interventi e servizi sociali;"),
		say("vista la Legge regionale n.19/06 “Disciplina del sistema integrato dei servizi sociali per la dignità ed il benessere delle donne e degli uomini di Puglia”;"),
		say("visto il Regolamento Regionale n. 4/07 e ss.mm.ii;"),
		say("vista la D.G.R. del 02 agosto 2013, n. 1534 pubblicata sul B.U.R.P. n.123 del 17 settembre 2013 avente ad oggetto: “L.r. n. 19/2006, art. 9 e art. 18 – Piano regionale delle Politiche Sociali III triennio (2013-2015);”"),
		para(word("al fine di valorizzare e coinvolgere "), strong("tutti gli attori sociali, pubblici e privati"), word(", e i "), strong("sogetti del Terzo Settore"),
			word(" nelle attività di co-progettazione e realizzazione dei servizi, quali azioni tese alla promozione e all’esercizio di cittadinanza attiva e di responsabilità condivisa")),
		&doc.Paragraph{Align: doc.Center, Text: []doc.Inline{strong("L’AMBITO TERRITORIALE SOCIALE DI CASARANO"), &doc.Break{}, strong("COMUNICA")}},
		centred("L’AVVIO DEL PERCORSO DI CONCERTAZIONE E PROGRAMMAZIONE PARTECIPATA PER LA STESURA DEL PIANO SOCIALE DI ZONA 2014-2016 PIANO DI AZIONE E COESIONE (PAC)"),
		&doc.Paragraph{Align: doc.Center, Text: text("SECONDO IL SEGUENTE CALENDARIO")},
		heading(2, "Fase 1: Concertazione e programmazione preliminare"),
		heading(3, "Giovedì 31 ottobre 2013 ore 16.00 – Ufficio di Piano – viale Stazione,42 - Casarano:"),
		say("sessione di concertazione e programmazione preliminare tecnica sui servizi ad integrazione socio- sanitaria con la partecipazione dell’Ufficio di Piano, del Servizio Sociale Professionale, del Segretariato Sociale Professionale e dei servizi del Distretto Socio Sanitario."),
		heading(2, "Fase 2: Progettazione partecipata"),
		say("Sono invitati tutti gli attori sociali, pubblici e privati, e i liberi cittadini del territorio (a puro titolo esemplificativo: OdV, ApS, Cooperative Sociali, Enti di Formazione, Organizzazioni no profit, Associazioni di Categoria, Onlus, Parrocchie, istituti scolastici di ogni ordine e grado, etc.) interessati alla pianificazione sociale."),
		heading(3, "Mercoledì 06 novembre 2013 ore 15.30 – Auditorium Comunale - Casarano (prima sessione):"),
		&doc.List{Items: []doc.Item{
			{Blocks: []doc.Block{
				say("Sessione Plenaria – presentazione generale Piano Regionale 2013-2015 ed obiettivi di servizio; la valutazione ex post del secondo ciclo di programmazione (Piano sociale di Zona 2010-2013); la governance per la programmazione sociale e il ruolo del Terzo Settore."),
				para(word("L'intervento nella prima sessione vale quale "), strong("adesione"), word(" alla concertazione e quale istituzione del tavolo di progettazione partecipata, qualora non si provveda preventivamente all'invio di manifestazione di interesse nei modi meglio descritti in calce al presente avviso.")),
			}},
			{Blocks: []doc.Block{
				say("Apertura tavoli tematici:"),
				&doc.List{Ordered: true, Items: items(
					"Prima infanzia e la conciliazione dei tempi e PAC Infanzia (Piani di azione e coesione);",
					"Contrasto alla povertà e percorsi di inclusione attiva;",
					"La cultura dell'accoglienza;",
					"Il sostegno alla genitorialità e la tutela dei diritti dei minori;",
					"L'integrazione socio sanitaria e la presa in carico integrata delle non autosufficienze e PAC Anziani (Piani di azione e coesione)",
					"Il contrasto al maltrattamento ed alla violenza.",
				)},
			}},
		}},
		heading(2, "Fase 3: Elaborazione del nuovo Piano Sociale di Zona"),
		heading(3, "Dal 12 novembre al 15 novembre 2013 STESURA SCHEMA PIANO"),
		&doc.List{Ordered: true, Items: items(
			"valutazione delle proposte progettuali del Terzo Settore;",
			"predisposizione bozza III Piano di Zona;",
			"definizione scelte strategiche per l'assetto gestionale ed organizzativo dell'Ambito;",
		)},
		&doc.List{Ordered: true, Start: 4, Items: items(
			"adeguamento regolamenti di Ambito;",
			"programmazione finanziaria;",
			"predisposizione PAC anziani e infanzia.",
		)},
		para(word("Tutti coloro che sono interessati alla progettazione partecipata per la definizione del nuovo Piano Sociale di Zona, sono invitati a partecipare alle sessioni di concertazione di cui alla citata Fase 2 e ad iscriversi ai lavori attraverso apposita scheda di adesione (scaricabile dal sito "),
			link("https://www.ambitodicasarano.it", "www.ambitodicasarano.it"), word(") che deve pervenire tramite e-mail all'indirizzo: "),
			link("mailto:dirigente@ambitodicasarano.it", "dirigente@ambitodicasarano.it"), word(" entro e non oltre le ore 12.00 del 05 novembre 2013.")),
		say("Per maggiori informazioni e chiarimenti, tutti gli interessati potranno rivolgersi presso gli sportelli di Segretariato Sociale presenti in tutti i Comuni dell'Ambito Territoriale Sociale di Casarano."),
		&doc.Paragraph{Align: doc.Start, Text: text("Casarano, 30 ottobre 2013")},
		&doc.Signatures{Items: []doc.Signature{
			{Name: "responsabile", Role: "IL RESPONSABILE DELL'UFFICIO DI PIANO", Who: "Dott.ssa Antonella FERRARO"},
			{Name: "presidente", Role: "IL PRESIDENTE DEL COORDINAMENTO", Who: "Dott. Gianni STEFANO"},
		}},
	)
	d.Meta.Created = time.Date(2013, time.October, 30, 0, 0, 0, 0, time.UTC)
	d.Blocks = append([]doc.Block{&doc.Letterhead{
		Logo:     &logo,
		Issuer:   []string{"AMBITO TERRITORIALE SOCIALE", "DI CASARANO"},
		Under:    []string{"PROVINCIA DI LECCE"},
		Contacts: []string{"Tel.: 0833 502428 Fax: 0833 512103", "Internet: www.ambitodicasarano.it"},
	}}, d.Blocks...)
	return d
}

// everything has every node of the model.
func everything(tb testing.TB) *doc.Document {
	tb.Helper()
	d := notice(tb)
	d.Running.Mark, d.Running.MarkAt = "BOZZA", "Documento non ancora emesso"
	figure := jpegImage(tb)
	d.Blocks = append(d.Blocks[:len(d.Blocks)-2],
		&doc.Rule{},
		heading(2, "Scheda di adesione"),
		&doc.Field{Name: "nome", Label: "1. Cognome e nome", Hint: "come sul documento di identità", Kind: doc.FieldText, Required: true},
		&doc.Field{Name: "ente", Label: "Ente", Kind: doc.FieldText, Value: "Cooperativa «L’Àncora» & figli"},
		&doc.Field{Name: "proposta", Label: "Proposta", Kind: doc.FieldMultiline, Lines: 4},
		&doc.Field{Name: "consenso", Label: "ho letto l’informativa", Kind: doc.FieldCheck, Checked: true},
		&doc.Field{Name: "uditore", Label: "partecipo come uditore", Kind: doc.FieldCheck},
		&doc.Field{Name: "tavolo", Label: "Tavolo", Kind: doc.FieldChoice, Options: []string{"Infanzia", "Povertà"}, Value: "Povertà"},
		&doc.Field{Name: "data", Label: "Data", Kind: doc.FieldDate},
		&doc.Table{
			Caption: text("Registro delle presenze"),
			Columns: []doc.Column{{Width: .08, Align: doc.End}, {Width: .32}, {Width: .3}, {Width: .3}},
			Head:    []doc.Row{row("n.", "Cognome e nome", "Ente", "Firma")},
			Body: []doc.Row{
				{Cells: []doc.Cell{cell(say("1")), {RowHead: true, Blocks: []doc.Block{say("Rossi Maria")}}, cell(say("Comune")), cell()}},
				{Cells: []doc.Cell{cell(say("2")), {RowHead: true, Blocks: []doc.Block{say("Verdi Luca")}}, cell(&doc.List{Items: items("ASL", "Provincia")}), cell()}},
			},
			BlankRows: 3, RowHeight: 12,
		},
		say("Dopo la tabella."),
		&doc.Table{
			Columns: make([]doc.Column, 2),
			Head:    []doc.Row{row("Tavolo", "Proposta")},
			Body:    []doc.Row{row("Infanzia", "Una proposta lunga quanto basta per prendersi più posto della colonna accanto.")},
		},
		&doc.Table{Columns: make([]doc.Column, 1), Head: []doc.Row{row("Sola")}, Body: []doc.Row{row("1. una riga")}},
		&doc.Figure{ID: "stemma", Image: figure, Width: 30},
		&doc.Code{ID: "codice", Data: "https://www.ambitodicasarano.it/atti/2013/12", Text: "12/2013 · pag. 1", Alt: "Codice QR dell’atto"},
		&doc.Paragraph{Style: doc.StyleNote, Text: []doc.Inline{&doc.Redactable{Reason: "dato personale", Text: text("Nato a Casarano")}, word(", nota "), &doc.Emph{Text: text("in piccolo")}, word(" e "), &doc.Foreign{Lang: "de-DE", Text: text("Bürgerversammlung")}}},
		&doc.Paragraph{Align: doc.End, Text: []doc.Inline{link("https://www.comune.casarano.le.it/albo", "https://www.comune.casarano.le.it/albo")}},
		say("– trattino scritto a mano"), say("12) numero scritto a mano"),
		&doc.PageBreak{},
		say("Dopo l’interruzione."),
		&doc.Section{Orientation: doc.Landscape, Lang: "de-DE", Blocks: []doc.Block{
			heading(2, "Anwesenheitsliste"), say("Alle sozialen Akteure sind eingeladen."),
			&doc.Table{Columns: make([]doc.Column, 3), Head: []doc.Row{row("Name", "Körperschaft", "Unterschrift")}, BlankRows: 2},
		}},
		&doc.Section{Lang: "sl", Blocks: []doc.Block{say("Vsi so vabljeni.")}},
		say("Fine."),
		&doc.Signatures{Items: []doc.Signature{
			{Name: "uno", Role: "IL RESPONSABILE", Who: "Dott.ssa Antonella FERRARO", Mode: doc.Digital},
			{Name: "due", Role: "IL PRESIDENTE", Who: "Dott. Gianni STEFANO", Mode: doc.Digital},
			{Name: "tre", Role: "IL DIRIGENTE", Who: "Dott. Tizio CAIO", Mode: doc.ByHand},
		}},
	)
	return d
}
