package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"concerta/internal/account"
	"concerta/internal/archive"
	"concerta/internal/backup"
	"concerta/internal/fault"
	"concerta/internal/store"
)

type restoreCmd struct {
	archiveFlags `embed:""`
	File         string `arg:"" optional:"" name:"file" help:"File della copia."`
	LastNumber   string `name:"last-number" placeholder:"N/ANNO" help:"Ultimo numero di repertorio dato, anche dopo la copia: 12/2013, più d’uno separati da virgole, oppure «nessuno»."`
}

// Run puts the data of a backup into a folder that holds none. Restoring an old
// backup would give printed numbers again, so it asks which was the last one.
func (c *restoreCmd) Run(ctx context.Context, env environment) error {
	if c.File == "" {
		return badUsage("manca il file della copia", "indicare il file fatto con «concerta backup»")
	}
	switch there, err := store.Exists(c.Data); {
	case err != nil:
		return err
	case there:
		return &fault.Error{
			Kind:   store.ErrConflict,
			What:   "nella cartella " + c.Data + " ci sono già dati di concerta; non sono stati toccati",
			Repair: "spostare quella cartella altrove, senza cancellarla, oppure ripristinare in un’altra con --data",
		}
	}
	parent := filepath.Dir(filepath.Clean(c.Data))
	if err := os.MkdirAll(parent, 0o700); err != nil {
		return &fault.Error{Cause: err, What: "la cartella " + parent + " non si può creare: " + fault.Reason(err), Repair: "indicare un’altra cartella con --data"}
	}
	dir, err := os.MkdirTemp(parent, ".concerta-ripristino-*")
	if err != nil {
		return &fault.Error{Cause: err, What: "nella cartella " + parent + " non si può scrivere: " + fault.Reason(err), Repair: "indicare un’altra cartella con --data"}
	}
	defer os.RemoveAll(dir) //nolint:errcheck // gone already when it became the data folder
	if err := c.unpack(ctx, env, dir); err != nil {
		return err
	}
	if err := os.Remove(c.Data); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return &fault.Error{
			Kind: store.ErrConflict, Cause: err,
			What:   "la cartella " + c.Data + " non è vuota; non è stata toccata",
			Repair: "ripristinare in un’altra cartella con --data",
		}
	}
	if err := os.Rename(dir, c.Data); err != nil {
		return &fault.Error{Cause: err, What: "la cartella " + c.Data + " non si può creare: " + fault.Reason(err), Repair: "indicare un’altra cartella con --data"}
	}
	_, err = fmt.Fprintf(env.stdout, "ripristinato in %s\n", c.Data)
	return err
}

// unpack takes the data out, verifies them and records the restart.
func (c *restoreCmd) unpack(ctx context.Context, env environment, dir string) error {
	in, err := os.Open(c.File)
	if err != nil {
		return &fault.Error{Kind: errNotFound, Cause: err, What: "il file " + c.File + " non si può leggere: " + fault.Reason(err), Repair: "controllare il nome e i permessi del file"}
	}
	defer in.Close() //nolint:errcheck // it was only read
	info, err := in.Stat()
	if err != nil {
		return fmt.Errorf("reading %s: %w", c.File, err)
	}
	m, err := backup.Read(ctx, in, info.Size(), dir, store.Files())
	if err != nil {
		return err
	}
	last, err := c.last(ctx, env, m)
	if err != nil {
		return err
	}
	return onData(ctx, env, dir, c.Templates, func(a *archive.Archive, st *store.Store) error {
		if err := sound(ctx, a, st); err != nil {
			return err
		}
		by := account.Deed{Operator: c.operator(env), Action: account.Restored, About: "archivio", Origin: "riga di comando"}
		if err := st.ForgetSignIns(ctx, by); err != nil {
			return err
		}
		return a.Restart(ctx, c.operator(env), last)
	})
}

// last is the last number given, as the flag or the person at the terminal says.
func (c *restoreCmd) last(ctx context.Context, env environment, m *backup.Manifest) ([]archive.LastNumber, error) {
	until := "nella copia non ci sono numeri"
	if len(m.Last) > 0 {
		until = fmt.Sprintf("nella copia l’ultimo è il %d/%d", m.Last[0].Number, m.Last[0].Year)
	}
	typed := c.LastNumber
	if typed == "" && env.terminal {
		if _, err := fmt.Fprintf(env.stdout, "Ultimo numero di repertorio dato, anche su carta (%s; «nessuno» se non ce ne sono): ", until); err != nil {
			return nil, err
		}
		line, err := readAnswer(ctx, env)
		if err != nil {
			return nil, err
		}
		typed = line
	}
	if typed == "" {
		return nil, badUsage("manca l’ultimo numero di repertorio dato; "+until,
			"cercarlo sull’ultimo atto stampato o firmato e aggiungere --last-number N/ANNO: senza, un numero già stampato sarebbe dato di nuovo")
	}
	if strings.EqualFold(typed, "nessuno") {
		return nil, nil
	}
	return lastNumbers(typed)
}

func readAnswer(ctx context.Context, env environment) (string, error) {
	got := make(chan string, 1)
	go func() {
		line, _ := bufio.NewReader(env.stdin).ReadString('\n') // no answer is an empty one
		got <- strings.TrimSpace(line)
	}()
	select {
	case <-ctx.Done():
		return "", ctx.Err()
	case line := <-got:
		return line, nil
	}
}

func lastNumbers(typed string) ([]archive.LastNumber, error) {
	form := regexp.MustCompile(`^0*([0-9]{1,9})/([0-9]{4})$`)
	var list []archive.LastNumber
	for part := range strings.SplitSeq(typed, ",") {
		m := form.FindStringSubmatch(strings.TrimSpace(part))
		if m == nil {
			return nil, badUsage("l’ultimo numero «"+typed+"» non è scritto come numero/anno", "scriverlo come 12/2013")
		}
		number, err1 := strconv.Atoi(m[1])
		year, err2 := strconv.Atoi(m[2])
		if err := errors.Join(err1, err2); err != nil {
			return nil, badUsage("l’ultimo numero «"+typed+"» non si legge", "scriverlo come 12/2013")
		}
		list = append(list, archive.LastNumber{Year: year, Number: number})
	}
	return list, nil
}
