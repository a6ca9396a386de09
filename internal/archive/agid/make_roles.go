package agid

import (
	"cmp"
	"strings"
)

// roles writes field 5, in the order in which the schema lists the parts.
func (f *Facts) roles(change *Change) []Role {
	var roles []Role
	office := f.Office.pai // a new one each time: roles share nothing
	add := func(k RoleKind, s Subject) { roles = append(roles, Role{Kind: k, Text: k.text(), Subject: s}) }

	add(RoleRegistering, office())
	switch f.Flow {
	case FlowOut:
		for i := range f.Recipients {
			add(RoleRecipient, f.party(&f.Recipients[i]))
		}
		if len(f.Recipients) == 0 {
			add(RoleRecipient, &PG{Name: RecipientsInside})
		}
	case FlowIn:
		add(RoleRecipient, office())
	}
	switch {
	case f.Flow != FlowIn:
		if f.Protocol != nil {
			add(RoleSender, office())
		}
	case f.Sender != nil:
		add(RoleSender, f.party(f.Sender))
	case len(f.Authors) > 0:
		add(RoleSender, f.party(&f.Authors[0]))
	}
	for i := range f.Authors {
		add(RoleAuthor, f.party(&f.Authors[i]))
	}
	for _, p := range f.Signatories {
		p.OfOffice = p.OfOffice || f.Flow != FlowIn
		add(RoleAuthor, f.person(&p))
	}
	if len(f.Authors)+len(f.Signatories) == 0 && f.Flow != FlowIn {
		add(RoleAuthor, office())
	}
	if !f.Operator.empty() {
		operator := f.Operator
		operator.OfOffice = true
		add(RoleOperator, f.person(&operator))
	} else if change != nil { // field 5: who changes a document is at least its operator
		author := change.Author
		add(RoleOperator, &author)
	}
	if name := strings.TrimSpace(line(f.Software.Name) + " " + line(f.Software.Version)); name != "" {
		add(RoleProducer, &SW{Name: name})
	}
	if !f.Responsible.empty() {
		add(RoleRUP, f.rup(office()))
	}
	return roles
}

// pai is the office as field 5 names an administration.
func (o *Office) pai() *PAI {
	p := &PAI{
		Administration: ipa(IPA{Name: o.Name, Code: o.Code}),
		Area:           ipa(o.Area),
		Addresses:      mailboxes(o.Addresses),
	}
	if len(p.Addresses) == 0 {
		p.Addresses = []string{NotAvailable}
	}
	if o.Unit != (IPA{}) {
		unit := ipa(o.Unit)
		p.Unit = &unit
	}
	return p
}

// ipa cleans i; what is empty is not available.
func ipa(i IPA) IPA {
	return IPA{Name: cmp.Or(line(i.Name), NotAvailable), Code: cmp.Or(line(i.Code), NotAvailable)}
}

func mailboxes(list []string) []string {
	var kept []string
	for _, a := range list {
		if a = line(a); a != "" {
			kept = append(kept, a)
		}
	}
	return kept
}

func (f *Facts) party(p *Party) Subject {
	if p.Person != nil {
		pf := f.person(p.Person)
		pf.Addresses = mailboxes(p.Addresses)
		return pf
	}
	return &PG{Name: line(p.Body), TaxCode: code(p.TaxCode), Addresses: mailboxes(p.Addresses)}
}

func (f *Facts) person(p *Person) *PF {
	surname, given := p.names()
	pf := &PF{Surname: surname, Given: given, TaxCode: code(p.TaxCode)}
	if p.OfOffice {
		administration := ipa(IPA{Name: f.Office.Name, Code: f.Office.Code})
		pf.Administration = &administration
	}
	return pf
}

func (f *Facts) rup(office *PAI) *RUP {
	surname, given := f.Responsible.names()
	return &RUP{
		Surname: surname, Given: given, TaxCode: code(f.Responsible.TaxCode),
		Administration: office.Administration, Area: office.Area, Unit: ipa(f.Office.Unit),
		Addresses: office.Addresses,
	}
}

// code is a tax code in capitals without spaces.
func code(s string) string { return strings.ToUpper(strings.ReplaceAll(line(s), " ", "")) }
