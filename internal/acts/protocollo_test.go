package acts_test

import (
	"errors"
	"strings"
	"testing"

	"concerta/internal/acts"
	"concerta/internal/doc"
	"concerta/internal/process"
)

func memorandum(t *testing.T, p *process.Process) *doc.Document {
	t.Helper()
	return actOf(t, p, jobOf(t, p, acts.Memorandum, ""), acts.Options{})
}

func TestMemorandum_NamesPartiesWithTheirDelegations(t *testing.T) {
	saying(t, wordsOf(t, memorandum(t, whole(t))), []string{
		"TRA - Consorzio di Prova, in persona di Ada Neri, Direttrice; E - Sindacato ESEMPIO, in persona di Pia Verdi, Segretaria provinciale (delega: delega del 3 novembre 2025); - Unione ESEMPIO, in persona di Teo Neri; ",
		"- che lo schema del presente Protocollo è approvato con deliberazione ESEMPIO n. 1/2025; - le parti riconoscono",
		"Prova, 11 novembre 2025",
	}, nil)
}

func TestMemorandum_NumbersItsArticles(t *testing.T) {
	saying(t, wordsOf(t, memorandum(t, whole(t))), []string{
		"Art. 1 – Oggetto Il Protocollo regola il confronto. Art. 2 Le parti si incontrano: - ogni sei mesi; - su richiesta.",
	}, []string{"Art. 3"})
}

func TestMemorandum_LateAndReservedSignaturesAreSaid(t *testing.T) {
	p := whole(t)
	p.Memorandum.Parties = append(p.Memorandum.Parties, process.MemorandumParty{Name: "Terza ESEMPIO", Later: true, Reservation: "Con\nriserva."})
	saying(t, wordsOf(t, memorandum(t, p)), []string{
		"- Sindacato ESEMPIO: firma con la riserva riportata nell'Allegato 1.", "- Unione ESEMPIO: firma in un momento successivo",
		"- Terza ESEMPIO: firma in un momento successivo; la data della firma è riportata accanto alla firma stessa, con la riserva riportata nell'Allegato 2.",
		"Allegato 1 – Riserva di Sindacato ESEMPIO Sull’art. 2 resta", "Allegato 2 – Riserva di Terza ESEMPIO Con riserva.",
	}, nil)
	for i := range p.Memorandum.Parties {
		p.Memorandum.Parties[i].Later, p.Memorandum.Parties[i].Reservation = false, ""
	}
	saying(t, wordsOf(t, memorandum(t, p)), nil, []string{"riserv", "successiv", "Allegato"})
}

// TestMemorandum_LateSignatureByHandHasRoomForItsDate as the act says; one in
// digital form has the date in it.
func TestMemorandum_LateSignatureByHandHasRoomForItsDate(t *testing.T) {
	p := whole(t)
	for _, c := range []struct {
		mode process.SignMode
		want string
	}{{process.Digital, ""}, {process.ByHand, "Data ____________"}} {
		for i := range p.Memorandum.Parties {
			p.Memorandum.Parties[i].Mode = c.mode
		}
		for _, s := range signaturesOf(memorandum(t, p)) {
			want := ""
			if s.Who == "Teo Neri" { // who signs later
				want = c.want
			}
			if s.Note != want {
				t.Errorf("%s, %s: under the signature %q, want %q", s.Who, c.mode, s.Note, want)
			}
		}
	}
}

func TestMemorandum_OfficeSignsFirstWhereverItIsListed(t *testing.T) {
	p := whole(t)
	m := p.Memorandum
	m.Parties[0], m.Parties[1] = m.Parties[1], m.Parties[0]
	var got []string
	for _, s := range signaturesOf(memorandum(t, p)) {
		got = append(got, s.Name+" "+s.Role+" "+s.Who)
	}
	want := "firma_parte_2 Consorzio di Prova – Direttrice Ada Neri|firma_parte_1 Sindacato ESEMPIO – Segretaria provinciale Pia Verdi|firma_parte_3 Unione ESEMPIO Teo Neri"
	if s := strings.Join(got, "|"); s != want {
		t.Errorf("signatures %s", s)
	}
}

func TestMemorandum_PublicBodiesPromoteIt(t *testing.T) {
	p := whole(t)
	p.Organizations[1].Kind = process.HealthAuthority
	p.Memorandum.Parties = append(p.Memorandum.Parties, process.MemorandumParty{Organization: "liceo"})
	saying(t, wordsOf(t, memorandum(t, p)), []string{"Direttrice; - Liceo ESEMPIO; E - Sindacato"}, nil)
}

func TestMemorandum_TitleIsSaidOnce(t *testing.T) {
	for title, want := range map[string]string{
		"“Protocollo d'Intesa su strumenti e metodi”": "Protocollo d’intesa – su strumenti e metodi",
		"Strumenti e metodi":                          "Protocollo d’intesa – Strumenti e metodi",
		"Protocollo d’Intesa":                         "Protocollo d’intesa",
		"":                                            "Protocollo d’intesa",
	} {
		p := whole(t)
		p.Memorandum.Title = title
		if d := memorandum(t, p); d.Meta.Title != want {
			t.Errorf("%q makes the title %q", title, d.Meta.Title)
		}
	}
}

func TestMemorandum_EmptyIsADraftToComplete(t *testing.T) {
	p := small()
	p.Memorandum = &process.Memorandum{}
	saying(t, wordsOf(t, memorandum(t, p)), []string{"Consorzio di Prova;", "le organizzazioni sindacali che lo sottoscrivono;", "Art. 1 – Oggetto", "Art. 9 – Disposizioni finali", "data _______________"}, []string{"PREMESSO"})
}

func TestMemorandum_NoneIsNoAct(t *testing.T) {
	if jobs, err := acts.Jobs(small(), acts.Memorandum); err != nil || len(jobs) != 0 {
		t.Errorf("jobs %v, error %v", jobs, err)
	}
	if _, err := acts.NewMemorandumView(small()); !errors.Is(err, acts.ErrNoAct) {
		t.Errorf("error %v", err)
	}
	p := whole(t)
	p.Memorandum.Parties[1].Organization = "mai"
	if _, err := acts.NewMemorandumView(p); !errors.Is(err, acts.ErrNoAct) {
		t.Errorf("a union that is not there: error %v", err)
	}
}
