package web

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"strconv"

	"github.com/gin-gonic/gin"
)

//go:embed pages/*.html
var pageFiles embed.FS

// pages are the parsed pages; each has its own type of data.
type pages struct {
	list    *template.Template // listPage
	process *template.Template // processPage
	failure *template.Template // errorPage

	about, accessibility, privacy *template.Template // frame
}

// parsePages reads every page over the common frame and the kit.
func parsePages(a assets) (*pages, error) {
	frame, err := parseFrame(a)
	if err != nil {
		return nil, err
	}
	var p pages
	for name, to := range map[string]**template.Template{
		"list.html": &p.list, "process.html": &p.process, "error.html": &p.failure,
		"about.html": &p.about, "accessibility.html": &p.accessibility, "privacy.html": &p.privacy,
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

// parseFrame reads what pages have in common: the frame, and the pieces that they
// are put together from (kit.go says which).
func parseFrame(a assets) (*template.Template, error) {
	t := template.New("frame").Funcs(template.FuncMap{"asset": a.address})
	return t.ParseFS(pageFiles, "pages/frame.html", "pages/kit_*.html")
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
