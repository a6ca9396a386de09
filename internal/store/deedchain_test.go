package store_test

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"testing"

	"concerta/internal/account"
	"concerta/internal/store"
)

func deeds(t *testing.T, s *store.Store) *store.DeedChain {
	t.Helper()
	var c *store.DeedChain
	err := s.Audit(t.Context(), func(a *store.Audit) (err error) {
		c, err = a.Deeds(t.Context())
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// Lines of the audit log that are changed, put in or taken away are told of by where
// the chain does not hold, and lines after them are written all the same.
func TestDeeds_TellWhereTheChainDoesNotHold(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		query  string
		broken []int64
		noted  int64
	}{
		"nothing":            {`SELECT 1`, nil, 0},
		"a line changed":     {`UPDATE audit SET operator = 'Altri' WHERE seq = 3`, []int64{3}, 0},
		"who it was":         {`UPDATE audit SET user = 1 WHERE seq = 3`, []int64{3}, 0},
		"one taken away":     {`DELETE FROM audit WHERE seq = 3`, []int64{4}, 0},
		"the first ones":     {`DELETE FROM audit WHERE seq < 3`, []int64{3}, 0},
		"the last one":       {`DELETE FROM audit WHERE seq = 6`, nil, 6},
		"all of them":        {`DELETE FROM audit`, nil, 6},
		"one put in":         {`INSERT INTO audit SELECT 7, at, user, operator, what, about, origin, digest FROM audit WHERE seq = 5`, []int64{7}, 6},
		"one without digest": {`INSERT INTO audit (at, operator, what, about, origin) VALUES ('x', 'x', 'x', 'x', 'x')`, []int64{7}, 6},
		"the end":            {`DELETE FROM audit_head`, nil, 1},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			s := openAt(t, dir, clockAt(fixedClock()))
			addUser(t, s, "anna.rossi", account.Grant{Level: account.Reader})
			for i := range 4 {
				if err := s.Record(t.Context(), by(account.Action(fmt.Sprint("azione ", i)))); err != nil {
					t.Fatal(err)
				}
			}
			db := rawDB(t, dir, "concerta.db")
			for _, q := range []string{`DROP TRIGGER audit_no_update`, `DROP TRIGGER audit_no_delete`, `DROP TRIGGER audit_head_no_delete`, c.query} {
				run(t, db, q)
			}
			if got := deeds(t, s); !slices.Equal(got.Broken, c.broken) || got.Noted != c.noted || got.Began != 0 {
				t.Errorf("got %+v", got)
			}
			if err := s.Record(t.Context(), by("dopo")); err != nil {
				t.Errorf("nobody can sign in any more: %v", err)
			}
			if got := deeds(t, s); c.query != `SELECT 1` && len(got.Broken) == 0 {
				t.Errorf("after another line nothing is told: %+v", got)
			}
		})
	}
}

// A folder that has one of its files and not the other, or of which one is no database
// any more, is refused as it is.
func TestOpen_RefusesAFolderThatLacksOneOfItsFiles(t *testing.T) {
	t.Parallel()
	noise := make([]byte, 40_960)
	for i := range noise {
		noise[i] = byte(i*i*31 + i>>3)
	}
	for name, c := range map[string]struct {
		file    string
		content []byte // nil: it is not there
	}{
		"no files":               {"archivio.db", nil},
		"no register":            {"concerta.db", nil},
		"files of nothing":       {"archivio.db", []byte{}},
		"a register of nothing":  {"concerta.db", []byte{}},
		"files that are noise":   {"archivio.db", noise},
		"a register that is one": {"concerta.db", noise},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			s, err := store.Open(t.Context(), dir, fixedClock)
			if err != nil {
				t.Fatal(err)
			}
			begin(t, s)
			if _, err := add(t.Context(), s, act(t, 1, "A", "uno")); err != nil {
				t.Fatal(err)
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			replace(t, filepath.Join(dir, c.file), c.content)
			before := contents(t, dir)
			for how, open := range openings() {
				if _, err := open(t.Context(), dir, fixedClock); !errors.Is(err, store.ErrDamaged) {
					t.Errorf("%s: got %v", how, err)
				}
			}
			if after := contents(t, dir); after != before {
				t.Errorf("the folder was touched:\n%s\nbefore:\n%s", after, before)
			}
		})
	}
}
