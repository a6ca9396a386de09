package acts

import (
	"slices"
	"strconv"

	"concerta/internal/doc"
	"concerta/internal/process"
	"concerta/internal/richtext"
)

const (
	formSchema = 1
	// formVersion names the set of fields of the form: it grows when a field
	// changes its name or meaning, so that an old form coming back is read as
	// what it was.
	formVersion = 1
	// formDelegates is how many delegates a blank form has room for.
	formDelegates = 2
)

// AdhesionFormView is all that the template of the adhesion form sees. A blank
// form has an empty Soggetto.
type AdhesionFormView struct {
	Testata
	Codice         string          `json:"codice"` // of process, version and body; what the QR code says
	Versione       int             `json:"versione"`
	Dichiarante    Persona         `json:"dichiarante,omitzero"`
	Soggetto       Soggetto        `json:"soggetto,omitzero"`
	TipoSoggetto   string          `json:"tipo-soggetto,omitempty"` // one of Tipi, empty when not known
	Tipi           []string        `json:"tipi"`
	Delegati       []Delegato      `json:"delegati"`
	Tavoli         []Casella       `json:"tavoli,omitempty"`
	Proposta       string          `json:"proposta,omitempty"`
	Dichiarazioni  []richtext.Text `json:"dichiarazioni,omitempty"`
	CopiaDocumento bool            `json:"copia-documento,omitempty"`
	DatiNascita    bool            `json:"dati-nascita,omitempty"`
	Scadenza       *Scadenza       `json:"scadenza,omitempty"`
	Chiusura       []richtext.Text `json:"chiusura,omitempty"` // instructions of the office
	Privacy        *Privacy        `json:"privacy,omitempty"`
	Responsabile   *Persona        `json:"responsabile,omitempty"`

	job Job
}

type (
	// Delegato is the room for one person who will come.
	Delegato struct {
		Numero   int    `json:"numero"` // from 1
		Nome     string `json:"nome,omitempty"`
		Telefono string `json:"telefono,omitempty"`
		Email    string `json:"email,omitempty"`
	}

	// Casella is the check box of a table.
	Casella struct {
		Campo  string `json:"campo"` // name of the field, "tavolo_3"
		Tavolo Tavolo `json:"tavolo"`
		Scelta bool   `json:"scelta,omitempty"`
	}
)

// adhesionFormRecipe makes the blank form, one prefilled for each body that is
// known, and the short ones for who comes to a meeting without having sent any.
func adhesionFormRecipe() recipe {
	return recipe{
		kind:   AdhesionForm,
		words:  KindWords{One: "Scheda di adesione", Many: "Scheda di adesione", Formal: "Scheda di adesione"},
		schema: formSchema,
		read:   readForm,
		jobs:   adhesionFormJobs,
		view: func(p *process.Process, j Job) (view, error) {
			if j.Short {
				return NewShortFormsView(p, j.For)
			}
			return NewAdhesionFormView(p, j.For)
		},
		finish: func(d *doc.Document, v view) {
			if short, ok := v.(ShortFormsView); ok {
				finishShortForms(d, short)
			}
		},
	}
}

func adhesionFormJobs(p *process.Process) []Job {
	list := []Job{adhesionFormJob(nil)}
	for i := range p.Organizations {
		list = append(list, adhesionFormJob(&p.Organizations[i]))
	}
	return append(list, shortFormJobs(p)...)
}

func adhesionFormJob(o *process.Organization) Job {
	j := Job{Kind: AdhesionForm, Title: "Scheda di adesione"}
	if o != nil {
		j.For, j.Slug, j.Title = o.ID, o.ID, j.Title+" – "+oneLine(o.Name)
	}
	return j
}

func (v AdhesionFormView) about() about { return v.of(v.job) }

// NewAdhesionFormView makes the view of the form for a body of p, or of the
// blank form when body is empty. A body that is not there is an error of kind
// ErrNoAct.
func NewAdhesionFormView(p *process.Process, body string) (AdhesionFormView, error) {
	b := newBuilder(p)
	v := AdhesionFormView{
		Testata:        head(p, AdhesionForm, formSchema),
		Codice:         formCode(p.Key, string(AdhesionForm), formVersion, body),
		Versione:       formVersion,
		Tipi:           formKinds(),
		Dichiarazioni:  b.texts(p.Form.Declarations),
		CopiaDocumento: p.Form.IdentityCopy,
		DatiNascita:    p.Form.BirthData,
		Scadenza:       deadline(p.Deadline),
		Chiusura:       b.texts(p.Form.Instructions),
		Privacy:        b.privacy(),
		Responsabile:   person(p.Responsible),
		job:            adhesionFormJob(nil),
	}
	if v.Scadenza != nil {
		v.Scadenza.Detta = b.deadlineSaid
	}
	var delegates []process.Representative
	var adhesion process.Adhesion
	if body != "" {
		o, err := organization(p, body)
		if err != nil {
			return v, err
		}
		adhesion, delegates = adhesionOf(p, body), o.Delegates
		v.job = adhesionFormJob(o)
		v.Soggetto, v.TipoSoggetto, v.Dichiarante = subject(o), kindWords(o.Kind), representative(o.Representative)
	}
	v.Proposta = adhesion.Proposal
	v.Delegati = formRows(delegates, adhesion.Delegate)
	for _, t := range p.Tables {
		v.Tavoli = append(v.Tavoli, Casella{"tavolo_" + strconv.Itoa(t.Number), Tavolo{t.Number, t.Name}, slices.Contains(adhesion.Tables, t.Number)})
	}
	return v, b.err
}

// formCode tells, without the service, what a form that comes back belongs to:
// "casarano-2013/scheda/v1", with the id of the body when it was prefilled, or of
// the meeting.
func formCode(key, form string, version int, id string) string {
	code := key + "/" + form + "/v" + strconv.Itoa(version)
	if id != "" {
		code += "/" + id
	}
	return code
}

// adhesionOf is the adhesion of a body; empty when it has not adhered.
func adhesionOf(p *process.Process, body string) process.Adhesion {
	i := slices.IndexFunc(p.Adhesions, func(a process.Adhesion) bool { return a.By == body })
	if i < 0 {
		return process.Adhesion{}
	}
	return p.Adhesions[i]
}

// formRows are the rows of the delegates: first who the adhesion says will come,
// then the others, then blank ones.
func formRows(known []process.Representative, coming string) []Delegato {
	var list []Delegato
	if coming != "" && !slices.ContainsFunc(known, func(r process.Representative) bool { return r.Name == coming }) {
		list = append(list, Delegato{Nome: coming})
	}
	for _, r := range known {
		list = append(list, Delegato{Nome: r.Name, Telefono: r.Phone, Email: r.Email})
	}
	for len(list) < formDelegates {
		list = append(list, Delegato{})
	}
	for i := range list {
		list[i].Numero = i + 1
	}
	return list
}

// citizenWords stand in the form's choice for who takes part for no body.
const citizenWords = "cittadino o cittadina"

// formKinds are the kinds a form offers, in the order of the law's own lists.
func formKinds() []string {
	var list []string
	for _, k := range []process.OrganizationKind{
		process.Volunteering, process.SocialPromotion, process.SocialCoop, process.SocialFirm, process.Foundation,
		process.ReligiousBody, process.School, process.HealthAuthority, process.TradeUnion, process.TradeBody,
		process.ProfessionBody, process.PublicBody, process.OtherBody,
	} {
		list = append(list, kindWords(k))
	}
	return append(list, citizenWords)
}

// kindWords are how acts call a kind of body; empty for one that is not known.
func kindWords(k process.OrganizationKind) string {
	switch k {
	case process.Volunteering:
		return "organizzazione di volontariato (ODV)"
	case process.SocialPromotion:
		return "associazione di promozione sociale (APS)"
	case process.SocialCoop:
		return "cooperativa sociale"
	case process.SocialFirm:
		return "impresa sociale"
	case process.Foundation:
		return "fondazione"
	case process.ReligiousBody:
		return "ente religioso"
	case process.School:
		return "scuola"
	case process.HealthAuthority:
		return "azienda sanitaria locale (ASL)"
	case process.TradeUnion:
		return "organizzazione sindacale"
	case process.TradeBody:
		return "associazione di categoria"
	case process.ProfessionBody:
		return "ordine professionale"
	case process.PublicBody:
		return "altra pubblica amministrazione"
	case process.OtherBody:
		return "altro"
	}
	return ""
}
