package process

// directory finds the bodies and citizens of a process, by id and by name.
type directory struct {
	organizations map[string]*Organization
	citizens      map[string]*Citizen
	bodyNames     map[string]string // id, by nameKey
	citizenNames  map[string]string
}

func (p *Process) directory() directory {
	d := directory{map[string]*Organization{}, map[string]*Citizen{}, map[string]string{}, map[string]string{}}
	for i := range p.Organizations {
		o := &p.Organizations[i]
		d.organizations[o.ID] = o
		d.bodyNames[nameKey(o.Name)] = o.ID
	}
	for i := range p.Citizens {
		c := &p.Citizens[i]
		d.citizens[c.ID] = c
		d.citizenNames[nameKey(c.Name)] = c.ID
	}
	return d
}

// nameOf is the name of a body or a citizen; the id itself when there is none.
func (d directory) nameOf(id string) string {
	if o := d.organizations[id]; o != nil {
		return o.Name
	}
	if c := d.citizens[id]; c != nil {
		return c.Name
	}
	return id
}

// whois is for whom a person signed a register: the id of a body or a citizen,
// also when only its name was written, and that name.
func (d directory) whois(x *Presence) (id, name string) {
	id, name = x.By, x.Name
	switch {
	case id != "":
	case x.Body != "":
		id, name = d.bodyNames[nameKey(x.Body)], x.Body
	default:
		id = d.citizenNames[nameKey(x.Name)]
	}
	if id != "" {
		name = d.nameOf(id)
	}
	return id, name
}
