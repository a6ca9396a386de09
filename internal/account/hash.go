package account

import (
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"
)

// The cost of a hash: what OWASP asks for at least of argon2id. On an old office
// computer that is a few tenths of a second.
const (
	memory  = 19 << 10 // KiB
	passes  = 2
	lanes   = 1
	saltLen = 16 // bytes
	keyLen  = 32 // bytes
)

// The most that a stored hash may ask for, so that a row that was tampered with
// does not take all memory.
const (
	maxMemory = 256 << 10 // KiB
	maxPasses = 16
	maxLanes  = 16
)

// ErrHash is a stored hash that cannot be read.
var ErrHash = errors.New("account: not a password hash")

// Hash is what is stored of a password: the parameters, a salt and the key that
// argon2id makes, in the PHC string format.
func Hash(password string, random io.Reader) (string, error) {
	h := hash{memory: memory, passes: passes, lanes: lanes, salt: make([]byte, saltLen)}
	if _, err := io.ReadFull(random, h.salt); err != nil {
		return "", fmt.Errorf("drawing a salt: %w", err)
	}
	h.key = h.derive(password, keyLen)
	return h.String(), nil
}

// Verify tells whether a stored hash is that of a password. An empty hash, of an
// account that is not there or has no password yet, matches none and takes as long
// as a wrong password, so that the time does not tell which accounts there are.
func Verify(stored, password string) (bool, error) {
	if stored == "" {
		h := hash{memory: memory, passes: passes, lanes: lanes, salt: make([]byte, saltLen)}
		_ = h.derive(password, keyLen)
		return false, nil
	}
	h, err := parseHash(stored)
	if err != nil {
		return false, err
	}
	return subtle.ConstantTimeCompare(h.key, h.derive(password, uint32(len(h.key)))) == 1, nil
}

// Outdated tells whether a stored hash was made at another cost than now: the
// password is known when it is right, and can be hashed again.
func Outdated(stored string) bool {
	h, err := parseHash(stored)
	return err == nil && (h.memory != memory || h.passes != passes || h.lanes != lanes || len(h.key) != keyLen)
}

type hash struct {
	memory, passes uint32
	lanes          uint8
	salt, key      []byte
}

// derive normalizes first: one keyboard writes an accented letter as one character,
// another as two.
func (h hash) derive(password string, length uint32) []byte {
	return argon2.IDKey([]byte(norm.NFC.String(password)), h.salt, h.passes, h.memory, h.lanes, length)
}

func (h hash) String() string {
	b64 := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, h.memory, h.passes, h.lanes,
		b64.EncodeToString(h.salt), b64.EncodeToString(h.key))
}

func parseHash(s string) (hash, error) {
	parts := strings.Split(s, "$")
	var h hash
	if len(parts) != 6 || parts[0] != "" || parts[1] != "argon2id" || parts[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return h, ErrHash
	}
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &h.memory, &h.passes, &h.lanes); err != nil {
		return h, fmt.Errorf("%w: %w", ErrHash, err)
	}
	var err error
	if h.salt, err = base64.RawStdEncoding.DecodeString(parts[4]); err != nil {
		return h, fmt.Errorf("%w: %w", ErrHash, err)
	}
	if h.key, err = base64.RawStdEncoding.DecodeString(parts[5]); err != nil {
		return h, fmt.Errorf("%w: %w", ErrHash, err)
	}
	within := h.memory >= 8 && h.memory <= maxMemory && h.passes >= 1 && h.passes <= maxPasses && h.lanes >= 1 && h.lanes <= maxLanes
	if !within || len(h.salt) < 8 || len(h.salt) > 64 || len(h.key) < 16 || len(h.key) > 64 || h.String() != s {
		return h, ErrHash
	}
	return h, nil
}
