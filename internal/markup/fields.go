package markup

import (
	"errors"
	"maps"
	"reflect"
	"strings"
	"text/template"
	"text/template/parse"
)

// checkFields follows the types of the view through the template, so that a
// field that is not there is found in branches that the sample does not take.
// What cannot be known (nil: the result of an index, say) is left to Execute.
func (t *Templates) checkFields(act string, view any) []Problem {
	c := &fieldChecker{t: t, funcs: helperFuncs(), done: map[visit]bool{}}
	c.file(act, reflect.TypeOf(view))
	return c.problems
}

type fieldChecker struct {
	t        *Templates
	funcs    template.FuncMap
	problems []Problem
	done     map[visit]bool
}

// visit is a piece called with a type of dot; once is enough.
type visit struct {
	key string
	dot reflect.Type
}

// scope is what names mean at a point of a template.
type scope struct {
	file *file
	dot  reflect.Type
	vars map[string]reflect.Type // "$" included
}

func (c *fieldChecker) file(key string, dot reflect.Type) {
	f := c.t.files[key]
	v := visit{key, dot}
	if f == nil || f.tree == nil || c.done[v] {
		return
	}
	c.done[v] = true
	c.list(f.tree.Root, scope{f, dot, map[string]reflect.Type{"$": dot}})
}

func (c *fieldChecker) list(l *parse.ListNode, s scope) {
	if l == nil {
		return
	}
	for _, n := range l.Nodes {
		switch n := n.(type) {
		case *parse.ActionNode:
			c.pipe(n.Pipe, s)
		case *parse.IfNode:
			c.branch(&n.BranchNode, s, false)
		case *parse.WithNode:
			c.branch(&n.BranchNode, s, true)
		case *parse.RangeNode:
			c.loop(n, s)
		case *parse.TemplateNode:
			c.file(n.Name, c.pipe(n.Pipe, s))
		}
	}
}

// inner is a scope whose new variables stay inside; changes of type of outer
// ones cannot happen in a well-made template.
func (s scope) inner() scope {
	s.vars = maps.Clone(s.vars)
	return s
}

func (c *fieldChecker) branch(b *parse.BranchNode, s scope, moves bool) {
	in := s.inner()
	typ := c.pipe(b.Pipe, in)
	body := in.inner()
	if moves {
		body.dot = typ
	}
	c.list(b.List, body)
	c.list(b.ElseList, in)
}

func (c *fieldChecker) loop(n *parse.RangeNode, s scope) {
	in := s.inner()
	typ := c.pipe(n.Pipe, in)
	key, elem := iterated(typ)
	body := in.inner()
	body.dot = elem
	switch decl := n.Pipe.Decl; len(decl) {
	case 1:
		body.vars[decl[0].Ident[0]] = elem
	case 2:
		body.vars[decl[0].Ident[0]], body.vars[decl[1].Ident[0]] = key, elem
	}
	c.list(n.List, body)
	c.list(n.ElseList, in)
}

func iterated(typ reflect.Type) (key, elem reflect.Type) {
	typ = pointed(typ)
	if typ == nil {
		return nil, nil
	}
	switch typ.Kind() {
	case reflect.Slice, reflect.Array:
		return reflect.TypeFor[int](), typ.Elem()
	case reflect.Map:
		return typ.Key(), typ.Elem()
	default:
		return nil, nil
	}
}

// pipe gives the type of a pipeline and declares its variables.
func (c *fieldChecker) pipe(p *parse.PipeNode, s scope) reflect.Type {
	if p == nil {
		return nil
	}
	var typ reflect.Type
	for _, cmd := range p.Cmds {
		typ = c.command(cmd, s)
	}
	for _, v := range p.Decl {
		s.vars[v.Ident[0]] = typ
	}
	return typ
}

func (c *fieldChecker) command(cmd *parse.CommandNode, s scope) reflect.Type {
	var first reflect.Type
	for i, arg := range cmd.Args {
		typ := c.value(arg, s)
		if i == 0 {
			first = typ
		}
	}
	return first
}

// value gives the type of a word of an action; for a function, of its result.
func (c *fieldChecker) value(n parse.Node, s scope) reflect.Type {
	switch n := n.(type) {
	case *parse.DotNode:
		return s.dot
	case *parse.FieldNode:
		return c.chain(s, s.dot, n.Ident, int(n.Pos))
	case *parse.VariableNode:
		return c.chain(s, s.vars[n.Ident[0]], n.Ident[1:], int(n.Pos))
	case *parse.ChainNode:
		return c.chain(s, c.value(n.Node, s), n.Field, int(n.Pos))
	case *parse.PipeNode:
		return c.pipe(n, s)
	case *parse.StringNode:
		return reflect.TypeFor[string]()
	case *parse.NumberNode:
		return reflect.TypeFor[int]()
	case *parse.IdentifierNode:
		if f, ok := c.funcs[n.Ident]; ok {
			return reflect.TypeOf(f).Out(0)
		}
	}
	return nil
}

// chain follows fields and methods without arguments.
func (c *fieldChecker) chain(s scope, typ reflect.Type, names []string, pos int) reflect.Type {
	for _, name := range names {
		if typ == nil || typ.Kind() == reflect.Interface {
			return nil
		}
		if m, ok := typ.MethodByName(name); ok {
			typ = m.Type.Out(0)
			continue
		}
		base := pointed(typ)
		if base.Kind() == reflect.Map {
			typ = base.Elem()
			continue
		}
		field, ok := reflect.StructField{}, false
		if base.Kind() == reflect.Struct {
			field, ok = base.FieldByName(name)
		}
		if !ok || !field.IsExported() {
			c.problems = append(c.problems, s.file.problemAt(pos, "il campo «"+name+"» non esiste in questo punto.", fieldRepair(base)))
			return nil
		}
		typ = field.Type
	}
	return typ
}

func pointed(typ reflect.Type) reflect.Type {
	for typ != nil && typ.Kind() == reflect.Pointer {
		typ = typ.Elem()
	}
	return typ
}

// fieldRepair lists the fields there are.
func fieldRepair(typ reflect.Type) string {
	if typ.Kind() != reflect.Struct {
		return "Qui il punto è già il valore: scrivere {{.}}, o $ per ripartire da tutto l'atto."
	}
	var names []string
	for i := range typ.NumField() {
		if f := typ.Field(i); f.IsExported() {
			names = append(names, "."+f.Name)
		}
	}
	return "Qui ci sono: " + strings.Join(names, ", ") + "; $ riparte da tutto l'atto."
}

// problemsOf are the problems in an error of Execute.
func problemsOf(err error, f *file) []Problem {
	var invalid *InvalidError
	if errors.As(err, &invalid) {
		return sorted(invalid.Problems)
	}
	return []Problem{f.problemAt(0, "l'atto non si compone: "+err.Error()+".", "Correggere il modello.")}
}
