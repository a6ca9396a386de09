package agid_test

import (
	"encoding/hex"
	"strings"
	"testing"
	"time"

	"concerta/internal/archive/agid"
)

// act is a protocolled notice with two attachments.
func act() agid.Facts {
	f := casarano()
	f.Office.Code, f.Office.Area = "c_b936", agid.IPA{Name: "AOO unica", Code: "AOO1"}
	f.Protocol = &agid.Entry{Code: "PROT", Number: 1234, When: time.Date(2013, 10, 30, 11, 0, 0, 0, time.UTC)}
	f.Attachments = []agid.Enclosure{
		{Reference: agid.Reference{ID: "scheda", Digest: [32]byte{1}}, Description: "Scheda di adesione"},
		{Reference: agid.Reference{ID: "calendario", Digest: [32]byte{2}}, Description: "Calendario"},
	}
	f.Signatories[0].TaxCode = "RSSMRA85T10A562S"
	f.Responsible = f.Signatories[0]
	f.Recipients = []agid.Party{{Body: "ASL Lecce", TaxCode: "00743110157", Addresses: []string{"asl@pec.example.it"}}}
	return f
}

// second is the act corrected once.
func second() agid.Facts {
	f := act()
	f.Version = 2
	f.Changes = []agid.Amendment{{
		Kind: agid.ChangeCorrection, Author: agid.Person{Surname: "Ferraro", Given: "Antonella"},
		When: time.Date(2013, 11, 2, 0, 0, 0, 0, time.UTC), Previous: &agid.Reference{ID: "prima", Digest: [32]byte{3}},
	}}
	return f
}

func enclosure() agid.Facts {
	f := casarano()
	f.Kind, f.Primary = "Allegato", &agid.Reference{ID: "avviso", Digest: [32]byte{1}}
	return f
}

func received() agid.Facts {
	f := act()
	f.Flow, f.Signatories, f.Responsible = agid.FlowIn, nil, agid.Person{}
	f.Sender = &agid.Party{Body: "Sindacato ESEMPIO"}
	return f
}

func role(d *agid.Document, k agid.RoleKind) *agid.Role {
	for i := range d.Roles {
		if d.Roles[i].Kind == k {
			return &d.Roles[i]
		}
	}
	return new(agid.Role)
}

func without(d *agid.Document, k agid.RoleKind) {
	var kept []agid.Role
	for _, r := range d.Roles {
		if r.Kind != k {
			kept = append(kept, r)
		}
	}
	d.Roles = kept
}

func pf(d *agid.Document) *agid.PF   { return role(d, agid.RoleAuthor).Subject.(*agid.PF) }
func pai(d *agid.Document) *agid.PAI { return role(d, agid.RoleRegistering).Subject.(*agid.PAI) }
func number(n int) *int              { return &n }
func hexDigest(d *agid.Document)     { d.ID.Digest = strings.Repeat("ab", 32) }
func upperHexDigest(d *agid.Document) {
	d.ID.Digest = strings.ToUpper(hex.EncodeToString(make([]byte, 32)))
}

func TestCheck_SeesPlantedDefects(t *testing.T) {
	for _, c := range []struct {
		name  string
		facts func() agid.Facts
		plant func(*agid.Document)
		rule  string
	}{
		{"hexadecimal digest", act, hexDigest, "impronta-esadecimale"},
		{"hexadecimal digest in capitals", act, upperHexDigest, "impronta-esadecimale"},
		{"hexadecimal digest of the attachment", act, func(d *agid.Document) { d.Attachments.Entries[0].ID.Digest = strings.Repeat("0f", 32) }, "impronta-esadecimale"},
		{"digest not base64", act, func(d *agid.Document) { d.ID.Digest = "così" }, "impronta-base64"},
		{"digest with a new line", act, func(d *agid.Document) { d.ID.Digest = d.ID.Digest[:10] + "\n" + d.ID.Digest[10:] }, "impronta-base64"},
		{"digest of SHA-1", act, func(d *agid.Document) { d.ID.Digest = "2jmj7l5rSw0yVb/vlWAYkK/YBwk=" }, "impronta-lunghezza"},
		{"digest never computed", act, func(d *agid.Document) { d.ID.Digest = strings.Repeat("A", 43) + "=" }, "impronta-zero"},
		{"another algorithm", act, func(d *agid.Document) { d.ID.Algorithm = "SHA256" }, "algoritmo"},
		{"no identifier", act, func(d *agid.Document) { d.ID.Identifier = "" }, "manca"},
		{"identifier with a space", act, func(d *agid.Document) { d.ID.Identifier += " " }, "identificativo-spazi"},
		{"fewer attachments than counted", act, func(d *agid.Document) { d.Attachments.Count = 3 }, "allegati-numero"},
		{"more attachments than counted", act, func(d *agid.Document) { d.Attachments.Count = 0 }, "allegati-numero"},
		{"10000 attachments", act, func(d *agid.Document) { d.Attachments.Count = 10000 }, "allegati-troppi"},
		{"attachment twice", act, func(d *agid.Document) { d.Attachments.Entries[1].ID.Identifier = "scheda" }, "allegato-doppio"},
		{"act attached to itself", act, func(d *agid.Document) { d.Attachments.Entries[1].ID.Identifier = d.ID.Identifier }, "allegato-doppio"},
		{"protocol number of six digits", act, func(d *agid.Document) { d.Registration.Protocol.Number = "001234" }, "protocollo-numero"},
		{"protocol number with a letter", act, func(d *agid.Document) { d.Registration.Protocol.Number = "0001234/A" }, "protocollo-numero"},
		{"protocol number zero", act, func(d *agid.Document) { d.Registration.Protocol.Number = "0000000" }, "protocollo-numero"},
		{"repertory number zero", casarano, func(d *agid.Document) { d.Registration.Repertory.Number = "0000000" }, "repertorio-numero"},
		{"register code with a space", act, func(d *agid.Document) { d.Registration.Protocol.Code = "REG PROT" }, "registro-codice"},
		{"register of another text", act, func(d *agid.Document) { d.Registration.Protocol.Kind = agid.RegisterRepertory }, "registro-testo"},
		{"register with a straight slash", casarano, func(d *agid.Document) { d.Registration.Repertory.Kind = "Repertorio/Registro" }, "registro-testo"},
		{"two registers", act, func(d *agid.Document) { r := *d.Registration.Protocol; d.Registration.Repertory = &r }, "schema"},
		{"no register", casarano, func(d *agid.Document) { d.Registration.Repertory = nil }, "schema"},
		{"no flow", act, func(d *agid.Document) { d.Registration.Flow = "X" }, "flusso"},
		{"sent out by another", act, func(d *agid.Document) { role(d, agid.RoleSender).Subject = &agid.PG{Name: "ASL"} }, "flusso-mittente"},
		{"sent out to itself", act, func(d *agid.Document) { role(d, agid.RoleRecipient).Subject = pai(d) }, "flusso-destinatario"},
		{"received from itself", received, func(d *agid.Document) { role(d, agid.RoleSender).Subject = pai(d) }, "flusso-mittente"},
		{"internal to another", act, func(d *agid.Document) { d.Registration.Flow = agid.FlowInternal }, "flusso-interno"},
		{"30 February", act, func(d *agid.Document) { d.Registration.Protocol.Date = "2013-02-30" }, "data"},
		{"Italian date", act, func(d *agid.Document) { d.Registration.Protocol.Date = "30/10/2013" }, "data"},
		{"year 1", act, func(d *agid.Document) { d.Registration.Protocol.Date = "0001-01-01" }, "data"},
		{"25 o'clock", act, func(d *agid.Document) { d.Registration.Protocol.Time = "25:00:00" }, "ora"},
		{"formation by letter", act, func(d *agid.Document) { d.Formation = "a" }, "modalita"},
		{"formation with two spaces", act, func(d *agid.Document) { d.Formation = strings.Replace(d.Formation, " ", "  ", 1) }, "modalita"},
		{"six keywords", act, func(d *agid.Document) { d.Key.Keywords = []string{"a", "b", "c", "d", "e", "f"} }, "parole-chiave"},
		{"keyword twice", act, func(d *agid.Document) { d.Key.Keywords = []string{"Rete", "rete"} }, "parola-chiave-doppia"},
		{"retention 0", act, func(d *agid.Document) { d.Retention = number(0) }, "conservazione"},
		{"retention 10000", act, func(d *agid.Document) { d.Retention = number(10000) }, "conservazione"},
		{"second version without change", act, func(d *agid.Document) { d.Version = "2" }, "tracciature-mancano"},
		{"version 1.1 without change", act, func(d *agid.Document) { d.Version = "1.1" }, "tracciature-mancano"},
		{"version in words", act, func(d *agid.Document) { d.Version = "finale" }, "versione"},
		{"correction of a first version", second, func(d *agid.Document) { d.Version = "1" }, "modifica-versione"},
		{"correction that changes no byte", second, func(d *agid.Document) { d.Change.Previous.Digest = d.ID.Digest }, "modifica-impronta"},
		{"change before registration", second, func(d *agid.Document) { d.Change.Date = "2013-10-29" }, "modifica-prima"},
		{"change of no kind", second, func(d *agid.Document) { d.Change.Kind = "Revoca" }, "modifica-tipo"},
		{"change without operator", second, func(d *agid.Document) { without(d, agid.RoleOperator) }, "ruolo-manca"},
		{"hexadecimal digest of the version before", second, func(d *agid.Document) { d.Change.Previous.Digest = strings.Repeat("ab", 32) }, "impronta-esadecimale"},
		{"attachment of nothing", enclosure, func(d *agid.Document) { d.Primary = nil }, "primario-manca"},
		{"attachment of itself", enclosure, func(d *agid.Document) { d.Primary.Identifier = d.ID.Identifier }, "primario-se-stesso"},
		{"act with a primary document", act, func(d *agid.Document) { id := d.Attachments.Entries[0].ID; d.Primary = &id }, "primario-con-allegati"},
		{"role in other words", act, func(d *agid.Document) {
			role(d, agid.RoleRegistering).Text = "AmministrazioneCheEffettuaLaRegistrazione"
		}, "ruolo-testo"},
		{"role of an impossible subject", act, func(d *agid.Document) { role(d, agid.RoleProducer).Subject = pf(d) }, "schema"},
		{"role of nobody", act, func(d *agid.Document) { role(d, agid.RoleProducer).Subject = nil }, "schema"},
		{"no registering office", act, func(d *agid.Document) { without(d, agid.RoleRegistering) }, "ruolo-manca"},
		{"no author", act, func(d *agid.Document) { without(d, agid.RoleAuthor) }, "ruolo-manca"},
		{"no producer", act, func(d *agid.Document) { without(d, agid.RoleProducer) }, "ruolo-manca"},
		{"no sender of a protocolled act", act, func(d *agid.Document) { without(d, agid.RoleSender) }, "ruolo-manca"},
		{"no recipient of what goes out", act, func(d *agid.Document) { without(d, agid.RoleRecipient) }, "ruolo-manca"},
		{"no roles at all", act, func(d *agid.Document) { d.Roles = nil }, "schema"},
		{"two responsible officers", act, func(d *agid.Document) { d.Roles = append(d.Roles, *role(d, agid.RoleRUP)) }, "ruolo-doppio"},
		{"responsible officer without case file", act, func(d *agid.Document) { d.Aggregations[0].Kind = agid.AggregationSeries }, "rup-senza-fascicolo"},
		{"tax code with a wrong last letter", act, func(d *agid.Document) { pf(d).TaxCode = "RSSMRA85T10A562X" }, "codice-fiscale"},
		{"tax code in small letters", act, func(d *agid.Document) { pf(d).TaxCode = "rssmra85t10a562s" }, "codice-fiscale"},
		{"VAT number with a wrong last digit", act, func(d *agid.Document) { role(d, agid.RoleRecipient).Subject.(*agid.PG).TaxCode = "00743110158" }, "partita-iva"},
		{"IPA code with a space", act, func(d *agid.Document) { pai(d).Administration.Code = "c b936" }, "ipa"},
		{"postal address for a digital one", act, func(d *agid.Document) { pai(d).Addresses[0] = "viale Stazione 42, Casarano" }, "indirizzo-digitale"},
		{"no digital address", act, func(d *agid.Document) { pai(d).Addresses = nil }, "schema"},
		{"signed envelope not signed", act, func(d *agid.Document) { d.FileName, d.Format.Name = "avviso.pdf.p7m", "application/pkcs7-mime" }, "verifica-firma"},
		{"timestamp envelope not stamped", act, func(d *agid.Document) { d.FileName, d.Verification.Signed = "avviso.pdf.tsd", true }, "verifica-marca"},
		{"copy of a document that was created", act, func(d *agid.Document) { d.Verification.CopyConform = true }, "verifica-copia"},
		{"image copy that is a sheet", received, func(d *agid.Document) {
			d.Verification.CopyConform, d.FileName, d.Format.Name = true, "elenco.csv", "text/csv"
		}, "verifica-copia-formato"},
		{"format of another file", act, func(d *agid.Document) { d.Format.Name = "text/html" }, "formato-nome"},
		{"file name with a folder", act, func(d *agid.Document) { d.FileName = `C:\atti\avviso.pdf` }, "nome-percorso"},
		{"file name without extension", act, func(d *agid.Document) { d.FileName = "avviso" }, "nome-estensione"},
		{"postal address in the segnatura", act, func(d *agid.Document) { d.ID.Signature = "Comune di Casarano, Piazza San Domenico 1 - 0001234" }, "segnatura-indirizzo"},
		{"segnatura of another number", act, func(d *agid.Document) { d.ID.Signature = "c_b936-AOO1-0009999-2013-10-30" }, "segnatura-numero"},
		{"segnatura without protocol", casarano, func(d *agid.Document) { d.ID.Signature = "c_b936-0001234" }, "segnatura-di-troppo"},
		{"protocol without segnatura", act, func(d *agid.Document) { d.ID.Signature = "" }, "segnatura-manca"},
		{"aggregation of no kind", act, func(d *agid.Document) { d.Aggregations[0].Kind = "Faldone" }, "aggregazione"},
		{"aggregation twice", act, func(d *agid.Document) { d.Aggregations = append(d.Aggregations, d.Aggregations[0]) }, "aggregazione-doppia"},
		{"no aggregation", act, func(d *agid.Document) { d.Aggregations = nil }, "schema"},
		{"blank subject", act, func(d *agid.Document) { d.Key.Subject = " " }, "manca"},
		{"control character", act, func(d *agid.Document) { d.Note = "a\x01b" }, "carattere"},
		{"broken UTF-8", act, func(d *agid.Document) { d.Note = "a\xff" }, "carattere"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := agid.Make(c.facts())
			none(t, agid.Check(d))
			c.plant(d)
			problems := agid.Check(d)
			for _, p := range problems {
				if p.Path == "" || !strings.HasSuffix(p.What, ".") || !strings.HasSuffix(p.Why, ".") || !strings.HasSuffix(p.Repair, ".") {
					t.Errorf("not a whole message: %+v", p)
				}
				if p.Rule == c.rule {
					return
				}
			}
			t.Errorf("no problem %s among %v", c.rule, problems)
		})
	}
}

func TestCheck_TaxCodes(t *testing.T) {
	for code, want := range map[string]bool{
		"RSSMRA85T10A562S": true, "RSSMRA85T10A562T": false, "RSSMRA85F10A562S": false, "RSSMRA85T10A562": false,
		"RSSMRA85T10A56NH": true, "ÀSSMRA85T10A562": false, "": false,
	} {
		if got := agid.PersonCode(code); got != want {
			t.Errorf("PersonCode(%q) = %t", code, got)
		}
	}
	for code, want := range map[string]bool{"00743110157": true, "00743110175": false, "0074311015": false, "0074311015A": false} {
		if got := agid.BodyCode(code); got != want {
			t.Errorf("BodyCode(%q) = %t", code, got)
		}
	}
}

func TestCheck_KnowsPostalAddresses(t *testing.T) {
	for s, want := range map[string]bool{
		"c_b936-AOO1-0001234-2013-10-30":                    false,
		"Comune di Piazza Armerina-PROT-0001234-2013-10-30": false,
		"Comune di Casarano prot. n. 12345 del 02/03/2026":  false,
		"Comune di Piazza Armerina n. 12345 del 02/03/2026": true, // five digits after a street are a postcode
		"Comune di Casarano, Piazza San Domenico, 1":        true,
		"Ambito, via Stazione":                              true,
		"Comune di Casarano 73042 (LE)":                     true,
		"Largo Mercato s.n.c.":                              true,
	} {
		if got := agid.Postal(s); got != want {
			t.Errorf("Postal(%q) = %t", s, got)
		}
	}
}

func TestCheckTogether_HoldsActAndAttachments(t *testing.T) {
	pack := func() []*agid.Document {
		f := act()
		f.Attachments = f.Attachments[:1]
		a := enclosure()
		a.ID, a.Digest = "scheda", [32]byte{1}
		a.Primary = &agid.Reference{ID: f.ID, Digest: f.Digest}
		return []*agid.Document{agid.Make(f), agid.Make(a)}
	}
	none(t, agid.CheckTogether(pack()))
	for _, c := range []struct {
		rule  string
		plant func(d []*agid.Document) []*agid.Document
	}{
		{"allegato-manca", func(d []*agid.Document) []*agid.Document { return d[:1] }},
		{"primario-fuori", func(d []*agid.Document) []*agid.Document { return d[1:] }},
		{"primario-manca", func(d []*agid.Document) []*agid.Document { d[1].Primary = nil; return d }},
		{"primario-di-troppo", func(d []*agid.Document) []*agid.Document { d[0].Attachments = agid.Attachments{}; return d }},
		{"primario-impronta", func(d []*agid.Document) []*agid.Document { d[1].Primary.Digest = d[1].ID.Digest; return d }},
		{"allegato-impronta", func(d []*agid.Document) []*agid.Document { d[1].ID.Digest = d[0].ID.Digest; return d }},
		{"identificativo-doppio", func(d []*agid.Document) []*agid.Document { return append(d, d[1]) }},
	} {
		problems := agid.CheckTogether(c.plant(pack()))
		if len(problems) == 0 || problems[0].Rule != c.rule {
			t.Errorf("%s: got %v", c.rule, problems)
		}
	}
}
