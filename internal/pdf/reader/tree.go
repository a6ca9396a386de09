package reader

import "fmt"

// readTree builds the structure tree and ties it to the content of the pages;
// both directions must agree (ISO 32000-1 14.7.4.4).
func (d *Document) readTree() error {
	root, err := d.f.dict(d.Catalog["StructTreeRoot"], "the structure tree")
	if err != nil {
		return err
	}
	t := &treeReader{d: d, nodes: map[Ref]*Node{}, pages: map[Ref]*Page{}, widgets: map[Ref]*Widget{}}
	for _, p := range d.Pages {
		t.pages[p.ref] = p
		for _, w := range p.Widgets {
			t.widgets[w.ref] = w
		}
	}
	ref, ok := root["K"].(Ref)
	if !ok {
		return fmt.Errorf("%w: the structure tree has no root element", ErrForeign)
	}
	if d.Tree, err = t.node(ref, nil); err != nil {
		return err
	}
	return t.checkParents(root["ParentTree"])
}

type treeReader struct {
	d       *Document
	nodes   map[Ref]*Node
	pages   map[Ref]*Page
	widgets map[Ref]*Widget
	depth   int
}

func (t *treeReader) node(r Ref, parent *Node) (*Node, error) {
	if t.nodes[r] != nil {
		return nil, fmt.Errorf("%w: element %d stands in two places", ErrForeign, r)
	}
	if t.depth++; t.depth > 4*maxDepth {
		return nil, fmt.Errorf("%w: structure too deep", ErrForeign)
	}
	defer func() { t.depth-- }()
	dict, err := t.d.f.dict(r, "a structure element")
	if err != nil {
		return nil, err
	}
	tag, _ := dict["S"].(Name)
	n := &Node{Tag: string(tag), Parent: parent}
	t.nodes[r] = n
	alt, _ := dict["Alt"].(String)
	lang, _ := dict["Lang"].(String)
	n.Alt, n.Lang = text(alt), text(lang)
	if a, ok := dict["A"].(Dict); ok {
		scope, _ := a["Scope"].(Name)
		list, _ := a["ListNumbering"].(Name)
		n.Scope, n.List = string(scope), string(list)
		if b, ok := box(a["BBox"]); ok {
			n.BBox = &b
		}
	}
	page, _ := dict["Pg"].(Ref)
	kids, ok := dict["K"].(Array)
	if !ok && dict["K"] != nil {
		kids = Array{dict["K"]}
	}
	for _, k := range kids {
		kid, err := t.kid(k, page, n)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", n.Tag, err)
		}
		n.Kids = append(n.Kids, kid)
	}
	return n, nil
}

func (t *treeReader) kid(v Value, page Ref, n *Node) (Kid, error) {
	switch v := v.(type) {
	case Ref:
		child, err := t.node(v, n)
		return Kid{Node: child}, err
	case Number:
		return t.content(t.pages[page], int(v), n)
	case Dict:
		pg, _ := v["Pg"].(Ref)
		if v["Type"] == Name("MCR") {
			id, _ := v["MCID"].(Number)
			return t.content(t.pages[pg], int(id), n)
		}
		obj, _ := v["Obj"].(Ref)
		w := t.widgets[obj]
		if w == nil || w.Owner != nil {
			return Kid{}, fmt.Errorf("%w: annotation %d", ErrForeign, obj)
		}
		w.Owner = n
		return Kid{Widget: w}, nil
	}
	return Kid{}, fmt.Errorf("%w: child of an element", ErrForeign)
}

func (t *treeReader) content(p *Page, id int, n *Node) (Kid, error) {
	if p == nil || id < 0 || id >= len(p.Marks) {
		return Kid{}, fmt.Errorf("%w: no marked content %d", ErrForeign, id)
	}
	m := p.Marks[id]
	if m.Owner != nil {
		return Kid{}, fmt.Errorf("%w: marked content %d of page %d has two owners", ErrForeign, id, p.Number)
	}
	m.Owner = n
	return Kid{Mark: m}, nil
}

// checkParents compares the parent tree with the tree read from the root.
func (t *treeReader) checkParents(v Value) error {
	dict, err := t.d.f.dict(v, "the parent tree")
	if err != nil {
		return err
	}
	nums, err := t.d.f.array(dict["Nums"], "the parent tree")
	if err != nil {
		return err
	}
	byKey := map[int]Value{}
	for i := 0; i+1 < len(nums); i += 2 {
		k, _ := nums[i].(Number)
		byKey[int(k)] = nums[i+1]
	}
	for _, p := range t.d.Pages {
		owners, _ := byKey[p.parents].(Array)
		if len(owners) != len(p.Marks) {
			return fmt.Errorf("%w: the parent tree of page %d has %d entries for %d marks", ErrForeign, p.Number, len(owners), len(p.Marks))
		}
		for i, o := range owners {
			if r, _ := o.(Ref); t.nodes[r] != p.Marks[i].Owner {
				return fmt.Errorf("%w: mark %d of page %d has another parent", ErrForeign, i, p.Number)
			}
		}
		for _, w := range p.Widgets {
			if r, _ := byKey[w.parent].(Ref); w.Owner == nil || t.nodes[r] != w.Owner {
				return fmt.Errorf("%w: annotation %q of page %d has another parent", ErrForeign, w.Name, p.Number)
			}
		}
	}
	return nil
}
