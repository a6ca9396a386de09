package web

import (
	"context"
	"io"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"concerta/internal/store"
)

// caseFilesPage offers the case files to hand over.
type caseFilesPage struct {
	frame

	Table table
	Empty empty
}

func (caseFilesPage) file() string { return "casefiles.html" }

// listCaseFiles lists the case files that have something in them.
func (s *service) listCaseFiles(c *gin.Context) {
	list, err := s.Store.Processes(c.Request.Context())
	if err != nil {
		s.fail(c, err)
		return
	}
	page := caseFilesPage{frame: s.frame(c, "Esportare un fascicolo"), Empty: empty{Title: "Non c’è ancora nessun fascicolo", Text: "Un fascicolo comincia con il primo atto emesso."}}
	page.Section = archiveTabs(c)
	page.Table = table{Caption: "Fascicoli", Quiet: true, Columns: []column{{Words: "Fascicolo"}, {Words: "Contiene"}, {Words: "Pacchetto"}}}
	for _, p := range list {
		n, err := s.Register.CountActs(c.Request.Context(), store.ActFilter{Process: p.Key})
		if err != nil {
			s.fail(c, err)
			return
		}
		if n > 0 {
			page.Table.Rows = append(page.Table.Rows, row{Cells: []cell{
				{Words: p.Title, Link: archivePath + "?procedimento=" + p.Key},
				{Words: plural(n, "atto o documento", "atti e documenti")},
				{Actions: []navLink{{Words: "Scarica lo ZIP", Link: archivePath + "/fascicoli/" + p.Key + ".zip"}}, About: "di " + p.Title},
			}})
		}
	}
	s.show(c, http.StatusOK, page)
}

// exportCaseFile gives a case file as a package: casarano-2013.zip.
func (s *service) exportCaseFile(c *gin.Context) {
	key, isZIP := strings.CutSuffix(c.Param("file"), ".zip")
	if !isZIP {
		s.notFound(c)
		return
	}
	if _, err := s.Store.Process(c.Request.Context(), key); err != nil {
		s.fail(c, err)
		return
	}
	name := key + "_fascicolo_" + s.today().String() + ".zip"
	given := s.streamZIP(c, name, func(ctx context.Context, w io.Writer) error {
		_, err := s.Archive.Export(ctx, key, s.Version, w)
		return err
	})
	if given {
		s.record(c, deedExported, key)
	}
}
