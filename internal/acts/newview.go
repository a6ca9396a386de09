package acts

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"concerta/internal/process"
	"concerta/internal/richtext"
)

// NewNoticeView makes the view of the notice of p. References in rich text are
// resolved; one that leads nowhere is an error.
func NewNoticeView(p *process.Process) (NoticeView, error) {
	b := newBuilder(p)
	v := NoticeView{
		Schema:        noticeSchema,
		Atto:          string(Notice),
		Chiave:        p.Key,
		Lingua:        cmp.Or(p.Lang, "it-IT"),
		Ente:          office(p.Office),
		Tipo:          noticeKind(p),
		Titolo:        p.Notice.Title,
		Premesse:      b.texts(p.Notice.Premises),
		Annuncio:      Annuncio{p.Notice.Announcement.Subject, p.Notice.Announcement.Verb, p.Notice.Announcement.Object, p.Notice.Announcement.Follow},
		Fasi:          b.phases(),
		Tavoli:        tables(p.Tables),
		Scadenza:      deadline(p.Deadline),
		Chiusura:      b.texts(p.Notice.Closing),
		Responsabile:  person(p.Responsible),
		Privacy:       b.privacy(),
		Pubblicazione: p.Publication,
		Ricorsi:       p.Remedies,
		Luogo:         p.Notice.Place,
		Data:          p.Notice.Date.String(),
		Firmatari:     signatories(p.Signatories),
		Oggetto:       p.Title,
	}
	v.Registrazione = registration(p.ProtocolOf(process.NoticeAct, ""), v.Firmatari)
	v.TavoliDetti = b.tablesSaid
	if v.Scadenza != nil {
		v.Scadenza.Detta = b.deadlineSaid
	}
	return v, b.err
}

func office(o process.Office) Ente {
	issuer := o.Letterhead.Issuer
	if len(issuer) == 0 {
		issuer = []string{o.Name}
	}
	return Ente{
		Tipo: o.Kind, Nome: o.Name,
		Righe: issuer, Sotto: o.Letterhead.Under, Contatti: o.Letterhead.Contacts, Logo: logo(o.Letterhead.Logo),
		Provincia: o.Province, ComuneCapofila: o.LeadTown, Comuni: o.Towns, Indirizzi: o.Addresses,
		Telefono: o.Phone, Fax: o.Fax, Email: o.Email, Pec: o.PEC, Web: o.Web,
		CodiceIPA: o.IPACode, CodiceFiscale: o.TaxCode,
	}
}

// logo is nil when the office has none or its file was not read.
func logo(l *process.Logo) *Logo {
	if l == nil || len(l.Bytes) == 0 {
		return nil
	}
	mime := "image/jpeg"
	if bytes.HasPrefix(l.Bytes, []byte("\x89PNG")) {
		mime = "image/png"
	}
	return &Logo{Testo: l.Alt, Formato: mime, Impronta: hexDigest(l.Bytes), bytes: l.Bytes}
}

// phases are the phases in order. Entries that belong to none are a phase
// without name that comes first.
func (b *builder) phases() []Fase {
	var list []Fase
	if len(b.p.Entries) > 0 {
		list = append(list, Fase{Voci: b.entries(b.p.Entries)})
	}
	for _, f := range b.p.Phases {
		list = append(list, Fase{Numero: f.Number, Titolo: f.Title, Testo: b.text(f.Text), Voci: b.entries(f.Entries)})
	}
	return list
}

func (b *builder) entries(list []process.Entry) []Voce {
	var out []Voce
	for _, e := range list {
		switch {
		case e.Meeting != nil:
			out = append(out, Voce{Incontro: b.meeting(e.Meeting)})
		case e.Span != nil:
			s := e.Span
			out = append(out, Voce{Periodo: &Periodo{
				Dal: s.From.String(), Al: s.To.String(), Stampa: s.Printed, Titolo: s.Title, Contenuto: b.text(s.Content),
			}})
		case e.Text != nil:
			t := b.text(*e.Text)
			out = append(out, Voce{Testo: &t})
		}
	}
	return out
}

func (b *builder) meeting(m *process.Meeting) *Incontro {
	out := &Incontro{
		ID:   m.ID,
		Data: m.Date.String(), Ora: m.Start.String(), Fine: m.End.String(),
		Etichetta: m.Label, Tipo: m.Kind, Luogo: m.Place.Printed,
		Modo: string(cmp.Or(m.Mode, process.InPerson)), Collegamento: m.Link,
		Invitati: m.Invited, Contenuto: b.text(m.Content),
		TavoloProprio:   m.OwnTable,
		ValeAdesione:    slices.Contains(m.Effects, process.AttendanceIsAdhesion),
		FirmaPatti:      slices.Contains(m.Effects, process.PactsSigned),
		FirmaProtocollo: slices.Contains(m.Effects, process.MemorandumSigned),
		Aperto:          m.Open,
	}
	for _, a := range m.Agenda {
		out.OrdineDelGiorno = append(out.OrdineDelGiorno, Punto{a.Start.String(), a.Title, a.Speakers})
	}
	for _, t := range b.p.Tables {
		if slices.Contains(m.Tables, t.Number) {
			out.Tavoli = append(out.Tavoli, Tavolo{t.Number, t.Name})
		}
	}
	return out
}

func tables(list []process.ThematicTable) []Tavolo {
	var out []Tavolo
	for _, t := range list {
		out = append(out, Tavolo{t.Number, t.Name})
	}
	return out
}

func deadline(d *process.Deadline) *Scadenza {
	if d == nil {
		return nil
	}
	out := &Scadenza{Data: d.Date.String(), Ora: deadlineHour(d)}
	for _, c := range d.Channels {
		out.Canali = append(out.Canali, Canale{string(c.Kind), c.Address, c.Note})
	}
	return out
}

// deadlineHour is the hour of a deadline; a day without hour ends at 23.59.
func deadlineHour(d *process.Deadline) string { return cmp.Or(d.Hour.String(), "23.59") }

func person(p *process.Person) *Persona {
	if p == nil {
		return nil
	}
	return &Persona{p.Name, p.Role, string(p.Gender), p.Phone, p.Email}
}

func (b *builder) privacy() *Privacy {
	p := b.p.Privacy
	if p == nil {
		return nil
	}
	return &Privacy{p.Controller, p.DPO, p.Basis, p.Retention, b.text(p.Text)}
}

func signatories(list []process.Signatory) []Firmatario {
	var out []Firmatario
	for _, s := range list {
		out = append(out, Firmatario{
			Campo: fieldName(s.ID), Ufficio: s.Office, Nome: s.Name, Genere: string(s.Gender),
			Modo: string(cmp.Or(s.Mode, process.ByHand)),
		})
	}
	return out
}

// fieldName is the name of a signatory's field, "firma_presidente".
func fieldName(id string) string { return "firma_" + strings.ReplaceAll(id, "-", "_") }

// builder makes a view, remembering what the office's own texts already say
// and the first reference that leads nowhere.
type builder struct {
	p            *process.Process
	meetings     map[string]*process.Meeting
	tablesSaid   bool
	deadlineSaid bool
	err          error
}

func newBuilder(p *process.Process) *builder {
	b := &builder{p: p, meetings: map[string]*process.Meeting{}}
	note := func(entries []process.Entry) {
		for _, e := range entries {
			if e.Meeting != nil && e.Meeting.ID != "" {
				b.meetings[e.Meeting.ID] = e.Meeting
			}
		}
	}
	note(p.Entries)
	for _, f := range p.Phases {
		note(f.Entries)
	}
	return b
}

func (b *builder) texts(list []richtext.Text) []richtext.Text {
	var out []richtext.Text
	for _, t := range list {
		if r := b.text(t); !r.IsEmpty() {
			out = append(out, r)
		}
	}
	return out
}
