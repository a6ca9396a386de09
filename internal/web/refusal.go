package web

import (
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"

	"concerta/internal/archive"
	"concerta/internal/archive/ledger"
	"concerta/internal/fault"
	"concerta/internal/produce"
)

// refusal is why something was refused and how to repair it, as sentences: in the
// words of whoever refused. Advice that names a command is given for pages instead.
func refusal(err error) (what, repair string) {
	var told *fault.Error
	var bad *produce.DocumentError
	switch {
	case errors.As(err, &bad):
		var lines []string
		for _, p := range bad.Problems {
			if p.Rule == "carattere-mancante" || p.Rule == "carattere-riservato" { // where it comes from is more use than where it goes
				return "Un testo del procedimento, o del modello, ha caratteri che non si possono stampare: " + strings.TrimSuffix(p.What, ".") + ".",
					"Il controllo, nella pagina del procedimento, dice in quale testo: toglierlo o sostituirlo con parole."
			}
			lines = append(lines, p.String())
		}
		return strings.Join(lines, " "), "Correggere il procedimento, o il modello, dove è indicato."
	case errors.Is(err, produce.ErrFindings):
		return "Il procedimento ha errori che impediscono di fare l’atto.", "Correggerli: la pagina del procedimento dice come."
	case !errors.As(err, &told):
		return "", ""
	}
	repair = told.Repair
	if strings.Contains(repair, "«concerta ") || strings.Contains(repair, "--") || strings.Contains(repair, "sign-return") {
		repair = pageRepair(err)
	}
	return sentence(told.What), sentence(repair)
}

// pageRepair is what to do in the pages about a refusal of a kind.
func pageRepair(err error) string {
	for _, k := range []struct {
		kind  error
		words string
	}{
		{archive.ErrConfirm, "rimediare, oppure scrivere il motivo per cui va bene così: resta registrato con l’atto"},
		{archive.ErrUnsigned, "firmare il PDF scaricato da questa pagina, senza salvarlo di nuovo con un altro programma"},
		{archive.ErrIssued, "per rifarlo annullarlo prima, dalla sua pagina nell’archivio"},
		{archive.ErrNoAct, "vedere gli atti nella pagina del procedimento e nell’archivio"},
		{ledger.ErrStep, "vedere in questa pagina a che punto è l’atto"},
		{ledger.ErrAlready, "vedere in questa pagina a che punto è l’atto"},
		{ledger.ErrBroken, "far verificare l’archivio, dalla pagina Archivio, e ripristinare una copia"},
	} {
		if errors.Is(err, k.kind) {
			return k.words
		}
	}
	return ""
}

// sentence begins with a capital and ends with a full stop.
func sentence(s string) string {
	s = strings.TrimSpace(s)
	if s == "" {
		return ""
	}
	first, size := utf8.DecodeRuneInString(s)
	s = string(unicode.ToUpper(first)) + s[size:]
	if strings.HasSuffix(s, ".") || strings.HasSuffix(s, "?") || strings.HasSuffix(s, "»") && strings.Contains(s, ".»") {
		return s
	}
	return s + "."
}
