package bundle

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"

	"concerta/internal/archive/ledger"
)

// The longest lines of the files that are read line by line.
const (
	longestEntry = 8 << 20
	longestLink  = 512
	mostRegister = 256 << 20 // bytes
)

// register reads the entries of the process and follows them.
func (v *verifier) register(ctx context.Context) error {
	if v.about == nil {
		return nil
	}
	if m := v.members[registerName]; m != nil && m.file.UncompressedSize64 > mostRegister {
		v.changed(m, "è troppo grande")
		return nil
	}
	v.file, v.sound = newCaseFile(v.about.Process, v.Zone), true
	err := v.lines(ctx, registerName, longestEntry, v.entry)
	if err != nil && !errors.Is(err, errUnreadable) {
		return err
	}
	v.Entries = len(v.entries)
	if !v.sound {
		return nil
	}
	if v.file.office != v.about.Office {
		v.wrong(manifestName, "dice che l’ufficio è «%s», e il registro dice «%s»", v.about.Office, v.file.office)
	}
	if v.about.Entries != v.file.entries || v.about.Acts != len(v.file.acts) {
		v.unsound(registerName, "ha %s di %s, e dovevano essere %d di %d", count(v.file.entries, "registrazione", "registrazioni"),
			count(len(v.file.acts), "atto", "atti"), v.about.Entries, v.about.Acts)
	}
	return nil
}

// entry reads and follows one entry.
func (v *verifier) entry(n int, text []byte) error {
	e, err := decodeEntry(text)
	switch {
	case err != nil:
		v.unsound(registerName, "la riga %d è stata modificata: non è una registrazione come la scrive il programma", n)
		return nil //nolint:nilerr // told; the lines after it are read all the same
	case len(v.entries) > 0 && e.Seq <= v.entries[len(v.entries)-1].Seq:
		v.unsound(ledger.EntryName(e.Seq), "è fuori posto, o c’è due volte")
		return nil
	case !belongs(e, v.about.Process):
		v.unsound(ledger.EntryName(e.Seq), "non è del procedimento %s", v.about.Process)
		return nil
	case e.Sum() != e.Digest:
		v.unsound(ledger.EntryName(e.Seq), "è stata modificata")
	}
	for _, wrong := range v.file.add(e) {
		v.unsound(ledger.EntryName(e.Seq), "%s", wrong)
	}
	v.entries = append(v.entries, e)
	return nil
}

func (v *verifier) unsound(where, format string, args ...any) {
	v.sound = false
	v.wrong(where, format, args...)
}

// chain follows the links of all entries up to the head, finds among them those of
// the process, and the head that was kept elsewhere.
func (v *verifier) chain(ctx context.Context) error {
	if v.about == nil {
		return nil
	}
	f := &follower{verifier: v, rest: v.entries, met: v.Known == nil}
	err := v.lines(ctx, chainName, longestLink, f.link)
	if errors.Is(err, errUnreadable) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, e := range f.rest {
		v.unsound(ledger.EntryName(e.Seq), "non è nella catena")
	}
	if f.last != v.about.Head {
		v.unsound(chainName, "arriva alla n. %d, e la fine del registro è %s", f.last.Seq, v.about.Head)
	}
	switch {
	case f.met:
		v.later()
	case v.Known.Seq > f.last.Seq:
		v.wrong("fine del registro", "la riga indicata è della registrazione n. %d, che venne dopo il pacchetto: serve quella di quando fu fatto, o di prima", v.Known.Seq)
	default:
		v.wrong("fine del registro", "la registrazione n. %d non è quella della riga indicata: il pacchetto viene da un altro registro, o è stato rifatto", v.Known.Seq)
	}
	return nil
}

// later notes which entries came after the head that was kept elsewhere: it says
// nothing of them, and whoever holds a package could have added them.
func (v *verifier) later() {
	if v.Known == nil {
		return
	}
	n := 0
	for _, e := range v.entries {
		if e.Seq > v.Known.Seq {
			n++
		}
	}
	if n > 0 {
		v.Notes = append(v.Notes, ledger.Fault{
			Where: "fine del registro",
			What:  fmt.Sprintf("la riga indicata prova le registrazioni fino alla n. %d; %s dopo, e per queste serve una riga più recente", v.Known.Seq, count(n, "è venuta", "sono venute")),
		})
	}
}

// errUnreadable ends the reading of a file that cannot be made sense of, which was
// told.
var errUnreadable = errors.New("unreadable")

// follower follows the chain.
type follower struct {
	*verifier
	last ledger.Head
	rest []*ledger.Entry // of the process, not met yet
	met  bool
}

func (f *follower) link(n int, text []byte) error {
	l, digest, err := decodeLink(string(text))
	if err != nil || l.Seq != f.last.Seq+1 {
		f.unsound(chainName, "la riga %d è stata modificata: non è quella della registrazione n. %d", n, f.last.Seq+1)
		return errUnreadable
	}
	if l.Digest(f.last.Digest) != digest {
		f.unsound(chainName, "la riga della registrazione n. %d non segue quella che la precede", l.Seq)
	}
	here := len(f.rest) > 0 && f.rest[0].Seq == l.Seq
	switch {
	case here && (f.rest[0].Digest != digest || f.rest[0].Prev != f.last.Digest || f.rest[0].Link() != l):
		f.unsound(ledger.EntryName(l.Seq), "non è quella della catena")
	case !here && l.Process == f.about.Process:
		f.unsound(ledger.EntryName(l.Seq), "manca: è del procedimento, ma in %s non c’è", registerName)
	}
	if here {
		f.rest = f.rest[1:]
	}
	if f.Known != nil && f.Known.Seq == l.Seq {
		f.met = f.Known.Digest == digest
	}
	f.last = ledger.Head{Seq: l.Seq, Digest: digest}
	return nil
}

// lines gives the lines of a file without their ends. A file that is damaged, or
// has a line that is too long or no end, is told of. An error of each ends it.
func (v *verifier) lines(ctx context.Context, name string, longest int, each func(n int, text []byte) error) error {
	m := v.members[name]
	if m == nil || !m.whole {
		v.sound = false
		return errUnreadable
	}
	file, err := m.file.Open()
	if err != nil {
		v.unsound(name, "non si legge")
		return errUnreadable
	}
	defer file.Close() //nolint:errcheck // it was only read
	ended := &endReader{r: file}
	s := bufio.NewScanner(ended)
	s.Buffer(nil, longest)
	s.Split(wholeLines)
	n := 0
	for s.Scan() {
		n++
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := each(n, s.Bytes()); err != nil {
			return err
		}
	}
	if err := s.Err(); err != nil {
		v.unsound(name, "dopo la riga %d è stato modificato: %s", n, lineFault(err))
	} else if n > 0 && ended.last != '\n' {
		v.unsound(name, "l’ultima riga non ha fine")
	}
	return nil
}

func lineFault(err error) string {
	if errors.Is(err, bufio.ErrTooLong) {
		return "una riga è troppo lunga"
	}
	return fmt.Sprintf("non si legge (%v)", err)
}

// wholeLines is bufio.ScanLines without its indulgence for a carriage return.
func wholeLines(data []byte, atEOF bool) (advance int, token []byte, err error) {
	for i, b := range data {
		if b == '\n' {
			return i + 1, data[:i], nil
		}
	}
	if atEOF && len(data) > 0 {
		return len(data), data, nil
	}
	return 0, nil, nil
}

// endReader remembers the last byte.
type endReader struct {
	r    io.Reader
	last byte
}

// Read implements [io.Reader].
func (e *endReader) Read(b []byte) (int, error) {
	n, err := e.r.Read(b)
	if n > 0 {
		e.last = b[n-1]
	}
	return n, err
}
