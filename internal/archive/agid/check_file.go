package agid

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"path"
	"strings"
)

// digest looks at field 1.1. The schema takes any base64, so also a digest
// written in hexadecimal, which decodes to 48 bytes of nothing.
func (c *checker) digest(at string, id *IDDoc) {
	if id.Algorithm != Algorithm {
		c.add("algoritmo", at+"/Algoritmo", "L'algoritmo "+quote(id.Algorithm)+" non è SHA-256.",
			"Le impronte dell'archivio sono tutte SHA-256, e così scritto.", "Ricalcolare l'impronta con SHA-256.")
	}
	at += "/Impronta"
	const repair = "Scrivere in base64 i 32 byte dell'impronta SHA-256."
	if _, err := hex.DecodeString(id.Digest); err == nil && len(id.Digest) == 2*sha256.Size {
		c.add("impronta-esadecimale", at, "L'impronta è scritta in esadecimale.",
			"Letta come base64 dà 48 byte che non sono di nessun file.", repair)
		return
	}
	sum, err := base64.StdEncoding.Strict().DecodeString(id.Digest)
	switch {
	case err != nil || strings.ContainsAny(id.Digest, "\r\n"):
		c.add("impronta-base64", at, "L'impronta "+quote(id.Digest)+" non è in base64.", "Il campo 1.1.1 la vuole così.", repair)
	case len(sum) != sha256.Size:
		c.add("impronta-lunghezza", at, fmt.Sprintf("L'impronta è di %d byte.", len(sum)), "Quelle di SHA-256 sono di 32.", repair)
	case bytes.Equal(sum, make([]byte, sha256.Size)):
		c.add("impronta-zero", at, "L'impronta è di soli zeri.", "Non è stata calcolata.", repair)
	}
}

// types are the MIME types that go with an extension, empty when we do not know.
func types(extension string) []string {
	switch extension {
	case ".pdf":
		return []string{"application/pdf"}
	case ".p7m":
		return []string{"application/pkcs7-mime", "application/x-pkcs7-mime"}
	case ".docx":
		return []string{"application/vnd.openxmlformats-officedocument.wordprocessingml.document"}
	case ".xlsx":
		return []string{"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
	case ".xml":
		return []string{"application/xml", "text/xml"}
	case ".html":
		return []string{"text/html"}
	case ".txt":
		return []string{"text/plain"}
	case ".csv":
		return []string{"text/csv"}
	case ".jpg", ".jpeg":
		return []string{"image/jpeg"}
	case ".png":
		return []string{"image/png"}
	case ".tif", ".tiff":
		return []string{"image/tiff"}
	case ".zip":
		return []string{"application/zip"}
	case ".eml":
		return []string{"message/rfc822"}
	default:
		return nil
	}
}

// extension is the last extension of a file name, in small letters.
func extension(name string) string { return strings.ToLower(path.Ext(name)) }

// format looks at fields 10 and 14.
func (c *checker) format() {
	name, format := c.doc.FileName, strings.ToLower(c.doc.Format.Name)
	if strings.ContainsAny(name, `/\`) {
		c.add("nome-percorso", "NomeDelDocumento", "Il nome del documento "+quote(name)+" contiene una cartella.",
			"Il campo 14 è il nome del file; una cartella dice dove sta sul computer di qualcuno.", "Lasciare solo il nome.")
	}
	ext := extension(name)
	if ext == "" || ext == "." {
		c.add("nome-estensione", "NomeDelDocumento", "Il nome del documento "+quote(name)+" non ha estensione.",
			"Fra vent'anni è il primo modo di capire come si apre.", "Aggiungere l'estensione, come .pdf.")
	}
	if strings.Contains(format, "/") && len(types(ext)) > 0 && !contains(types(ext), format) {
		c.add("formato-nome", "IdentificativoDelFormato/Formato", "Il formato "+quote(c.doc.Format.Name)+" non è quello di un file "+ext+".",
			"Chi conserva apre il file secondo il formato dichiarato.", "Scrivere "+quote(types(ext)[0])+", o correggere il nome.")
	}
}

func contains(list []string, s string) bool {
	for _, l := range list {
		if l == s {
			return true
		}
	}
	return false
}

// verification looks at field 11 against what the file says of itself.
func (c *checker) verification() {
	v, d := c.doc.Verification, c.doc
	ext, format := extension(d.FileName), strings.ToLower(d.Format.Name)
	envelope := ext == ".p7m" || contains(types(".p7m"), format) || strings.Trim(format, ".") == "p7m"
	if envelope && !v.Signed && !v.Sealed {
		c.add("verifica-firma", "Verifica/FirmatoDigitalmente", "Il documento è una busta di firma e risulta non firmato.",
			"Un file .p7m è una firma con il suo contenuto.", "Verificare la firma e scrivere «true», o archiviare il file senza busta.")
	}
	stamped := ext == ".tsd" || ext == ".m7m" || ext == ".tst" || format == "application/timestamped-data"
	if stamped && !v.Timestamped {
		c.add("verifica-marca", "Verifica/MarcaturaTemporale", "Il documento è una busta di marca temporale e risulta non marcato.",
			"Un file "+ext+" è una marca con il suo contenuto.", "Verificare la marca e scrivere «true».")
	}
	if v.CopyConform && d.Formation != FormationAcquired {
		c.add("verifica-copia", "Verifica/ConformitaCopieImmagineSuSupportoInformatico",
			"Il documento risulta copia conforme e non è stato acquisito.",
			"Si attesta conforme la copia di un documento di carta, che si acquisisce (campo 2).", "Scrivere «false», o correggere la modalità di formazione.")
	}
	if v.CopyConform && contains([]string{".xml", ".csv", ".xlsx", ".ics", ".eml"}, ext) {
		c.add("verifica-copia-formato", "Verifica/ConformitaCopieImmagineSuSupportoInformatico",
			"Un file "+ext+" risulta copia per immagine.", "Una copia per immagine è un PDF o un'immagine.", "Scrivere «false», o correggere il nome.")
	}
}

// change looks at fields 15 and 16.
func (c *checker) change() {
	d := c.doc
	first, ok := version(d.Version)
	if !ok {
		c.add("versione", "VersioneDelDocumento", "La versione "+quote(d.Version)+" non è un numero da 1 in su.",
			"Senza un numero non si sa quale versione viene dopo.", "Scriverla come 1 o 2.")
	}
	const at = "TracciatureModificheDocumento"
	if d.Change == nil {
		if ok && !first {
			c.add("tracciature-mancano", at, "La versione è "+quote(d.Version)+" e non si dice che cosa è cambiato.",
				"Il campo 16 è obbligatorio dalla seconda versione e per gli annullamenti.", "Scrivere tipo, autore e data della modifica, e la versione di prima.")
		}
		return
	}
	g := d.Change
	switch g.Kind {
	case ChangeAnnulment, ChangeCorrection, ChangeIntegration, ChangeAnnotation:
	default:
		c.add("modifica-tipo", at+"/TipoModifica", "Il tipo di modifica "+quote(g.Kind)+" non è previsto.",
			"Il campo 16.1 conosce «Annullamento», «Rettifica», «Integrazione» e «Annotazione».", "Usare uno dei quattro.")
	}
	c.person(at+"/SoggettoAutoreDellaModifica", &g.Author)
	c.date(at+"/DataModifica", g.Date)
	c.hour(at+"/OraModifica", g.Time)
	if r := d.Registration.entry(); r != nil && (g.Date < r.Date || g.Date == r.Date && g.Time != "" && r.Time != "" && g.Time < r.Time) {
		c.add("modifica-prima", at+"/DataModifica", "La modifica è del "+quote(g.Date)+", prima della registrazione.",
			"Prima di essere registrato un atto si corregge e basta.", "Controllare le due date.")
	}
	c.idDoc(at+"/IdDocVersionePrecedente", &g.Previous)
	rewritten := g.Kind == ChangeCorrection || g.Kind == ChangeIntegration
	if rewritten && first {
		c.add("modifica-versione", "VersioneDelDocumento", "C'è una "+strings.ToLower(short(g.Kind))+" e la versione è la prima.",
			"Un atto rettificato o integrato è una versione nuova.", "Aumentare la versione.")
	}
	if rewritten && g.Previous.Digest == d.ID.Digest {
		c.add("modifica-impronta", at+"/IdDocVersionePrecedente", "La versione di prima ha la stessa impronta di questa.",
			"Se i byte sono gli stessi non è cambiato nulla.", "Scrivere l'impronta della versione di prima.")
	}
}

// entry is the one register in which the document is; nil when there is none.
func (r *Registration) entry() *Register {
	if r.Protocol != nil {
		return r.Protocol
	}
	return r.Repertory
}
