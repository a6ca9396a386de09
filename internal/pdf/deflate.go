package pdf

import (
	"sync"

	"github.com/klauspost/compress/zlib"
)

// CompressionLevel is the deflate level of everything a document says itself.
const CompressionLevel = 6

// fontLevel is the level of font programs, deflated once for many documents.
const fontLevel = zlib.BestCompression

// appender is a writer that appends to a slice.
type appender struct{ b []byte }

func (a *appender) Write(p []byte) (int, error) {
	a.b = append(a.b, p...)
	return len(p), nil
}

// compressors keeps idle compressors, each of which holds over half a megabyte.
// It is a cache: no result depends on what is in it.
var compressors sync.Pool //nolint:gochecknoglobals // see above

// deflate appends src in zlib form to dst.
func deflate(dst, src []byte) []byte {
	a := appender{dst}
	z, ok := compressors.Get().(*zlib.Writer)
	if !ok {
		z, _ = zlib.NewWriterLevel(&a, CompressionLevel) // fails only for a level out of range
	} else {
		z.Reset(&a)
	}
	_, _ = z.Write(src) // an appender takes everything
	_ = z.Close()
	compressors.Put(z)
	return a.b
}

// deflateOnce is deflate at the level of font programs.
func deflateOnce(src []byte) []byte {
	var a appender
	z, _ := zlib.NewWriterLevel(&a, fontLevel)
	_, _ = z.Write(src)
	_ = z.Close()
	return a.b
}
