package web

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io/fs"
	"strconv"
	"strings"
	"sync"

	"github.com/gin-gonic/gin"
)

//go:embed pages/*.html pages/_*.html
var pageFiles embed.FS

// lazyPage is a page that is read when it is first asked for: reading all of them is
// most of what a start would take. That each can be read is for the tests to see.
type lazyPage func() (*template.Template, error)

// parsePages gives every page over the common frame and the kit, by the name of its
// file. Files that begin with an underscore or with kit_ are pieces that pages share.
func parsePages(a assets) (map[string]lazyPage, error) {
	shared, err := parseFrame(a)
	if err != nil {
		return nil, err
	}
	var one sync.Mutex // shared is copied by one page at a time
	files, err := fs.ReadDir(pageFiles, "pages")
	if err != nil {
		return nil, err
	}
	pages := map[string]lazyPage{}
	for _, f := range files {
		if f.Name() == "frame.html" || strings.HasPrefix(f.Name(), "_") || strings.HasPrefix(f.Name(), "kit_") {
			continue
		}
		pages[f.Name()] = sync.OnceValues(func() (*template.Template, error) {
			one.Lock()
			defer one.Unlock()
			t, err := shared.Clone()
			if err != nil {
				return nil, err
			}
			return t.ParseFS(pageFiles, "pages/"+f.Name())
		})
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
	read := s.pages[p.file()]
	if read == nil {
		panic(fmt.Errorf("no page %s", p.file())) // recoverPanics answers
	}
	t, err := read()
	if err != nil {
		panic(fmt.Errorf("reading a page: %w", err)) // recoverPanics answers
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
