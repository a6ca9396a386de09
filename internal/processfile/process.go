package processfile

import (
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/text/language"

	"concerta/internal/process"
)

// Version is the version of the form of process files that Read knows.
const Version = 1

func readProcess(v value, p *process.Process) {
	p.Lang = "it-IT"
	p.Notice.Kind = "AVVISO"
	v.object(
		version("versione").must(),
		processKey("chiave", &p.Key).must(),
		text("titolo", &p.Title).must(),
		lang("lingua", &p.Lang),
		object("ente", &p.Office, readOffice).must(),
		object("avviso", &p.Notice, readNotice),
		rooms("luoghi"),
		list("tavoli", &p.Tables, readTable),
		list("fasi", &p.Phases, readPhase),
		list("voci", &p.Entries, readEntry),
		optional("scadenza", &p.Deadline, readDeadline),
		list("firmatari", &p.Signatories, readSignatory),
		optional("responsabile", &p.Responsible, readPerson),
		optional("privacy", &p.Privacy, readPrivacy),
		text("pubblicazione", &p.Publication),
		text("ricorsi", &p.Remedies),
		list("riferimenti", &p.LegalBases, readLegalBasis),
		list("festivita", &p.Holidays, readHoliday),
	)
	for _, read := range v.r.later {
		read()
	}
}

func version(key string) field {
	var known int
	return parsed(key, "versione", fmt.Sprintf("Scrivere «versione: %d».", Version), &known, func(s string) (int, error) {
		if s != strconv.Itoa(Version) {
			return 0, fmt.Errorf("questa versione del programma non conosce la versione «%s» dei file", s)
		}
		return Version, nil
	})
}

// processKey reads the name of the process: a-z, 0-9 and hyphen, 3 to 40.
func processKey(key string, to *string) field {
	return parsed(key, "chiave", "Usare da 3 a 40 lettere minuscole senza accenti, cifre e trattini: «casarano-2013».", to, func(s string) (string, error) {
		letters := strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789-")
		if len(s) < 3 || len(s) > 40 || letters != "" || s[0] == '-' || s[len(s)-1] == '-' {
			return "", fmt.Errorf("«%s» non può fare da chiave del procedimento", s)
		}
		return s, nil
	})
}

func lang(key string, to *string) field {
	return parsed(key, "lingua", "Scrivere it-IT, de-IT, sl-IT o un altro codice BCP 47.", to, func(s string) (string, error) {
		if _, err := language.Parse(s); err != nil {
			return "", fmt.Errorf("«%s» non è il codice di una lingua", s)
		}
		return s, nil
	})
}

func readTable(v value, t *process.ThematicTable) {
	v.object(
		number("numero", &t.Number, 1, 999).must(),
		text("nome", &t.Name).must(),
	)
}

func readLegalBasis(v value, b *process.LegalBasis) {
	v.object(
		text("citazione", &b.Cite).must(),
		date("data", &b.Date),
	)
}

func readHoliday(v value, h *process.Holiday) {
	had := v.object(
		text("nome", &h.Name).must(),
		number("giorno", &h.Day, 1, 31).must(),
		number("mese", &h.Month, 1, 12).must(),
		number("anno", &h.Year, 1900, 2199),
	)
	if had["giorno"] && had["mese"] && !h.Exists() {
		v.fault("data-impossibile", fmt.Sprintf("Il giorno %d del mese %d non esiste.", h.Day, h.Month),
			"Una festività è un giorno del calendario.", "Controllare giorno e mese.")
	}
}
