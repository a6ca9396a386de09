package account

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io"
	"time"
)

// How long a link that sets a password can be used.
const (
	LinkLife      = 72 * time.Hour // for a user that an administrator added
	FirstLinkLife = 24 * time.Hour // for the first administrator
)

// tokenLen is the length of a token in bytes: not to be guessed.
const tokenLen = 32

// Digest is what is stored of a token. The token is random, so that a plain hash is
// enough: there is nothing to guess.
type Digest [sha256.Size]byte

// NewToken draws a token, for a session or a link. Only its digest is stored: who
// reads the data cannot use it.
func NewToken(random io.Reader) (token string, digest Digest, err error) {
	b := make([]byte, tokenLen)
	if _, err := io.ReadFull(random, b); err != nil {
		return "", Digest{}, fmt.Errorf("drawing a token: %w", err)
	}
	token = base64.RawURLEncoding.EncodeToString(b)
	return token, sha256.Sum256([]byte(token)), nil
}

// DigestOf is the digest of a token that somebody presents; false when it is none
// that NewToken gives.
func DigestOf(token string) (Digest, bool) {
	b, err := base64.RawURLEncoding.Strict().DecodeString(token)
	if err != nil || len(b) != tokenLen {
		return Digest{}, false
	}
	return sha256.Sum256([]byte(token)), true
}
