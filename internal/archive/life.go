package archive

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"concerta/internal/archive/ledger"
	"concerta/internal/fault"
	"concerta/internal/process"
)

// Annulment says why an act loses its effect.
type Annulment struct {
	Operator string
	Reason   string
	By       string // number of the act that annuls or revokes; needed once the act is signed or published
}

// Annul takes its effect from an act, which stays visible with all its files. A
// missing reason, or a missing number where one is needed, is refused.
func (a *Archive) Annul(ctx context.Context, id string, n Annulment) (*ledger.Act, error) {
	reason := strings.TrimSpace(n.Reason)
	if reason == "" {
		return nil, &fault.Error{Kind: ErrInput, What: "manca il motivo dell’annullamento", Repair: "indicarlo: resta scritto con l’atto"}
	}
	return a.write(ctx, id, n.Operator, ledger.AnnulledBody{Reason: reason, By: strings.TrimSpace(n.By)}, nil)
}

// SetProtocol records the number of the municipality's own register, once.
func (a *Archive) SetProtocol(ctx context.Context, id, operator string, n process.ProtocolNumber) (*ledger.Act, error) {
	number := strings.TrimSpace(n.Number)
	if number == "" || n.Date.IsZero() {
		return nil, &fault.Error{Kind: ErrInput, What: "il protocollo non è completo", Repair: "indicare il numero e la data"}
	}
	return a.write(ctx, id, operator, ledger.ProtocolBody{Number: number, Date: n.Date.String()}, nil)
}

// Publication is a publication in the register of the municipality (albo
// pretorio), which is made elsewhere and recorded here.
type Publication struct {
	Operator string
	Albo     string // number in the register of publications
	From, To process.Date
}

// publicationDays is how long a publication lasts after its first day, which does
// not count, when nobody says otherwise (D.Lgs.
// 267/2000 art. 124).
const publicationDays = 15

// Publish records that an act was published; without To, for fifteen days.
func (a *Archive) Publish(ctx context.Context, id string, p Publication) (*ledger.Act, error) {
	if p.To.IsZero() && !p.From.IsZero() {
		p.To = p.From.AddDays(publicationDays)
	}
	switch {
	case strings.TrimSpace(p.Albo) == "" || p.From.IsZero():
		return nil, &fault.Error{Kind: ErrInput, What: "la pubblicazione non è completa", Repair: "indicare il numero dell’albo e il giorno da cui l’atto è pubblicato"}
	case p.To.Before(p.From):
		return nil, &fault.Error{
			Kind:   ErrInput,
			What:   fmt.Sprintf("la pubblicazione finirebbe %s, prima di cominciare %s", p.To.With("il"), p.From.With("il")),
			Repair: "controllare le due date",
		}
	}
	return a.write(ctx, id, p.Operator, ledger.PublishedBody{Albo: strings.TrimSpace(p.Albo), From: p.From.String(), To: p.To.String()}, nil)
}

// Incoming is a file as somebody gives it.
type Incoming struct {
	Name    string // as it is called where it comes from
	Content []byte
}

// Report records the report of a publication as it was received.
func (a *Archive) Report(ctx context.Context, id, operator string, received process.Date, file Incoming) (*ledger.Act, error) {
	f, err := a.incoming(ledger.Report, file)
	if err != nil {
		return nil, err
	}
	return a.write(ctx, id, operator, ledger.ReportedBody{Date: received.String()}, f)
}

// Attestation goes with the scan of signed paper.
type Attestation struct {
	Operator string
	By       string // the officer who attests that the scan is like the original
}

// Scan stores the scan of an act signed on paper, with the attestation of an
// officer that it is like the original (D.Lgs. 82/2005 art. 22).
func (a *Archive) Scan(ctx context.Context, id string, s Attestation, file Incoming) (*ledger.Act, error) {
	by := strings.TrimSpace(s.By)
	if by == "" {
		return nil, &fault.Error{Kind: ErrInput, What: "manca chi attesta che la scansione è conforme all’originale", Repair: "indicare nome e cognome di chi attesta"}
	}
	act, err := a.Keeper.Act(ctx, id)
	if err != nil {
		return nil, err
	}
	for _, signer := range act.Signers {
		if !signer.Hand {
			return nil, &fault.Error{
				Kind:   ledger.ErrStep,
				What:   fmt.Sprintf("l’atto %s si firma in modo digitale: una scansione non ne porta le firme", id),
				Repair: "caricare il file firmato con «sign-return», oppure emettere l’atto con firme autografe",
			}
		}
	}
	f, err := a.incoming(ledger.Scan, file)
	if err != nil {
		return nil, err
	}
	text := fmt.Sprintf("Si attesta che questa copia per immagine è conforme all’originale cartaceo dell’atto %s, firmato da %s. %s", id, names(act.Signers), by)
	return a.write(ctx, id, s.Operator, ledger.AttestedBody{By: by, Text: text}, f)
}

func names(list []ledger.Signer) string {
	words := make([]string, 0, len(list))
	for _, s := range list {
		words = append(words, s.Name)
	}
	return strings.Join(words, ", ")
}

// write adds an entry on an act. A step that its state does not allow is an error
// of kind ledger.ErrStep or ledger.ErrAlready, in words for the user.
func (a *Archive) write(ctx context.Context, id, operator string, body ledger.Body, f *folder) (*ledger.Act, error) {
	var who registrar
	if f != nil {
		known, err := a.Keeper.Act(ctx, id)
		if err != nil {
			return nil, err
		}
		if who, err = a.registrar(ctx, known.Process); err != nil {
			return nil, err
		}
	}
	made, err := a.Keeper.Append(ctx, func(ctx context.Context, tx ledger.Tx) (*ledger.Proposal, error) {
		act, err := tx.Act(ctx, id)
		if err != nil {
			return nil, err
		}
		if act == nil {
			return nil, noAct(id)
		}
		at, err := a.moment(tx)
		if err != nil {
			return nil, err
		}
		p := &ledger.Proposal{Entry: ledger.Entry{At: at, Operator: operator, Process: act.Process, Act: act.ID}}
		if err := p.Entry.Say(body); err != nil {
			return nil, err
		}
		if f != nil {
			whole := &folder{files: f.files, contents: f.contents} // the proposal may be made again
			if err := who.describe(act, &p.Entry, tx.Head().Seq+1, whole); err != nil {
				return nil, err
			}
			p.Entry.Files, p.Blobs = whole.files, whole.contents
		}
		return p, nil
	})
	return made, told(err)
}

func noAct(id string) error {
	return &fault.Error{Kind: ErrNoAct, What: "nell’archivio non c’è l’atto «" + id + "»", Repair: "vedere gli atti con «concerta acts»"}
}

// told gives a refused step its words.
func told(err error) error {
	var step *ledger.StepError
	if !errors.As(err, &step) {
		return err
	}
	return &fault.Error{Kind: step.Kind, Cause: err, What: step.Error(), Repair: "vedere a che punto è l’atto con «concerta act show " + step.Act.ID + "»"}
}
