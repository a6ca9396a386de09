package tabular

import (
	"cmp"
	"fmt"
	"strings"

	"concerta/internal/fault"
	"concerta/internal/process"
)

// index finds bodies and citizens by what a list may call them.
type index struct {
	bodies   []process.Organization
	byID     map[string]int // of bodies
	byCode   map[string]int
	byName   map[string]int
	citizens map[string]string // id by bare name and by id
	ids      map[string]bool   // of all
}

func newIndex(p *process.Process) *index {
	x := &index{byID: map[string]int{}, byCode: map[string]int{}, byName: map[string]int{}, citizens: map[string]string{}, ids: map[string]bool{}}
	for _, o := range p.Organizations {
		x.add(o)
	}
	for _, c := range p.Citizens {
		x.ids[c.ID] = true
		x.citizens[c.ID], x.citizens[bare(c.Name)] = c.ID, c.ID
	}
	return x
}

func (x *index) add(o process.Organization) {
	at := len(x.bodies)
	x.bodies = append(x.bodies, o)
	x.byID[o.ID], x.ids[o.ID] = at, true
	if o.TaxCode != "" {
		x.byCode[o.TaxCode] = at
	}
	x.byName[bare(o.Name)] = at
}

// find is the body of that id, else of that tax code, else of that name; nil when
// there is none. What is empty finds nothing.
func (x *index) find(id, code, name string) *process.Organization {
	for _, look := range []struct {
		in  map[string]int
		key string
	}{{x.byID, id}, {x.byCode, code}, {x.byName, bare(name)}} {
		if at, there := look.in[look.key]; there && look.key != "" {
			return &x.bodies[at]
		}
	}
	return nil
}

// who is the id of the body or citizen that the line is about; empty when there is
// none. A name in the line may also be an id.
func (x *index) who(id, code, name string) string {
	if o := x.find(cmp.Or(id, name), code, name); o != nil {
		return o.ID
	}
	for _, key := range []string{id, name, bare(name)} {
		if c, there := x.citizens[key]; there && key != "" {
			return c
		}
	}
	return ""
}

func noMeeting(p *process.Process, id string) error {
	var ids []string
	for _, m := range p.Meetings() {
		ids = append(ids, m.ID)
	}
	return &fault.Error{
		Kind:   ErrNoMeeting,
		What:   fmt.Sprintf("il procedimento non ha un incontro «%s»", id),
		Repair: "indicare con --meeting uno di questi: " + strings.Join(ids, ", "),
	}
}
