// Package agid writes, reads and checks the metadata of a "documento
// amministrativo informatico" (AgID, Linee guida sulla formazione, gestione e
// conservazione dei documenti informatici, Allegato 5). The numbers of fields in
// the comments are those of that annex.
//
// A document for which Check finds nothing is valid against the schema of the
// annex; the contrary does not hold, which is what Check is for. The package
// knows no file, clock or other package of the archive: Make takes plain values.
package agid

// Ways in which a document came to be (field 2, ModalitaDiFormazione): the four
// sentences of the schema, letters a to d of Linee guida 2.1.1.
const (
	FormationCreated   = "creazione tramite utilizzo di strumenti software che assicurino la produzione di documenti nei formati previsti in allegato 2"
	FormationAcquired  = "acquisizione di un documento informatico per via telematica o su supporto informatico, acquisizione della copia per immagine su supporto informatico di un documento analogico, acquisizione della copia informatica di un documento analogico"
	FormationStored    = "memorizzazione su supporto informatico in formato digitale delle informazioni risultanti da transazioni o processi informatici o dalla presentazione telematica di dati attraverso moduli o formulari resi disponibili ad utente"
	FormationGenerated = "generazione o raggruppamento anche in via automatica di un insieme di dati o registrazioni, provenienti da una o più banche dati, anche appartenenti a più soggetti interoperanti, secondo una struttura logica predeterminata e memorizzata in forma statica"
)

// Directions of a document (field 4.1, TipologiaDiFlusso).
const (
	FlowIn       = "E"
	FlowOut      = "U"
	FlowInternal = "I"
)

// Fixed texts of the kind of register (field 4.2, TipoRegistro).
const (
	RegisterProtocol  = `ProtocolloOrdinario\ProtocolloEmergenza`
	RegisterRepertory = `Repertorio\Registro`
)

// Kinds of change (field 16.1, TipoModifica).
const (
	ChangeAnnulment   = "Annullamento"
	ChangeCorrection  = "Rettifica"
	ChangeIntegration = "Integrazione"
	ChangeAnnotation  = "Annotazione"
)

// Kinds of aggregation (field 12.1, TipoAggregazione).
const (
	AggregationFile         = "Fascicolo"
	AggregationSeries       = "Serie Documentale"
	AggregationSeriesOfFile = "Serie Di Fascicoli"
)

// Algorithm is the digest that we give and accept (field 1.1.2, Algoritmo).
const Algorithm = "SHA-256"

// Permanent is the retention, in years, of what is never discarded (field 17).
const Permanent = 9999

// Document is the metadata of one document. Texts are as in the XML; an
// optional text that is empty is absent.
type Document struct {
	ID             IDDoc          // 1 IdDoc
	Formation      string         // 2 ModalitaDiFormazione
	Kind           string         // 3 TipologiaDocumentale
	Registration   Registration   // 4 DatiDiRegistrazione
	Roles          []Role         // 5 Soggetti
	Key            Key            // 6 ChiaveDescrittiva
	Attachments    Attachments    // 7 Allegati
	Classification Classification // 8 Classificazione
	Reserved       bool           // 9 Riservato
	Format         Format         // 10 IdentificativoDelFormato
	Verification   Verification   // 11 Verifica
	Aggregations   []Aggregation  // 12 Agg
	Primary        *IDDoc         // 13 IdIdentificativoDocumentoPrimario; attachments only
	FileName       string         // 14 NomeDelDocumento
	Version        string         // 15 VersioneDelDocumento
	Change         *Change        // 16 TracciatureModificheDocumento; may be nil
	Retention      *int           // 17 TempoDiConservazione, years; may be nil
	Note           string         // 18 Note; optional
}

// IDDoc identifies a document and its bytes (field 1, also in 7, 13 and 16).
type IDDoc struct {
	Digest     string // 1.1.1 Impronta, base64
	Algorithm  string // 1.1.2 Algoritmo
	Identifier string // 1.2
	Signature  string // 1.3 Segnatura; only of a document with a protocol number
}

// Registration says where a document was entered (field 4); one of Protocol and
// Repertory is set.
type Registration struct {
	Flow      string    // 4.1 TipologiaDiFlusso
	Protocol  *Register // 4.2 ProtocolloOrdinario_ProtocolloEmergenza
	Repertory *Register // 4.2 Repertorio_Registro
}

// Register is one entry in a register (fields 4.2 to 4.5).
type Register struct {
	Kind   string // 4.2 TipoRegistro, fixed
	Date   string // 4.3 Data…, 2026-03-02
	Time   string // 4.3 Ora…, 09:30:00; optional
	Number string // 4.4 Numero…
	Code   string // 4.5 CodiceRegistro
}

// RoleKind is the part that a subject has (field 5.1); its text is the name of
// the element.
type RoleKind string

// The parts of field 5.1.
const (
	RoleRegistering     RoleKind = "AmministrazioneCheEffettuaLaRegistrazione"
	RoleAssignee        RoleKind = "Assegnatario"
	RoleRecipient       RoleKind = "Destinatario"
	RoleSender          RoleKind = "Mittente"
	RoleAuthor          RoleKind = "Autore"
	RoleOperator        RoleKind = "Operatore"
	RoleRecordsManager  RoleKind = "ResponsabileGestioneDocumentale"
	RoleProtocolManager RoleKind = "ResponsabileServizioProtocollo"
	RoleProducer        RoleKind = "Produttore"
	RoleRUP             RoleKind = "RUP"
)

// Role is one subject in one part (field 5). Subject is *PAI, *AS, *PF, *PG,
// *PAE, *SW or *RUP, as the part allows.
type Role struct {
	Kind    RoleKind
	Text    string // 5.1 TipoRuolo, fixed
	Subject Subject
}

// Subject is a person, body or system (field 5.2).
type Subject interface {
	element() string
	visit(c codec)
}

// IPA is a name and its code in the index of public administrations.
type IPA struct {
	Name string // Denominazione
	Code string // CodiceIPA
}

// PAI is an Italian public administration (field 5.2).
type PAI struct {
	Administration IPA      // IPAAmm
	Area           IPA      // IPAAOO
	Unit           *IPA     // IPAUOR; may be nil
	Addresses      []string // IndirizziDigitaliDiRiferimento, at least one
}

// AS is an office, or a person in it, to which a document is assigned (field 5.2).
type AS struct {
	Surname, Given string // optional
	TaxCode        string // optional
	Administration IPA
	Area           IPA
	Unit           IPA
	Addresses      []string // at least one
}

// PF is a natural person (field 5.2).
type PF struct {
	Surname, Given string
	TaxCode        string // CodiceFiscale; optional
	Administration *IPA   // IPAAmm; may be nil
	Area           *IPA   // IPAAOO; may be nil
	Unit           *IPA   // IPAUOR; may be nil
	Addresses      []string
}

// PG is an organisation (field 5.2).
type PG struct {
	Name      string // DenominazioneOrganizzazione
	TaxCode   string // CodiceFiscale_PartitaIva, 11 digits; optional
	Office    string // DenominazioneUfficio; optional
	Addresses []string
}

// PAE is a foreign administration (field 5.2).
type PAE struct {
	Name      string   // DenominazioneAmministrazione
	Office    string   // DenominazioneUfficio; optional
	Addresses []string // at least one
}

// SW is the system that made the document (field 5.2).
type SW struct {
	Name string // DenominazioneSistema
}

// RUP is the officer responsible for the procedure (field 5.2).
type RUP struct {
	Surname, Given string
	TaxCode        string // optional
	Administration IPA
	Area           IPA
	Unit           IPA
	Addresses      []string // at least one
}

// Key is what a document is found by (field 6).
type Key struct {
	Subject  string   // 6.1 Oggetto
	Keywords []string // 6.2 ParoleChiave, at most five
}

// Attachments are counted and listed (field 7).
type Attachments struct {
	Count   int          // 7.1 NumeroAllegati
	Entries []Attachment // 7.2 IndiceAllegati
}

// Attachment is one line of the index of attachments (field 7.2).
type Attachment struct {
	ID          IDDoc
	Description string
}

// Classification is the place in the plan of classification (field 8).
type Classification struct {
	Index       string // 8.1 IndiceDiClassificazione
	Description string // 8.2 Descrizione
	Plan        string // 8.3 PianoDiClassificazione, an address; optional
}

// Format says how to read the file (field 10).
type Format struct {
	Name     string    // 10.1 Formato, a MIME type or an extension
	Software *Software // 10.2 ProdottoSoftware; may be nil
}

// Software is the product that wrote the file (field 10.2); all optional.
type Software struct {
	Name, Version, Maker string
}

// Verification is what was verified of a document (field 11).
type Verification struct {
	Signed      bool // 11.1 FirmatoDigitalmente
	Sealed      bool // 11.2 SigillatoElettronicamente
	Timestamped bool // 11.3 MarcaturaTemporale
	CopyConform bool // 11.4 ConformitaCopieImmagineSuSupportoInformatico
}

// Aggregation is a case file or series that holds the document (field 12).
type Aggregation struct {
	Kind string // 12.1 TipoAggregazione
	ID   string // 12.2 IdAggregazione
}

// Change is the last change of a document (field 16).
type Change struct {
	Kind     string // 16.1 TipoModifica
	Author   PF     // 16.2 SoggettoAutoreDellaModifica
	Date     string // 16.3 DataModifica
	Time     string // 16.3 OraModifica; optional
	Previous IDDoc  // 16.4 IdDocVersionePrecedente
}
