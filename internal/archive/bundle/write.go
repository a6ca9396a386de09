package bundle

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"time"

	"concerta/internal/archive/ledger"
	"concerta/internal/fault"
)

// Write writes the package of a case file. It holds one file in memory at a time;
// the same case gives the same bytes. An archive that does not agree with itself is
// refused with an error of kind ledger.ErrBroken; a done ctx ends it.
func Write(ctx context.Context, w io.Writer, c *Case) (*Summary, error) {
	p := &packer{zip: zip.NewWriter(w), Case: c, file: newCaseFile(c.Process, c.Zone)}
	if err := p.pack(ctx); err != nil {
		return nil, fmt.Errorf("packing the case file of %s: %w", c.Process, err)
	}
	return &p.summary, nil
}

type packer struct {
	*Case
	zip     *zip.Writer
	file    *caseFile
	sums    bytes.Buffer
	summary Summary
}

func (p *packer) pack(ctx context.Context) error {
	made := p.Made.UTC().Truncate(time.Second)
	lines, err := p.chain(ctx, made)
	if err != nil {
		return err
	}
	if err := p.add(registerName, made, packed, func(out io.Writer) error {
		for _, l := range lines {
			if _, err := out.Write(l); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		return err
	}
	p.summary.Manifest = Manifest{
		Format: Format, Pages: pagesVersion, Office: p.Office, Process: p.Process, Title: plain(p.Title), Head: p.Head,
		Entries: p.file.entries, Acts: len(p.file.acts), Program: plain(p.Program), Made: made,
	}
	manifest, err := p.summary.encode()
	if err != nil {
		return err
	}
	if err := p.content(manifestName, made, packed, manifest); err != nil {
		return err
	}
	folders := p.file.folders()
	if err := p.acts(ctx, folders); err != nil {
		return err
	}
	if err := p.versions(ctx, made); err != nil {
		return err
	}
	pages := newPages(&p.summary.Manifest, p.file, folders, p.Zone)
	if err := p.add(indexName, made, packed, pages.index); err != nil {
		return err
	}
	if err := p.add(readmeName, made, packed, pages.readme); err != nil {
		return err
	}
	if err := p.content(sumsName, made, packed, p.sums.Bytes()); err != nil {
		return err
	}
	if err := p.zip.Close(); err != nil {
		return fmt.Errorf("ending the package: %w", err)
	}
	return nil
}

// chain writes the link of every entry and keeps the entries of the process, as
// lines. What is wrong with the register ends it: a package of a broken register
// would prove nothing.
func (p *packer) chain(ctx context.Context, made time.Time) (lines [][]byte, err error) {
	err = p.add(chainName, made, packed, func(out io.Writer) error {
		var last ledger.Head
		for e, err := range p.Entries {
			if err != nil {
				return err
			}
			if err := ctx.Err(); err != nil {
				return err
			}
			if e.Seq > p.Head.Seq {
				break
			}
			if e.Seq != last.Seq+1 || e.Prev != last.Digest || e.Sum() != e.Digest || e.Process != "" && !keyForm().MatchString(e.Process) {
				return broken("la registrazione n. %d dell’archivio è stata modificata, o manca qualcosa prima", e.Seq)
			}
			last = ledger.Head{Seq: e.Seq, Digest: e.Digest}
			if _, err := io.WriteString(out, encodeLink(e.Link(), e.Digest)); err != nil {
				return err
			}
			if !belongs(e, p.Process) {
				continue
			}
			if wrong := p.file.add(e); len(wrong) > 0 {
				return broken("la registrazione n. %d dell’archivio %s", e.Seq, strings.Join(wrong, "; "))
			}
			l, err := encodeEntry(e)
			if err != nil {
				return broken("la registrazione n. %d dell’archivio ha caratteri che non si possono scrivere", e.Seq)
			}
			lines = append(lines, l)
		}
		if last != p.Head {
			return broken("il registro dell’archivio arriva alla n. %d, e doveva arrivare alla n. %d", last.Seq, p.Head.Seq)
		}
		return nil
	})
	return lines, err
}

func broken(format string, args ...any) error {
	return &fault.Error{
		Kind:   ledger.ErrBroken,
		What:   fmt.Sprintf(format, args...),
		Repair: "verificare l’archivio con «concerta archive verify»; il pacchetto non è stato fatto",
	}
}

func (p *packer) acts(ctx context.Context, folders []actFolder) error {
	for _, folder := range folders {
		for _, f := range folder.files {
			if err := ctx.Err(); err != nil {
				return err
			}
			content, err := p.Content(ctx, f.Digest)
			if err != nil {
				return err
			}
			if ledger.DigestOf(content) != f.Digest || int64(len(content)) != f.Size {
				return broken("il file %s dell’atto %s è stato modificato", f.Name, folder.act.ID)
			}
			if err := p.content(f.path, f.at, howPacked(f.Role, f.Size), content); err != nil {
				return err
			}
		}
	}
	return nil
}

func (p *packer) versions(ctx context.Context, made time.Time) error {
	for _, n := range p.file.versionNumbers() {
		v, err := p.Version(ctx, n)
		if err != nil {
			return err
		}
		parts, attached := [][]byte{v.Source}, []string{}
		for _, a := range v.Attachments {
			parts, attached = append(parts, []byte(a.Name), a.Content), append(attached, a.Name)
		}
		digest := p.file.versions[n]
		if ledger.DigestOfParts(parts...) != digest {
			return broken("la versione %d del procedimento %s non è quella da cui furono fatti gli atti", n, p.Process)
		}
		note := noteOf(p.Process, n, digest, attached)
		src, err := canonical(note)
		if err != nil {
			return err
		}
		dir := versionFolder(n)
		if err := p.content(path.Join(dir, noteName), made, packed, src); err != nil {
			return err
		}
		for i, f := range note.Files {
			how, content := packed, v.Source
			if i > 0 {
				how, content = stored, v.Attachments[i-1].Content
			}
			if err := p.content(path.Join(dir, f.File), made, how, content); err != nil {
				return err
			}
		}
	}
	return nil
}

// How a file is kept in the ZIP.
const (
	stored = zip.Store
	packed = zip.Deflate
)

// howPacked packs what the program wrote as text. The rest is packed already, or
// comes from outside, or is long: what packs suspiciously well would be taken for
// a bomb.
func howPacked(r ledger.Role, size int64) uint16 {
	if size <= freeRatio && slices.Contains([]ledger.Role{
		ledger.HTML, ledger.Text, ledger.Table, ledger.Calendar, ledger.View, ledger.Notice, ledger.Wording,
		ledger.Layout, ledger.Parity, ledger.Metadata,
	}, r) {
		return packed
	}
	return stored
}

func (p *packer) content(name string, at time.Time, how uint16, content []byte) error {
	return p.add(name, at, how, func(out io.Writer) error {
		_, err := out.Write(content)
		return err
	})
}

// add writes a file and notes its digest.
func (p *packer) add(name string, at time.Time, how uint16, fill func(io.Writer) error) error {
	out, err := p.zip.CreateHeader(&zip.FileHeader{Name: name, Method: how, Modified: at.UTC().Truncate(time.Second)})
	if err != nil {
		return fmt.Errorf("adding %s: %w", name, err)
	}
	h := sha256.New()
	n := &counter{}
	if err := fill(io.MultiWriter(out, h, n)); err != nil {
		return fmt.Errorf("adding %s: %w", name, err)
	}
	p.sums.WriteString(sumLine(ledger.Digest(h.Sum(nil)), name))
	p.summary.Files++
	p.summary.Bytes += n.bytes
	return nil
}

// sumLine is a line as "sha256sum -c" reads it.
func sumLine(d ledger.Digest, name string) string { return d.String() + "  " + name + "\n" }

type counter struct{ bytes int64 }

// Write implements [io.Writer].
func (c *counter) Write(b []byte) (int, error) {
	c.bytes += int64(len(b))
	return len(b), nil
}
