package web

import (
	"fmt"
	"strings"

	"concerta/internal/intake"
	"concerta/internal/process"
)

// spareDelegates is how many blank delegates a form has, for more.
const spareDelegates = 2

// partyForm asks for everything on a body or a citizen.
func partyForm(key, action string, x intake.Party) *groupedForm {
	var f *groupedForm
	if x.Body != nil {
		f = bodyForm(key, action, x.Body)
	} else {
		f = citizenForm(action, x.Citizen)
	}
	f.Unsaved = true
	f.Back = &navLink{Words: "Torna all’elenco", Link: processPath(key) + "/soggetti"}
	f.begin("nome")
	return f
}

func citizenForm(action string, c *process.Citizen) *groupedForm {
	return newGrouped(action, "Salva", fieldGroup{Fields: []*field{
		{Name: "nome", Label: "Cognome e nome", Value: c.Name, Required: true, Width: "long", Hint: "Il cognome prima: così si ordina negli elenchi.", Autocomplete: "off"},
		genderField("genere", c.Gender),
		{Name: "comune", Label: "Comune", Value: c.Town, Width: "medium"},
		{Name: "telefono", Label: "Telefono", Value: c.Phone, Width: "short", Inputmode: "tel"},
		{Kind: "email", Name: "email", Label: "E-mail", Value: c.Email, Width: "medium"},
	}})
}

func bodyForm(key, action string, o *process.Organization) *groupedForm {
	company := &field{Kind: "checkbox", Name: "societa", Label: "Impresa sociale in forma di società", Hint: "Una s.r.l. o una s.p.a.: paga l’imposta di bollo."}
	if o.Company {
		company.Value = "si"
	}
	groups := []fieldGroup{
		{Fields: []*field{
			{Name: "nome", Label: "Nome", Value: o.Name, Required: true, Width: "long", Autocomplete: "off"},
			{Kind: "select", Name: "tipo", Label: "Tipo", Required: true, Width: "medium", Value: string(o.Kind), Options: append([]option{{Words: "scegliere"}}, kindOptions()[:len(bodyKinds())]...)},
			taxCodeField(key, o.ID, o.TaxCode),
			{Name: "runts", Label: "Numero RUNTS", Value: o.RUNTS, Width: "short"},
			company,
		}},
		{Legend: "Recapiti", Fields: []*field{
			{Name: "sede", Label: "Sede", Value: o.Seat, Width: "long"},
			{Kind: "email", Name: "pec", Label: "PEC", Value: o.PEC, Width: "medium"},
			{Kind: "email", Name: "email", Label: "E-mail", Value: o.Email, Width: "medium"},
			{Name: "telefono", Label: "Telefono", Value: o.Phone, Width: "short", Inputmode: "tel"},
			{Name: "comuni", Label: "Comuni in cui opera", Value: strings.Join(o.Towns, ", "), Hint: "Separati da virgole."},
		}},
		{Legend: "Legale rappresentante", Fields: personFields("rappresentante", "", &o.Representative)},
	}
	delegates := append([]process.Representative(nil), o.Delegates...)
	for i := range len(delegates) + spareDelegates {
		var d process.Representative
		if i < len(delegates) {
			d = delegates[i]
		}
		groups = append(groups, fieldGroup{
			Legend: fmt.Sprintf("Delegato n. %d", i+1), Folded: i >= len(delegates),
			Fields: personFields(fmt.Sprintf("delegato-%d", i), fmt.Sprintf(" del delegato n. %d", i+1), &d),
		})
	}
	return newGrouped(action, "Salva", groups...)
}

func taxCodeField(key, id, value string) *field {
	return &field{
		Name: "codice-fiscale", Label: "Codice fiscale", Value: value, Width: "medium", MaxLength: 20, Autocomplete: "off",
		Check: processPath(key) + "/codice-fiscale?di=" + id,
	}
}

// personFields ask for a person who acts for a body; of tells them apart for those
// who hear the labels alone.
func personFields(name, of string, r *process.Representative) []*field {
	gender := genderField(name+"-genere", r.Gender)
	gender.Label += of
	return []*field{
		{Name: name + "-nome", Label: "Nome e cognome" + of, Value: r.Name, Width: "medium", Autocomplete: "off"},
		{Name: name + "-cognome", Label: "Cognome" + of, Value: r.Surname, Width: "short", Autocomplete: "off", Hint: "Solo se dal nome non si capisce qual è: il registro è in ordine di cognome."},
		{Name: name + "-ruolo", Label: "Ruolo" + of, Value: r.Role, Width: "medium"},
		gender,
		{Name: name + "-telefono", Label: "Telefono" + of, Value: r.Phone, Width: "short", Inputmode: "tel"},
		{Kind: "email", Name: name + "-email", Label: "E-mail" + of, Value: r.Email, Width: "medium"},
	}
}

func genderField(name string, g process.Gender) *field {
	return &field{Kind: "select", Name: name, Label: "Genere", Width: "short", Value: string(g), Hint: "", Options: []option{
		{Words: "non detto"}, {Value: string(process.Feminine), Words: "femminile"}, {Value: string(process.Masculine), Words: "maschile"},
	}}
}

// readCitizen is the citizen as typed.
func readCitizen(f *groupedForm, id string) process.Citizen {
	return process.Citizen{
		ID: id, Name: f.get("nome"), Gender: process.Gender(f.choice("genere")), Town: f.get("comune"), Phone: f.get("telefono"), Email: f.get("email"),
	}
}

// readBody is the body as typed; what is wrong is noted in the form. A tax code whose
// last character is not right is kept when that was confirmed.
func readBody(f *groupedForm, p *process.Process, id string) process.Organization {
	o := process.Organization{
		ID: id, Name: f.get("nome"), Kind: process.OrganizationKind(f.choice("tipo")), Company: f.get("societa") != "",
		TaxCode: f.taxCode(p, id), RUNTS: f.get("runts"), Seat: f.get("sede"), PEC: f.get("pec"), Email: f.get("email"), Phone: f.get("telefono"),
		Representative: readPerson(f, "rappresentante"),
	}
	for town := range strings.SplitSeq(f.get("comuni"), ",") {
		if town = strings.TrimSpace(town); town != "" {
			o.Towns = append(o.Towns, town)
		}
	}
	for i := 0; f.field(fmt.Sprintf("delegato-%d-nome", i)) != nil; i++ {
		if d := readPerson(f, fmt.Sprintf("delegato-%d", i)); d.Name != "" {
			o.Delegates = append(o.Delegates, d)
		}
	}
	return o
}

func readPerson(f *groupedForm, name string) process.Representative {
	r := process.Representative{
		Name: f.get(name + "-nome"), Surname: f.get(name + "-cognome"), Role: f.get(name + "-ruolo"), Gender: process.Gender(f.choice(name + "-genere")),
		Phone: f.get(name + "-telefono"), Email: f.get(name + "-email"),
	}
	if r.Name == "" && (r.Role != "" || r.Phone != "" || r.Email != "") {
		f.fail(name+"-nome", "Manca: ci sono gli altri dati, ma non di chi sono.")
	}
	if r.Name == "" {
		return process.Representative{}
	}
	if _, n := process.WordsAt(strings.Fields(r.Name), r.Surname); r.Surname != "" && n == 0 {
		f.fail(name+"-cognome", "Il cognome si scrive come sta nel nome, con le stesse parole.")
	}
	return r
}

// choice is the answer to a question with a closed list; anything else is none.
func (f *groupedForm) choice(name string) string {
	q := f.field(name)
	if q == nil {
		return ""
	}
	for _, o := range q.Options {
		if o.Chosen {
			return o.Value
		}
	}
	return ""
}

// keptTaxCode is the name of the box that keeps a tax code as it is.
const keptTaxCode = "codice-com-e"

// taxCode is the code as typed, in capitals and without spaces. One that is not right
// must be confirmed: it may stand like that on the form that came.
func (f *groupedForm) taxCode(p *process.Process, id string) string {
	code := strings.ToUpper(strings.ReplaceAll(f.get("codice-fiscale"), " ", ""))
	switch what := wrongTaxCode(p, id, code); {
	case what == "":
	case ownCode(p, id) == code, f.kept:
	default:
		f.fail("codice-fiscale", what)
		f.askToKeep()
	}
	if q := f.field("codice-fiscale"); q != nil {
		q.Value = code
	}
	return code
}

// ownCode is the code that a body has already: nobody is asked about it again.
func ownCode(p *process.Process, id string) string {
	if o := p.Organization(id); o != nil {
		return o.TaxCode
	}
	return ""
}

// askToKeep adds the box that keeps a tax code as it was typed.
func (f *groupedForm) askToKeep() {
	box := &field{Kind: "checkbox", Name: keptTaxCode, Label: "Tenere il codice fiscale così com’è scritto"}
	for i := range f.Groups {
		for j, q := range f.Groups[i].Fields {
			if q.Name == "codice-fiscale" {
				f.Groups[i].Fields = append(f.Groups[i].Fields[:j+1:j+1], append([]*field{box}, f.Groups[i].Fields[j+1:]...)...)
				f.Groups[i].Open = true
				return
			}
		}
	}
}

// wrongTaxCode tells what is wrong with a tax code, in words; nothing when it is
// right.
func wrongTaxCode(p *process.Process, id, code string) string {
	if code == "" {
		return ""
	}
	for _, o := range p.Organizations {
		if o.TaxCode == code && o.ID != id {
			return "È già il codice fiscale di «" + o.Name + "»: forse è lo stesso soggetto."
		}
	}
	if err := process.CheckTaxCode(code); err != nil {
		return sentence(err.Error()) + " Ha 11 cifre per un ente, 16 lettere e cifre per una persona: ricopiarlo dall’originale."
	}
	return ""
}
