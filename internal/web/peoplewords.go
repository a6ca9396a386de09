package web

import (
	"fmt"
	"strconv"
	"strings"

	"concerta/internal/intake"
	"concerta/internal/process"
)

// citizenKind stands for a citizen among the kinds of bodies.
const citizenKind = "cittadino"

// bodyKinds are the kinds of bodies, in the order in which they are offered.
func bodyKinds() []process.OrganizationKind {
	return []process.OrganizationKind{
		process.Volunteering, process.SocialPromotion, process.SocialCoop, process.SocialFirm, process.Foundation,
		process.ReligiousBody, process.School, process.HealthAuthority, process.TradeUnion, process.TradeBody,
		process.ProfessionBody, process.PublicBody, process.OtherBody,
	}
}

// kindOptions are the kinds of bodies, and citizens.
func kindOptions() []option {
	var list []option
	for _, k := range bodyKinds() {
		list = append(list, option{Value: string(k), Words: bodyKindName(string(k))})
	}
	return append(list, option{Value: citizenKind, Words: bodyKindName(citizenKind)})
}

func kindOf(x intake.Party) string {
	if x.Body != nil {
		return string(x.Body.Kind)
	}
	return citizenKind
}

func bodyKindName(kind string) string {
	switch k := process.OrganizationKind(kind); k {
	case process.Volunteering:
		return "Organizzazione di volontariato (ODV)"
	case process.SocialPromotion:
		return "Associazione di promozione sociale (APS)"
	case process.SocialCoop:
		return "Cooperativa sociale"
	case process.SocialFirm:
		return "Impresa sociale"
	case process.Foundation:
		return "Fondazione"
	case process.ReligiousBody:
		return "Ente religioso"
	case process.School:
		return "Scuola"
	case process.HealthAuthority:
		return "Azienda sanitaria (ASL)"
	case process.TradeUnion:
		return "Sindacato"
	case process.TradeBody:
		return "Associazione di categoria"
	case process.ProfessionBody:
		return "Ordine professionale"
	case process.PublicBody:
		return "Altra pubblica amministrazione"
	case process.OtherBody:
		return "Altro"
	case citizenKind:
		return "Cittadino"
	}
	return kind
}

// channelOptions are the ways an adhesion comes in.
func channelOptions() []option {
	return []option{
		{Value: string(process.ByCounter), Words: "Allo sportello"},
		{Value: string(process.ByEmail), Words: "E-mail"},
		{Value: string(process.ByPEC), Words: "PEC"},
		{Value: string(process.ByPhone), Words: "Telefono"},
		{Value: string(process.ByPost), Words: "Posta"},
		{Value: string(process.ByPortal), Words: "Portale"},
	}
}

func channelName(k process.ChannelKind) string { return wordsOf(channelOptions(), string(k)) }

func wordsOf(options []option, value string) string {
	for _, o := range options {
		if o.Value == value {
			return o.Words
		}
	}
	return value
}

// statusOptions are the statuses of adherents, after all of them and one more.
func statusOptions(more, words string) []option {
	return []option{
		{Words: "tutte"},
		{Value: string(process.Admitted), Words: "ammessa"},
		{Value: string(process.Undecided), Words: "in ritardo, da decidere"},
		{Value: string(process.Incomplete), Words: "da completare"},
		{Value: string(process.Refused), Words: "non ammessa"},
		{Value: more, Words: words},
	}
}

// statusBadge is how an adhesion stands, in words.
func statusBadge(a *process.Adherent) *badge {
	switch {
	case a.Status == process.Undecided:
		return &badge{"in ritardo, da decidere", "warn"}
	case a.Status == process.Refused:
		return &badge{"in ritardo, non ammessa", "bad"}
	case a.Status == process.Incomplete:
		return &badge{"per presenza, da completare: manca un recapito", "warn"}
	case a.Basis == process.FromAttendance && a.Late:
		return &badge{"in ritardo, vale la presenza", "good"}
	case a.Basis == process.FromAttendance:
		return &badge{"per presenza", "good"}
	case a.Late:
		return &badge{"in ritardo, ammessa", "good"}
	}
	return &badge{"in tempo", "good"}
}

// numbers are the numbers of tables: "1, 4".
func numbers(tables []int) string {
	words := make([]string, 0, len(tables))
	for _, n := range tables {
		words = append(words, strconv.Itoa(n))
	}
	return strings.Join(words, ", ")
}

// shortMoment is a day and an hour as typed: "05/11/2013, ore 11.40".
func shortMoment(m process.Moment) string {
	if m.IsZero() {
		return ""
	}
	if !m.Hour.Set {
		return shortDate(m.Date)
	}
	return shortDate(m.Date) + ", ore " + m.Hour.String()
}

func shortDate(d process.Date) string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%02d/%02d/%d", d.Day, d.Month, d.Year)
}

// clock is an hour as the control of a browser takes it.
func clock(t process.TimeOfDay) string {
	if !t.Set {
		return ""
	}
	return fmt.Sprintf("%02d:%02d", t.Hour, t.Minute)
}

// tableField asks for tables; none says that it may be left unsaid.
func tableField(p *process.Process, chosen []int) *field {
	f := &field{Kind: "checkboxes", Name: "tavoli", Label: "Tavoli"}
	for _, t := range p.Tables {
		f.Options = append(f.Options, option{Value: strconv.Itoa(t.Number), Words: fmt.Sprintf("%d – %s", t.Number, t.Name), Chosen: contains(chosen, t.Number)})
	}
	return f
}

func contains(list []int, n int) bool {
	for _, x := range list {
		if x == n {
			return true
		}
	}
	return false
}
