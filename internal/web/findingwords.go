package web

import (
	"strings"

	"concerta/internal/process"
	"concerta/internal/processfile"
)

// inPages is a finding in the words of pages. Findings are written for who has the
// process file before him: they name keys, as «luogo:» sotto «avviso:». In a page the
// label of the field stands in the place of its key, and the link «Correggi» leads to
// it; what names something that only a file has is said by pageRepair.
func inPages(f process.Finding) process.Finding {
	if repair := repairInPages(f.Rule); repair != "" {
		f.Repair = repair
	}
	f.What = labelled(f.What, f.Path, false)
	f.Why = labelled(f.Why, f.Path, false)
	f.Repair = labelled(f.Repair, f.Path, true)
	if ofFile(f.Why) {
		f.Why = ""
	}
	if ofFile(f.Repair) {
		f.Repair = "Correggere nella pagina di questi dati."
	}
	if ofFile(f.What) {
		f.What = "Qui c’è qualcosa che non si può leggere."
	}
	return f
}

func allInPages(findings []process.Finding) []process.Finding {
	list := make([]process.Finding, 0, len(findings))
	for _, f := range findings {
		list = append(list, inPages(f))
	}
	return list
}

// repairInPages is how something is repaired in the pages where it is not how a file
// is; empty where only names differ.
func repairInPages(rule string) string {
	switch rule {
	case "nessun-incontro":
		return "Aggiungerli nel calendario."
	case "fase-vuota":
		return "Se manca qualcosa, aggiungere alla fase un testo, oppure incontri e periodi nel calendario."
	case "fasi-e-voci":
		return "Spostare in una fase, dal calendario, gli incontri che non ne hanno, oppure togliere le fasi."
	case "scheda-dati-in-piu":
		return "Non chiederlo nella scheda, o scriverci le dichiarazioni."
	case "forma-societaria":
		return "Togliere il segno di «Impresa sociale in forma di società», o correggere il tipo."
	case "esito-e-proposta":
		return "Scegliere l’esito «Proposta» e, accanto, quale proposta."
	case "patto-con-sindacato":
		return "Spostarlo tra chi firma il protocollo d’intesa, o controllare il tipo del soggetto."
	case "intesa-con-terzo-settore":
		return "Spostarlo tra chi firma i patti, o controllare il tipo del soggetto."
	case "verbale-senza-presenze":
		return "Registrare le presenze, dalla pagina Registri."
	case "incontro-sconosciuto", "soggetto-sconosciuto", "firmatario-sconosciuto", "proposta-sconosciuta", "fase-sconosciuta":
		return "Altri dati del procedimento lo nominano: correggere o togliere prima quelli."
	case "carattere-vietato":
		return "Cancellare il carattere, o riscrivere a mano le parole vicine."
	}
	return ""
}

// ofFile tells whether words are for who has the file, or a terminal, before him.
func ofFile(s string) bool {
	for _, mark := range []string{":»", "«concerta ", " --", "`", "sotto «", "YAML", "la chiave", "La chiave", "questa chiave", "chiavi", "l'id ", "l'id,", " id ", "gli id", "alla riga ", "rientri", "UTF-8"} {
		if strings.Contains(s, mark) {
			return true
		}
	}
	return false
}

// labelled puts labels in the place of keys: «ora:» is «Ora», «modalita: mista» is
// «Modalità: In presenza e a distanza», and what the key stands under goes. Bare keys
// are words like others, so that they are looked for in advice only.
func labelled(s, path string, advice bool) string {
	var b strings.Builder
	for {
		before, rest, open := strings.Cut(s, "«")
		inside, after, closed := strings.Cut(rest, "»")
		if !open || !closed {
			b.WriteString(s)
			return b.String()
		}
		key, value, keyed := strings.Cut(inside, ":")
		label := ""
		if isKey(key) && (keyed || advice) {
			label = labelAt(path, key)
		}
		switch value = strings.TrimSpace(value); {
		case label == "":
			b.WriteString(before + "«" + inside + "»")
		case keyed && value == "" && strings.HasSuffix(before, " sotto "):
			b.WriteString(strings.TrimSuffix(before, " sotto "))
		case value != "":
			b.WriteString(before + "«" + label + ": " + answerWords(value) + "»")
		default:
			b.WriteString(before + "«" + label + "»")
		}
		s = after
	}
}

// isKey tells whether a word could be a key of the process file.
func isKey(s string) bool {
	return s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz-") == ""
}

// labelAt is the label of a key that advice on the part at a path names: of the part
// itself, or of the nearest around it; empty when no part has such a key.
func labelAt(path, key string) string {
	root, _, _ := strings.Cut(path, "[")
	switch root + "." + key { // these have masks of their own
	case "presenze.contatto":
		return "Recapito"
	case "presenze.di", "presenze.ente":
		return "Ente"
	case "presenze.entrata":
		return "Entra alle"
	case "presenze.uscita":
		return "Esce alle"
	case "adesioni.ricevuta":
		return "Ricevuta il"
	case "adesioni.decisione", "adesioni.ammessa":
		return "Decisione"
	}
	if keyOf(path) == key {
		return labelOf(processfile.Part{Path: path, Label: processfile.Label(key), Kind: processfile.KindAt(path)})
	}
	for at := path; ; at = at[:max(strings.LastIndexByte(at, '.'), 0)] {
		here := strings.TrimPrefix(at+"."+key, ".")
		if kind := processfile.KindAt(here); kind != processfile.Unedited {
			return labelOf(processfile.Part{Path: here, Label: processfile.Label(key), Kind: kind})
		}
		if at == "" {
			break
		}
	}
	return processfile.Label(key)
}
