package acts

import (
	"slices"
	"strconv"
	"strings"

	"concerta/internal/process"
	"concerta/internal/richtext"
)

const (
	// tableKey is the key of a thematic table, which is said as one value.
	tableKey = "tavolo"
	// outcomesKey is the key of a list whose numbers count things and not places.
	outcomesKey = "esiti"
)

// keyWords is how people call what a key of a view holds.
func keyWords(key string) string {
	switch key {
	case "schema":
		return "forma dei dati"
	case "chiave":
		return "chiave del procedimento"
	case "oggetto":
		return "titolo del procedimento"
	case "denominazione":
		return "denominazione dell’incontro"
	case "etichetta":
		return "denominazione"
	case "fine":
		return "ora di chiusura"
	case "vale-adesione":
		return "la presenza vale come adesione"
	case "firma-patti":
		return "si sottoscrivono i patti"
	case "firma-protocollo":
		return "si sottoscrive il protocollo d’intesa"
	case "aperto":
		return "aperto a tutti gli interessati"
	case "codice-ipa":
		return "codice IPA"
	case "runts":
		return "iscrizione al RUNTS"
	case "pec":
		return "PEC"
	case "email":
		return "e-mail"
	case "web":
		return "sito"
	case "id":
		return "identificativo"
	case "campo":
		return "campo da compilare"
	case "impronta":
		return "immagine"
	case "qualita":
		return "qualità"
	case "autorita":
		return "autorità"
	case "responsabile":
		return "responsabile del procedimento"
	case "responsabile-protezione-dati":
		return "responsabile della protezione dei dati"
	case "titolare":
		return "titolare del trattamento dei dati"
	case "base":
		return "base giuridica del trattamento dei dati"
	case "conservazione":
		return "conservazione dei dati"
	case "scadenza":
		return whereDeadline
	case "canali":
		return "modi per aderire"
	case "detta", "tavoli-detti":
		return "già detto nei testi dell’ufficio"
	case "dal":
		return "inizio"
	case "al":
		return "termine"
	case "stampa":
		return "date come si stampano"
	case "data-avviso":
		return "data dell’avviso"
	case "impegni-ente":
		return "impegni dell’ente"
	case "impegni":
		return "impegni dei soggetti"
	case "esenti":
		return "esenti dall’imposta di bollo"
	case "cabina":
		return "Cabina di Regia"
	case "successiva", "successivo":
		return "firma in un momento successivo"
	case "elencati":
		return "righe già intestate"
	case "libere":
		return "righe libere"
	case "solo-nomi":
		return "soltanto i nomi"
	case "da-remoto":
		return "collegati a distanza"
	case "di":
		return "di chi"
	case "per":
		return "per conto di"
	case "chi":
		return "persona"
	case "entro":
		return "entro il"
	case "traccia":
		return "traccia da completare"
	}
	return strings.ReplaceAll(key, "-", " ")
}

// nodeWordsOf is a value in words; empty when it is not there.
func nodeWordsOf(key string, n *node) string {
	switch {
	case n == nil || n.kind == nodeNull:
		return ""
	case n.isRich():
		return richWords(n)
	case n.kind == nodeObject && key == tableKey:
		number := 0
		if x := n.get("numero"); x != nil {
			number, _ = strconv.Atoi(x.words)
		}
		return tableName(Tavolo{number, nodeWordsOf("nome", n.get("nome"))})
	case n.kind == nodeObject || n.kind == nodeList:
		return wholeWords(key, n)
	case n.kind == nodeTruth:
		return yesOrNo(n)
	case n.kind == nodeNumber:
		return strings.Replace(n.words, ".", ",", 1)
	}
	return spokenWords(key, n.words)
}

// spokenWords are the words for a value that the data have in short.
func spokenWords(key, value string) string {
	switch {
	case isISODate(value):
		return italianDate(value)
	case key == "modo" && value == string(process.ByHand):
		return "a mano"
	case key == "modo" && value == string(process.Substituted):
		return "sostituita dal nome a stampa"
	case key == "modo":
		return modeWords(value)
	case key == "genere" && value == string(process.Feminine):
		return "femminile"
	case key == "genere" && value == string(process.Masculine):
		return "maschile"
	case key == "tipo":
		if words := kindWords(process.OrganizationKind(value)); words != "" {
			return words
		}
		return channelWords(value)
	case slices.Contains([]string{"stato", "esito", "origine", "qualita"}, key):
		return strings.ReplaceAll(value, "-", " ")
	}
	return value
}

func isISODate(s string) bool {
	return len(s) == len("2013-11-04") && s[4] == '-' && s[7] == '-' && !dateOf(s).IsZero()
}

func yesOrNo(n *node) string {
	if n.is(nodeTruth) && n.truth {
		return "sì"
	}
	return "no"
}

func richWords(n *node) string {
	if !n.isRich() {
		return ""
	}
	return n.rich.Plain()
}

func richSource(n *node) string {
	if !n.isRich() {
		return ""
	}
	return n.rich.Source()
}

func plainList(key string, list []*node) string {
	sep := "; "
	words := make([]string, 0, len(list))
	for _, n := range list {
		if n.kind == nodeNumber {
			sep = ", "
		}
		words = append(words, nodeWordsOf(key, n))
	}
	return strings.Join(words, sep)
}

// mostWords is how long a whole thing in words may be, in characters.
const mostWords = 600

// wholeWords is a whole thing in one sentence, without what is for programs only.
func wholeWords(key string, n *node) string {
	s := oneLine(strings.Join(leaves(key, n), ", "))
	if r := []rune(s); len(r) > mostWords {
		return string(r[:mostWords]) + "…"
	}
	return s
}

// leaves are the values of a thing in words, in order.
func leaves(key string, n *node) []string {
	var out []string
	switch {
	case n == nil || hiddenKey(key):
	case key == "di" && richtext.IsID(n.words): // of a body: its name is there too
	case n.is(nodeObject) && key != tableKey && !n.isRich():
		for i, k := range n.keys {
			out = append(out, leaves(k, n.kids[i])...)
		}
	case n.is(nodeList):
		for _, kid := range n.kids {
			out = append(out, leaves(key, kid)...)
		}
	case n.is(nodeTruth):
		if n.truth {
			out = append(out, keyWords(key))
		}
	case n.is(nodeNumber):
		out = append(out, keyWords(key)+" "+nodeWordsOf(key, n))
	default:
		if s := nodeWordsOf(key, n); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// hiddenKey tells whether what a key holds says nothing to people, or is the place
// in a list that the name says already.
func hiddenKey(key string) bool {
	return slices.Contains([]string{"id", "campo", "genere", "impronta", "formato", "numero"}, key)
}

// thingName is "n. 12 Rossi Maria"; without number and name, the place in its list.
func thingName(list string, n *node, place int) string {
	number := ""
	if x := n.get("numero"); x.is(nodeNumber) && list != outcomesKey {
		number = "n. " + x.words
	}
	name := oneLine(ownName(n))
	if number == "" && name == "" {
		number = "n. " + strconv.Itoa(place+1)
	}
	return joined(" ", number, name)
}

// ownName is the name of a thing, or of what it is about.
func ownName(n *node) string {
	for _, key := range []string{"nome", "titolo", "dove", "etichetta", tableKey, "chi", "soggetto", "incontro", "periodo", "esito", "tipo", "data", "dal"} {
		kid := n.get(key)
		switch {
		case kid == nil:
		case key == tableKey:
			return nodeWordsOf(key, kid)
		case kid.is(nodeObject):
			if s := ownName(kid); s != "" {
				return s
			}
		default:
			if s := nodeWordsOf(key, kid); s != "" {
				return s
			}
		}
	}
	return ""
}
