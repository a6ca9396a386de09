package agid

import (
	"fmt"
	"strings"
	"time"
)

func (c *checker) registration() {
	r := &c.doc.Registration
	switch r.Flow {
	case FlowIn, FlowOut, FlowInternal:
	default:
		c.add("flusso", "DatiDiRegistrazione/TipologiaDiFlusso", "La tipologia di flusso "+quote(r.Flow)+" non è prevista.",
			"Il campo 4.1 conosce E (entrata), U (uscita) e I (interno).", "Usare una delle tre lettere.")
	}
	if r.Protocol != nil {
		path := "DatiDiRegistrazione/TipoRegistro/ProtocolloOrdinario_ProtocolloEmergenza"
		c.register(path, r.Protocol, RegisterProtocol, "DataProtocollazioneDocumento", "OraProtocollazioneDocumento")
		if n := r.Protocol.Number; !digits(n) || len(n) < 7 || strings.Trim(n, "0") == "" {
			c.add("protocollo-numero", path+"/NumeroProtocolloDocumento", "Il numero di protocollo "+quote(n)+" non è un numero di almeno sette cifre.",
				"L'art. 57 del d.P.R. 445/2000 lo vuole di sette cifre, con gli zeri davanti.", "Scriverlo come 0001234.")
		}
	}
	if r.Repertory != nil {
		path := "DatiDiRegistrazione/TipoRegistro/Repertorio_Registro"
		c.register(path, r.Repertory, RegisterRepertory, "DataRegistrazioneDocumento", "OraRegistrazioneDocumento")
		if n := r.Repertory.Number; strings.Trim(n, "0") == "" || strings.HasPrefix(n, "-") {
			c.add("repertorio-numero", path+"/NumeroRegistrazioneDocumento", "Il numero di repertorio "+quote(n)+" non è un numero dato.",
				"I numeri cominciano da uno: l'atto non è stato numerato.", "Numerare l'atto prima di scriverne i metadati.")
		}
	}
}

func (c *checker) register(path string, r *Register, kind, date, hour string) {
	if r.Kind != kind {
		c.add("registro-testo", path+"/TipoRegistro", "Il tipo di registro "+quote(r.Kind)+" non è quello dell'elemento che lo contiene.",
			"È un testo fisso.", "Scrivere "+quote(kind)+".")
	}
	c.date(path+"/"+date, r.Date)
	c.hour(path+"/"+hour, r.Time)
	if !registerCode(r.Code) {
		c.add("registro-codice", path+"/CodiceRegistro", "Il codice del registro "+quote(r.Code)+" non ha la forma prevista.",
			"Il campo 4.5 vuole da 1 a 16 fra lettere senza accenti, cifre, «_», «.» e «-».", "Usare una sigla, come AVVISI.")
	}
}

func registerCode(s string) bool {
	return s != "" && len(s) <= 16 && strings.Trim(s, alphanumeric+"_.-") == ""
}

const (
	alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz" + decimal
	decimal      = "0123456789"
)

func digits(s string) bool { return s != "" && strings.Trim(s, decimal) == "" }

// date is 2026-03-02, of a year in which an act of ours can have been made.
func (c *checker) date(path, s string) {
	day, err := time.Parse(time.DateOnly, s)
	switch {
	case err != nil:
		c.add("data", path, "La data "+quote(s)+" non esiste o non è scritta come anno-mese-giorno.",
			"Lo schema la vuole così.", "Scriverla come 2026-03-02.")
	case day.Year() < 1900 || day.Year() > 2199:
		c.add("data", path, fmt.Sprintf("L'anno %d non è credibile.", day.Year()),
			"Un atto non può essere di allora.", "Controllare la data dell'atto.")
	}
}

func (c *checker) hour(path, s string) {
	if s == "" {
		return
	}
	if _, err := time.Parse(time.TimeOnly, s); err != nil || len(s) != len(time.TimeOnly) {
		c.add("ora", path, "L'ora "+quote(s)+" non esiste o non è scritta come ore:minuti:secondi.",
			"Lo schema la vuole così.", "Scriverla come 09:30:00.")
	}
}

// signature looks at field 1.3 of the document itself.
func (c *checker) signature() {
	const path = "IdDoc/Segnatura"
	s, p := c.doc.ID.Signature, c.doc.Registration.Protocol
	switch {
	case p == nil && s != "":
		c.add("segnatura-di-troppo", path, "C'è una segnatura e non c'è un protocollo.",
			"La segnatura è l'impronta del protocollo sul documento; il repertorio non ne dà.", "Togliere la segnatura, o scrivere il protocollo.")
	case p != nil && s == "":
		c.add("segnatura-manca", path, "L'atto è protocollato e non ha segnatura.",
			"Il campo 1.3 è obbligatorio per i documenti protocollati (art. 55 del d.P.R. 445/2000).", "Scrivere la segnatura data dal protocollo.")
	case p != nil && digits(p.Number) && !strings.Contains(s, strings.TrimLeft(p.Number, "0")):
		c.add("segnatura-numero", path, "La segnatura "+quote(s)+" non contiene il numero di protocollo "+quote(p.Number)+".",
			"È la segnatura di un altro documento.", "Ricopiare segnatura e numero dal protocollo.")
	}
}

// postal says whether s holds a postal address: words that only an address has,
// a postcode, or the name of a street before a number. Piazza Armerina is a town,
// and five digits after "prot." or "n." are a number of protocol.
func postal(s string) bool {
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return strings.ContainsRune(" ,;()\n\t", r) })
	street, number := false, false
	for _, w := range words {
		switch w {
		case "via", "v.le", "p.zza", "p.le", "c.so", "c.da", "cap", "c.a.p.":
			return true
		case "viale", "piazza", "piazzale", "corso", "largo", "vicolo", "strada", "contrada", "località":
			street = true
		case "prot", "prot.", "protocollo", "prot.n.":
			street, number = false, true
		case "n", "n.", "n°", "nr", "nr.", "num.":
			number = number || !street
		case "snc", "s.n.c.":
			if street {
				return true
			}
		default:
			if digits(w) && !number && (len(w) == 5 || street && len(w) < 4) {
				return true
			}
			number = false
		}
	}
	return false
}

// idDoc looks at an identification wherever it stands.
func (c *checker) idDoc(path string, id *IDDoc) {
	c.digest(path+"/ImprontaCrittograficaDelDocumento", id)
	if postal(id.Signature) {
		c.add("segnatura-indirizzo", path+"/Segnatura", "La segnatura contiene un indirizzo postale.",
			"Identifica l'amministrazione con un codice; un indirizzo non è un suo elemento.", "Togliere l'indirizzo.")
	}
	if id.Identifier != strings.TrimSpace(id.Identifier) {
		c.add("identificativo-spazi", path+"/Identificativo", "L'identificativo comincia o finisce con uno spazio.",
			"Non si ritrova più con una ricerca.", "Togliere lo spazio.")
	}
}

// version is a number, 1 or 1.2; first says that nothing came before it.
func version(s string) (first, ok bool) {
	major, minor, dotted := strings.Cut(s, ".")
	if !digits(major) || dotted && !digits(minor) || strings.Trim(major, "0") == "" {
		return false, false
	}
	return strings.TrimLeft(major, "0") == "1" && strings.Trim(minor, "0") == "", true
}
