package archive_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"concerta/internal/acts"
	"concerta/internal/archive"
	"concerta/internal/archive/archivetest"
	"concerta/internal/archive/ledger"
	"concerta/internal/store"
)

// Whoever has the files of the archive and goes round the program is found out, and
// what was done is named.
func TestVerify_NamesWhatWasTamperedWith(t *testing.T) {
	t.Parallel()
	dir, clock := archiveToTamper(t)
	const (
		notice = "casarano-2013.avviso.1"
		first  = "casarano-2013.patto_mano-tesa.1"
		second = "casarano-2013.patto_centro-ascolto.1"
		third  = "casarano-2013.patto_soccorso.1"
	)
	for name, c := range map[string]struct {
		do   func(tampering)
		want []told
	}{
		"the operator of an entry": {
			func(r tampering) {
				r.one(r.Register, `UPDATE entry SET operator = 'Altri' WHERE seq = 3`)
			},
			[]told{{"registrazione n. 3", "è stata modificata"}, {first, "non è come risulta"}},
		},
		"the moment of an entry": {
			func(r tampering) {
				r.one(r.Register, `UPDATE entry SET at = '2013-10-30T08:30:00.000001Z' WHERE seq = 7`)
			},
			[]told{{"registrazione n. 7", "è stata modificata"}},
		},
		"the moment of an entry, written another way": {
			func(r tampering) {
				r.one(r.Register, `UPDATE entry SET at = replace(at, '.', ',') WHERE seq = 7`)
			},
			[]told{{"registrazione n. 7", "è stata modificata"}, {"registrazione n. 7", "è datata prima"}},
		},
		"what an entry says": {
			func(r tampering) {
				r.one(r.Register, `UPDATE entry SET body = CAST(replace(CAST(body AS TEXT), '4711', '4712') AS BLOB) WHERE seq = 5`)
			},
			[]told{{"registrazione n. 5", "è stata modificata"}, {notice, "non è come risulta"}},
		},
		"what an entry says, so that it cannot be read": {
			func(r tampering) {
				r.one(r.Register, `UPDATE entry SET body = x'7b' WHERE seq = 5`)
			},
			[]told{{"registrazione n. 5", "è stata modificata"}, {"registrazione n. 5", "non si legge come una di tipo «protocollo»"}, {notice, "non è come risulta"}},
		},
		"a whole entry, with its digest": {
			func(r tampering) { rewrite(r.t, r.Register, 5, "4711", "4712") },
			[]told{{"registrazione n. 6", "non segue quella che la precede"}, {notice, "non è come risulta"}},
		},
		"the digest of an entry": {
			func(r tampering) {
				r.one(r.Register, `UPDATE entry SET digest = zeroblob(32) WHERE seq = 4`)
			},
			[]told{{"registrazione n. 4", "è stata modificata"}, {"registrazione n. 5", "non segue"}},
		},
		"the name of a file": {
			func(r tampering) {
				r.one(r.Register, `UPDATE entry_file SET name = 'altro.pdf' WHERE seq = 3 AND role = 'pdf'`)
			},
			[]told{{"registrazione n. 3", "è stata modificata"}, {first, "non è come risulta"}},
		},
		"which file it is": {
			func(r tampering) {
				r.one(r.Register, `UPDATE entry_file SET digest = (SELECT digest FROM entry_file WHERE seq = 4 AND role = 'pdf') WHERE seq = 3 AND role = 'pdf'`)
			},
			[]told{{"registrazione n. 3", "è stata modificata"}, {first, "non è come risulta"}, {first, "(pdf, registrazione n. 3) ha un’altra lunghezza"}},
		},
		"a file taken from an entry": {
			func(r tampering) {
				r.one(r.Register, `DELETE FROM entry_file WHERE seq = 3 AND role = 'docx'`)
			},
			[]told{{"registrazione n. 3", "è stata modificata"}, {first, "non è come risulta"}},
		},
		"a file put into an entry": {
			func(r tampering) {
				r.one(r.Register, `INSERT INTO entry_file SELECT 5, position, role, name, media_type, size, digest FROM entry_file WHERE seq = 3 AND role = 'docx'`)
			},
			[]told{{"registrazione n. 5", "è stata modificata"}, {notice, "non è come risulta"}},
		},
		"an entry taken away": {
			func(r tampering) { r.one(r.Register, `DELETE FROM entry WHERE seq = 3`) },
			[]told{
				{"registrazione n. 4", "manca una registrazione prima della n. 4"},
				{"registrazione n. 4", "dà il numero 0000003/2013, e doveva dare il 0000002/2013"},
				{first, "è negli elenchi ma non nel registro"},
			},
		},
		"an entry taken away, and its act": {
			func(r tampering) {
				r.one(r.Register, `DELETE FROM entry WHERE seq = 3`)
				r.one(r.Register, `DELETE FROM act WHERE id = ?`, first)
			},
			[]told{
				{"registrazione n. 4", "manca una registrazione prima della n. 4"},
				{"registrazione n. 4", "dà il numero 0000003/2013, e doveva dare il 0000002/2013"},
				{"ricerca", "ha le parole di atti che non ci sono: 1"},
			},
		},
		"the last entry taken away": {
			func(r tampering) { r.one(r.Register, `DELETE FROM entry WHERE seq = 7`) },
			[]told{{"fine del registro", "arriva alla n. 6, ma l’ultima registrazione annotata è la n. 7"}, {third, "non è come risulta"}},
		},
		"two entries swapped": {
			func(r tampering) {
				for _, q := range []string{`UPDATE entry SET seq = 99 WHERE seq = 3`, `UPDATE entry SET seq = 3 WHERE seq = 4`, `UPDATE entry SET seq = 4 WHERE seq = 99`} {
					r.one(r.Register, q)
				}
			},
			[]told{
				{"registrazione n. 3", "non segue"},
				{"registrazione n. 3", "è stata modificata"},
				{"registrazione n. 3", "dà il numero 0000003/2013"},
				{"registrazione n. 4", "non segue"},
				{"registrazione n. 4", "è stata modificata"},
				{"registrazione n. 4", "dà il numero 0000002/2013"},
				{"registrazione n. 5", "non segue"},
				{"registrazione n. 3", "l’impronta dei dati dell’atto"},
				{"registrazione n. 4", "l’impronta dei dati dell’atto"},
				{first, "non è come risulta"},
				{second, "non è come risulta"},
				{second, "al suo posto"},
			},
		},
		"the list, what it says of an act": {
			func(r tampering) {
				r.one(r.Register, `UPDATE act SET data = CAST(replace(CAST(data AS TEXT), '4711', '4712') AS BLOB) WHERE id = ?`, notice)
			},
			[]told{{notice, "negli elenchi non è come risulta dal registro"}},
		},
		"the list, so that it cannot be read": {
			func(r tampering) {
				r.one(r.Register, `UPDATE act SET data = x'7b' WHERE id = ?`, notice)
			},
			[]told{{notice, "negli elenchi non è come risulta dal registro"}},
		},
		"the list, an act put in": {
			func(r tampering) {
				r.one(r.Register, `INSERT INTO act (id, process, kind, task, register, year, number, issued, issue_year, state, data)
					SELECT 'falso', process, kind, task, register, year, 99, issued, issue_year, state, data FROM act WHERE id = ?`, first)
			},
			[]told{{"falso", "è negli elenchi ma non nel registro"}},
		},
		"the list, an act taken away": {
			func(r tampering) { r.one(r.Register, `DELETE FROM act WHERE id = ?`, second) },
			[]told{{second, "è nel registro ma non negli elenchi"}, {"ricerca", "ha le parole di atti che non ci sono: 1"}},
		},
		"the list, its order": {
			func(r tampering) {
				r.one(r.Register, `UPDATE act SET row = row + 100 WHERE id = ?`, first)
			},
			[]told{{first, "negli elenchi non è al suo posto"}, {first, "non si trova cercando"}, {"ricerca", "ha le parole di atti che non ci sono: 1"}},
		},
		"what a search finds": {
			func(r tampering) {
				r.one(r.Register, `DELETE FROM act_text WHERE docid = (SELECT row FROM act WHERE id = ?)`, first)
			},
			[]told{{first, "non si trova cercando le sue parole"}},
		},
		"what a search finds, changed": {
			func(r tampering) {
				r.one(r.Register, `UPDATE act_text SET body = body || ' altro' WHERE docid = (SELECT row FROM act WHERE id = ?)`, first)
			},
			[]told{{first, "si trova cercando parole che non sono le sue"}},
		},
		"what a search keeps, and not what it finds by": {
			func(r tampering) {
				r.one(r.Register, `UPDATE act_text_content SET c0body = replace(c0body, 'Patto', 'Patti') WHERE docid = (SELECT row FROM act WHERE id = ?)`, first)
			},
			[]told{{first, "si trova cercando parole che non sono le sue"}, {"ricerca", "non trova le parole che conserva"}},
		},
		"what a search finds by, and not what it keeps": {
			func(r tampering) {
				archivetest.Exec(r.t, r.Register, `DELETE FROM act_text_segments`)
				archivetest.Exec(r.t, r.Register, `DELETE FROM act_text_segdir`)
			},
			[]told{{"ricerca", "non trova le parole che conserva"}},
		},
		"an act put in with an entry of its own": {
			func(r tampering) { forge(r.t, r.Register, false) },
			[]told{
				{"registrazione n. 8", "non segue quella che la precede"},
				{"falso", "è nel registro ma non negli elenchi"},
				{"fine del registro", "l’ultima registrazione annotata è la n. 7"},
				{"falso", "il file falso.pdf (pdf, registrazione n. 8) manca"},
			},
		},
		"an act put in that gives a number again": {
			func(r tampering) { forge(r.t, r.Register, true) },
			[]told{
				{"registrazione n. 8", "dà il numero 0000002/2013, e doveva dare il 0000005/2013"},
				{"falso", "è nel registro ma non negli elenchi"},
				{"fine del registro", "l’ultima registrazione annotata è la n. 7"},
				{"falso", "manca"},
			},
		},
		"a version of the process": {
			func(r tampering) {
				r.one(r.Register, `UPDATE process_version SET source = CAST(replace(CAST(source AS TEXT), '2013-11-05', '2013-11-04') AS BLOB)`)
			},
			[]told{{"procedimento casarano-2013, versione 1", "è stato modificato"}},
		},
		"a version of the process, with its digest": {
			func(r tampering) {
				r.one(r.Register, `UPDATE process_version SET source = x'00', digest = ?`, digestOfSource())
			},
			[]told{{"procedimento casarano-2013, versione 1", "non è quello da cui furono fatti gli atti"}},
		},
		"a version of the process taken away": {
			func(r tampering) { r.one(r.Register, `DELETE FROM process_version`) },
			[]told{{"procedimento casarano-2013, versione 1", "manca, ma ci sono atti che ne furono fatti"}},
		},
		"a file that is used, as if it were an orphan": {
			func(r tampering) {
				var digest []byte
				if err := r.Register.QueryRowContext(r.t.Context(), `SELECT digest FROM entry_file WHERE seq = 3 AND role = 'pdf'`).Scan(&digest); err != nil {
					r.t.Fatal(err)
				}
				r.one(r.Files, `INSERT INTO orphan VALUES (?)`, digest)
				r.one(r.Files, `DELETE FROM blob WHERE digest = ?`, digest)
			},
			[]told{{first, "(pdf, registrazione n. 3) manca"}},
		},
		"the name of a content": {
			func(r tampering) {
				var digest []byte
				if err := r.Register.QueryRowContext(r.t.Context(), `SELECT digest FROM entry_file WHERE seq = 3 AND role = 'txt'`).Scan(&digest); err != nil {
					r.t.Fatal(err)
				}
				r.one(r.Files, `UPDATE blob SET digest = zeroblob(32) WHERE digest = ?`, digest)
			},
			[]told{{first, "(txt, registrazione n. 3) manca"}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			copied := archivetest.Copy(t, dir)
			archivetest.Tamper(t, copied, func(r *archivetest.Raw) { c.do(tampering{t, r}) })
			expectFaults(t, copied, clock, c.want)
		})
	}
	for _, column := range []string{"process", "kind", "task", "register", "year", "number", "issued", "issue_year", "state", "request", "code"} {
		t.Run("the list, column "+column, func(t *testing.T) {
			copied := archivetest.Copy(t, dir)
			archivetest.Tamper(t, copied, func(r *archivetest.Raw) {
				tampering{t, r}.one(r.Register, `UPDATE act SET `+column+` = '77' WHERE id = ?`, first)
			})
			expectFaults(t, copied, clock, []told{{first, "sotto altri dati da quelli del registro (" + column + ")"}})
		})
	}
}

// One byte of any stored file, of any role, is told by the act and the file.
func TestVerify_NamesTheFileOfWhichOneByteWasChanged(t *testing.T) {
	t.Parallel()
	dir, clock := archiveToTamper(t)
	type row struct {
		row       int64
		act, name string
		role      string
		seq       int64
	}
	var rows []row
	archivetest.Tamper(t, dir, func(r *archivetest.Raw) {
		archivetest.Exec(t, r.Register, `ATTACH ? AS files`, filepath.Join(dir, "archivio.db"))
		list, err := r.Register.QueryContext(t.Context(), `
			SELECT b.row, e.act, f.name, f.role, e.seq FROM files.blob b JOIN entry_file f USING (digest) JOIN entry e USING (seq)
			WHERE e.seq IN (2, 3) AND f.role <> 'modello' ORDER BY b.row`)
		if err != nil {
			t.Fatal(err)
		}
		defer list.Close()
		for list.Next() {
			var x row
			if err := list.Scan(&x.row, &x.act, &x.name, &x.role, &x.seq); err != nil {
				t.Fatal(err)
			}
			rows = append(rows, x)
		}
		if err := list.Err(); err != nil {
			t.Fatal(err)
		}
	})
	roles := map[string]bool{}
	for _, x := range rows {
		roles[x.role] = true
		copied := archivetest.Copy(t, dir)
		archivetest.Tamper(t, copied, func(r *archivetest.Raw) {
			files := r.Files
			var content []byte
			if err := files.QueryRowContext(t.Context(), `SELECT content FROM blob WHERE row = ?`, x.row).Scan(&content); err != nil {
				t.Fatal(err)
			}
			content[len(content)/2] ^= 1
			archivetest.Change(t, files, 1, `UPDATE blob SET content = ? WHERE row = ?`, content, x.row)
		})
		v, err := archivetest.Verify(t.Context(), copied, clock)
		if err != nil {
			t.Fatal(err)
		}
		name := fmt.Sprintf("il file %s (%s, registrazione n. %d)", x.name, x.role, x.seq)
		if len(v.Faults) != 1 || v.Faults[0].Where != x.act || !strings.HasPrefix(v.Faults[0].What, name) {
			t.Errorf("%s of %s: got %v", name, x.act, v.Faults)
		}
	}
	for _, r := range []string{"pdf", "docx", "html", "txt", "dati", "geometria", "metadati"} {
		if !roles[r] {
			t.Errorf("no file of role %q was changed", r)
		}
	}
}

// A register whose end was taken away with all that speaks of it is whole for who
// knows nothing else; the head kept elsewhere tells.
func TestVerify_HeadKeptElsewhereTellsOfATruncatedRegister(t *testing.T) {
	dir, clock := archiveToTamper(t)
	whole := archivetest.Open(t, archivetest.Copy(t, dir), clock, "x")
	head, err := whole.Store.Head(t.Context())
	if err != nil || head.Seq != tampered {
		t.Fatalf("head %v, %v", head, err)
	}
	if f := whole.Faults(t, &head); len(f) > 0 {
		t.Errorf("the whole register: %v", f)
	}
	if f := whole.Faults(t, &ledger.Head{}); len(f) > 0 {
		t.Errorf("with the head of when nothing was there: %v", f)
	}

	archivetest.Tamper(t, dir, func(r *archivetest.Raw) {
		var act []byte // the pact before it was annulled and issued: both entries go, with all lists
		archivetest.Change(t, r.Register, 1, `DELETE FROM act WHERE id = 'casarano-2013.patto_soccorso.1'`)
		archivetest.Change(t, r.Register, 1, `DELETE FROM act_text WHERE docid NOT IN (SELECT row FROM act)`)
		archivetest.Exec(t, r.Register, `DELETE FROM entry_file WHERE seq > 5`)
		archivetest.Change(t, r.Register, 2, `DELETE FROM entry WHERE seq > 5`)
		if err := r.Register.QueryRowContext(t.Context(), `SELECT digest FROM entry WHERE seq = 5`).Scan(&act); err != nil {
			t.Fatal(err)
		}
		archivetest.Change(t, r.Register, 1, `UPDATE head SET seq = 5, digest = ?`, act)
	})
	o := archivetest.Open(t, dir, clock, "y")
	if f := o.Faults(t, nil); len(f) > 0 {
		t.Errorf("without a head: %v", f)
	}
	f := o.Faults(t, &head)
	if len(f) != 1 || f[0].Where != "fine del registro" || !strings.Contains(f[0].What, "n. 7 che risulta dalla ricevuta indicata non c’è") {
		t.Errorf("with the head: %v", f)
	}
	// Nor does it help to go on writing after the truncation.
	o.Make(t, archivetest.Pact("banco-alimentare"))
	o.Make(t, archivetest.Pact("culture-dialogo"))
	if f := o.Faults(t, &head); len(f) != 1 || !strings.Contains(f[0].What, "o è un’altra") {
		t.Errorf("with the head, after writing: %v", f)
	}
}

// Numbers that were printed must not be given again.
func TestIssue_RefusesARegisterWhoseEndWasTakenAway(t *testing.T) {
	t.Parallel()
	dir, clock := archiveToTamper(t)
	for name, query := range map[string]string{
		"the last entry": `DELETE FROM entry WHERE seq = 7`, "its head": `UPDATE head SET seq = 6`, "no head": `DELETE FROM head`,
	} {
		t.Run(name, func(t *testing.T) {
			copied := archivetest.Copy(t, dir)
			archivetest.Tamper(t, copied, func(r *archivetest.Raw) { archivetest.Exec(t, r.Register, query) })
			o := archivetest.Open(t, copied, clock, "x")
			if _, err := o.Try(t.Context(), archivetest.Pact("banco-alimentare"), archive.IssueOptions{}); !errors.Is(err, ledger.ErrBroken) || !strings.Contains(err.Error(), "non vi si può scrivere") {
				t.Errorf("got %v", err)
			}
		})
	}
	t.Run("all of it", func(t *testing.T) {
		copied := archivetest.Copy(t, dir)
		archivetest.Tamper(t, copied, func(r *archivetest.Raw) {
			archivetest.Exec(t, r.Register, `DELETE FROM entry_file`)
			archivetest.Exec(t, r.Register, `DELETE FROM entry`)
		})
		if _, err := archivetest.Verify(t.Context(), copied, clock); !errors.Is(err, ledger.ErrBroken) {
			t.Errorf("a new register was begun over the old one: %v", err)
		}
	})
}

// Bytes of the file itself, not of what it holds: a disk that goes bad. Whatever
// they hit, verification ends, and either names something or nothing was lost.
func TestVerify_DamagedDatabaseFilesAreToldAndNeverHidden(t *testing.T) {
	t.Parallel()
	dir, clock := archiveToTamper(t)
	path := filepath.Join(dir, "archivio.db")
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	const page = 4096
	found := 0
	for n := 1; n < len(whole)/page; n++ { // the first page has the schema: such a file does not open
		damaged := append([]byte(nil), whole...)
		for i := range 64 {
			damaged[n*page+i] ^= 0x55
		}
		copied := archivetest.Copy(t, dir)
		if err := os.WriteFile(filepath.Join(copied, "archivio.db"), damaged, 0o600); err != nil {
			t.Fatal(err)
		}
		v, err := archivetest.Verify(t.Context(), copied, clock)
		switch {
		case err != nil && !errors.Is(err, store.ErrDamaged): // which does not even open
			t.Errorf("page %d: %v", n, err)
		case err != nil || len(v.Faults) > 0:
			found++
		}
	}
	if found < len(whole)/page*8/10 { // some pages are free, or of the index
		t.Errorf("damage to %d pages of %d was found", found, len(whole)/page)
	}
}

// What is issued meanwhile is no fault.
func TestVerify_FindsNothingWrongWhileActsAreIssued(t *testing.T) {
	t.Parallel()
	o := archivetest.New(t)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	var wg sync.WaitGroup
	wg.Go(func() {
		defer stop()
		plan, err := o.Plan(t.Context(), archivetest.Pact(""))
		if err != nil {
			t.Error(err)
			return
		}
		for _, task := range plan.Tasks {
			act, err := o.Issue(t.Context(), plan, task, archive.IssueOptions{Operator: "Anna"})
			if err != nil {
				t.Error(err)
				return
			}
			if _, err := o.Annul(t.Context(), act.ID, archive.Annulment{Reason: "prova"}); err != nil {
				t.Error(err)
			}
		}
	})
	rounds := 0
	for ; ctx.Err() == nil; rounds++ {
		o.MustVerify(t)
	}
	wg.Wait()
	if rounds < 3 {
		t.Errorf("verified %d times: the test shows nothing", rounds)
	}
	o.MustVerify(t)
	if n, err := o.Store.CountActs(t.Context(), store.ActFilter{Kind: string(acts.Pact)}); err != nil || n < 10 {
		t.Errorf("%d pacts, %v", n, err)
	}
}

// The rules are no proof, and that one is missing is a thing to know.
func TestVerify_NamesRulesThatWereTakenAway(t *testing.T) {
	t.Parallel()
	dir, clock := archiveToTamper(t)
	archivetest.Tamper(t, dir, func(*archivetest.Raw) {}, "entry_no_delete", "blob_no_update")
	v, err := archivetest.Verify(t.Context(), dir, clock)
	if err != nil {
		t.Fatal(err)
	}
	if len(v.Faults) != 2 || v.Faults[0].Where != "regola entry_no_delete (concerta.db)" || v.Faults[1].Where != "regola blob_no_update (archivio.db)" {
		t.Errorf("faults %v", v.Faults)
	}
}
