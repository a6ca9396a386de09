package acts

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"concerta/internal/doc"
	"concerta/internal/richtext"
)

// noticeSchema is the number of the shape of NoticeView. It grows when a field
// changes its meaning: views frozen earlier are then read as what they were.
const noticeSchema = 1

// NoticeView is all that the template of the notice sees. Its fields bear the
// names of the process file. Dates are "2013-11-04", hours "9.30"; both are
// empty when not said.
type NoticeView struct {
	Schema        int             `json:"schema"`
	Atto          string          `json:"atto"`
	Chiave        string          `json:"chiave"`
	Lingua        string          `json:"lingua"`
	Ente          Ente            `json:"ente"`
	Tipo          string          `json:"tipo"`
	Titolo        string          `json:"titolo"`
	Oggetto       string          `json:"oggetto"` // title of the process
	Premesse      []richtext.Text `json:"premesse,omitempty"`
	Annuncio      Annuncio        `json:"annuncio"`
	Fasi          []Fase          `json:"fasi,omitempty"` // the entries of a process without phases are one phase without name
	Tavoli        []Tavolo        `json:"tavoli,omitempty"`
	TavoliDetti   bool            `json:"tavoli-detti,omitempty"` // a text of the office lists them
	Scadenza      *Scadenza       `json:"scadenza,omitempty"`
	Chiusura      []richtext.Text `json:"chiusura,omitempty"`
	Responsabile  *Persona        `json:"responsabile,omitempty"`
	Privacy       *Privacy        `json:"privacy,omitempty"`
	Pubblicazione string          `json:"pubblicazione,omitempty"`
	Ricorsi       string          `json:"ricorsi,omitempty"`
	Luogo         string          `json:"luogo,omitempty"`
	Data          string          `json:"data,omitempty"`
	Firmatari     []Firmatario    `json:"firmatari,omitempty"`
	Registrazione *Registrazione  `json:"registrazione,omitempty"` // nil: nothing is printed
}

type (
	// Ente is the office.
	Ente struct {
		Tipo           string   `json:"tipo,omitempty"`
		Nome           string   `json:"nome"`
		Righe          []string `json:"righe,omitempty"`
		Sotto          []string `json:"sotto,omitempty"`
		Contatti       []string `json:"contatti,omitempty"`
		Logo           *Logo    `json:"logo,omitempty"`
		Provincia      string   `json:"provincia,omitempty"`
		ComuneCapofila string   `json:"comune-capofila,omitempty"`
		Comuni         []string `json:"comuni,omitempty"`
		Indirizzi      []string `json:"indirizzi,omitempty"`
		Telefono       string   `json:"telefono,omitempty"`
		Fax            string   `json:"fax,omitempty"`
		Email          string   `json:"email,omitempty"`
		Pec            string   `json:"pec,omitempty"`
		Web            string   `json:"web,omitempty"`
		CodiceIPA      string   `json:"codice-ipa,omitempty"`
		CodiceFiscale  string   `json:"codice-fiscale,omitempty"`
	}

	// Logo is the office's arms. The view is frozen with the digest of the
	// picture, not with its bytes.
	Logo struct {
		Testo    string `json:"testo"`
		Formato  string `json:"formato"`  // MIME type
		Impronta string `json:"impronta"` // SHA-256 in hex
		bytes    []byte
	}

	// Annuncio is the sentence the notice exists for.
	Annuncio struct {
		Soggetto string `json:"soggetto,omitempty"`
		Verbo    string `json:"verbo,omitempty"`
		Oggetto  string `json:"oggetto,omitempty"`
		Seguito  string `json:"seguito,omitempty"`
	}

	// Fase is a phase.
	Fase struct {
		Numero int           `json:"numero,omitempty"`
		Titolo string        `json:"titolo,omitempty"`
		Testo  richtext.Text `json:"testo,omitzero"`
		Voci   []Voce        `json:"voci,omitempty"`
	}

	// Voce is one thing of the calendar: exactly one field is set.
	Voce struct {
		Incontro *Incontro      `json:"incontro,omitempty"`
		Periodo  *Periodo       `json:"periodo,omitempty"`
		Testo    *richtext.Text `json:"testo,omitempty"`
	}

	// Incontro is a meeting.
	Incontro struct {
		ID              string        `json:"id,omitempty"`
		Data            string        `json:"data,omitempty"` // empty: to be announced
		Ora             string        `json:"ora,omitempty"`
		Fine            string        `json:"fine,omitempty"`
		Etichetta       string        `json:"etichetta,omitempty"`
		Tipo            string        `json:"tipo,omitempty"`
		Luogo           string        `json:"luogo,omitempty"`
		Modo            string        `json:"modo,omitempty"` // presenza, distanza, mista
		Collegamento    string        `json:"collegamento,omitempty"`
		Invitati        []string      `json:"invitati,omitempty"`
		Contenuto       richtext.Text `json:"testo,omitzero"`
		OrdineDelGiorno []Punto       `json:"ordine-del-giorno,omitempty"`
		Tavoli          []Tavolo      `json:"tavoli,omitempty"`
		TavoloProprio   string        `json:"tavolo-proprio,omitempty"`
		ValeAdesione    bool          `json:"vale-adesione,omitempty"`
		FirmaPatti      bool          `json:"firma-patti,omitempty"`
		FirmaProtocollo bool          `json:"firma-protocollo,omitempty"`
		Aperto          bool          `json:"aperto,omitempty"`
	}

	// Punto is one point of an agenda.
	Punto struct {
		Ora      string   `json:"ora,omitempty"`
		Titolo   string   `json:"titolo"`
		Relatori []string `json:"relatori,omitempty"`
	}

	// Periodo is a stretch of days.
	Periodo struct {
		Dal       string        `json:"dal"`
		Al        string        `json:"al,omitempty"`
		Stampa    string        `json:"stampa,omitempty"` // the dates as printed, when not the usual words
		Titolo    string        `json:"titolo,omitempty"`
		Contenuto richtext.Text `json:"testo,omitzero"`
	}

	// Tavolo is a thematic table.
	Tavolo struct {
		Numero int    `json:"numero,omitempty"`
		Nome   string `json:"nome"`
	}

	// Scadenza is the last moment for adhesions.
	Scadenza struct {
		Data   string   `json:"data"`
		Ora    string   `json:"ora"` // 23.59 when the office did not say
		Canali []Canale `json:"canali,omitempty"`
		Detta  bool     `json:"detta,omitempty"` // a text of the office says it
	}

	// Canale is a way an adhesion may arrive.
	Canale struct {
		Tipo      string `json:"tipo"` // pec, email, sportello, portale, posta
		Indirizzo string `json:"indirizzo,omitempty"`
		Nota      string `json:"nota,omitempty"`
	}

	// Persona is the responsible officer of the procedure.
	Persona struct {
		Nome     string `json:"nome"`
		Ruolo    string `json:"ruolo,omitempty"`
		Genere   string `json:"genere,omitempty"` // f, m or empty
		Telefono string `json:"telefono,omitempty"`
		Email    string `json:"email,omitempty"`
	}

	// Privacy is what the notice on personal data says.
	Privacy struct {
		Titolare      string        `json:"titolare,omitempty"`
		Responsabile  string        `json:"responsabile-protezione-dati,omitempty"`
		Base          string        `json:"base,omitempty"`
		Conservazione string        `json:"conservazione,omitempty"`
		Testo         richtext.Text `json:"testo,omitzero"` // takes the place of all the rest
	}

	// Firmatario is who signs.
	Firmatario struct {
		Campo   string `json:"campo"` // name of the signature field
		Ufficio string `json:"ufficio,omitempty"`
		Nome    string `json:"nome"`
		Genere  string `json:"genere,omitempty"`
		Modo    string `json:"modo"` // autografa, digitale or sostituita
		// Signs after the others, who do not wait for it.
		Successivo bool `json:"successivo,omitempty"`
		// The body that they sign for; empty for the office. It is told to the register,
		// and no part of what an act says.
		Per string `json:"-"`
	}
)

// Indirizzi are the addresses of all channels.
func (s *Scadenza) Indirizzi() []string {
	list := make([]string, 0, len(s.Canali))
	for _, c := range s.Canali {
		if c.Indirizzo != "" {
			list = append(list, c.Indirizzo)
		}
	}
	return list
}

// Image is the picture of the arms.
func (l *Logo) Image() doc.Image {
	return doc.Image{Bytes: l.bytes, MIME: l.Formato, Alt: l.Testo}
}

// JSON is the canonical form of the view, frozen with an act.
func (v NoticeView) JSON() ([]byte, error) { return canonical(v) }

// Digest is the SHA-256, in hex, of the canonical JSON: two views are the same
// when their digests are.
func (v NoticeView) Digest() (string, error) {
	b, err := canonical(v)
	if err != nil {
		return "", err
	}
	return hexDigest(b), nil
}

// canonical is the JSON of a view: fields in the order of the type, nothing
// empty, no spaces, no escapes but JSON's own.
func canonical(v view) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, fmt.Errorf("JSON of a view: %w", err)
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

func hexDigest(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}
