package web

import (
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"time"

	"github.com/gin-gonic/gin"

	"concerta/internal/archive"
)

// Sizes and times of what is uploaded to the archive, which takes files of 50 MB.
const (
	fileBody      = 51 << 20
	fieldBody     = 64 << 10 // bytes of one field beside the file
	mostFields    = 30
	uploadTimeout = 10 * time.Minute
)

// readUpload gives the fields of a form and the file of the field named file, empty
// when none was chosen. It answers and gives ok false when they cannot be read. The
// file stays in memory: nothing of it is written where somebody else could find it.
func (s *service) readUpload(c *gin.Context, file string) (fields url.Values, in archive.Incoming, ok bool) {
	// A slow line takes longer for a scan than for a form.
	if at, ok := realDeadline(c.Request.Context(), uploadTimeout); ok {
		control := http.NewResponseController(c.Writer)
		_ = control.SetReadDeadline(at) // where there is none to set, the server's own holds
		_ = control.SetWriteDeadline(at)
	}
	parts, err := c.Request.MultipartReader()
	if err == nil {
		fields, in, err = readParts(parts, file)
	}
	var large *http.MaxBytesError
	switch {
	case err == nil:
		return fields, in, true
	case errors.As(err, &large):
		s.tooLargeFile(c)
	default:
		s.showError(c, http.StatusBadRequest, errorPage{
			Heading: "Invio non leggibile",
			What:    "Quello che il browser ha inviato non si può leggere per intero.",
			Repair:  "Tornare alla pagina precedente, ricaricarla, scegliere di nuovo il file e inviare.",
		})
	}
	return nil, archive.Incoming{}, false
}

var errTooManyFields = errors.New("more fields than any form has")

func readParts(parts *multipart.Reader, file string) (url.Values, archive.Incoming, error) {
	fields, in := url.Values{}, archive.Incoming{}
	for n := 0; ; n++ {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return fields, in, nil
		}
		if err != nil {
			return nil, in, fmt.Errorf("reading a form: %w", err)
		}
		if n == mostFields {
			return nil, in, errTooManyFields
		}
		if part.FormName() == file && part.FileName() != "" {
			if in.Content, err = io.ReadAll(part); err != nil {
				return nil, in, fmt.Errorf("reading a file: %w", err)
			}
			in.Name = part.FileName()
			continue
		}
		value, err := io.ReadAll(io.LimitReader(part, fieldBody))
		if err != nil {
			return nil, in, fmt.Errorf("reading a field: %w", err)
		}
		fields.Add(part.FormName(), string(value))
	}
}

func (s *service) tooLargeFile(c *gin.Context) {
	c.Header("Connection", "close") // the rest of the body is not read
	s.showError(c, http.StatusRequestEntityTooLarge, errorPage{
		Heading: "File troppo grande",
		What:    "Il file supera i 50 MB, il massimo che l’archivio prende.",
		Repair:  "Ridurlo, per esempio con una scansione in bianco e nero a 300 punti per pollice, e caricarlo di nuovo.",
	})
}
