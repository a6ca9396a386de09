package agid_test

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"concerta/internal/archive/agid"
	"concerta/internal/fault"
)

func TestRead_GivesBackWhatWasWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := agid.Make(facts().Draw(t, "facts"))
		d.Note += rapid.SampledFrom([]string{"", "\r\n\t ]]>", " \n"}).Draw(t, "raw") // as a stranger may write
		first := xml(t, d)
		back, err := agid.Read(first)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(d, back); diff != "" {
			t.Fatal(diff)
		}
		if again := xml(t, back); !bytes.Equal(first, again) {
			t.Fatalf("written twice:\n%s\n%s", first, again)
		}
	})
}

func TestRead_RefusesWhatIsNotInTheSchema(t *testing.T) {
	good := string(xml(t, agid.Make(casarano())))
	swap := func(old, with string) string {
		if !strings.Contains(good, old) {
			t.Fatalf("the sample has no %s", old)
		}
		return strings.Replace(good, old, with, 1)
	}
	for name, src := range map[string]string{
		"nothing":                   "",
		"unknown element":           swap("<Riservato>", "<Segreto>x</Segreto><Riservato>"),
		"unknown element at an end": swap("</Verifica>", "<Altro>true</Altro></Verifica>"),
		"element missing":           swap("<Riservato>false</Riservato>", ""),
		"elements in another order": swap("<TipologiaDocumentale>Avviso pubblico</TipologiaDocumentale>", "") + "<!-- -->",
		"element twice":             swap("<Riservato>false</Riservato>", "<Riservato>false</Riservato><Riservato>false</Riservato>"),
		"attribute":                 swap("<Riservato>", `<Riservato id="1">`),
		"namespace":                 swap("<DocumentoAmministrativoInformatico>", `<DocumentoAmministrativoInformatico xmlns="urn:x">`),
		"prefix":                    swap("<Riservato>false</Riservato>", "<a:Riservato>false</a:Riservato>"),
		"DTD":                       swap("<DocumentoAmministrativoInformatico>", `<!DOCTYPE x [<!ENTITY e "x">]><DocumentoAmministrativoInformatico>`),
		"entity":                    swap("casarano-2013", "&e;"),
		"comment":                   swap("<Riservato>", "<!-- --><Riservato>"),
		"comment inside a text":     swap("casarano-2013", "casarano<!-- -->-2013"),
		"processing instruction":    swap("<Riservato>", "<?php ?><Riservato>"),
		"second declaration":        swap("<Riservato>", `<?xml version="1.0"?><Riservato>`),
		"other encoding":            swap("UTF-8", "ISO-8859-1"),
		"text between elements":     swap("<Riservato>", "x<Riservato>"),
		"element in a text":         swap("casarano-2013", "<b>casarano</b>"),
		"something after the end":   good + "<x/>",
		"text after the end":        good + "x",
		"cut":                       good[:len(good)/2],
		"boolean 1":                 swap("<Riservato>false", "<Riservato>1"),
		"boolean in capitals":       swap("<Riservato>false", "<Riservato>FALSE"),
		"number with a sign":        swap("<NumeroAllegati>0", "<NumeroAllegati>+0"),
		"number in words":           swap("<NumeroAllegati>0", "<NumeroAllegati>nessuno"),
		"number too long":           swap("<NumeroAllegati>0", "<NumeroAllegati>99999999999999999999"),
		"role of a wrong subject":   swap("<SW>\n          <DenominazioneSistema>concerta 0.1</DenominazioneSistema>\n        </SW>", "<PG/>"),
		"unknown role":              swap("<Operatore>", "<Notaio>"),
		"no register":               swap("<Repertorio_Registro>", "<Repertorio>"),
		"null character":            swap("casarano-2013", "&#0;"),
		"too long":                  good + strings.Repeat(" ", agid.MaxSize),
	} {
		t.Run(name, func(t *testing.T) {
			_, err := agid.Read([]byte(src))
			if !errors.Is(err, agid.ErrInvalid) || fault.Repair(err) == "" {
				t.Errorf("err = %v, want ErrInvalid with a repair", err)
			}
		})
	}
}

func TestRead_NamesTheLine(t *testing.T) {
	src := strings.Replace(string(xml(t, agid.Make(casarano()))), "<Riservato>false</Riservato>", "<Segreto/>", 1)
	_, err := agid.Read([]byte(src))
	want := "riga 109: manca «Riservato», e al suo posto c'è «Segreto»"
	if err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("err = %v, want %s", err, want)
	}
}

// A text in many pieces, each of them short, must not cost the square of its length:
// this one would keep the tests for hours.
func TestRead_TextInPiecesIsNotSlow(t *testing.T) {
	pieces := strings.Repeat("<![CDATA[x]]>", 500_000)
	src := strings.Replace(string(xml(t, agid.Make(casarano()))), "casarano-2013", pieces, 1)
	if _, err := agid.Read([]byte(src)); err != nil {
		t.Fatal(err)
	}
}

func TestWrite_RefusesWhatXMLCannotSay(t *testing.T) {
	for name, plant := range map[string]func(*agid.Document){
		"control character": func(d *agid.Document) { d.Note = "a\x00b" },
		"broken UTF-8":      func(d *agid.Document) { d.Key.Subject = "\xff" },
		"U+FFFE":            func(d *agid.Document) { d.FileName = "\ufffe" },
		"no roles":          func(d *agid.Document) { d.Roles = nil },
		"no register":       func(d *agid.Document) { d.Registration.Repertory = nil },
		"unknown role":      func(d *agid.Document) { d.Roles[0].Kind = "Notaio" },
		"role of nobody":    func(d *agid.Document) { d.Roles[0].Subject = nil },
		"no address":        func(d *agid.Document) { pai(d).Addresses = nil },
	} {
		t.Run(name, func(t *testing.T) {
			d := agid.Make(casarano())
			plant(d)
			var b bytes.Buffer
			if err := agid.Write(&b, d); !errors.Is(err, agid.ErrInvalid) || b.Len() > 0 {
				t.Errorf("err = %v, %d bytes written", err, b.Len())
			}
		})
	}
}

func TestWrite_TellsThatTheWriterFailed(t *testing.T) {
	r, w := io.Pipe()
	_ = r.CloseWithError(io.ErrShortWrite)
	if err := agid.Write(w, agid.Make(casarano())); !errors.Is(err, io.ErrShortWrite) {
		t.Errorf("err = %v", err)
	}
}

func FuzzRead(f *testing.F) {
	for i := range 8 {
		f.Add(xml(f, agid.Make(facts().Example(i))))
	}
	f.Add([]byte("<DocumentoAmministrativoInformatico/>"))
	f.Fuzz(func(t *testing.T, src []byte) {
		d, err := agid.Read(src)
		if err != nil {
			return
		}
		agid.Check(d)
		agid.Missing(d)
		back, err := agid.Read(xml(t, d))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(d, back); diff != "" {
			t.Fatal(diff)
		}
	})
}
