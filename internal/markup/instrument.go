package markup

import (
	"strconv"
	"text/template/parse"
)

// place is where a piece of template comes from.
type place struct {
	file    *file
	offset  int
	literal bool // text, not an action: the offset advances with the output
}

// instrument copies the tree of f so that every action that prints prints a
// token and every turn of a loop is counted. A traced tree also tells the run
// where each piece of text comes from: it serves to say where a fault is, and
// is executed only when there is one.
func (t *Templates) instrument(f *file, traced bool) *parse.Tree {
	tree := f.tree.Copy()
	in := instrumenter{t, f, traced}
	in.list(tree.Root)
	tree.Root.Nodes = append([]parse.Node{in.call(0, funcStep)}, tree.Root.Nodes...)
	return tree
}

type instrumenter struct {
	t      *Templates
	f      *file
	traced bool
}

func (in instrumenter) list(l *parse.ListNode) {
	if l == nil {
		return
	}
	nodes := make([]parse.Node, 0, 2*len(l.Nodes))
	for _, n := range l.Nodes {
		switch n := n.(type) {
		case *parse.TextNode:
			if in.traced {
				nodes = append(nodes, in.call(n.Pos, funcMark, in.place(n.Pos, true)))
			}
		case *parse.ActionNode:
			if len(n.Pipe.Decl) > 0 {
				break
			}
			n.Pipe.Cmds = append(n.Pipe.Cmds, command(n.Pos, funcPrint))
			if in.traced {
				nodes = append(nodes, in.call(n.Pos, funcMark, in.place(n.Pos, false)))
			}
		case *parse.IfNode:
			in.branch(&n.BranchNode)
		case *parse.WithNode:
			in.branch(&n.BranchNode)
		case *parse.RangeNode:
			in.branch(&n.BranchNode)
			n.List.Nodes = append([]parse.Node{in.call(n.Pos, funcStep)}, n.List.Nodes...)
		}
		nodes = append(nodes, n)
	}
	l.Nodes = nodes
}

func (in instrumenter) branch(b *parse.BranchNode) {
	in.list(b.List)
	in.list(b.ElseList)
}

// place registers a place and gives its number.
func (in instrumenter) place(pos parse.Pos, literal bool) int {
	in.t.places = append(in.t.places, place{in.f, int(pos), literal})
	return len(in.t.places) - 1
}

// call is the action {{name args…}}.
func (in instrumenter) call(pos parse.Pos, name string, args ...int) *parse.ActionNode {
	pipe := &parse.PipeNode{NodeType: parse.NodePipe, Pos: pos, Cmds: []*parse.CommandNode{command(pos, name, args...)}}
	return &parse.ActionNode{NodeType: parse.NodeAction, Pos: pos, Pipe: pipe}
}

func command(pos parse.Pos, name string, args ...int) *parse.CommandNode {
	c := &parse.CommandNode{NodeType: parse.NodeCommand, Pos: pos, Args: []parse.Node{parse.NewIdentifier(name).SetPos(pos)}}
	for _, a := range args {
		c.Args = append(c.Args, &parse.NumberNode{
			NodeType: parse.NodeNumber, Pos: pos,
			IsInt: true, Int64: int64(a), IsUint: true, Uint64: uint64(a), IsFloat: true, Float64: float64(a),
			Text: strconv.Itoa(a),
		})
	}
	return c
}

// eachNode visits every node of a tree, parents first.
func eachNode(n parse.Node, visit func(parse.Node)) {
	visit(n)
	switch n := n.(type) {
	case *parse.ListNode:
		for _, k := range n.Nodes {
			eachNode(k, visit)
		}
	case *parse.ActionNode:
		eachNode(n.Pipe, visit)
	case *parse.PipeNode:
		for _, c := range n.Cmds {
			eachNode(c, visit)
		}
	case *parse.CommandNode:
		for _, a := range n.Args {
			eachNode(a, visit)
		}
	case *parse.ChainNode:
		eachNode(n.Node, visit)
	case *parse.TemplateNode:
		if n.Pipe != nil {
			eachNode(n.Pipe, visit)
		}
	case *parse.IfNode:
		eachBranch(&n.BranchNode, visit)
	case *parse.WithNode:
		eachBranch(&n.BranchNode, visit)
	case *parse.RangeNode:
		eachBranch(&n.BranchNode, visit)
	}
}

func eachBranch(b *parse.BranchNode, visit func(parse.Node)) {
	eachNode(b.Pipe, visit)
	if b.List != nil {
		eachNode(b.List, visit)
	}
	if b.ElseList != nil {
		eachNode(b.ElseList, visit)
	}
}
