package web

import (
	"encoding/base32"
	"fmt"
	"io"
	"regexp"
	"sync"
)

// requestField is the hidden field that names a request to issue: sent twice, by a
// double click or a reload, it gives what it gave the first time.
const requestField = "richiesta"

// chance gives random bytes to many requests at once, whatever they come from.
type chance struct {
	mu   sync.Mutex
	from io.Reader
}

// Read implements [io.Reader].
func (c *chance) Read(p []byte) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.from.Read(p)
}

// newRequest is a name that no request had before.
func (s *service) newRequest() (string, error) {
	var b [15]byte
	if _, err := io.ReadFull(s.Random, b[:]); err != nil {
		return "", fmt.Errorf("drawing the name of a request: %w", err)
	}
	return "web-" + base32.StdEncoding.EncodeToString(b[:]), nil
}

// requestOf is the name of the request that a form sent, empty when it is none of
// those that newRequest gives.
func requestOf(sent string) string {
	if regexp.MustCompile(`^web-[A-Z2-7]{24}$`).MatchString(sent) {
		return sent
	}
	return ""
}
