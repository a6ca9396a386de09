package signature

import (
	"fmt"
	"strings"

	"concerta/internal/signature/foreign"
)

// Short names for what is read.
type (
	ref   = foreign.Ref
	dict  = foreign.Dict
	array = foreign.Array
	name  = foreign.Name
	value = foreign.Value
)

// Limits of pages and fields, and of the bytes of a field's whole name.
const (
	maxNodes = 1 << 16
	maxName  = 1 << 10
)

// model is what a revision shows: pages with their annotations, and the form.
type model struct {
	f       *foreign.File
	rev     int
	root    ref
	catalog dict
	form    dict
	pages   []page
	nodes   []int // of the page tree, pages apart
	fields  []*field
	byNum   map[int]*field // fields and their widgets, by number
	onPage  map[int]int    // page of an annotation, by number
}

type page struct {
	num    int
	dict   dict
	annots array
}

// field is a terminal field with its widgets (ISO 32000-1 12.7.3).
type field struct {
	num     int
	name    string
	kind    name
	value   value
	dict    dict
	widgets []int
}

func modelOf(f *foreign.File, rev int) (*model, error) {
	m := &model{f: f, rev: rev, byNum: map[int]*field{}, onPage: map[int]int{}}
	m.root, _ = f.Trailer(rev)["Root"].(ref)
	var err error
	if m.catalog, err = f.Dict(rev, m.root); err != nil {
		return nil, fmt.Errorf("the catalog: %w", err)
	}
	if m.catalog == nil {
		return nil, fmt.Errorf("%w: no catalog", foreign.ErrMalformed)
	}
	if m.form, err = f.Dict(rev, m.catalog["AcroForm"]); err != nil {
		return nil, fmt.Errorf("the form: %w", err)
	}
	if err := m.readPages(); err != nil {
		return nil, fmt.Errorf("the pages: %w", err)
	}
	if err := m.readFields(); err != nil {
		return nil, fmt.Errorf("the fields: %w", err)
	}
	return m, nil
}

func (m *model) get(num int) (value, error) { return m.f.Get(m.rev, ref{Num: num}) }

// readPages walks the page tree in order (7.7.3).
func (m *model) readPages() error {
	stack := []value{m.catalog["Pages"]}
	seen := map[int]bool{}
	for len(stack) > 0 {
		r, ok := stack[len(stack)-1].(ref)
		stack = stack[:len(stack)-1]
		if !ok || seen[r.Num] || len(seen) > maxNodes {
			return fmt.Errorf("%w: page tree", foreign.ErrMalformed)
		}
		seen[r.Num] = true
		d, err := m.f.Dict(m.rev, r)
		if err != nil {
			return err
		}
		kids, err := m.f.Array(m.rev, d["Kids"])
		if err != nil {
			return err
		}
		if err := m.f.Spend(len(kids)); err != nil {
			return err
		}
		if kids != nil {
			m.nodes = append(m.nodes, r.Num)
			for i := len(kids) - 1; i >= 0; i-- {
				stack = append(stack, kids[i])
			}
			continue
		}
		annots, err := m.f.Array(m.rev, d["Annots"])
		if err != nil {
			return err
		}
		if err := m.f.Spend(len(annots)); err != nil {
			return err
		}
		m.pages = append(m.pages, page{r.Num, d, annots})
		for _, a := range annots {
			if a, ok := a.(ref); ok && m.onPage[a.Num] == 0 {
				m.onPage[a.Num] = len(m.pages)
			}
		}
	}
	return nil
}

// readFields walks the tree of fields (12.7.3.1), in which kind and value are
// inherited and names are joined by dots.
func (m *model) readFields() error {
	type node struct {
		at    value
		above field
	}
	list, err := m.f.Array(m.rev, m.form["Fields"])
	if err != nil {
		return err
	}
	var stack []node
	push := func(list array, above field) {
		for i := len(list) - 1; i >= 0; i-- {
			stack = append(stack, node{list[i], above})
		}
	}
	push(list, field{})
	seen := map[int]bool{}
	for len(stack) > 0 {
		n := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		r, ok := n.at.(ref)
		if !ok || seen[r.Num] || len(seen) > maxNodes {
			return fmt.Errorf("%w: tree of fields", foreign.ErrMalformed)
		}
		seen[r.Num] = true
		d, err := m.f.Dict(m.rev, r)
		if err != nil {
			return err
		}
		fl := field{num: r.Num, name: n.above.name, kind: n.above.kind, value: n.above.value, dict: d}
		if t, ok := d["T"].(foreign.String); ok {
			fl.name = strings.TrimPrefix(fl.name+"."+text(t.Bytes), ".")
		}
		if len(fl.name) > maxName {
			return fmt.Errorf("%w: name of a field", foreign.ErrMalformed)
		}
		if k, ok := d["FT"].(name); ok {
			fl.kind = k
		}
		if v := d["V"]; v != nil {
			fl.value = v
		}
		kids, err := m.f.Array(m.rev, d["Kids"])
		if err != nil {
			return err
		}
		widgets, inner, err := m.kids(kids)
		if err != nil {
			return err
		}
		if len(inner) > 0 {
			push(inner, fl)
			if len(stack) > maxNodes {
				return fmt.Errorf("%w: tree of fields", foreign.ErrMalformed)
			}
		}
		if len(kids) == 0 {
			widgets = []int{r.Num}
		}
		m.addField(&fl, widgets)
	}
	return nil
}

func (m *model) addField(f *field, widgets []int) {
	f.widgets = widgets
	m.fields = append(m.fields, f)
	m.byNum[f.num] = f
	for _, w := range widgets {
		m.byNum[w] = f
	}
}

// kids divides the children of a field into widgets and fields: a child with
// a name of its own is a field.
func (m *model) kids(list array) (widgets []int, fields array, err error) {
	if err := m.f.Spend(len(list)); err != nil {
		return nil, nil, err
	}
	for _, k := range list {
		r, ok := k.(ref)
		if !ok {
			return nil, nil, fmt.Errorf("%w: child of a field", foreign.ErrMalformed)
		}
		d, err := m.f.Dict(m.rev, r)
		if err != nil {
			return nil, nil, err
		}
		if d["T"] != nil || d["Kids"] != nil {
			fields = append(fields, r)
		} else {
			widgets = append(widgets, r.Num)
		}
	}
	return widgets, fields, nil
}

// page is the page of a field's first widget, 0 when it is on none.
func (m *model) page(f *field) int {
	for _, w := range f.widgets {
		if p := m.onPage[w]; p > 0 {
			return p
		}
	}
	return 0
}

// signed gives the signature dictionary that is the value of a signature
// field (12.8.1), nil when there is none.
func (m *model) signed(f *field) (dict, error) {
	if f == nil || f.kind != "Sig" || f.value == nil {
		return nil, nil //nolint:nilnil // the absent signature
	}
	d, err := m.f.Dict(m.rev, f.value)
	if err != nil {
		return nil, err
	}
	_, contents := d["Contents"].(foreign.String)
	if _, ok := d["ByteRange"]; !ok || !contents {
		return nil, nil //nolint:nilnil // the absent signature
	}
	return d, nil
}

// rectangle reads a rectangle whatever corners it names (7.9.5).
func (m *model) rectangle(v value) (box [4]float64, ok bool) {
	a, err := m.f.Array(m.rev, v)
	if err != nil || len(a) != 4 {
		return box, false
	}
	for i, e := range a {
		n, ok := e.(foreign.Number)
		if !ok {
			return box, false
		}
		box[i] = float64(n)
	}
	return [4]float64{min(box[0], box[2]), min(box[1], box[3]), max(box[0], box[2]), max(box[1], box[3])}, true
}
