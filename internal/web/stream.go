package web

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"mime"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
)

// streamZIP answers with a ZIP to keep that is written while it is made. When the
// client leaves, the context of the request ends and so does the making. What fails
// before the first byte gets a page; after it, the connection is cut, so that half
// a file is not taken for a whole one. It tells whether the file was given.
func (s *service) streamZIP(c *gin.Context, name string, write func(context.Context, io.Writer) error) bool {
	out := &zipStream{c: c, name: name}
	if c.Request.Method == http.MethodHead {
		out.begin()
		c.Writer.WriteHeaderNow()
		return false
	}
	err := write(c.Request.Context(), out)
	switch {
	case err == nil:
		return true
	case !out.begun:
		s.fail(c, err)
		return false
	default:
		if !errors.Is(err, context.Canceled) && c.Request.Context().Err() == nil {
			s.Log.LogAttrs(c.Request.Context(), slog.LevelError, "file non finito", slog.String("pagina", c.FullPath()), slog.Any("causa", err))
		}
		panic(http.ErrAbortHandler) // the server's own way to cut a connection
	}
}

type zipStream struct {
	c     *gin.Context
	name  string
	begun bool
}

func (f *zipStream) begin() {
	f.begun = true
	f.c.Header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
	f.c.Header("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": f.name}))
	f.c.Header("Content-Type", "application/zip")
	f.c.Status(http.StatusOK)
}

// Write implements [io.Writer]. A large file takes as long as its client does, as
// long as it goes on taking.
func (f *zipStream) Write(p []byte) (int, error) {
	if err := f.c.Request.Context().Err(); err != nil {
		return 0, err
	}
	if !f.begun {
		f.begin()
	}
	if at, ok := realDeadline(f.c.Request.Context(), writeTimeout); ok {
		_ = http.NewResponseController(f.c.Writer).SetWriteDeadline(at) // where there is none to set, the server's own holds
	}
	return f.c.Writer.Write(p)
}

// realDeadline is the moment d from now. It is the system's time, which deadlines of
// connections are in, whatever the clock of the office shows.
func realDeadline(ctx context.Context, d time.Duration) (time.Time, bool) {
	limited, cancel := context.WithTimeout(ctx, d)
	defer cancel()
	return limited.Deadline()
}
