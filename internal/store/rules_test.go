package store_test

import (
	"database/sql"
	"path/filepath"
	"strings"
	"testing"

	"concerta/internal/account"
	"concerta/internal/store"
)

// Whoever takes away what keeps the register append-only, or leaves only its name,
// is told of.
func TestSchemaFaults_RulesAreNamedWhenTakenAwayOrHollow(t *testing.T) {
	t.Parallel()
	dir, clock := t.TempDir(), clockAt(fixedClock())
	s := openAt(t, dir, clock)
	if faults, err := s.SchemaFaults(t.Context()); err != nil || len(faults) > 0 {
		t.Fatalf("of a new folder: %v, %v", faults, err)
	}
	for _, file := range store.Files() {
		db, err := sql.Open("sqlite3", filepath.Join(dir, file))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range triggers(t, db) {
			var text string
			if err := db.QueryRowContext(t.Context(), `SELECT sql FROM sqlite_schema WHERE name = ?`, name).Scan(&text); err != nil {
				t.Fatal(err)
			}
			head, _, _ := strings.Cut(text, "BEGIN")
			for _, instead := range []string{"", head + "BEGIN SELECT 1; END"} {
				run(t, db, `DROP TRIGGER `+name)
				if instead != "" {
					run(t, db, instead)
				}
				want := store.SchemaFault{Kind: "trigger", Name: name, File: file, How: store.Missing}
				if instead != "" {
					want.How = store.Changed
				}
				faults, err := s.SchemaFaults(t.Context())
				if err != nil || len(faults) != 1 || faults[0].Kind != want.Kind || faults[0].Name != want.Name || faults[0].File != want.File || faults[0].How != want.How {
					t.Errorf("%s replaced by %q: %v, %v", name, instead, faults, err)
				}
				if instead != "" {
					run(t, db, `DROP TRIGGER `+name)
				}
				run(t, db, text)
			}
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func triggers(t *testing.T, db *sql.DB) []string {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), `SELECT name FROM sqlite_schema WHERE type = 'trigger'`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var list []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			t.Fatal(err)
		}
		list = append(list, name)
	}
	if err := rows.Err(); err != nil || len(list) == 0 {
		t.Fatalf("triggers %v, %v", list, err)
	}
	return list
}

func run(t *testing.T, db *sql.DB, query string) {
	t.Helper()
	if _, err := db.ExecContext(t.Context(), query); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
}

// A copy of the data knows who was signed in, and the links that were under way,
// when it was made: neither counts where it is restored.
func TestForgetSignIns_EndsSessionsAndLinksAndNotesIt(t *testing.T) {
	t.Parallel()
	s := openAt(t, t.TempDir(), clockAt(fixedClock()))
	id := addUser(t, s, "anna.rossi", account.Grant{Level: account.Reader})
	if err := s.OpenSession(t.Context(), digest(1), id, nil, by("accesso")); err != nil {
		t.Fatal(err)
	}
	if err := s.NewLink(t.Context(), store.Link{Digest: digest(2), User: id, Expires: fixedClock().Add(1e12)}, by("link")); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Session(t.Context(), digest(1)); err != nil {
		t.Fatal(err)
	}
	if err := s.ForgetSignIns(t.Context(), by("ripristino")); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Session(t.Context(), digest(1)); err == nil {
		t.Error("the session still counts")
	}
	if _, err := s.LinkUser(t.Context(), digest(2)); err == nil {
		t.Error("the link still counts")
	}
	if list, _, err := s.Deeds(t.Context(), store.DeedFilter{Action: "ripristino", Limit: 5}); err != nil || len(list) != 1 {
		t.Errorf("noted %v, %v", list, err)
	}
	if u, err := s.UserByLogin(t.Context(), "anna.rossi"); err != nil || u.Password != "hash" {
		t.Errorf("user %+v, %v", u, err)
	}
}
