package bundle

import (
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"time"

	"concerta/internal/archive/ledger"
)

// Options say how a package is verified.
type Options struct {
	Zone  *time.Location // of the days that the index shows
	Known *ledger.Head   // a head of the register kept elsewhere; nil for none
}

// Verify reads a whole package, which may come from anywhere, and says everything
// that is wrong with it: every file that was changed, is missing or was added, every
// entry and number, the states that acts came to, the chain up to the head, and
// whether entries of the process are missing. The error is that of a done ctx.
func Verify(ctx context.Context, r io.ReaderAt, size int64, o Options) (*ledger.Verification, error) {
	v := &verifier{
		Verification: &ledger.Verification{}, Options: o,
		members: map[string]*member{}, wanted: map[string]bool{},
	}
	if readable, err := v.open(ctx, r, size); err != nil {
		return nil, fmt.Errorf("verifying a package: %w", err)
	} else if !readable {
		return v.Verification, nil
	}
	for _, step := range []func(context.Context) error{v.readAll, v.manifest, v.register, v.chain, v.acts, v.versions, v.pages, v.sums} {
		if err := step(ctx); err != nil {
			return nil, fmt.Errorf("verifying a package: %w", err)
		}
	}
	for _, name := range v.order {
		if _, noted := v.noted[name]; v.members[name].known || v.about == nil && noted {
			continue
		}
		v.wrong(name, "è in più: nessuna registrazione ne parla")
	}
	return v.Verification, nil
}

type verifier struct {
	*ledger.Verification
	Options
	members map[string]*member // by path
	order   []string
	wanted  map[string]bool // paths that the package should have
	list    []string        // the same in the order in which they are written

	about   *Manifest // nil when it cannot be read
	trusted bool      // the digests say that the manifest is as it was written
	entries []*ledger.Entry
	file    *caseFile
	sound   bool // the entries are as they were written, and in the chain
	noted   map[string]ledger.Digest
}

// mostFaults bounds what a hostile package makes a verification say.
const mostFaults = 10_000

func (v *verifier) wrong(where, format string, args ...any) {
	switch n := len(v.Faults); {
	case n < mostFaults:
		v.Wrong(where, "%s", plain(fmt.Sprintf(format, args...)))
	case n == mostFaults:
		v.Wrong("pacchetto", "ci sono altre cose che non tornano")
	}
}

// expect says that the package should have a file, and gives it; nil when it is
// missing, which is told.
func (v *verifier) expect(name string) *member {
	if !v.wanted[name] {
		v.wanted[name] = true
		v.list = append(v.list, name)
	}
	m := v.members[name]
	if m == nil {
		v.wrong(name, "manca")
		return nil
	}
	m.known = true
	return m
}

func (v *verifier) manifest(context.Context) error {
	const most = 64 << 10
	v.readSums()
	for _, name := range []string{chainName, registerName} { // in the order of the package
		v.expect(name)
	}
	m := v.expect(manifestName)
	if m == nil {
		return nil
	}
	src, ok := v.small(manifestName, most)
	if !ok {
		return nil
	}
	var about Manifest
	switch err := readCanonical(src, &about); {
	case err != nil:
		v.changed(m, "è stato modificato: non è scritto come lo scrive il programma")
	case about.Format != Format:
		v.wrong(manifestName, "dice che il pacchetto è del formato «%s», e questo programma verifica «%s»", about.Format, Format)
	case about.Pages < 1 || about.Pages > pagesVersion:
		v.wrong(manifestName, "dice che l’indice è scritto nel modo n. %d, e questo programma conosce fino al n. %d: se il pacchetto è di una versione più recente, verificarlo con quella", about.Pages, pagesVersion)
		v.about, v.Head = &about, about.Head
	default:
		v.about, v.Head = &about, about.Head
		v.trusted = v.noted[manifestName] == m.digest
	}
	return nil
}

// acts compares the files of acts with what the entries say of them.
func (v *verifier) acts(ctx context.Context) error {
	if v.file == nil {
		return nil
	}
	for _, folder := range v.file.folders() {
		if err := ctx.Err(); err != nil {
			return err
		}
		for _, f := range folder.files {
			m := v.expect(f.path)
			switch {
			case m == nil || !m.whole:
			case m.digest != f.Digest:
				v.changed(m, "è stato modificato: la sua impronta non è quella della registrazione n. %d", f.Seq)
			case m.file.UncompressedSize64 != uint64(max(f.Size, 0)):
				v.changed(m, "non ha la lunghezza che dice la registrazione n. %d", f.Seq)
			default:
				m.proven = true
			}
		}
	}
	v.Acts = len(v.file.acts)
	return nil
}

// pages writes the index and the instructions again, and compares.
func (v *verifier) pages(context.Context) error {
	index, readme := v.expect(indexName), v.expect(readmeName)
	if !v.trusted || !v.sound {
		return nil // what they follow from is not what it was: their digests must do
	}
	if v.about.Pages != pagesVersion {
		v.Notes = append(v.Notes, ledger.Fault{
			Where: indexName + ", " + readmeName,
			What:  "sono scritti da un’altra versione del programma: si è confrontata solo la loro impronta",
		})
		return nil
	}
	p := newPages(v.about, v.file, v.file.folders(), v.Zone)
	for _, page := range []struct {
		m     *member
		write func(io.Writer) error
	}{{index, p.index}, {readme, p.readme}} {
		h := sha256.New()
		if err := page.write(h); err != nil {
			return err
		}
		switch {
		case page.m == nil || !page.m.whole:
		case page.m.digest != ledger.Digest(h.Sum(nil)):
			v.changed(page.m, "è stato modificato: non dice ciò che dicono le registrazioni")
		default:
			page.m.proven = true
		}
	}
	return nil
}
