package web

import (
	"errors"
	"fmt"
	"io"
	"net/http"

	"github.com/gin-gonic/gin"
)

// errTooLarge says that an uploaded file is larger than it may be.
var errTooLarge = errors.New("the file is too large")

// formFile gives the file of a field of a form, nil when none was chosen. The
// other fields are in c.Request.PostForm then. The name that the file had is not
// given: nothing is stored by it.
func formFile(c *gin.Context, name string, most int64) ([]byte, error) {
	const inMemory = smallUploadBody // nothing goes to the disk
	if err := c.Request.ParseMultipartForm(inMemory); err != nil {
		return nil, fmt.Errorf("reading a form with a file: %w", err)
	}
	f, header, err := c.Request.FormFile(name)
	switch {
	case errors.Is(err, http.ErrMissingFile):
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("reading an uploaded file: %w", err)
	}
	defer func() { _ = f.Close() }() // it was only read
	if header.Size > most {
		return nil, errTooLarge
	}
	content, err := io.ReadAll(io.LimitReader(f, most))
	if err != nil {
		return nil, fmt.Errorf("reading an uploaded file: %w", err)
	}
	return content, nil
}

// uploadFailed answers when a form with a file cannot be read.
func (s *service) uploadFailed(c *gin.Context, err error) {
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		s.tooLarge(c)
		return
	}
	s.showError(c, http.StatusBadRequest, errorPage{
		Heading: "Modulo non leggibile",
		What:    "Quello che il browser ha inviato non si può leggere.",
		Repair:  "Tornare alla pagina precedente, ricaricarla e inviare di nuovo.",
	})
}
