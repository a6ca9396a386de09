package web

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"concerta/internal/processfile"
)

// keyOf is the last key of a path: "ora" of "voce.ordine-del-giorno[2].ora".
func keyOf(path string) string {
	path, _, _ = strings.Cut(path[strings.LastIndexByte(path, '.')+1:], "[")
	return path
}

// ownerOf is the key that the last key of a path stands under.
func ownerOf(path string) string {
	i := strings.LastIndexByte(path, '.')
	if i < 0 {
		return ""
	}
	return keyOf(path[:i])
}

// labelOf is how a page calls a part, where the key alone would not do.
func labelOf(p processfile.Part) string {
	switch ownerOf(p.Path) + "." + keyOf(p.Path) {
	case "ente.nome":
		return "Nome per esteso"
	case "intestazione.righe":
		return "Righe in grande, con il nome"
	case "intestazione.sotto":
		return "Righe sotto il nome"
	case "intestazione.contatti":
		return "Righe piccole, con i recapiti"
	case "avviso.tipo":
		return "Che atto è"
	case "annuncio.soggetto":
		return "Chi"
	case "annuncio.oggetto":
		return "Che cosa"
	case "annuncio.seguito":
		return "Riga prima del calendario"
	case "luogo.id":
		return "Luogo"
	case "luogo.stampa":
		return "Luogo, con altre parole"
	case "periodo.stampa":
		return "Date da stampare con altre parole"
	case "incontro.ora", "scadenza.ora":
		return "Ora"
	case "firmatari.firma", "parti.firma":
		return "Come firma"
	case "proposte.di":
		return "Chi l’ha fatta"
	case "protocolli.per":
		return "Di quale incontro o soggetto"
	case "riferimenti.citazione":
		return "Norma"
	case "scadenza.data":
		return "Ultimo giorno"
	}
	switch keyOf(p.Path) {
	case "giorno":
		if p.Kind == processfile.Line {
			return "Giorno della settimana"
		}
	case "fine":
		return "Fine"
	case "effetti":
		return "Che cosa comporta"
	case "aperto":
		return "Può venire chiunque"
	case "unico":
		return "Un solo testo con tutte le firme"
	case "tavolo-proprio":
		return "Tavolo solo di questo incontro"
	case "interventi":
		return "Chi è intervenuto"
	case "entro":
		return "Entro il"
	case "movimenti":
		return "Chi è arrivato dopo o è andato via prima"
	case "punti":
		return "Punti trattati"
	case "impegni-ente":
		return "Impegni dell’ufficio"
	case "impegni-soggetto":
		return "Impegni del soggetto"
	case "precedente":
		return "Approvazione del verbale precedente"
	case "firma-dopo":
		return "Firmerà in seguito"
	case "chiusura":
		if p.Kind == processfile.Texts {
			return "Paragrafi di chiusura"
		}
	}
	return p.Label
}

// oneOf is what one item of a list is called, with its article.
func oneOf(list string) (one, article string) {
	switch list {
	case "premesse":
		return "premessa", "una"
	case "chiusura":
		return "paragrafo", "un"
	case "tavoli":
		return "tavolo", "un"
	case "canali":
		return "modo di aderire", "un"
	case "firmatari":
		return "firmatario", "un"
	case "riferimenti":
		return "norma", "una"
	case "festivita":
		return "festa", "una"
	case "punti", "ordine-del-giorno":
		return "punto", "un"
	case "articoli":
		return "articolo", "un"
	case "parti":
		return "parte", "una"
	case "cabina":
		return "componente", "un"
	case "principi":
		return "principio", "un"
	case "impegni-ente", "impegni-soggetto":
		return "impegno", "un"
	case "regole":
		return "regola", "una"
	case "dichiarazioni":
		return "dichiarazione", "una"
	case "istruzioni":
		return "istruzione", "un’"
	case "protocolli":
		return "numero", "un"
	case "movimenti":
		return "riga", "una"
	}
	return "voce", "una"
}

// hintOf is what the manual says of a part, without the words that only those who
// write the file need.
func hintOf(p processfile.Part) string {
	hint := p.Help
	switch ownerOf(p.Path) + "." + keyOf(p.Path) {
	case "luogo.id":
		return "Uno di quelli già usati in questo procedimento."
	case "luogo.stampa":
		return "Per un luogo nuovo, oppure quando questa volta si deve leggere altrimenti."
	case "incontro.giorno":
		return "Serve solo a controllare la data: si stampa sempre quello vero."
	case "incontro.tavoli", "incontro.luogo", "incontro.data", "incontro.tavolo-proprio", "avviso.data", "avviso.luogo":
		return ""
	case "incontro.invitati":
		return "Le categorie invitate."
	case "avviso.tipo":
		return "«AVVISO», se resta vuoto; oppure «MANIFESTAZIONE DI INTERESSE»…"
	case "soggetti.id":
		return ""
	case "patti.firmatari":
		return "Senza nessuna scelta firmano tutti."
	}
	for _, prefix := range []string{"Elenco, testo ricco: ", "Elenco, testo ricco", "Elenco, nell'ordine", "Elenco: ", "Elenco dei ", "Elenco degli ", "Elenco di ", "Testo ricco: ", "Testo ricco", "Elenco"} {
		if rest, ok := strings.CutPrefix(hint, prefix); ok {
			hint = rest
			break
		}
	}
	if p.Kind == processfile.YesNo {
		hint = strings.TrimPrefix(strings.TrimPrefix(hint, "sì se "), "sì per ")
	}
	if p.Kind == processfile.Hour && ownerOf(p.Path) != "scadenza" {
		return "" // the label says it
	}
	hint = strings.ReplaceAll(hint, " check ", " il controllo ")
	hint = strings.Trim(hint, " .")
	if hint == "" || strings.HasPrefix(hint, "L'id ") || p.Kind == processfile.Choice || p.Kind == processfile.Checks || p.Kind == processfile.Numbers || saysNothing(hint, labelOf(p)) {
		return ""
	}
	if strings.HasSuffix(hint, "…") {
		return capital(hint)
	}
	return capital(hint) + "."
}

// saysNothing tells whether a hint only repeats its label.
func saysNothing(hint, label string) bool {
	hint, label = strings.ToLower(hint), strings.ToLower(label)
	for _, article := range []string{"il ", "la ", "lo ", "l'", "l’", "i ", "gli ", "le "} {
		if rest, ok := strings.CutPrefix(hint, article); ok {
			hint = rest
			break
		}
	}
	return strings.HasPrefix(label, hint) || hint == "testata della carta" || hint == "sito"
}

func capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[size:]
}

// answerWords is one of the answers of a closed list, in words.
func answerWords(value string) string {
	switch value {
	case "f":
		return "Femminile"
	case "m":
		return "Maschile"
	case "pec":
		return "PEC"
	case "email":
		return "E-mail"
	case "sportello":
		return "Allo sportello"
	case "portale":
		return "Sul portale"
	case "posta":
		return "Per posta"
	case "presenza":
		return "In presenza"
	case "distanza":
		return "A distanza"
	case "mista":
		return "In presenza e a distanza"
	case "digitale":
		return "Con firma digitale"
	case "sostituita":
		return "Sostituita dal nome a stampa"
	case "autografa":
		return "A mano"
	case "presenza-vale-adesione":
		return "La presenza vale adesione"
	case "firma-patti":
		return "Si firmano i patti"
	case "firma-protocollo":
		return "Si firma il protocollo d’intesa"
	case "preso-atto":
		return "Si prende atto"
	case "intesa":
		return "Protocollo d’intesa"
	}
	return capital(strings.ReplaceAll(value, "-", " "))
}
