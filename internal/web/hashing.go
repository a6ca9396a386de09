package web

import (
	"github.com/gin-gonic/gin"

	"concerta/internal/account"
)

// hashingAtOnce is how many passwords are hashed at the same time: each takes 19 MiB
// and a core, and anybody can ask for it.
const hashingAtOnce = 2

// verify tells whether a password is that of a stored hash.
func (s *service) verify(c *gin.Context, stored, password string) (bool, error) {
	leave, err := s.hashingTurn(c)
	if err != nil {
		return false, err
	}
	defer leave()
	return account.Verify(stored, password)
}

// hash is what is stored of a password.
func (s *service) hash(c *gin.Context, password string) (string, error) {
	leave, err := s.hashingTurn(c)
	if err != nil {
		return "", err
	}
	defer leave()
	return account.Hash(password, s.Random)
}

func (s *service) hashingTurn(c *gin.Context) (leave func(), err error) {
	select {
	case s.hashing <- struct{}{}:
		return func() { <-s.hashing }, nil
	case <-c.Request.Context().Done():
		return nil, c.Request.Context().Err()
	}
}
