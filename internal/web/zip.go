package web

import (
	"archive/zip"
	"fmt"
	"io"
	"iter"
	"time"
)

// zipped is a file of a ZIP.
type zipped struct {
	name    string
	at      time.Time
	content []byte
}

// writeZIP writes files as they come. PDFs and DOCX are packed already, and are not
// packed again.
func writeZIP(w io.Writer, files iter.Seq2[zipped, error]) error {
	z := zip.NewWriter(w)
	for f, err := range files {
		if err != nil {
			return err
		}
		out, err := z.CreateHeader(&zip.FileHeader{Name: f.name, Method: zip.Store, Modified: f.at})
		if err == nil {
			_, err = out.Write(f.content)
		}
		if err != nil {
			return fmt.Errorf("writing %s: %w", f.name, err)
		}
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("ending a ZIP: %w", err)
	}
	return nil
}
