package desk

import (
	"concerta/internal/process"
	"concerta/internal/processfile"
	"concerta/internal/produce"
	"concerta/internal/store"
)

// Own is the process for whoever opened it alone, to be changed at will. What Review
// holds is shared with everybody who looks at that version, and nobody changes it.
func (o *Open) Own() *process.Process {
	return produce.Read(produce.Stored(&store.Process{Draft: o.draft()})).Process
}

// draft is the process as it would be saved.
func (o *Open) draft() store.Draft {
	return store.Draft{Key: o.Review.Process.Key, Source: o.Tree.Bytes(), Attachments: o.attachments}
}

// Put makes p what is saved: for a change that is made on the process and not on its
// tree. What Review holds stays as it was opened.
func (o *Open) Put(p *process.Process) { o.Tree = processfile.NewTree(p) }
