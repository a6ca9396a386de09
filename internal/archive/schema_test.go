package archive_test

import (
	"slices"
	"strings"
	"testing"

	"concerta/internal/archive"
	"concerta/internal/archive/archivetest"
	"concerta/internal/store"
)

// A table, an index or a rule that is gone or is another is named, in words, whatever
// else can be read; nothing that was lost is told of as if it were the register's.
func TestVerify_NamesWhatTheDataFilesLack(t *testing.T) {
	t.Parallel()
	dir, clock := archiveToTamper(t)
	for _, table := range []string{"act", "act_text", "entry", "entry_file", "head", "audit", "audit_head", "process_version", "blob", "orphan"} {
		t.Run(table, func(t *testing.T) {
			copied := archivetest.Copy(t, dir)
			name := "concerta.db"
			archivetest.Tamper(t, copied, func(r *archivetest.Raw) {
				db := r.Register
				if table == "blob" || table == "orphan" {
					db, name = r.Files, "archivio.db"
				}
				archivetest.Exec(t, db, `DROP TABLE `+table)
			}, archivetest.RulesOf(table)...)
			st, err := store.Open(t.Context(), copied, clock.Now)
			if err != nil {
				t.Fatal(err)
			}
			defer st.Close() //nolint:errcheck // it only read
			v, err := archive.Verify(t.Context(), st, nil)
			if err != nil {
				t.Fatal(err)
			}
			if want := (archive.Fault{Where: "tabella " + table + " (" + name + ")", What: "manca"}); !slices.Contains(v.Faults, want) {
				t.Errorf("got %v", v.Faults)
			}
		})
	}
	for query, want := range map[string]string{
		`DROP INDEX act_number`: "indice act_number (concerta.db): manca",
		`CREATE TRIGGER altro AFTER INSERT ON entry BEGIN DELETE FROM act; END`: "regola altro (concerta.db): è in più",
		`CREATE TABLE altra (x INTEGER)`:                                        "tabella altra (concerta.db): è in più",
		`ALTER TABLE act ADD COLUMN altra INTEGER`:                              "tabella act (concerta.db): non è come la fa il programma",
	} {
		t.Run(want, func(t *testing.T) {
			copied := archivetest.Copy(t, dir)
			archivetest.Tamper(t, copied, func(r *archivetest.Raw) { archivetest.Exec(t, r.Register, query) })
			v, err := archivetest.Verify(t.Context(), copied, clock)
			if err != nil || len(v.Faults) != 1 || !strings.HasPrefix(v.Faults[0].Where+": "+v.Faults[0].What, want) {
				t.Errorf("got %v, %v", v, err)
			}
		})
	}
}
