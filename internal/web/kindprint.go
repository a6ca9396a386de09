package web

import (
	"bytes"
	"context"
	"io"
	"iter"
	"slices"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"concerta/internal/acts"
	"concerta/internal/archive"
	"concerta/internal/produce"
)

// printKind gives the acts of a kind together as they would be made now: scheda.pdf,
// one PDF to print; scheda.zip, their files to send. Only those that need no number:
// the others are given together once they are issued.
func (s *service) printKind(c *gin.Context) {
	name, ext, _ := strings.Cut(c.Param("file"), ".")
	kind := acts.Kind(name)
	if !slices.Contains(acts.Kinds(), kind) || archive.Numbered(kind) || ext != "pdf" && ext != "zip" {
		s.notFound(c)
		return
	}
	review, tasks, err := s.tasks(c, kind)
	if err != nil {
		s.fail(c, err)
		return
	}
	if len(tasks) == 0 {
		s.notFound(c)
		return
	}
	if ext == "zip" {
		s.streamZIP(c, review.Process.Key+"_"+name+".zip", func(ctx context.Context, w io.Writer) error {
			return writeZIP(w, madeFiles(s.made(ctx, review, tasks), s.Press.Formats(), s.Clock().In(s.Zone)))
		})
		return
	}
	var b bytes.Buffer
	if err := s.Press.Merge(&b, produce.PrintTitle(review.Process), s.made(c.Request.Context(), review, tasks)); err != nil {
		s.fail(c, err)
		return
	}
	giveFile(c, review.Process.Key+"_"+produce.PrintName(tasks)+".pdf", "application/pdf", b.Bytes())
}

// made makes acts one after the other, as long as they are asked for.
func (s *service) made(ctx context.Context, r *produce.Review, tasks []produce.Task) iter.Seq2[*produce.Act, error] {
	return func(yield func(*produce.Act, error) bool) {
		for _, t := range tasks {
			if err := ctx.Err(); err != nil { // the client has left
				yield(nil, err)
				return
			}
			if act, err := s.Press.Make(r, t, options(r)); !yield(act, err) || err != nil {
				return
			}
		}
	}
}

// madeFiles are the files of acts that are sent, a folder for each format.
func madeFiles(made iter.Seq2[*produce.Act, error], formats produce.Formats, at time.Time) iter.Seq2[zipped, error] {
	return func(yield func(zipped, error) bool) {
		for act, err := range made {
			if err != nil {
				yield(zipped{}, err)
				return
			}
			for _, f := range formats.For(act.Task) {
				if f.Ext == "html" || f.Ext == "txt" { // for reading here, not for sending
					continue
				}
				content, err := act.Render(f)
				if !yield(zipped{f.Ext + "/" + act.Task.FileName(f), at, content}, err) || err != nil {
					return
				}
			}
		}
	}
}
