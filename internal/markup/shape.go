package markup

import (
	"text/template/parse"
)

// Check names what is wrong in the templates whatever the data: actions that do
// not parse, pieces that are not there, and, with a made-up word for every
// value, directives, tables and HTML. Every branch of every {{if}} is looked
// at. Heading levels depend on data: CheckAgainst sees to them.
func (t *Templates) Check() []Problem {
	list := append([]Problem(nil), t.problems...)
	called := map[string]bool{}
	for _, act := range t.Acts() {
		for _, key := range t.closure(act) {
			called[key] = true
		}
		list = append(list, t.checkShape(act)...)
	}
	for _, key := range t.names() {
		if isPartial(key) && !called[key] {
			list = append(list, t.checkShape(key)...)
		}
	}
	return sorted(list)
}

// CheckAgainst names what is wrong in the template of an act when it is given
// a view: fields that the view does not have, in branches not taken too, and
// everything Execute would refuse.
func (t *Templates) CheckAgainst(act string, view any) []Problem {
	f := t.files[act]
	if f == nil {
		return []Problem{{Template: act + ".md", What: "il modello dell'atto non c'è.", Repair: "Creare il file " + act + ".md."}}
	}
	if faults := t.loadProblems(t.closure(act)); len(faults) > 0 {
		return sorted(faults)
	}
	if list := t.checkFields(act, view); len(list) > 0 {
		return sorted(list)
	}
	if _, err := t.Execute(act, view); err != nil {
		return problemsOf(err, f)
	}
	return nil
}

// checkShape walks the template with made-up values until every piece of text
// has been printed once, and converts what each walk prints.
func (t *Templates) checkShape(key string) []Problem {
	s := &shape{t: t, seen: map[parse.Node]bool{}}
	var list []Problem
	for {
		s.run, s.fresh = newRun(), false
		s.file(key, 0)
		if !s.fresh {
			return list
		}
		c := t.converter(s.run)
		c.shape = true
		c.document()
		list = append(list, c.problems...)
	}
}

// shape prints a template with made-up values. In each walk every branch that
// has not been taken yet is preferred.
type shape struct {
	t     *Templates
	run   *run
	seen  map[parse.Node]bool // lists already printed
	fresh bool                // this walk printed something for the first time
}

// deepest is how many pieces may call one another.
const deepest = 20

func (s *shape) file(key string, depth int) {
	f := s.t.files[key]
	if f == nil || f.tree == nil || depth > deepest {
		return
	}
	s.list(f, f.tree.Root, depth)
}

func (s *shape) list(f *file, l *parse.ListNode, depth int) {
	if l == nil {
		return
	}
	if !s.seen[l] {
		s.seen[l], s.fresh = true, true
	}
	for _, n := range l.Nodes {
		switch n := n.(type) {
		case *parse.TextNode:
			s.print(f, n.Pos, true, string(n.Text))
		case *parse.ActionNode:
			if len(n.Pipe.Decl) == 0 {
				s.print(f, n.Pos, false, mark(textToken, "78")) // "x"
			}
		case *parse.IfNode:
			s.branch(f, &n.BranchNode, depth)
		case *parse.WithNode:
			s.branch(f, &n.BranchNode, depth)
		case *parse.RangeNode:
			s.branch(f, &n.BranchNode, depth)
		case *parse.TemplateNode:
			s.file(n.Name, depth+1)
		}
	}
}

// print keeps the place of what it prints in a list of its own: the places of
// the templates are read only by now.
func (s *shape) print(f *file, pos parse.Pos, literal bool, text string) {
	s.run.own = append(s.run.own, place{f, int(pos), literal})
	s.run.origin = append(s.run.origin, origin{len(s.run.out), len(s.run.own) - 1})
	s.run.out = append(s.run.out, text...)
}

// branch takes the side that still has something new; the first when neither
// has.
func (s *shape) branch(f *file, b *parse.BranchNode, depth int) {
	if !s.hasNew(b.List) && s.hasNew(b.ElseList) {
		s.list(f, b.ElseList, depth)
		return
	}
	if !s.hasNew(b.List) && b.ElseList == nil {
		return // both sides are known: also what stands around an absent part
	}
	s.list(f, b.List, depth)
}

// hasNew tells whether a list, or one inside it, has never been printed.
func (s *shape) hasNew(l *parse.ListNode) bool {
	if l == nil {
		return false
	}
	found := false
	eachNode(l, func(n parse.Node) {
		if inner, ok := n.(*parse.ListNode); ok && !s.seen[inner] {
			found = true
		}
	})
	return found
}
