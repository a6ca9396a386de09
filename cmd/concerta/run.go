package main

import (
	"context"
	"errors"
	"io"
	"time"

	"github.com/alecthomas/kong"
)

// environment is all that a run of the program sees of the world.
type environment struct {
	args           []string // without the program's name
	stdin          io.Reader
	stdout, stderr io.Writer
	getenv         func(string) string
	now            func() time.Time
	random         io.Reader
	version        string
	terminal       bool // a person reads stdout, in a window that can show styles
	watched        bool // a person watches stderr
}

// commands is the command line: one field per command, each in its own file.
type commands struct {
	Render     renderCmd     `cmd:"" help:"Fa gli atti di un procedimento come file PDF, DOCX, HTML e testo."`
	Check      checkCmd      `cmd:"" help:"Controlla un procedimento e dice come rimediare a ogni cosa che non va."`
	Schema     schemaCmd     `cmd:"" help:"Scrive lo schema (JSON Schema) del file di un procedimento, per gli editor."`
	Import     importCmd     `cmd:"" help:"Carica un procedimento nella cartella dati."`
	Export     exportCmd     `cmd:"" help:"Scrive il file di un procedimento della cartella dati."`
	List       listCmd       `cmd:"" help:"Elenca i procedimenti della cartella dati."`
	Issue      issueCmd      `cmd:"" help:"Emette gli atti: li congela e dà loro il numero di repertorio."`
	Acts       actsCmd       `cmd:"" help:"Elenca gli atti emessi."`
	Act        actCmd        `cmd:"" help:"Lavora su un atto emesso."`
	Annul      annulCmd      `cmd:"" help:"Annulla un atto emesso, che resta nell’archivio."`
	Diff       diffCmd       `cmd:"" help:"Dice in che cosa i dati non concordano più con un atto emesso."`
	Archive    archiveCmd    `cmd:"" help:"Verifica l’archivio e vi cerca."`
	SignReturn signReturnCmd `cmd:"" name:"sign-return" help:"Mette in archivio il file di un atto tornato firmato."`
	Backup     backupCmd     `cmd:"" help:"Copia i dati in un solo file, verificato."`
	Restore    restoreCmd    `cmd:"" help:"Ripristina i dati da una copia."`
	Doctor     doctorCmd     `cmd:"" help:"Controlla che la cartella dati sia in ordine."`
	Template   templateCmd   `cmd:"" help:"Lavora sui modelli degli atti."`
	Serve      serveCmd      `cmd:"" help:"Avvia il servizio, da usare con il browser."`
	Version    versionCmd    `cmd:"" help:"Dice la versione del programma."`
}

// run carries out the command line of env and gives the exit code. A done ctx
// interrupts it.
func run(ctx context.Context, env environment) int {
	env.stdout, env.stderr = output{env.stdout, "lo standard output"}, output{env.stderr, "lo standard error"}
	err := dispatch(ctx, env)
	if err != nil {
		report(env.stderr, err)
	}
	return exitCode(err)
}

func dispatch(ctx context.Context, env environment) error {
	var cmds commands
	asked := false // for help, which is printed while parsing
	parser, err := kong.New(&cmds,
		kong.Name("concerta"),
		kong.Description("Fa gli atti di un procedimento partecipato dalla sua sola descrizione."),
		kong.Writers(env.stdout, env.stderr),
		kong.Exit(func(int) { asked = true }),
		kong.Help(printHelp),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 90}),
		kong.Vars{"data": dataFolder(env), "acts": kindNames()},
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Bind(env),
	)
	if err != nil {
		return err
	}
	command, err := parser.Parse(env.args)
	if asked {
		return nil
	}
	if errors.Is(err, errOutput) { // the help is printed while parsing
		return err
	}
	if err != nil {
		return usageError(err)
	}
	return command.Run()
}

// dataFolder is the data folder when --data does not say.
func dataFolder(env environment) string {
	if dir := env.getenv("CONCERTA_DATA"); dir != "" {
		return dir
	}
	return "dati"
}

// styled tells whether findings may be printed in colour (no-color.org).
func (env environment) styled() bool {
	return env.terminal && env.getenv("NO_COLOR") == "" && env.getenv("TERM") != "dumb"
}

// errUsage is the kind of a command line that says nothing the program can do.
var errUsage = errors.New("usage")
