package signature

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"concerta/internal/signature/foreign"
)

// Harmful gives the reasons, in Italian, to refuse a document made elsewhere: a PDF,
// or one inside a signed envelope, that holds something that runs, hides or carries
// other files along, or that is encrypted. What is no PDF has none. Unlike a signed
// act, it may show one of its pages when it is opened, as many programs write it. The
// error is of the context.
func Harmful(ctx context.Context, data []byte) ([]string, error) {
	_, content, _, err := unwrap(ctx, data)
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("looking through a document: %w", err)
	}
	if err != nil {
		content = data // no envelope that can be opened
	}
	if !bytes.Contains(content[:min(len(content), 1024)], []byte("%PDF-")) {
		return nil, nil
	}
	reasons, read, err := harmfulObjects(ctx, content)
	if err != nil || read || len(reasons) > 0 {
		return reasons, err
	}
	return scanned(content), nil // as programs do that mend a file by searching it
}

// harmfulObjects looks in all objects of a PDF; read tells whether it could be read.
// Many programs write files that no strict reader takes: those are only scanned.
func harmfulObjects(ctx context.Context, content []byte) (reasons []string, read bool, err error) {
	f, err := foreign.Open(ctx, content, 0)
	if err == nil {
		reasons, err = lookIn(ctx, f, 0, func(rev int, v foreign.Value) bool { return showsPage(f, rev, v) })
	}
	if ctx.Err() != nil {
		return nil, false, fmt.Errorf("looking through a document: %w", ctx.Err())
	}
	if errors.Is(err, foreign.ErrTooMuch) {
		return []string{"è troppo complesso o si espande oltre la misura ammessa"}, false, nil
	}
	return reasons, err == nil, nil
}

// showsPage tells whether an action does no more than to show a page of the file (ISO
// 32000-1 12.6.4.2).
func showsPage(f *foreign.File, rev int, v foreign.Value) bool {
	v, err := f.Resolve(rev, v)
	if err != nil {
		return false
	}
	switch v := v.(type) {
	case foreign.Array:
		return true
	case foreign.Dict:
		return v["S"] == foreign.Name("GoTo") && v["Next"] == nil
	}
	return false
}
