package docx_test

import (
	"archive/zip"
	"bytes"
	"io"
	"testing"
)

// file is one entry of a package.
type file struct {
	name string
	data string
}

func unzip(tb testing.TB, b []byte) []file {
	tb.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		tb.Fatal(err)
	}
	var files []file
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			tb.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			tb.Fatal(err)
		}
		files = append(files, file{f.Name, string(data)})
	}
	return files
}

func zipped(tb testing.TB, files []file) []byte {
	tb.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range files {
		w, err := z.Create(f.name)
		if err != nil {
			tb.Fatal(err)
		}
		if _, err := io.WriteString(w, f.data); err != nil {
			tb.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

// part is one part of a package.
func part(tb testing.TB, b []byte, name string) string {
	tb.Helper()
	for _, f := range unzip(tb, b) {
		if f.name == name {
			return f.data
		}
	}
	tb.Fatalf("no part %s", name)
	return ""
}
