package web

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"concerta/internal/acts"
	"concerta/internal/archive/ledger"
	"concerta/internal/process"
)

// kindName is how people call one act of a kind, or a document of the case file.
func kindName(kind string) string {
	if words := acts.Kind(kind).Words(); words.One != "" {
		return words.One
	}
	switch kind {
	case ledger.KindDocument:
		return "Documento fatto altrove"
	case ledger.KindUnmatched:
		return "File non corrispondente"
	}
	return kind
}

// stateBadge is how far an act has come, in words.
func stateBadge(a *ledger.Act) *badge {
	b := &badge{Words: a.StateWords()}
	switch a.State() {
	case ledger.StateSigned, ledger.StatePublished:
		b.Tone = "good"
	case ledger.StateIssued, ledger.StatePartly:
		b.Tone = "warn"
		if len(a.Signers) == 0 {
			b.Tone = "info"
		}
	case ledger.StateAnnulled:
		b.Tone = "bad"
	case ledger.StateKept:
	}
	if a.Kind == ledger.KindUnmatched {
		b.Words, b.Tone = "da guardare", "warn"
	}
	return b
}

// numberOf is "n. 12/2013", as people say it; empty for an act without a number.
func numberOf(a *ledger.Act) string {
	if a.Number == 0 {
		return ""
	}
	return fmt.Sprintf("n. %d/%d", a.Number, a.Year)
}

// italianDay is a day written as 2013-10-30, in words; as it is when it is no day.
func italianDay(s string) string {
	d, err := process.ParseDate(s)
	if err != nil {
		return s
	}
	return d.Italian()
}

// signedWords tells of the i-th signature that was read.
func (s *service) signedWords(a *ledger.Act, i int) string {
	g := a.Signatures[i]
	words := cmp.Or(g.Name, "firma senza nome")
	if t, err := time.Parse(time.RFC3339, g.When); err == nil {
		words += ", " + s.moment(t)
		if !g.Stamped {
			words += " (ora dichiarata da chi ha firmato)"
		}
	}
	if note := a.SignatureNote(i); note != "" {
		words += " – " + note
	}
	return words
}

// roleWords is what a file is to its act.
func roleWords(r ledger.Role) string {
	switch r {
	case ledger.PDF:
		return "PDF, l’originale"
	case ledger.DOCX:
		return "DOCX, la copia da modificare"
	case ledger.HTML:
		return "HTML, per il sito"
	case ledger.Text:
		return "testo"
	case ledger.Sheet:
		return "foglio di calcolo"
	case ledger.Table:
		return "tabella CSV"
	case ledger.Calendar:
		return "calendario"
	case ledger.Public:
		return "copia per la pubblicazione"
	case ledger.Return:
		return "file firmato"
	case ledger.Scan:
		return "scansione dell’originale firmato"
	case ledger.Report:
		return "referto di pubblicazione"
	case ledger.Document:
		return "documento"
	case ledger.Metadata:
		return "metadati"
	case ledger.View, ledger.Notice:
		return "dati dell’atto"
	case ledger.Wording:
		return "modello"
	case ledger.Layout:
		return "posizioni sulla pagina"
	case ledger.Parity:
		return "confronto dei formati"
	}
	return string(r)
}

// entryWords is what an entry of the register tells, without its operator.
func entryWords(e *ledger.Entry) string {
	body, err := e.Said()
	if err != nil {
		return string(e.What)
	}
	switch b := body.(type) {
	case ledger.IssuedBody:
		if b.Number > 0 {
			return fmt.Sprintf("emesso con il n. %d/%d", b.Number, b.Year)
		}
		return "emesso"
	case ledger.SignedBody:
		words := "file firmato ricevuto"
		if len(b.Changes) > 0 {
			words += "; accettato, oltre alle firme: " + strings.Join(b.Changes, "; ") + ". Motivo: " + b.Reason
		}
		return words
	case ledger.AttestedBody:
		return "scansione dell’originale firmato, conformità attestata da " + b.By
	case ledger.UnmatchedBody:
		return "file ricevuto: " + b.Reason
	case ledger.ProtocolBody:
		return "protocollo n. " + b.Number + " " + process.Joined("del", italianDay(b.Date))
	case ledger.PublishedBody:
		return "pubblicazione n. " + b.Albo + ", " + process.Joined("dal", italianDay(b.From)) + " " + process.Joined("al", italianDay(b.To))
	case ledger.ReportedBody:
		return process.Joined("referto di pubblicazione ricevuto il", italianDay(b.Date))
	case ledger.AnnulledBody:
		words := "annullato: " + b.Reason
		if b.By != "" {
			words += " (con " + b.By + ")"
		}
		return words
	case ledger.FiledBody:
		return "documento messo nel fascicolo"
	case ledger.OpenedBody, ledger.RestartedBody:
	}
	return string(e.What)
}

// bytesWords is a size as people say it.
func bytesWords(n int64) string {
	const kilo = 1000
	switch {
	case n < kilo:
		return fmt.Sprintf("%d byte", n)
	case n < kilo*kilo:
		return fmt.Sprintf("%d kB", (n+kilo/2)/kilo)
	}
	return strings.Replace(fmt.Sprintf("%.1f MB", float64(n)/(kilo*kilo)), ".", ",", 1)
}

// plural is "1 atto" or "12 atti".
func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
