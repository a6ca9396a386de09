package web

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"
)

//go:embed pages/*.html pages/_*.html
var pageFiles embed.FS

//go:embed static/*
var staticFiles embed.FS

// parsePages reads every page over the common frame, by the name of its file. Files
// that begin with an underscore are pieces that pages share.
func parsePages() (map[string]*template.Template, error) {
	shared, err := template.ParseFS(pageFiles, "pages/frame.html", "pages/_*.html")
	if err != nil {
		return nil, err
	}
	files, err := fs.ReadDir(pageFiles, "pages")
	if err != nil {
		return nil, err
	}
	pages := map[string]*template.Template{}
	for _, f := range files {
		if f.Name() == "frame.html" || strings.HasPrefix(f.Name(), "_") {
			continue
		}
		t, err := shared.Clone()
		if err != nil {
			return nil, err
		}
		if pages[f.Name()], err = t.ParseFS(pageFiles, "pages/"+f.Name()); err != nil {
			return nil, err
		}
	}
	return pages, nil
}

// show answers with a page. The page is made before anything is sent, so that a
// defect in it gives a page of its own and not half of this one.
func (s *service) show(c *gin.Context, status int, p page) {
	t := s.pages[p.file()]
	if t == nil {
		panic(fmt.Errorf("no page %s", p.file())) // recoverPanics answers
	}
	var b bytes.Buffer
	if err := t.ExecuteTemplate(&b, "frame", p); err != nil {
		panic(fmt.Errorf("showing a page: %w", err)) // recoverPanics answers
	}
	send(c, status, "text/html; charset=utf-8", b.Bytes())
}

// send answers with a whole body, whose length it says.
func send(c *gin.Context, status int, mediaType string, body []byte) {
	c.Header("Content-Length", strconv.Itoa(len(body)))
	c.Data(status, mediaType, body)
}

// giveStatic answers with a file of the service itself, which holds no data of any
// office.
func (s *service) giveStatic(c *gin.Context) {
	name := "static/" + c.Param("file")
	if _, err := fs.Stat(staticFiles, name); err != nil {
		s.notFound(c)
		return
	}
	c.Header("Cache-Control", "no-cache")
	c.FileFromFS(name, http.FS(staticFiles))
}

// actStylePath is where the style sheet of the preview is. It comes from who makes
// the preview, not from this package.
const actStylePath = "/static/atto.css"

func (s *service) giveActStyle(c *gin.Context) {
	c.Header("Cache-Control", "no-cache")
	send(c, http.StatusOK, "text/css; charset=utf-8", []byte(s.Style))
}
