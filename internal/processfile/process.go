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
	v.object(processKeys(p))
	for _, read := range v.r.later {
		read()
	}
}

// processKeys are the keys of the file: first the notice, in the order it is
// printed, then what follows it.
func processKeys(p *process.Process) group {
	return keys(
		version("versione").must(),
		at("chiave", &p.Key, processKey()).must(),
		text("titolo", &p.Title).must(),
		usually("it-IT", &p.Lang, at("lingua", &p.Lang, langForm())),
		object("ente", &p.Office, officeKeys).must(),
		object("avviso", &p.Notice, noticeKeys),
		rooms("luoghi", p),
		list("tavoli", &p.Tables, tableKeys),
		list("fasi", &p.Phases, phaseKeys),
		list("voci", &p.Entries, entryKeys),
		optional("scadenza", &p.Deadline, deadlineKeys),
		list("firmatari", &p.Signatories, signatoryKeys),
		optional("responsabile", &p.Responsible, personKeys),
		optional("privacy", &p.Privacy, privacyKeys),
		text("pubblicazione", &p.Publication),
		text("ricorsi", &p.Remedies),
		list("riferimenti", &p.LegalBases, legalBasisKeys),
		list("festivita", &p.Holidays, holidayKeys),

		object("scheda", &p.Form, formOptionsKeys),
		object("registro", &p.Register, registerOptionsKeys),
		list("soggetti", &p.Organizations, organizationKeys),
		list("cittadini", &p.Citizens, citizenKeys),
		list("adesioni", &p.Adhesions, adhesionKeys),
		list("presenze", &p.Attendances, attendanceKeys),
		list("proposte", &p.Proposals, proposalKeys),
		list("cabina", &p.Steering, steeringMemberKeys),
		optional("patti", &p.Pacts, pactsKeys),
		optional("intesa", &p.Memorandum, memorandumKeys),
		list("verbali", &p.Minutes, minutesKeys),
		list("protocolli", &p.Protocols, actProtocolKeys),
	)
}

// version is the key of the version of the form of the file.
func version(key string) field {
	known := Version
	repair := fmt.Sprintf("Scrivere «versione: %d».", Version)
	return at(key, &known, parsed("versione", repair, shape{kind: isNumber, least: Version, most: Version}, func(s string) (int, error) {
		if s != strconv.Itoa(Version) {
			return 0, fmt.Errorf("questa versione del programma non conosce la versione «%s» dei file", s)
		}
		return Version, nil
	}, strconv.Itoa))
}

// processKey is the form of the name of the process: a-z, 0-9 and hyphen, 3 to 40,
// no hyphen at either end: a name that begins with one would be taken for a flag, and
// names of files and addresses are made by putting words after it.
func processKey() form[string] {
	return parsed("chiave", "Usare da 3 a 40 lettere minuscole senza accenti, cifre e trattini, senza trattini all'inizio e alla fine: «casarano-2013».", shape{kind: isKey}, func(s string) (string, error) {
		letters := strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789-")
		switch {
		case len(s) < 3 || len(s) > 40 || letters != "":
			return "", fmt.Errorf("«%s» non può fare da chiave del procedimento", s)
		case s[0] == '-' || s[len(s)-1] == '-':
			return "", fmt.Errorf("«%s» comincia o finisce con un trattino: non può fare da chiave del procedimento", s)
		}
		return s, nil
	}, asIs)
}

func langForm() form[string] {
	return parsed("lingua", "Scrivere it-IT, de-IT, sl-IT o un altro codice BCP 47.", shape{kind: isText}, func(s string) (string, error) {
		if _, err := language.Parse(s); err != nil {
			return "", fmt.Errorf("«%s» non è il codice di una lingua", s)
		}
		return s, nil
	}, asIs)
}

func tableKeys(t *process.ThematicTable) group {
	return keys(
		number("numero", &t.Number, 1, 999).must(),
		text("nome", &t.Name).must(),
	)
}

func legalBasisKeys(b *process.LegalBasis) group {
	return keys(
		text("citazione", &b.Cite).must(),
		date("data", &b.Date),
	)
}

func holidayKeys(h *process.Holiday) group {
	return keys(
		text("nome", &h.Name).must(),
		number("giorno", &h.Day, 1, 31).must(),
		number("mese", &h.Month, 1, 12).must(),
		number("anno", &h.Year, 1900, 2199),
	).and(func(v value, had map[string]bool) {
		if had["giorno"] && had["mese"] && !h.Exists() {
			v.fault("data-impossibile", fmt.Sprintf("Il giorno %d del mese %d non esiste.", h.Day, h.Month),
				"Una festività è un giorno del calendario.", "Controllare giorno e mese.")
		}
	})
}
