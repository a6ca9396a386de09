package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"path/filepath"
	"runtime"

	"concerta/internal/acts"
	"concerta/internal/fault"
	"concerta/internal/outfile"
	"concerta/internal/produce"
)

// rendering is a run of render: acts of one process, into one folder.
type rendering struct {
	env     environment
	press   *produce.Press
	review  *produce.Review
	formats produce.Formats
	out     string
	options acts.Options
	public  bool // the copies to publish, not the acts
}

// files makes every task and writes its files as soon as it is made. An act that
// cannot be made does not keep the others from being made.
func (r *rendering) files(ctx context.Context, tasks []produce.Task) error {
	write := func(ctx context.Context, t produce.Task) ([]string, error) {
		return r.write(ctx, t, r.folder(t, len(tasks)))
	}
	bar := newProgress(r.env, len(tasks))
	defer bar.end()
	failed := 0
	for o := range produce.Batch(ctx, runtime.GOMAXPROCS(0), tasks, write) {
		for _, path := range o.Value {
			if err := bar.line(r.env.stdout, path+"\n"); err != nil {
				return err
			}
		}
		if o.Err != nil {
			if len(tasks) == 1 || fatal(o.Err) {
				return refused(o.Task, o.Err)
			}
			failed++
			bar.interrupt(func() { report(r.env.stderr, refused(o.Task, o.Err)) })
		}
		bar.step()
	}
	return someFailed(failed, len(tasks))
}

// folder is where the files of t go: one act lies flat, several each in the folder
// of its kind.
func (r *rendering) folder(t produce.Task, tasks int) string {
	if tasks == 1 {
		return r.out
	}
	return filepath.Join(r.out, string(t.Kind))
}

// write makes the act and writes its files together, or none of them.
func (r *rendering) write(ctx context.Context, t produce.Task, dir string) ([]string, error) {
	act, err := r.press.MakeAs(r.formats.For(t), r.review, t, r.options)
	if err != nil {
		return nil, err
	}
	if r.public {
		if act, err = r.press.Public(act); err != nil {
			return nil, err
		}
	}
	var files []outfile.File
	for _, f := range r.formats.For(t) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		content, err := act.Render(f)
		if err != nil {
			return nil, err
		}
		files = append(files, outfile.File{Name: act.Task.FileName(f), Content: content})
	}
	if len(files) == 0 { // none of the formats is of this act
		return nil, nil
	}
	return outfile.WriteAll(ctx, dir, files)
}

// merge writes all the tasks in one PDF to print from. Acts are made while those
// before them are written.
func (r *rendering) merge(ctx context.Context, tasks []produce.Task) error {
	path := filepath.Join(r.out, produce.PrintName(tasks)+".pdf")
	tasks, err := produce.WithShortForms(r.review.Process, tasks)
	if err != nil {
		return err
	}
	bar := newProgress(r.env, len(tasks))
	defer bar.end()
	failed := 0
	err = outfile.Stream(ctx, path, func(w io.Writer) error {
		return r.press.Merge(w, produce.PrintTitle(r.review.Process), r.made(ctx, tasks, bar, &failed))
	})
	if err != nil {
		return err
	}
	if err := bar.line(r.env.stdout, path+"\n"); err != nil {
		return err
	}
	return someFailed(failed, len(tasks))
}

// made gives the acts of the tasks in order, without those that cannot be made:
// they are reported and counted. When that is all of them, it ends with an error.
func (r *rendering) made(ctx context.Context, tasks []produce.Task, bar *progress, failed *int) iter.Seq2[*produce.Act, error] {
	making := func(_ context.Context, t produce.Task) (*produce.Act, error) {
		return r.press.Make(r.review, t, r.options)
	}
	return func(yield func(*produce.Act, error) bool) {
		for o := range produce.Batch(ctx, runtime.GOMAXPROCS(0), tasks, making) {
			switch {
			case o.Err == nil:
				if !yield(o.Value, nil) {
					return
				}
			case len(tasks) == 1 || fatal(o.Err):
				yield(nil, refused(o.Task, o.Err))
				return
			default:
				*failed++
				bar.interrupt(func() { report(r.env.stderr, refused(o.Task, o.Err)) })
			}
			bar.step()
		}
		if *failed == len(tasks) {
			yield(nil, someFailed(*failed, len(tasks)))
		}
	}
}

// fatal tells whether what kept one act from being made keeps the others too: the
// run was interrupted, or the folder cannot be written in.
func fatal(err error) bool {
	return errors.Is(err, context.Canceled) || errors.Is(err, outfile.ErrWrite)
}

// someFailed is the error of a run in which some acts, each told of already, were
// not made.
func someFailed(failed, of int) error {
	if failed == 0 {
		return nil
	}
	verb := "non sono stati fatti"
	if failed == 1 {
		verb = "non è stato fatto"
	}
	return &fault.Error{
		What:   fmt.Sprintf("%s su %d %s", plural(failed, "atto", "atti"), of, verb),
		Repair: "rimediare a ciò che è detto sopra di ciascuno e ripetere; gli altri atti sono fatti",
	}
}
