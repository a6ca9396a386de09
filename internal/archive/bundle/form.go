package bundle

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"time"
	"unicode/utf8"
)

// A package is a ZIP of one form, the one that the program writes: files one after the
// other from the first byte on, each with its header before it and its lengths after it,
// then their list and the end. The form is written again here from what the list says
// of names, moments, lengths and checks, and compared byte by byte: what stands between
// the files, before or after them, or is said of them in one place and not in the other,
// could be seen by one reader and not by another.

// The signatures and lengths of the parts of a ZIP.
const (
	localSignature      = 0x04034b50
	descriptorSignature = 0x08074b50
	centralSignature    = 0x02014b50
	endSignature        = 0x06054b50
	end64Signature      = 0x06064b50
	locator64Signature  = 0x07064b50

	version20   = 20
	version45   = 45
	most16      = 1<<16 - 1
	most32      = 1<<32 - 1
	lengthAfter = 0x8   // flag: the lengths stand after the file
	utf8Name    = 0x800 // flag: the name is UTF-8
	momentID    = 0x5455
	size64ID    = 0x0001
)

// bytesOf writes numbers as a ZIP does.
type bytesOf []byte

func (b bytesOf) n16(list ...uint16) bytesOf {
	for _, n := range list {
		b = binary.LittleEndian.AppendUint16(b, n)
	}
	return b
}

func (b bytesOf) n32(list ...uint32) bytesOf {
	for _, n := range list {
		b = binary.LittleEndian.AppendUint32(b, n)
	}
	return b
}

func (b bytesOf) n64(list ...uint64) bytesOf {
	for _, n := range list {
		b = binary.LittleEndian.AppendUint64(b, n)
	}
	return b
}

// common is what stands in both headers of a file, from the version needed on.
func common(b bytesOf, f *zip.File) bytesOf {
	flags := uint16(lengthAfter)
	if needsUTF8(f.Name) {
		flags |= utf8Name
	}
	t := f.Modified.UTC()
	day := uint16(t.Day() + int(t.Month())<<5 + (t.Year()-1980)<<9) //nolint:gosec // compared, whatever it comes to
	clock := uint16(t.Second()/2 + t.Minute()<<5 + t.Hour()<<11)    //nolint:gosec // the same
	return b.n16(version20, flags, f.Method, clock, day)
}

func momentExtra(t time.Time) bytesOf {
	b := bytesOf{}.n16(momentID, 5)
	return append(b, 1).n32(uint32(t.Unix())) //nolint:gosec // until 2106
}

func needsUTF8(name string) bool {
	for _, r := range name {
		if r < 0x20 || r > 0x7d || r == '\\' || r == utf8.RuneError {
			return true
		}
	}
	return false
}

func localHeader(f *zip.File) []byte {
	extra := momentExtra(f.Modified)
	b := common(bytesOf{}.n32(localSignature), f).n32(0, 0, 0).n16(uint16(len(f.Name)), uint16(len(extra))) //nolint:gosec // bounded by longestPath
	return append(append(b, f.Name...), extra...)
}

// after is what stands after a file. None is as long as needs more than 32 bits.
func after(f *zip.File) []byte {
	return bytesOf{}.n32(descriptorSignature, f.CRC32, uint32(f.CompressedSize64), uint32(f.UncompressedSize64)) //nolint:gosec // bounded by mostMember
}

func centralHeader(f *zip.File, offset uint64) []byte {
	b, extra := bytesOf{}.n32(centralSignature).n16(version20), momentExtra(f.Modified)
	b = common(b, f).n32(f.CRC32)
	if offset >= most32 {
		b = b.n32(most32, most32)
		extra = extra.n16(size64ID, 24).n64(f.UncompressedSize64, f.CompressedSize64, offset)
	} else {
		b = b.n32(uint32(f.CompressedSize64), uint32(f.UncompressedSize64)) //nolint:gosec // bounded by mostMember
	}
	b = b.n16(uint16(len(f.Name)), uint16(len(extra)), 0, 0, 0).n32(0, uint32(min(offset, most32))) //nolint:gosec // bounded
	return append(append(b, f.Name...), extra...)
}

func ending(records int, start, end uint64) []byte {
	var b bytesOf
	n, size, offset := uint64(records), end-start, start //nolint:gosec // a count
	if n >= most16 || size >= most32 || offset >= most32 {
		b = b.n32(end64Signature).n64(44).n16(version45, version45).n32(0, 0).n64(n, n, size, offset)
		b = b.n32(locator64Signature, 0).n64(end).n32(1)
		n, size, offset = most16, most32, most32
	}
	return b.n32(endSignature).n16(0, 0, uint16(n), uint16(n)).n32(uint32(size), uint32(offset)).n16(0) //nolint:gosec // bounded above
}

// form compares the whole container, but for the contents of files, with the one form.
func (v *verifier) form(ctx context.Context, r io.ReaderAt, size int64, files []*zip.File) error {
	at := &place{r: r}
	starts := make([]uint64, 0, len(files))
	for _, f := range files {
		if err := ctx.Err(); err != nil {
			return err
		}
		starts = append(starts, at.offset)
		same, err := at.has(localHeader(f))
		if err != nil {
			return v.shapeless(err)
		}
		if data, err := f.DataOffset(); err != nil || uint64(data) != at.offset { //nolint:gosec // no negative offset is given
			v.wrong(f.Name, "prima di questo file, o al posto della sua intestazione, c’è qualcosa che il programma non scrive")
			return nil //nolint:nilerr // told; where the next file would be is not known
		}
		if !same {
			v.wrong(f.Name, "l’intestazione che precede il file non dice ciò che ne dice l’elenco dei file")
		}
		at.offset += f.CompressedSize64
		if same, err = at.has(after(f)); err != nil {
			return v.shapeless(err)
		} else if !same {
			v.wrong(f.Name, "ciò che segue il file non sono le lunghezze che ne dice l’elenco dei file")
		}
	}
	start := at.offset
	for i, f := range files {
		same, err := at.has(centralHeader(f, starts[i]))
		if err != nil {
			return v.shapeless(err)
		}
		if !same {
			v.wrong(f.Name, "nell’elenco dei file non è scritto come lo scrive il programma")
		}
	}
	same, err := at.has(ending(len(files), start, at.offset))
	if err != nil {
		return v.shapeless(err)
	}
	if !same || at.offset != uint64(max(size, 0)) {
		v.wrong("pacchetto", "non finisce dove finisce l’elenco dei suoi file")
	}
	return nil
}

// shapeless tells of a package that ends before its parts do.
func (v *verifier) shapeless(err error) error {
	if !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return err
	}
	v.wrong("pacchetto", "i suoi file non stanno dove dice il loro elenco")
	return nil
}

// place is where the comparison has come to.
type place struct {
	r      io.ReaderAt
	offset uint64
	buf    []byte
}

// has tells whether these bytes come next, and goes on after them.
func (p *place) has(want []byte) (bool, error) {
	if cap(p.buf) < len(want) {
		p.buf = make([]byte, len(want))
	}
	got := p.buf[:len(want)]
	n, err := p.r.ReadAt(got, int64(p.offset)) //nolint:gosec // within the file, or an error
	if n < len(got) && err != nil {
		return false, err
	}
	p.offset += uint64(len(want))
	return bytes.Equal(got, want), nil
}
