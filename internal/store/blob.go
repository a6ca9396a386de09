package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"

	"github.com/klauspost/compress/flate"

	"concerta/internal/archive/ledger"
	"concerta/internal/fault"
)

// How a content is kept.
const (
	plain = iota
	deflated
)

// putBlobs brings the contents of files to the disk, each once.
func (s *Store) putBlobs(ctx context.Context, files []ledger.File, contents [][]byte) error {
	if len(files) != len(contents) {
		return fmt.Errorf("%d files with %d contents", len(files), len(contents))
	}
	if len(files) == 0 {
		return nil
	}
	return s.blobs.change(ctx, func(tx *sql.Tx) error {
		var pack packer
		for i, f := range files {
			if ledger.DigestOf(contents[i]) != f.Digest {
				return fmt.Errorf("file %s: the content is not the one of its digest", f.Name)
			}
			coding, kept := pack.coded(f.MediaType, contents[i])
			_, err := tx.ExecContext(ctx, `
				INSERT INTO blob (digest, size, coding, content) VALUES (?, ?, ?, ?) ON CONFLICT (digest) DO NOTHING`,
				f.Digest[:], len(contents[i]), coding, kept)
			if err != nil {
				return fmt.Errorf("storing file %s: %w", f.Name, err)
			}
		}
		return nil
	})
}

// Blob gives the content of a digest, whole and as it was stored, or ErrNotFound.
func (s *Store) Blob(ctx context.Context, d ledger.Digest) ([]byte, error) {
	var coding int
	var kept []byte
	var size int64
	err := s.blobs.read.QueryRowContext(ctx, `SELECT coding, size, content FROM blob WHERE digest = ?`, d[:]).Scan(&coding, &size, &kept)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, &fault.Error{Kind: ErrNotFound, What: "nell’archivio manca il file con impronta " + d.String(), Repair: "verificare l’archivio con «concerta archive verify»"}
	}
	if err != nil {
		return nil, s.blobs.refused(fmt.Errorf("reading a file: %w", err))
	}
	content, err := decoded(coding, kept, size)
	if err == nil && ledger.DigestOf(content) != d {
		err = errors.New("the content has another digest")
	}
	if err != nil {
		return nil, &fault.Error{
			Kind: ledger.ErrBroken, Cause: err,
			What:   "il file con impronta " + d.String() + " è danneggiato",
			Repair: "verificare l’archivio con «concerta archive verify» e ripristinare una copia",
		}
	}
	return content, nil
}

// packer deflates the contents of one entry. What it works with is as large as a
// file, so it is made once for all of them.
type packer struct{ w *flate.Writer }

// coded deflates what is text: a PDF and a DOCX are deflated already.
func (p *packer) coded(mediaType string, content []byte) (int, []byte) {
	if !isText(mediaType) {
		return plain, content
	}
	var b bytes.Buffer
	if err := p.to(&b); err != nil {
		return plain, content
	}
	if _, err := p.w.Write(content); err != nil || p.w.Close() != nil || b.Len() >= len(content) {
		return plain, content
	}
	return deflated, b.Bytes()
}

func (p *packer) to(w io.Writer) (err error) {
	if p.w == nil {
		p.w, err = flate.NewWriter(w, flate.BestSpeed)
		return err
	}
	p.w.Reset(w)
	return nil
}

func isText(mediaType string) bool {
	media, _, _ := strings.Cut(mediaType, ";")
	return strings.HasPrefix(media, "text/") || strings.HasSuffix(media, "xml") || strings.HasSuffix(media, "json")
}

// decoded reads no more than one byte beyond size: a content that was tampered
// with does not fill the memory.
func decoded(coding int, kept []byte, size int64) ([]byte, error) {
	switch coding {
	case plain:
		if int64(len(kept)) != size {
			return nil, fmt.Errorf("%d bytes instead of %d", len(kept), size)
		}
		return kept, nil
	case deflated:
		src := bytes.NewReader(kept)
		r := flate.NewReader(src)
		defer r.Close() //nolint:errcheck // it only read
		content, err := io.ReadAll(io.LimitReader(r, size+1))
		if err != nil {
			return nil, fmt.Errorf("inflating: %w", err)
		}
		if int64(len(content)) != size || src.Len() > 0 {
			return nil, fmt.Errorf("%d bytes, and %d left over, instead of %d", len(content), src.Len(), size)
		}
		return content, nil
	default:
		return nil, fmt.Errorf("unknown coding %d", coding)
	}
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
