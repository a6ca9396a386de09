package desk

import (
	"concerta/internal/process"
	"concerta/internal/processfile"
)

// Put makes p what is saved: for a change that is made on the process and not on its
// tree. What Review holds stays as it was opened.
func (o *Open) Put(p *process.Process) { o.Tree = processfile.NewTree(p) }
