package web_test

import (
	"bytes"
	"context"
	"testing"

	"concerta/internal/processfile"
	"concerta/internal/produce"
	"concerta/internal/store"
	"concerta/internal/web"
)

// keepsShared fails, at the end of a test, when a process that requests share is no
// longer what its file says, in any version: what one clerk only looked at would then
// be shown to another, and saved by a third.
func keepsShared(t *testing.T, s web.Processes, r *produce.Reviews) {
	t.Helper()
	t.Cleanup(func() {
		ctx := context.WithoutCancel(t.Context())
		list, err := s.Processes(ctx)
		if err != nil {
			return // a store that is down has shared nothing
		}
		for _, x := range list {
			const kept = 12 // by produce.Reviews; others are read again anyhow
			for version := max(1, x.Version-kept+1); version <= x.Version; version++ {
				if p, err := s.ProcessVersion(ctx, x.Key, version); err == nil && !same(t, p, r) {
					t.Errorf("a request has changed version %d of %s, which all of them share", version, x.Key)
				}
			}
		}
	})
}

func same(t *testing.T, p *store.Process, r *produce.Reviews) bool {
	t.Helper()
	shared, read := r.Of(p).Process, produce.Read(produce.Stored(p)).Process
	if shared == nil || read == nil {
		return shared == read
	}
	return bytes.Equal(processfile.NewTree(shared).Bytes(), processfile.NewTree(read).Bytes())
}
