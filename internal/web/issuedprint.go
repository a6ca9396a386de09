package web

import (
	"bytes"
	"context"
	"io"
	"iter"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"concerta/internal/acts"
	"concerta/internal/archive/ledger"
	"concerta/internal/produce"
)

// printIssued gives the issued acts of a kind together: patto.pdf, one PDF to
// print; patto.zip, their files.
func (s *service) printIssued(c *gin.Context) {
	kind, ext, _ := strings.Cut(c.Param("file"), ".")
	if !slices.Contains(acts.Kinds(), acts.Kind(kind)) || ext != "pdf" && ext != "zip" {
		s.notFound(c)
		return
	}
	p, err := s.Store.Process(c.Request.Context(), c.Param("chiave"))
	if err != nil {
		s.fail(c, err)
		return
	}
	newest, err := s.newestIssued(c, p.Key)
	if err != nil {
		s.fail(c, err)
		return
	}
	list := issuedOfKind(newest, kind)
	if len(list) == 0 {
		s.notFound(c)
		return
	}
	name := p.Key + "_" + kind + "_emessi"
	if ext == "zip" {
		s.streamZIP(c, name+".zip", func(ctx context.Context, w io.Writer) error { return writeZIP(w, s.issuedFiles(ctx, list)) })
		return
	}
	var b bytes.Buffer
	err = s.Press.Merge(&b, "Copia da stampare – "+p.Title, func(yield func(*produce.Act, error) bool) {
		for _, a := range list {
			if err := c.Request.Context().Err(); err != nil {
				yield(nil, err)
				return
			}
			if act, err := s.Archive.Reprint(c.Request.Context(), a); !yield(act, err) || err != nil {
				return
			}
		}
	})
	if err != nil {
		s.fail(c, err)
		return
	}
	giveFile(c, name+"_stampa.pdf", "application/pdf", b.Bytes())
}

// issuedFiles are the documents that count of acts.
func (s *service) issuedFiles(ctx context.Context, list []*ledger.Act) iter.Seq2[zipped, error] {
	return func(yield func(zipped, error) bool) {
		names := map[string]bool{}
		for _, a := range list {
			f, ok := a.Primary()
			if !ok {
				continue
			}
			name := f.Name
			if names[name] { // files of two acts may be called the same
				name = a.ID + "_" + name
			}
			names[name] = true
			content, err := s.Register.Blob(ctx, f.Digest)
			if !yield(zipped{name, a.At.In(s.Zone), content}, err) || err != nil {
				return
			}
		}
	}
}
