package bundle

import (
	"bytes"
	"context"
	"maps"
	"path"
	"slices"
	"strings"

	"concerta/internal/archive/ledger"
)

// versions compares the versions of the process with what the acts made from them
// say.
func (v *verifier) versions(ctx context.Context) error {
	if v.file == nil {
		return nil
	}
	for _, n := range v.file.versionNumbers() {
		if err := ctx.Err(); err != nil {
			return err
		}
		v.version(n, v.file.versions[n])
	}
	return nil
}

func (v *verifier) version(n int, digest ledger.Digest) {
	const mostNote, mostFile = 1 << 20, 64 << 20
	dir := versionFolder(n)
	noteMember := v.expect(path.Join(dir, noteName))
	source := v.expect(path.Join(dir, sourceName))
	if noteMember == nil {
		return
	}
	src, ok := v.small(path.Join(dir, noteName), mostNote)
	if !ok {
		return
	}
	var note versionNote
	if err := readCanonical(src, &note); err != nil || !v.plausible(note, n, digest) {
		v.changed(noteMember, "è stato modificato: non è della versione %d del procedimento", n)
		return
	}
	var parts [][]byte
	var suspects []*member
	for i, f := range note.Files {
		name := path.Join(dir, f.File)
		m := source
		if i > 0 {
			m = v.expect(name)
		}
		content, ok := v.small(name, mostFile)
		if m == nil || !ok {
			return
		}
		if i > 0 {
			parts = append(parts, []byte(f.Name))
		}
		parts, suspects = append(parts, content), append(suspects, m)
	}
	suspects = append(suspects, noteMember)
	if ledger.DigestOfParts(parts...) == digest {
		for _, m := range suspects {
			m.proven = true
		}
		return
	}
	// Which one it was, the digests tell, if they are still those that were written.
	named := false
	for _, m := range suspects {
		named = named || v.noted[m.file.Name] != m.digest
	}
	if !named {
		v.wrong(dir, "non è la versione %d del procedimento da cui furono fatti gli atti", n)
	}
}

// plausible tells whether a note is of the version, and names its files as the
// program does.
func (v *verifier) plausible(note versionNote, n int, digest ledger.Digest) bool {
	var attached []string
	for _, f := range note.Files[min(1, len(note.Files)):] {
		attached = append(attached, f.Name)
	}
	want, err := canonical(noteOf(v.about.Process, n, digest, attached))
	if err != nil {
		return false
	}
	got, err := canonical(note)
	return err == nil && bytes.Equal(got, want)
}

// readSums reads SHA256SUMS, however it is ordered.
func (v *verifier) readSums() {
	v.noted = map[string]ledger.Digest{}
	src, ok := v.small(sumsName, mostDirectory)
	if !ok {
		return
	}
	n := 0
	for text := range strings.SplitSeq(strings.TrimSuffix(string(src), "\n"), "\n") {
		n++
		sum, name, _ := strings.Cut(text, "  ")
		d, err := ledger.ParseDigest(sum)
		switch _, twice := v.noted[name]; {
		case err != nil || sumLine(d, name) != text+"\n":
			v.wrong(sumsName, "la riga %d è stata modificata", n)
		case twice:
			v.wrong(sumsName, "dice due volte l’impronta di %s", shortened(name))
		default:
			v.noted[name] = d
		}
	}
}

// sums compares SHA256SUMS with the files.
func (v *verifier) sums(context.Context) error {
	before := len(v.Faults)
	m := v.expect(sumsName)
	if m == nil || !m.whole {
		return nil
	}
	want := &bytes.Buffer{}
	for _, name := range v.list {
		if name != sumsName {
			v.sum(name, want)
		}
	}
	for _, name := range v.order {
		if _, noted := v.noted[name]; noted && !v.wanted[name] {
			v.sum(name, want)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(v.noted)) {
		if v.members[name] == nil && !v.wanted[name] {
			v.wrong(shortened(name), "manca, ma in %s c’è la sua impronta", sumsName)
		}
	}
	// Nothing is wrong with any line: then the whole is what the program writes.
	if len(v.Faults) == before && v.complete() && ledger.DigestOf(want.Bytes()) != m.digest {
		v.wrong(sumsName, "è stato modificato: non è scritto come lo scrive il programma")
	}
	if v.Good() && v.complete() && !slices.Equal(v.order, v.list) {
		v.wrong("pacchetto", "i suoi file non sono nell’ordine in cui li scrive il programma")
	}
	return nil
}

// complete tells whether every file is there and could be read.
func (v *verifier) complete() bool {
	for _, name := range v.list {
		if m := v.members[name]; m == nil || !m.whole || m.told {
			return false
		}
	}
	return v.about != nil
}

func (v *verifier) sum(name string, want *bytes.Buffer) {
	m := v.members[name]
	if m == nil || !m.whole || m.told {
		return
	}
	want.WriteString(sumLine(m.digest, name))
	switch noted, ok := v.noted[name]; {
	case !ok:
		v.wrong(sumsName, "non ha l’impronta di %s", name)
	case noted != m.digest && m.proven:
		v.wrong(sumsName, "è stato modificato: dice un’altra impronta di %s, che è quello registrato", name)
	case noted != m.digest:
		v.wrong(name, "non ha l’impronta scritta in %s: è stato modificato l’uno o l’altro", sumsName)
	}
}
