package processfile

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"concerta/internal/process"
)

// MaxLogoSize is the largest logo file, in bytes.
const MaxLogoSize = 2 << 20

func logoKeys(l *process.Logo) group {
	return keys(
		text("file", &l.File).must(),
		text("alternativa", &l.Alt).must(),
	).and(func(v value, _ map[string]bool) {
		if l.File != "" && v.r.assets != nil {
			l.Bytes = v.at("file").picture(l.File)
		}
	})
}

// picture reads a logo from the folder of the process file, and from nowhere
// else.
func (v value) picture(name string) []byte {
	if !fs.ValidPath(name) || strings.Contains(name, `\`) {
		v.fault("logo-fuori-cartella", fmt.Sprintf("Il percorso «%s» non porta dentro la cartella del procedimento.", name),
			"Il logo si cerca solo accanto al file del procedimento, o in una sua sottocartella.",
			"Copiare l'immagine accanto al file e scrivere il suo nome, con / tra le cartelle.")
		return nil
	}
	data, err := readUpTo(v.r.assets, name, MaxLogoSize)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		v.fault("logo-mancante", fmt.Sprintf("Il file «%s» non c'è.", name), "Senza il file il logo non si può stampare.",
			"Copiare l'immagine accanto al file del procedimento, o togliere la chiave «logo».")
	case errors.Is(err, errTooLarge):
		v.fault("logo-troppo-grande", fmt.Sprintf("Il file «%s» supera %d MB.", name, MaxLogoSize>>20),
			"Il logo sta in ogni copia di ogni atto.", "Ridurre l'immagine: 600 punti di larghezza bastano.")
	case err != nil:
		v.fault("logo-illeggibile", fmt.Sprintf("Il file «%s» non si può leggere.", name), capital(err.Error())+".", "Controllare i permessi del file.")
	case !isPicture(data):
		v.fault("logo-formato", fmt.Sprintf("Il file «%s» non è un'immagine PNG o JPEG.", name),
			"Gli altri formati non si possono mettere in un PDF/A.", "Salvare l'immagine come PNG o JPEG: non basta cambiarne il nome.")
	default:
		return data
	}
	return nil
}

var errTooLarge = errors.New("file too large")

func readUpTo(assets fs.FS, name string, limit int64) ([]byte, error) {
	f, err := assets.Open(name)
	if err != nil {
		return nil, fmt.Errorf("opening %s: %w", name, err)
	}
	// A failed close of a file only read loses nothing.
	defer func() { _ = f.Close() }()
	data, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", name, err)
	}
	if int64(len(data)) > limit {
		return nil, errTooLarge
	}
	return data, nil
}

func isPicture(data []byte) bool {
	return bytes.HasPrefix(data, []byte("\x89PNG\r\n\x1a\n")) || bytes.HasPrefix(data, []byte("\xff\xd8\xff"))
}
