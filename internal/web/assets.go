package web

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/http"
	"path"

	"github.com/gin-gonic/gin"
)

// ownFiles are the style sheets, pictures and the script written for this service.
//
//go:embed static/*
var ownFiles embed.FS

// builtFiles are what `make site` puts there: Bootstrap Italia, its typeface and
// icons, htmx. Without it there is only a file that says so.
//
//go:embed assets/*
var builtFiles embed.FS

// lookSheet is the built file whose absence makes the pages plain.
const lookSheet = "bootstrap-italia.css"

// actStyle is the name of the style sheet of the preview. It comes from who makes
// the preview, not from this package.
const actStyle = "atto.css"

// asset is a file that pages load. It holds no data of any office.
type asset struct {
	body      []byte
	mediaType string
	version   string // start of the SHA-256 of body
}

type assets map[string]asset

// readAssets reads every file that pages may load.
func readAssets(style string) (assets, error) {
	all := assets{}
	all.add(actStyle, []byte(style))
	for folder, files := range map[string]embed.FS{"static": ownFiles, "assets": builtFiles} {
		entries, err := fs.ReadDir(files, folder)
		if err != nil {
			return nil, fmt.Errorf("listing %s: %w", folder, err)
		}
		for _, e := range entries {
			body, err := files.ReadFile(path.Join(folder, e.Name()))
			if err != nil {
				return nil, fmt.Errorf("reading %s: %w", e.Name(), err)
			}
			all.add(e.Name(), body)
		}
	}
	return all, nil
}

func (a assets) add(name string, body []byte) {
	sum := sha256.Sum256(body)
	a[name] = asset{body, mediaType(name), hex.EncodeToString(sum[:6])}
}

// address is where a file is, with its version so that browsers may keep it; empty
// when there is no such file.
func (a assets) address(name string) string {
	f, found := a[name]
	if !found {
		return ""
	}
	return "/static/" + name + "?v=" + f.version
}

// mediaType does not ask the system, whose tables differ.
func mediaType(name string) string {
	switch path.Ext(name) {
	case ".css":
		return "text/css; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	case ".woff2":
		return "font/woff2"
	}
	return "text/plain; charset=utf-8"
}

// giveStatic answers with a file of the service itself. Asked for by its version it
// never changes; otherwise it is asked for again each time.
func (s *service) giveStatic(c *gin.Context) {
	f, found := s.assets[c.Param("file")]
	if !found {
		s.notFound(c)
		return
	}
	keep := "no-cache"
	if c.Query("v") == f.version {
		keep = "public, max-age=31536000, immutable"
	}
	c.Header("Cache-Control", keep)
	send(c, http.StatusOK, f.mediaType, f.body)
}
