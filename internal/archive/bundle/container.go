package bundle

import (
	"archive/zip"
	"bufio"
	"compress/flate"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"strings"
	"unicode/utf8"

	"concerta/internal/archive/ledger"
)

// What a package may be at most. A package comes from anywhere, and a small file
// can claim to hold a large one.
const (
	mostMembers   = 250_000
	mostDirectory = 64 << 20 // bytes of the ZIP's own list of files
	mostMember    = 1 << 30  // bytes of a file
	mostRatio     = 200      // times that a file may be larger than it is packed
	freeRatio     = 1 << 20  // bytes up to which the ratio does not matter
	longestPath   = 600
)

// member is a file as it is in the package.
type member struct {
	file   *zip.File
	digest ledger.Digest
	whole  bool // it could be read to its end
	known  bool // the package should have it
	told   bool // that it was changed
	proven bool // to be what the entries say
}

// open reads the list of files, and compares the container with the one form of it. It
// gives false when there is nothing to go on with.
func (v *verifier) open(ctx context.Context, r io.ReaderAt, size int64) (bool, error) {
	limited := &limitedReader{ReaderAt: r, left: mostDirectory}
	z, err := zip.NewReader(limited, size)
	limited.left = -1
	switch {
	case errors.Is(err, errTooLong):
		v.wrong("pacchetto", "l’elenco dei suoi file è troppo lungo")
		return false, nil
	case err != nil && !errors.Is(err, zip.ErrInsecurePath): // names are looked at below
		v.wrong("pacchetto", "non è un file ZIP intero")
		return false, nil
	case len(z.File) > mostMembers:
		v.wrong("pacchetto", "ha %d file, più dei %d ammessi", len(z.File), mostMembers)
		return false, nil
	case z.Comment != "":
		v.wrong("pacchetto", "ha un commento, che il programma non scrive")
	}
	var held uint64
	seen := make(map[string]bool, len(z.File))
	for _, f := range z.File {
		held += f.CompressedSize64
		if held > uint64(max(size, 0)) || f.CompressedSize64 > uint64(max(size, 0)) {
			v.wrong("pacchetto", "dice di contenere più di quanto è lungo: i file si sovrappongono")
			return false, nil
		}
		name := plain(f.Name)
		if why := suspicious(f); why != "" {
			v.wrong(shortened(name), "%s", why)
			continue
		}
		if seen[folded(f.Name)] {
			v.wrong(name, "c’è due volte, o c’è un file che si distingue solo per le maiuscole")
			continue
		}
		seen[folded(f.Name)] = true
		v.members[f.Name] = &member{file: f}
		v.order = append(v.order, f.Name)
	}
	if !v.Good() { // names that are told of would be told of twice
		return true, nil
	}
	return true, v.form(ctx, r, size, z.File)
}

// suspicious says why a file is not even opened.
func suspicious(f *zip.File) string {
	switch {
	case !plainPath(f.Name):
		return "ha un nome che il programma non dà, e che estratto potrebbe finire altrove"
	case !f.Mode().IsRegular():
		return "non è un file semplice"
	case f.Flags&1 != 0:
		return "è cifrato"
	case f.Comment != "":
		return "ha un commento, che il programma non scrive"
	case f.Method != zip.Store && f.Method != zip.Deflate:
		return "è compresso in un modo che il programma non usa"
	case f.UncompressedSize64 > mostMember:
		return fmt.Sprintf("dice di essere lungo %d byte, più dei %d ammessi", f.UncompressedSize64, mostMember)
	case f.UncompressedSize64 > freeRatio && f.UncompressedSize64/mostRatio > f.CompressedSize64:
		return "è compresso in un modo che serve a riempire il disco di chi lo estrae"
	}
	return ""
}

// plainPath tells whether a path stays where it is put, on any system.
func plainPath(name string) bool {
	if name == "" || len(name) > longestPath || !utf8.ValidString(name) || plain(name) != name || strings.ContainsAny(name, `\:*?"<>|`) {
		return false
	}
	for part := range strings.SplitSeq(name, "/") {
		if strings.Trim(part, ". ") == "" {
			return false
		}
	}
	return true
}

func shortened(name string) string {
	const most = 120
	if r := []rune(name); len(r) > most {
		return string(r[:most]) + "…"
	}
	return name
}

// readAll reads every file once, for its digest.
func (v *verifier) readAll(ctx context.Context) error {
	buf := make([]byte, 64<<10)
	for _, name := range v.order {
		m := v.members[name]
		h := sha256.New()
		n, err := m.copyTo(ctx, h, buf)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		v.Files++
		v.Bytes += n
		if err != nil {
			v.wrong(name, "è danneggiato: non si legge fino in fondo, o non è ciò che il ZIP dice")
			continue
		}
		m.digest, m.whole = ledger.Digest(h.Sum(nil)), true
	}
	return nil
}

// changed says that a file was changed, and how that is seen.
func (v *verifier) changed(m *member, format string, args ...any) {
	m.told = true
	v.wrong(m.file.Name, format, args...)
}

// copyTo gives what is in the file, and stops as soon as ctx is done. It must be what
// the list says, with nothing after it: what is left over is seen by no reader.
func (m *member) copyTo(ctx context.Context, w io.Writer, buf []byte) (int64, error) {
	raw, err := m.file.OpenRaw()
	if err != nil {
		return 0, err
	}
	packed := bufio.NewReader(raw)
	var content io.Reader = packed
	if m.file.Method == zip.Deflate {
		inflated := flate.NewReader(packed)
		defer inflated.Close() //nolint:errcheck // it was only read
		content = inflated
	}
	sum := crc32.NewIEEE()
	// One byte more than there should be is enough to tell.
	limited := io.LimitReader(&interruptible{r: content, done: ctx.Err}, int64(min(m.file.UncompressedSize64, mostMember))+1)
	n, err := io.CopyBuffer(io.MultiWriter(w, sum), limited, buf)
	if err != nil {
		return n, err
	}
	if _, err := packed.ReadByte(); uint64(n) != m.file.UncompressedSize64 || sum.Sum32() != m.file.CRC32 || !errors.Is(err, io.EOF) { //nolint:gosec // no negative length
		return n, errOther
	}
	return n, nil
}

// small reads a file that is looked into whole. It gives false for one that is
// damaged or too large, which is told of once.
func (v *verifier) small(name string, most int64) ([]byte, bool) {
	m := v.members[name]
	if m == nil || !m.whole {
		return nil, false
	}
	if m.file.UncompressedSize64 > uint64(most) {
		v.changed(m, "è troppo grande")
		return nil, false
	}
	r, err := m.file.Open()
	if err != nil {
		return nil, false
	}
	defer r.Close() //nolint:errcheck // it was only read
	b, err := io.ReadAll(io.LimitReader(r, most+1))
	return b, err == nil && int64(len(b)) <= most
}

var (
	errTooLong = errors.New("too long")
	errOther   = errors.New("not what the list of files says")
)

// limitedReader bounds what reading the list of files may take; -1 is no bound.
type limitedReader struct {
	io.ReaderAt
	left int64
}

// ReadAt implements [io.ReaderAt].
func (l *limitedReader) ReadAt(b []byte, off int64) (int, error) {
	if l.left >= 0 {
		if l.left -= int64(len(b)); l.left < 0 {
			l.left = 0
			return 0, errTooLong
		}
	}
	return l.ReaderAt.ReadAt(b, off)
}

type interruptible struct {
	r    io.Reader
	done func() error
}

// Read implements [io.Reader].
func (i *interruptible) Read(b []byte) (int, error) {
	if err := i.done(); err != nil {
		return 0, err
	}
	return i.r.Read(b)
}
