package web

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"
)

//go:embed pages/*.html
var pageFiles embed.FS

//go:embed static/*
var staticFiles embed.FS

// pages are the parsed pages; each has its own type of data.
type pages struct {
	list    *template.Template // listPage
	process *template.Template // processPage
	failure *template.Template // errorPage
}

// parsePages reads every page over the common frame.
func parsePages() (*pages, error) {
	frame, err := template.ParseFS(pageFiles, "pages/frame.html")
	if err != nil {
		return nil, err
	}
	var p pages
	for name, to := range map[string]**template.Template{
		"list.html": &p.list, "process.html": &p.process, "error.html": &p.failure,
	} {
		t, err := frame.Clone()
		if err != nil {
			return nil, err
		}
		if *to, err = t.ParseFS(pageFiles, "pages/"+name); err != nil {
			return nil, err
		}
	}
	return &p, nil
}

// show answers with a page. The page is made before anything is sent, so that a
// defect in it gives a page of its own and not half of this one.
func (s *service) show(c *gin.Context, status int, t *template.Template, data any) {
	var b bytes.Buffer
	if err := t.ExecuteTemplate(&b, "frame", data); err != nil {
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
