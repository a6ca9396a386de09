package agid_test

import (
	"crypto/sha256"
	"strings"
	"time"

	"pgregory.net/rapid"

	"concerta/internal/archive/agid"
)

// words are texts that break what quotes badly, or something plain; never blank.
func words() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		s := rapid.SampledFrom([]string{
			"Avviso pubblico", "Piano di Zona «2014-2016»", `<Oggetto>&amp;"'</Oggetto>`, "]]><!-- ", "a\x00b\x07c", "riga\r\nriga\ttab",
			"non\u00a0stacca", "\xff\xfeUTF-8 rotto", "\ufffe\uffff fine", "è perché ’ – €", "\U0001f600", "&#x41;", "  spazi  ", "\u202egira", "{{.}}",
			"non disponibile", strings.Repeat("lungo ", 400),
		}).Draw(t, "hostile")
		return s + rapid.StringOfN(rapid.Rune(), 0, 12, -1).Draw(t, "chance")
	})
}

func maybe(g *rapid.Generator[string]) *rapid.Generator[string] {
	return rapid.OneOf(rapid.Just(""), rapid.Just(" \t"), g)
}

func digest() *rapid.Generator[[sha256.Size]byte] {
	return rapid.Map(rapid.Uint64(), func(n uint64) [sha256.Size]byte {
		return sha256.Sum256([]byte{byte(n), byte(n >> 8), byte(n >> 16), byte(n >> 24), byte(n >> 32), byte(n >> 40)})
	})
}

func person() *rapid.Generator[agid.Person] {
	return rapid.Custom(func(t *rapid.T) agid.Person {
		p := agid.Person{
			Name:     rapid.SampledFrom([]string{"Dott.ssa Antonella FERRARO", "Gianni De Luca", "demo", "<&>", "D’Alò Chiara"}).Draw(t, "name"),
			TaxCode:  rapid.SampledFrom([]string{"", "", "rssmra85t10a562s", "RSSMRA85T10A562S", "RSSMRA85T10A56NH"}).Draw(t, "code"),
			OfOffice: rapid.Bool().Draw(t, "ofOffice"),
		}
		if rapid.Bool().Draw(t, "apart") {
			p.Surname, p.Given = words().Draw(t, "surname"), maybe(words()).Draw(t, "given")
		}
		return p
	})
}

func address() *rapid.Generator[string] {
	return rapid.SampledFrom([]string{"", "ambito@pec.example.it", " protocollo@pec.comune.example.it ", "o'brien&figli@example.org"})
}

func party() *rapid.Generator[agid.Party] {
	return rapid.Custom(func(t *rapid.T) agid.Party {
		p := agid.Party{Addresses: rapid.SliceOfN(address(), 0, 2).Draw(t, "addresses")}
		if rapid.Bool().Draw(t, "person") {
			q := person().Draw(t, "who")
			p.Person = &q
			return p
		}
		p.Body = words().Draw(t, "body")
		p.TaxCode = rapid.SampledFrom([]string{"", "00743110157", " 00743110157"}).Draw(t, "code")
		return p
	})
}

func when(from, to int) *rapid.Generator[time.Time] {
	return rapid.Map(rapid.Int64Range(0, int64(to-from)*365*86400), func(s int64) time.Time {
		return time.Date(from, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(s) * time.Second)
	})
}

func entry() *rapid.Generator[*agid.Entry] {
	return rapid.Custom(func(t *rapid.T) *agid.Entry {
		return &agid.Entry{
			Code:   rapid.StringMatching(`[A-Za-z0-9_.\-]{1,16}`).Draw(t, "code"),
			Number: rapid.OneOf(rapid.IntRange(1, 20), rapid.IntRange(1, 1<<40)).Draw(t, "number"),
			When:   when(1990, 2040).Draw(t, "when"),
		}
	})
}

func ipa() *rapid.Generator[agid.IPA] {
	return rapid.Custom(func(t *rapid.T) agid.IPA {
		return agid.IPA{Name: maybe(words()).Draw(t, "name"), Code: rapid.SampledFrom([]string{"", "c_b936", "AOO1", "UF4X2Q"}).Draw(t, "code")}
	})
}

func reference(id string) *rapid.Generator[agid.Reference] {
	return rapid.Custom(func(t *rapid.T) agid.Reference {
		return agid.Reference{ID: id, Digest: digest().Draw(t, "digest"), Segnatura: rapid.SampledFrom([]string{"", "c_b936-AOO1-0000012-2026-03-02"}).Draw(t, "segnatura")}
	})
}

// facts are those of any act, attachment or received document that the archive
// may register: hostile, but with what cannot be made up.
func facts() *rapid.Generator[agid.Facts] {
	return rapid.Custom(func(t *rapid.T) agid.Facts {
		f := agid.Facts{
			ID: "0197a1c2-7d7e-7b3c-9d7e-3a4b5c6d7e8f", Digest: digest().Draw(t, "digest"),
			Software:    agid.Software{Name: "concerta", Version: maybe(words()).Draw(t, "version"), Maker: maybe(words()).Draw(t, "maker")},
			Kind:        words().Draw(t, "kind"),
			Subject:     words().Draw(t, "subject"),
			Keywords:    rapid.SliceOfN(maybe(words()), 0, 8).Draw(t, "keywords"),
			Signatories: rapid.SliceOfN(person(), 0, 3).Draw(t, "signatories"),
			Authors:     rapid.SliceOfN(party(), 0, 2).Draw(t, "authors"),
			Flow:        rapid.SampledFrom([]string{agid.FlowIn, agid.FlowOut, agid.FlowInternal}).Draw(t, "flow"),
			Reserved:    rapid.Bool().Draw(t, "reserved"),
			CaseFile:    maybe(words()).Draw(t, "caseFile"),
			Note:        maybe(words()).Draw(t, "note"),
			Office: agid.Office{
				Name: maybe(words()).Draw(t, "office"), Code: rapid.SampledFrom([]string{"", "c_b936", "m_dg"}).Draw(t, "ipa"),
				TaxCode: rapid.SampledFrom([]string{"", "00743110157"}).Draw(t, "tax"), Area: ipa().Draw(t, "area"), Unit: ipa().Draw(t, "unit"),
				Addresses: rapid.SliceOfN(address(), 0, 3).Draw(t, "addresses"),
			},
			Classification: agid.Classification{
				Index: maybe(words()).Draw(t, "index"), Description: maybe(words()).Draw(t, "description"), Plan: maybe(words()).Draw(t, "plan"),
			},
			RetentionYears: rapid.SampledFrom([]int{0, 1, 10, agid.Permanent}).Draw(t, "retention"),
			Recipients:     rapid.SliceOfN(party(), 0, 3).Draw(t, "recipients"),
			Version:        rapid.IntRange(0, 4).Draw(t, "versionNumber"),
		}
		f.FileName, f.MIME = "avviso <&>\"'.pdf", "application/pdf"
		f.Verification.Signed = rapid.Bool().Draw(t, "signed")
		f.Verification.Sealed = rapid.Bool().Draw(t, "sealed")
		f.Verification.Timestamped = rapid.Bool().Draw(t, "timestamped")
		f.Verification.CopyConform = rapid.Bool().Draw(t, "copy")
		if f.Verification.Signed && rapid.Bool().Draw(t, "p7m") {
			f.FileName, f.MIME = "avviso.pdf.p7m", "application/pkcs7-mime"
		}
		if rapid.Bool().Draw(t, "operator") {
			f.Operator = person().Draw(t, "operatorName")
		}
		if rapid.Bool().Draw(t, "rup") {
			f.Responsible = person().Draw(t, "rupName")
		}
		if f.Flow == agid.FlowIn {
			p := party().Draw(t, "sender")
			f.Sender = &p
		}
		f.Repertory = entry().Draw(t, "repertory")
		if rapid.Bool().Draw(t, "protocolled") {
			f.Protocol = entry().Draw(t, "protocol")
			if rapid.Bool().Draw(t, "ours") {
				f.Repertory = nil
			}
		}
		if rapid.IntRange(0, 3).Draw(t, "attachment") == 0 {
			r := reference("0197a1c2-0000-7b3c-9d7e-3a4b5c6d7e8f").Draw(t, "primary")
			f.Primary, f.Kind = &r, "Allegato"
		} else {
			for i := range rapid.IntRange(0, 20).Draw(t, "attachments") {
				f.Attachments = append(f.Attachments, agid.Enclosure{
					Reference:   reference("allegato-"+string(rune('a'+i))).Draw(t, "enclosure"),
					Description: maybe(words()).Draw(t, "what"),
				})
			}
		}
		f.Changes = changes(f.Version).Draw(t, "changes")
		return f
	})
}

// changes are those that lead to a version, and perhaps an annulment after it.
func changes(version int) *rapid.Generator[[]agid.Amendment] {
	return rapid.Custom(func(t *rapid.T) []agid.Amendment {
		var list []agid.Amendment
		at := time.Date(2050, 1, 1, 0, 0, 0, 0, time.UTC) // past any registration
		for range version - 1 {
			at = at.Add(time.Duration(rapid.IntRange(0, 1e6).Draw(t, "later")) * time.Second)
			r := reference("versione-prima").Draw(t, "previous")
			r.Digest[0], r.Digest[31] = 'p', 'r' // never the digest of the version itself
			list = append(list, agid.Amendment{
				Kind:   rapid.SampledFrom([]string{agid.ChangeCorrection, agid.ChangeIntegration}).Draw(t, "kind"),
				Author: person().Draw(t, "author"), When: at, Previous: &r,
			})
		}
		if rapid.IntRange(0, 3).Draw(t, "annulled") == 0 {
			list = append(list, agid.Amendment{
				Kind:   rapid.SampledFrom([]string{agid.ChangeAnnulment, agid.ChangeAnnotation}).Draw(t, "end"),
				Author: person().Draw(t, "author"), When: at.Add(time.Hour),
			})
		}
		return list
	})
}
