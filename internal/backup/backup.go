// Package backup puts the data of an office into one file, and takes them out
// again. It knows which files there are and their digests, not what is in them.
package backup

import (
	"archive/zip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"concerta/internal/fault"
)

// The kinds of failure: a file that is no backup, or not a whole one; and a place where
// the data cannot be written.
var (
	ErrFile = errors.New("backup: not a whole backup")
	ErrDisk = errors.New("backup: the data cannot be written")
)

// format names the shape of a backup.
const format = "concerta/copia/1"

const manifestName = "copia.json"

// Manifest says what a backup is of.
type Manifest struct {
	Format string    `json:"format"`
	Office string    `json:"office"`
	At     time.Time `json:"at"`
	Head   string    `json:"head"` // of the register
	Last   []Last    `json:"last"` // numbers given until then
	Files  []File    `json:"files"`
}

// Last is the last number given in a register and year.
type Last struct {
	Register string `json:"register"`
	Year     int    `json:"year"`
	Number   int    `json:"number"`
}

// File is one file of the data folder.
type File struct {
	Name   string `json:"name"`
	Size   int64  `json:"size"`   // bytes
	Digest string `json:"digest"` // SHA-256, hexadecimal
}

// Write puts the files of a folder into one, as the manifest says of everything
// but the files.
func Write(ctx context.Context, w io.Writer, dir string, names []string, m Manifest) error {
	m.Format, m.Files = format, nil
	for _, name := range names {
		f, err := describe(ctx, filepath.Join(dir, name))
		if err != nil {
			return err
		}
		m.Files = append(m.Files, f)
	}
	z := zip.NewWriter(w)
	about, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return fmt.Errorf("JSON of a backup: %w", err)
	}
	out, err := create(z, manifestName, m.At)
	if err != nil {
		return err
	}
	if _, err := out.Write(about); err != nil {
		return fmt.Errorf("writing the backup: %w", err)
	}
	for _, f := range m.Files {
		if err := add(ctx, z, filepath.Join(dir, f.Name), f.Name, m.At); err != nil {
			return err
		}
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("writing the backup: %w", err)
	}
	return nil
}

func create(z *zip.Writer, name string, at time.Time) (io.Writer, error) {
	out, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: at.UTC()})
	if err != nil {
		return nil, fmt.Errorf("writing the backup: %w", err)
	}
	return out, nil
}

func add(ctx context.Context, z *zip.Writer, path, name string, at time.Time) error {
	in, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("reading the copy: %w", err)
	}
	defer in.Close() //nolint:errcheck // it was only read
	out, err := create(z, name, at)
	if err != nil {
		return err
	}
	if _, err := io.Copy(out, reading{ctx, in}); err != nil {
		return fmt.Errorf("writing the backup: %w", err)
	}
	return nil
}

func describe(ctx context.Context, path string) (File, error) {
	in, err := os.Open(path)
	if err != nil {
		return File{}, fmt.Errorf("reading the copy: %w", err)
	}
	defer in.Close() //nolint:errcheck // it was only read
	h := sha256.New()
	n, err := io.Copy(h, reading{ctx, in})
	if err != nil {
		return File{}, fmt.Errorf("reading the copy: %w", err)
	}
	return File{Name: filepath.Base(path), Size: n, Digest: hex.EncodeToString(h.Sum(nil))}, nil
}

// Read takes the files of a backup out into a folder, and refuses one that is not
// whole. Names are those asked for and no others.
func Read(ctx context.Context, r io.ReaderAt, size int64, dir string, names []string) (*Manifest, error) {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, broken("non è una copia di concerta, o non è intero", err)
	}
	m, err := readManifest(z)
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		var want *File
		for i := range m.Files {
			if m.Files[i].Name == name {
				want = &m.Files[i]
			}
		}
		if want == nil {
			return nil, broken("non contiene "+name, nil)
		}
		if err := extract(ctx, z, *want, filepath.Join(dir, name)); err != nil {
			return nil, err
		}
	}
	return m, nil
}

func readManifest(z *zip.Reader) (*Manifest, error) {
	in, err := z.Open(manifestName)
	if err != nil {
		return nil, broken("non è una copia di concerta", err)
	}
	defer in.Close() //nolint:errcheck // it was only read
	const most = 1 << 20
	src, err := io.ReadAll(io.LimitReader(in, most))
	if err != nil {
		return nil, broken("non è intero", err)
	}
	var m Manifest
	if err := json.Unmarshal(src, &m); err != nil {
		return nil, broken("non è una copia di concerta", err)
	}
	if m.Format != format {
		return nil, broken("è di una forma che questo programma non conosce («"+m.Format+"»)", nil)
	}
	return &m, nil
}

func extract(ctx context.Context, z *zip.Reader, want File, path string) (err error) {
	in, err := z.Open(want.Name)
	if err != nil {
		return broken("non contiene "+want.Name, err)
	}
	defer in.Close() //nolint:errcheck // it was only read
	out, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return &fault.Error{Cause: err, What: "non si può scrivere " + path + ": " + fault.Reason(err), Repair: "controllare i permessi e lo spazio su disco"}
	}
	disk := &disk{file: out}
	defer func() { err = errors.Join(err, disk.close(want.Name)) }()
	h := sha256.New()
	// One byte more than there should be is enough to tell.
	n, err := io.Copy(io.MultiWriter(disk, h), io.LimitReader(reading{ctx, in}, want.Size+1))
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case disk.err != nil:
		return nil // told when it is closed
	case err != nil:
		return broken("il file "+want.Name+" non si legge: è danneggiato", err)
	case n != want.Size || hex.EncodeToString(h.Sum(nil)) != want.Digest:
		return broken("il file "+want.Name+" è danneggiato", nil)
	}
	return nil
}

// disk is a file being written. It keeps the error of writing it apart from those of
// the copy, which may be good.
type disk struct {
	file *os.File
	err  error
}

// Write implements [io.Writer].
func (d *disk) Write(p []byte) (int, error) {
	n, err := d.file.Write(p)
	d.err = errors.Join(d.err, err)
	return n, err
}

// close brings the file to the disk and says why it could not be written.
func (d *disk) close(name string) error {
	if d.err == nil {
		d.err = d.file.Sync()
	}
	d.err = errors.Join(d.err, d.file.Close())
	if d.err == nil {
		return nil
	}
	return &fault.Error{
		Kind: ErrDisk, Cause: d.err,
		What:   "il file " + name + " della copia non si può scrivere: " + fault.Reason(d.err) + "; la copia non è stata toccata",
		Repair: "liberare spazio sul disco della cartella dati, oppure ripristinare in un’altra con --data",
	}
}

func broken(why string, cause error) error {
	return &fault.Error{Kind: ErrFile, Cause: cause, What: "la copia non si può ripristinare: " + why, Repair: "usare un’altra copia"}
}

// reading stops when its context is done.
type reading struct {
	ctx context.Context //nolint:containedctx // it lives as long as one copy
	r   io.Reader
}

// Read implements [io.Reader].
func (r reading) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.r.Read(p)
}
