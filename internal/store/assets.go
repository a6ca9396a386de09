package store

import (
	"bytes"
	"io/fs"
	"time"
)

// Assets are the attachments of the process as a file system, in which a name of
// the process file leads to its content.
func (p *Process) Assets() fs.FS { return assets(p.Attachments) }

type assets []Attachment

// Open implements [fs.FS].
func (a assets) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	for _, at := range a {
		if at.Name == name {
			return &assetFile{Reader: bytes.NewReader(at.Content), name: name}, nil
		}
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// assetFile is an open attachment and its own description.
type assetFile struct {
	*bytes.Reader
	name string
}

func (f *assetFile) Stat() (fs.FileInfo, error) { return f, nil }
func (f *assetFile) Close() error               { return nil }
func (f *assetFile) Name() string               { return f.name }
func (f *assetFile) Mode() fs.FileMode          { return 0o444 }
func (f *assetFile) ModTime() time.Time         { return time.Time{} }
func (f *assetFile) IsDir() bool                { return false }
func (f *assetFile) Sys() any                   { return nil }
