package process

// Organization is a body that takes part, or could: an association, a school, a
// trade union.
type Organization struct {
	ID             string
	Name           string
	Kind           OrganizationKind
	Company        bool   // a social enterprise (SocialFirm) set up as a company: an s.r.l., an s.p.a.
	TaxCode        string // codice fiscale; its check digit is checked
	RUNTS          string // number in the register of third-sector bodies
	Seat           string
	PEC            string
	Email          string
	Phone          string
	Towns          []string
	Representative Representative   // legal representative
	Delegates      []Representative // who may come or sign for it
}

// Representative is a person who acts for a body.
type Representative struct {
	Name    string // as typed
	Surname string // words of Name, where they do not tell which it is
	Role    string // "Presidente"; printed as typed
	Gender  Gender
	Phone   string
	Email   string
}

// OrganizationKind is the kind of a body.
type OrganizationKind string

// The kinds of bodies.
const (
	Volunteering    OrganizationKind = "odv"
	SocialPromotion OrganizationKind = "aps"
	SocialCoop      OrganizationKind = "cooperativa-sociale"
	SocialFirm      OrganizationKind = "impresa-sociale"
	Foundation      OrganizationKind = "fondazione"
	ReligiousBody   OrganizationKind = "ente-religioso"
	School          OrganizationKind = "scuola"
	HealthAuthority OrganizationKind = "asl"
	TradeUnion      OrganizationKind = "sindacato"
	TradeBody       OrganizationKind = "categoria"
	ProfessionBody  OrganizationKind = "ordine"
	PublicBody      OrganizationKind = "altra-pa"
	OtherBody       OrganizationKind = "altro"
)

// ThirdSector tells whether bodies of the kind belong to the third sector
// (D.Lgs. 117/2017, art. 4): a trade union does not.
func (k OrganizationKind) ThirdSector() bool {
	switch k {
	case Volunteering, SocialPromotion, SocialCoop, SocialFirm, Foundation, ReligiousBody:
		return true
	case School, HealthAuthority, TradeUnion, TradeBody, ProfessionBody, PublicBody, OtherBody:
		return false
	}
	return false
}

// StampDutyExempt tells whether the acts of the body owe no stamp duty (D.Lgs.
// 117/2017, art. 82): the third sector, social cooperatives among them, without
// the social enterprises set up as companies (c. 1).
func (o *Organization) StampDutyExempt() bool {
	return o.Kind.ThirdSector() && (o.Kind != SocialFirm || !o.Company)
}

// Citizen is a person who takes part for no body.
type Citizen struct {
	ID     string
	Name   string
	Gender Gender
	Town   string
	Phone  string
	Email  string
}

// SteeringMember is a member of the steering group (Cabina di Regia).
type SteeringMember struct {
	Name         string
	Gender       Gender
	Organization string // id; empty for a member of the office
	Role         string // "Presidente del Coordinamento"
	Table        int    // whose delegate it is; 0 for none
	Substitute   string
}
