package acts_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"concerta/internal/acts"
	"concerta/internal/doc"
	"concerta/internal/process"
	"concerta/internal/richtext"
)

// saying fails when an act does not say what it should, or says what it should
// not.
func saying(t *testing.T, words string, want, not []string) {
	t.Helper()
	for _, w := range want {
		if !strings.Contains(words, w) {
			t.Errorf("no %q in:\n%s", w, words)
		}
	}
	for _, w := range not {
		if strings.Contains(words, w) {
			t.Errorf("%q in:\n%s", w, words)
		}
	}
}

func fieldsOf(d *doc.Document) map[string]doc.Field {
	fields := map[string]doc.Field{}
	doc.Walk(d.Blocks, func(b doc.Block) {
		if f, ok := b.(*doc.Field); ok {
			fields[f.Name] = *f
		}
	}, nil)
	return fields
}

func signaturesOf(d *doc.Document) []doc.Signature {
	var list []doc.Signature
	doc.Walk(d.Blocks, func(b doc.Block) {
		if s, ok := b.(*doc.Signatures); ok {
			list = append(list, s.Items...)
		}
	}, nil)
	return list
}

func form(t *testing.T, p *process.Process, body string) *doc.Document {
	t.Helper()
	return actOf(t, p, jobOf(t, p, acts.AdhesionForm, body), acts.Options{})
}

// Forms that come back are read by these names: one that changes needs a new
// version of the form.
func TestForm_NamesOfItsFieldsAreStable(t *testing.T) {
	p := whole(t)
	p.Form.BirthData = true
	var got []string
	doc.Walk(form(t, p, "").Blocks, func(b doc.Block) {
		if f, ok := b.(*doc.Field); ok {
			got = append(got, f.Name)
		}
	}, nil)
	want := strings.Fields(`dichiarante_nome dichiarante_ruolo dichiarante_nascita_luogo dichiarante_nascita_data
		ente_tipo ente_nome ente_codice_fiscale ente_runts ente_sede ente_pec ente_email ente_telefono ente_comuni
		delegato_1_nome delegato_1_telefono delegato_1_email delegato_2_nome delegato_2_telefono delegato_2_email
		tavolo_1 tavolo_2 proposta privacy luogo data`)
	if !slices.Equal(got, want) {
		t.Errorf("fields\n%v, want\n%v", got, want)
	}
}

func TestForm_EveryFieldHasLabelAndHint(t *testing.T) {
	for name, f := range fieldsOf(form(t, whole(t), "aurora")) {
		if f.Label == "" || f.Hint == "" || strings.Contains(name, ".") {
			t.Errorf("field %+v", f)
		}
		if f.Required != strings.HasSuffix(f.Label, " *") {
			t.Errorf("field %q is required %v and its label is %q", name, f.Required, f.Label)
		}
	}
}

func TestForm_BlankHoldsNobodysData(t *testing.T) {
	for name, f := range fieldsOf(form(t, whole(t), "")) {
		if f.Value != "" || f.Checked {
			t.Errorf("field %q of a blank form holds %q, %v", name, f.Value, f.Checked)
		}
	}
}

func TestForm_PrefilledHoldsWhatIsKnownOfTheBody(t *testing.T) {
	fields := fieldsOf(form(t, whole(t), "aurora"))
	for name, want := range map[string]string{
		"dichiarante_nome": "Eva Rossi", "dichiarante_ruolo": "Presidente",
		"ente_nome": "Associazione Aurora ESEMPIO", "ente_tipo": "associazione di promozione sociale (APS)",
		"ente_codice_fiscale": "90000000001", "ente_runts": "12345", "ente_comuni": "Prova, Esempio",
		"delegato_1_nome": "Ugo Blu", "delegato_1_email": "ugo@example.org", "delegato_2_nome": "", "proposta": "Un centro diurno.",
	} {
		if f := fields[name]; f.Value != want {
			t.Errorf("%s holds %q, want %q", name, f.Value, want)
		}
	}
	if fields["tavolo_1"].Checked || !fields["tavolo_2"].Checked {
		t.Error("the tables checked are not those chosen")
	}
}

func TestForm_OffersEveryKindOfBodyAndCitizens(t *testing.T) {
	for _, kind := range []process.OrganizationKind{
		process.Volunteering, process.SocialPromotion, process.SocialCoop, process.SocialFirm, process.Foundation, process.ReligiousBody, process.School,
		process.HealthAuthority, process.TradeUnion, process.TradeBody, process.ProfessionBody, process.PublicBody, process.OtherBody,
	} {
		p := whole(t)
		p.Organizations[0].Kind = kind
		f := fieldsOf(form(t, p, "aurora"))["ente_tipo"]
		if f.Value == "" || !slices.Contains(f.Options, f.Value) {
			t.Errorf("kind %q is offered as %q among %q", kind, f.Value, f.Options)
		}
		if !slices.Contains(f.Options, "cittadino o cittadina") {
			t.Errorf("no citizens among %q", f.Options)
		}
	}
}

func TestForm_DeclarationsOnlyWhereTheProcessAsks(t *testing.T) {
	p := whole(t)
	saying(t, wordsOf(t, form(t, p, "aurora")), nil, []string{"445/2000", "sottoscritt", "documento di identità", "nascita"})
	p.Form = process.FormOptions{Declarations: []richtext.Text{rich(t, "di non avere scopo di lucro;")}, IdentityCopy: true}
	for body, who := range map[string]string{"aurora": "La sottoscritta, ai", "liceo": "Il sottoscritto, ai", "": "Il/La sottoscritto/a, ai"} {
		saying(t, wordsOf(t, form(t, p, body)), []string{
			who, "articoli 46 e 47 del D.P.R. 445/2000", "art. 76", "di non avere scopo di lucro;",
			"va firmata (art. 38, comma 3, del D.P.R. 445/2000). Si allega copia",
		}, nil)
	}
}

func TestForm_SaysDeadlineChannelsAndInstructionsOnce(t *testing.T) {
	p := whole(t)
	saying(t, wordsOf(t, form(t, p, "")), []string{"entro e non oltre le ore 12.00 del 5 novembre 2025, nel modo seguente", "(PEC), all'indirizzo consorzio@pec.example.org"}, nil)
	p.Form.Instructions = []richtext.Text{rich(t, "Si invia a consorzio@pec.example.org entro le {scadenza}.")}
	saying(t, wordsOf(t, form(t, p, "")), []string{"Si invia a"}, []string{"Come aderire"})
}

func TestForm_PrivacyIsAskedOnlyWithItsNotice(t *testing.T) {
	p := whole(t)
	if f := fieldsOf(form(t, p, ""))["privacy"]; f.Kind != doc.FieldCheck || !f.Required {
		t.Errorf("field %+v", f)
	}
	p.Privacy = nil
	if _, there := fieldsOf(form(t, p, ""))["privacy"]; there {
		t.Error("people are asked to say they have read what is not there")
	}
}

func TestForm_CodeTellsProcessVersionAndBody(t *testing.T) {
	for body, want := range map[string]string{"": "prova/scheda/v1", "aurora": "prova/scheda/v1/aurora"} {
		d := form(t, whole(t), body)
		var got []string
		doc.Walk(d.Blocks, func(b doc.Block) {
			if c, ok := b.(*doc.Code); ok {
				got = append(got, c.Data, c.Text)
			}
		}, nil)
		if !slices.Equal(got, []string{want, want}) {
			t.Errorf("codes %q, want %q", got, want)
		}
	}
}

func TestForm_OfTwelveTablesNoneAndAnEmptyProcess(t *testing.T) {
	p := whole(t)
	for n := 3; n <= 12; n++ {
		p.Tables = append(p.Tables, process.ThematicTable{Number: n, Name: strings.Repeat("nome lungo ", 11)})
	}
	if f := fieldsOf(form(t, p, "")); f["tavolo_12"].Kind != doc.FieldCheck {
		t.Errorf("field %+v", f["tavolo_12"])
	}
	saying(t, wordsOf(t, form(t, small(), "")), []string{"SCHEDA DI ADESIONE"}, []string{"Tavol"})
}

func TestForm_DelegateOfTheAdhesionComesFirst(t *testing.T) {
	p := whole(t)
	p.Adhesions[0].Delegate = "Zoe Neri"
	f := fieldsOf(form(t, p, "aurora"))
	if f["delegato_1_nome"].Value != "Zoe Neri" || f["delegato_2_nome"].Value != "Ugo Blu" {
		t.Errorf("delegates %q and %q", f["delegato_1_nome"].Value, f["delegato_2_nome"].Value)
	}
}

func TestForm_OfNobodyIsNoAct(t *testing.T) {
	if _, err := acts.NewAdhesionFormView(whole(t), "mai"); !errors.Is(err, acts.ErrNoAct) {
		t.Errorf("error %v", err)
	}
}

func TestForm_LargePrint(t *testing.T) {
	p := whole(t)
	if d := actOf(t, p, jobOf(t, p, acts.AdhesionForm, ""), acts.Options{Large: true}); !d.Large {
		t.Error("the form is not in large print")
	}
}
