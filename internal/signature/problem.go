package signature

import (
	"context"
	"errors"
	"strings"

	"concerta/internal/fault"
	"concerta/internal/signature/cms"
	"concerta/internal/signature/foreign"
)

var (
	// ErrUnsafe says that a file holds something that runs, hides or carries
	// along what nobody sees on the page.
	ErrUnsafe = errors.New("unsafe file")
	// ErrUnreadable says that a file is neither a PDF nor an envelope around
	// one, or does not read in one way only.
	ErrUnreadable = errors.New("unreadable file")

	errIssued = errors.New("the issued file does not read")
)

const askAgain = "chiedere di nuovo il file a chi ha firmato e caricarlo come lo ha scritto il programma di firma"

func unreadable(what string, cause error) error {
	if errors.Is(cause, context.Canceled) || errors.Is(cause, context.DeadlineExceeded) || errors.Is(cause, errIssued) {
		return cause
	}
	if errors.Is(cause, foreign.ErrTooMuch) {
		return &fault.Error{Kind: ErrUnsafe, What: "il PDF è troppo complesso o si espande oltre la misura ammessa", Repair: askAgain, Cause: cause}
	}
	return &fault.Error{Kind: ErrUnreadable, What: what, Repair: askAgain, Cause: cause}
}

func tooLarge() error {
	return &fault.Error{
		Kind: ErrUnreadable, What: "il file supera la dimensione ammessa di 64 MB",
		Repair: "caricare il file firmato dell’atto, non una scansione o un archivio",
	}
}

func unsafeFile(reasons []string) error {
	return &fault.Error{
		Kind: ErrUnsafe, What: "il PDF non è accettato: " + strings.Join(reasons, ", "),
		Repair: "firmare il PDF scaricato da qui, senza aggiungere altro",
	}
}

// faultOf says in Italian why a signature does not hold.
func faultOf(err error) string {
	switch {
	case errors.Is(err, cms.ErrDigest):
		return "il contenuto non è quello firmato"
	case errors.Is(err, cms.ErrSignature):
		return "la firma non corrisponde al certificato"
	case errors.Is(err, cms.ErrAlgorithm):
		return "la firma usa un algoritmo non ammesso"
	case errors.Is(err, cms.ErrCertificate):
		return "manca il certificato di chi ha firmato"
	}
	return "la firma non è leggibile"
}
