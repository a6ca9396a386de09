package web

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io/fs"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"
)

//go:embed pages/*.html pages/_*.html
var pageFiles embed.FS

// parsePages reads every page over the common frame and the kit, by the name of its
// file. Files that begin with an underscore or with kit_ are pieces that pages share.
func parsePages(a assets) (map[string]*template.Template, error) {
	shared, err := parseFrame(a)
	if err != nil {
		return nil, err
	}
	files, err := fs.ReadDir(pageFiles, "pages")
	if err != nil {
		return nil, err
	}
	pages := map[string]*template.Template{}
	for _, f := range files {
		if f.Name() == "frame.html" || strings.HasPrefix(f.Name(), "_") || strings.HasPrefix(f.Name(), "kit_") {
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

// parseFrame reads what pages have in common: the frame, and the pieces that they
// are put together from (kit.go says which).
func parseFrame(a assets) (*template.Template, error) {
	t := template.New("frame").Funcs(template.FuncMap{"asset": a.address})
	return t.ParseFS(pageFiles, "pages/frame.html", "pages/kit_*.html", "pages/_*.html")
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
