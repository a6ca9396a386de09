package acts_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"concerta/internal/acts"
	"concerta/internal/doc"
	"concerta/internal/process"
)

func minutes(t *testing.T, p *process.Process, meeting string) *doc.Document {
	t.Helper()
	return actOf(t, p, jobOf(t, p, acts.Minutes, meeting), acts.Options{})
}

func TestMinutes_OpenInLetters(t *testing.T) {
	saying(t, wordsOf(t, minutes(t, whole(t), "apertura")), []string{
		"VERBALE N. 3", "L'anno duemilaventicinque, il giorno sei del mese di novembre, alle ore 15.40, presso Auditorium comunale – Prova, si è tenuta la riunione «prima sessione» del percorso «Prova».",
		"La riunione è stata convocata con l’avviso pubblico.", "Presiede la riunione Ada Neri, Direttrice. Redige il verbale Leo Rosa, Segretario.",
	}, []string{"___ presenti", "Traccia"})
}

func TestMinutes_SayEveryPoint(t *testing.T) {
	saying(t, wordsOf(t, minutes(t, whole(t), "apertura")), []string{
		"Il verbale della riunione precedente è approvato senza osservazioni. 1. Presentazione del percorso Intervengono: Ada Neri, Viola Gino. Si presenta il percorso. Segue il dibattito. Esito: si prende atto.",
		"2. Apertura dei tavoli Esito: proposta «Centro diurno». Da fare: scrivere il progetto, entro il 1° dicembre 2025.",
		"- alle ore 16.00 entra Bianchi Ivo; - alle ore 17.00 esce Viola Gino.",
		"Tavolo 1: Infanzia - Nido serale (proposta di Gino Viola)", "Tavolo 2: Anziani - Centro diurno (proposta di Associazione Aurora ESEMPIO): Un centro per anziani soli.",
		"Allegati 1. registro delle presenze.", "chiusa la riunione alle ore 18.10. Letto, confermato e sottoscritto.",
	}, []string{"Di un altro giorno"})
}

func TestMinutes_EveryOutcomeHasItsWords(t *testing.T) {
	for outcome, want := range map[process.MinutesOutcome]string{
		process.Noted: "Esito: si prende atto.", process.Shared: "Esito: condiviso.", process.Proposed: "Esito: proposta.",
		process.Deferred: "Esito: rinviato.", process.Approved: "Esito: approvato.", process.Dissent: "Esito: dissenso.", process.NoOutcome: "",
	} {
		p := whole(t)
		p.Minutes[0].Items = []process.MinutesItem{{Title: "Punto", Outcome: outcome}}
		if want != "" {
			saying(t, wordsOf(t, minutes(t, p, "apertura")), []string{want}, nil)
			continue
		}
		saying(t, wordsOf(t, minutes(t, p, "apertura")), nil, []string{"Esito"})
	}
}

func TestMinutes_TotalsAreThoseOfTheRegister(t *testing.T) {
	p := whole(t)
	v, err := acts.NewMinutesView(p, "apertura")
	if err != nil {
		t.Fatal(err)
	}
	if len(v.Registri) != 2 || v.Registri[0].Tavolo != nil || v.Registri[1].Tavolo.Nome != "Anziani" {
		t.Fatalf("registers %+v", v.Registri)
	}
	for i, s := range v.Registri {
		want := p.Attendances[i].Totals()
		if s.Presenti != want.Attended || len(s.Righe) != want.Attended || s.DaRemoto != want.Online || s.Enti != want.Bodies || s.Assenti != want.Absent || len(s.Giustificati) != want.Excused {
			t.Errorf("%+v is not as the register says: %+v", s, want)
		}
	}
	saying(t, wordsOf(t, minutes(t, p, "apertura")), []string{
		"Sono presenti 3 persone, per 2 enti. Ha giustificato l'assenza: Verdi Pia. È assente una persona fra quelle attese.",
		"Partecipa: Blu Ugo. È presente una persona, da remoto, per un ente.",
	}, nil)
}

func TestMinutes_NumbersAgree(t *testing.T) {
	presence := func(name string, s process.PresenceStatus) process.Presence {
		return process.Presence{Name: name, Status: s, Quality: process.AsCitizen}
	}
	for _, c := range []struct {
		present []process.Presence
		want    string
	}{
		{nil, "Nessuna persona è presente."},
		{[]process.Presence{presence("A", process.Present)}, "È presente una persona."},
		{[]process.Presence{presence("A", process.Online), presence("B", process.Present)}, "Sono presenti 2 persone, di cui una da remoto."},
		{[]process.Presence{presence("A", process.Excused), presence("B", process.Excused)}, "Hanno giustificato l'assenza: A, B."},
		{[]process.Presence{presence("A", process.Absent), presence("B", process.Absent)}, "Sono assenti 2 persone fra quelle attese."},
	} {
		p := whole(t)
		p.Attendances = []process.Attendance{{Meeting: "apertura", Present: c.present}}
		saying(t, wordsOf(t, minutes(t, p, "apertura")), []string{c.want}, nil)
	}
}

func TestMinutes_PresencesAreInOrderWithTheirQuality(t *testing.T) {
	saying(t, wordsOf(t, minutes(t, whole(t), "apertura")), []string{
		"Bianchi Ivo | Liceo ESEMPIO | rappresentante | in ritardo, dalle ore 16.00 Blu Ugo | Associazione Aurora ESEMPIO | delegato/a di Eva Rossi | presente Viola Gino | | cittadino/a | fino alle ore 17.00",
	}, nil)
}

func TestMinutes_QualityIsTheWordOfTheRegisterAndAgrees(t *testing.T) {
	p := adhered()
	p.Organizations[0].Delegates = []process.Representative{{Name: "Ada Neri", Gender: process.Feminine}}
	p.Attendances[0].Present = []process.Presence{
		{Name: "De Donno Eva", By: "eva", Quality: process.AsCitizen, Status: process.Present},
		{Name: "Neri Ada", By: "scuola", Quality: process.AsDelegate, Status: process.Present, For: "Ivo Bianchi"},
		{Name: "Verdi Pia", Body: "Oratorio ESEMPIO", Quality: process.AsAuditor, Status: process.Present},
	}
	saying(t, wordsOf(t, minutes(t, p, "prima")), []string{
		"De Donno Eva | | cittadina | presente", "delegata di Ivo Bianchi | presente", "Oratorio ESEMPIO | uditore/uditrice | presente",
	}, []string{"in ascolto", "a titolo personale"})
}

func TestMinutes_NamesOfCitizensCanBeLeftOut(t *testing.T) {
	var got []string
	doc.Walk(minutes(t, whole(t), "apertura").Blocks, nil, func(in doc.Inline) {
		if r, ok := in.(*doc.Redactable); ok {
			got = append(got, doc.Plain(r.Text))
			if r.Reason == "" {
				t.Error("a name is left out without a reason")
			}
		}
	})
	// Of the register, who leaves, who speaks, who proposes.
	want := []string{"Viola Gino", "Viola Gino", "Viola Gino", "Gino Viola"}
	if !slices.Equal(got, want) {
		t.Errorf("names that can be left out %q, want %q", got, want)
	}
}

func TestMinutes_GenderOfWhoSigns(t *testing.T) {
	p := whole(t)
	for _, c := range []struct {
		gender      process.Gender
		chair, note string
		says        string
	}{
		{process.Feminine, "LA PRESIDENTE", "LA SEGRETARIA VERBALIZZANTE", "La Presidente dichiara aperta"},
		{process.Masculine, "IL PRESIDENTE", "IL SEGRETARIO VERBALIZZANTE", "Il Presidente dichiara aperta"},
		{process.Unsaid, "CHI PRESIEDE", "CHI VERBALIZZA", "Chi presiede dichiara aperta"},
	} {
		p.Minutes[0].Chair.Gender, p.Minutes[0].Secretary.Gender = c.gender, c.gender
		d := minutes(t, p, "apertura")
		want := []doc.Signature{{Name: "firma_presidente", Role: c.chair, Who: "Ada Neri"}, {Name: "firma_verbalizzante", Role: c.note, Who: "Leo Rosa"}}
		if got := signaturesOf(d); !slices.Equal(got, want) {
			t.Errorf("signatures %+v", got)
		}
		saying(t, wordsOf(t, d), []string{c.says}, nil)
	}
}

func TestMinutes_SignedAsTheOfficeSigns(t *testing.T) {
	p := whole(t)
	p.Signatories[0].Mode = process.Digital
	if got := signaturesOf(minutes(t, p, "apertura")); got[0].Mode != doc.Digital || got[1].Mode != doc.Digital {
		t.Errorf("signatures %+v", got)
	}
}

func TestMinutes_NotYetWrittenStartFromWhatIsKnown(t *testing.T) {
	p := whole(t)
	p.Minutes = nil
	d := minutes(t, p, "apertura")
	if d.Running.Mark != "BOZZA" || d.Running.MarkAt == "" {
		t.Errorf("running %+v", d.Running)
	}
	saying(t, wordsOf(t, d), []string{
		"Traccia ricavata", "alle ore 15.40, presso Auditorium", "convocata con l'avviso pubblico del 1° marzo 2025", "Presiede la riunione Ada Neri.", "Redige il verbale _______________.",
		"1. Presentazione del percorso Interviene: Ada Neri. Sintesi: _______________ Esito: _______________ 2. Apertura dei tavoli",
		"Sono presenti 3 persone", "- alle ore 16.00 entra Bianchi Ivo; - alle ore 17.00 esce Viola Gino.", "Nido serale", "alle ore 18.10",
	}, []string{"dichiara aperta"})
	if d := minutes(t, whole(t), "apertura"); d.Running.Mark != "" {
		t.Error("minutes that were written are marked as a draft")
	}
}

func TestMinutes_RegisterOfOneTableIsThatOfTheMeeting(t *testing.T) {
	p := small(meeting(process.Meeting{ID: "casa", Date: date(time.March, 10), Tables: []int{1}}))
	p.Tables = []process.ThematicTable{{Number: 1, Name: "Casa"}}
	p.Attendances = []process.Attendance{{
		Meeting: "casa", Table: 1, Chair: "Ada Neri", Opened: hour(15, 10), Closed: hour(17, 0),
		Present: []process.Presence{{Name: "Bianchi Ivo", Quality: process.AsRepresentative, Status: process.Late, In: hour(15, 30)}},
	}}
	p.Minutes = []process.Minutes{{Meeting: "casa", Secretary: process.Representative{Name: "Leo Rosa"}}}
	saying(t, wordsOf(t, minutes(t, p, "casa")), []string{
		"alle ore 15.10,", "Presiede la riunione Ada Neri.", "- alle ore 15.30 entra Bianchi Ivo.", "chiusa la riunione alle ore 17.00.",
	}, nil)
}

func TestMinutes_OfAMeetingOfWhichNothingIsKnown(t *testing.T) {
	p := small(meeting(process.Meeting{ID: "ultimo", Content: rich(t, "Si conclude.")}))
	p.Signatories = nil
	saying(t, wordsOf(t, minutes(t, p, "ultimo")), []string{
		"L'anno _______________, il giorno _______________ del mese di _______________, alle ore _______________, presso _______________,", "Si conclude.", "1. _______________",
	}, nil)
}

func TestMinutes_WrittenOnesDoNotFollowTheCalendar(t *testing.T) {
	p := whole(t)
	before, err := acts.NewMinutesView(p, "apertura")
	if err != nil {
		t.Fatal(err)
	}
	if !before.Incontro.Contenuto.IsEmpty() || before.Incontro.OrdineDelGiorno != nil {
		t.Errorf("the view keeps what the minutes do not print: %+v", before.Incontro)
	}
}

func TestMinutes_RemoteAndMixedMeetings(t *testing.T) {
	p := whole(t)
	p.Entries[0].Meeting.Mode = process.Remote
	saying(t, wordsOf(t, minutes(t, p, "apertura")), []string{"ore 15.40, in collegamento a distanza, si è tenuta", "registro tenuto da chi verbalizza, allegato"}, nil)
	p.Entries[0].Meeting.Mode = process.Mixed
	saying(t, wordsOf(t, minutes(t, p, "apertura")), []string{"presso Auditorium comunale – Prova e in collegamento a distanza, si è"}, nil)
}

func TestMinutes_OfNoMeetingAreNoAct(t *testing.T) {
	if _, err := acts.NewMinutesView(whole(t), "mai"); !errors.Is(err, acts.ErrNoAct) {
		t.Errorf("error %v", err)
	}
}

func TestMinutes_ProposalsOfATableAreOneList(t *testing.T) {
	p := whole(t)
	p.Proposals = []process.Proposal{
		{ID: "a", Table: 1, Meeting: "apertura", Title: "Senza testo"},
		{ID: "b", Table: 1, Meeting: "apertura", By: "aurora", Title: "Con un elenco", Text: rich(t, "Servono:\n\n- una sala;\n- un cortile.")},
		{ID: "c", Table: 1, Meeting: "apertura", Title: "Solo elenco", Text: rich(t, "1. prima;\n2. dopo.")},
		{ID: "d", Table: 1, Meeting: "apertura", Title: "Di un capoverso", Text: rich(t, "Un centro.")},
	}
	var lists []*doc.List
	for _, b := range minutes(t, p, "apertura").Blocks {
		if l, ok := b.(*doc.List); ok && !strings.Contains(wordsOf(t, &doc.Document{Blocks: []doc.Block{l}}), "alle ore") {
			lists = append(lists, l)
		}
	}
	if len(lists) != 2 || len(lists[0].Items) != 4 { // the other is of the annexes
		t.Fatalf("%d lists, of which the first has %d items", len(lists), len(lists[0].Items))
	}
	for i, want := range []string{"paragraph", "paragraph paragraph list", "paragraph list", "paragraph"} {
		var kinds []string
		for _, b := range lists[0].Items[i].Blocks {
			kind := "list"
			if _, ok := b.(*doc.Paragraph); ok {
				kind = "paragraph"
			}
			kinds = append(kinds, kind)
		}
		if got := strings.Join(kinds, " "); got != want {
			t.Errorf("proposal %d is made of %s, want %s", i+1, got, want)
		}
	}
}

func TestMinutes_DraftTellsWhoCameAndLeftAsItHappened(t *testing.T) {
	p := whole(t)
	p.Minutes = nil
	p.Attendances[0].Present = []process.Presence{
		{Name: "Bianchi Ivo", Quality: process.AsRepresentative, Status: process.Left, Out: hour(17, 30)},
		{Name: "Blu Ugo", Quality: process.AsRepresentative, Status: process.Late, In: hour(10, 5)},
		{Name: "Rossi Eva", Quality: process.AsRepresentative, Status: process.Left, Out: hour(17, 30)},
		{Name: "Verdi Pia", Quality: process.AsRepresentative, Status: process.Late, In: hour(9, 40)},
	}
	saying(t, wordsOf(t, minutes(t, p, "apertura")), []string{
		"- alle ore 9.40 entra Verdi Pia; - alle ore 10.05 entra Blu Ugo; - alle ore 17.30 esce Bianchi Ivo; - alle ore 17.30 esce Rossi Eva.",
	}, nil)
}
