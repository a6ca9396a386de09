package archive

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"concerta/internal/archive/ledger"
	"concerta/internal/fault"
	"concerta/internal/process"
	"concerta/internal/store"
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
	by := strings.TrimSpace(n.By)
	if by != "" && !strings.ContainsAny(by, "0123456789") {
		return nil, &fault.Error{
			Kind: ErrInput, What: fmt.Sprintf("«%s» non dice il numero dell’atto che annulla o revoca", by),
			Repair: "indicarne numero e data, per esempio: determinazione n. 45 del 12/11/2013",
		}
	}
	return a.writeOn(ctx, id, n.Operator, nil, func(act *ledger.Act) (ledger.Body, error) {
		if names(act, by) {
			return nil, &fault.Error{
				Kind: ErrInput, What: fmt.Sprintf("«%s» è l’atto stesso: non si annulla da solo", by),
				Repair: "indicare numero e data dell’altro atto, quello che lo annulla o lo revoca",
			}
		}
		return ledger.AnnulledBody{Reason: reason, By: by}, nil
	})
}

// SetProtocol records the number of the municipality's own register, once.
func (a *Archive) SetProtocol(ctx context.Context, id, operator string, n process.ProtocolNumber) (*ledger.Act, error) {
	number := strings.TrimSpace(n.Number)
	switch {
	case number == "" || n.Date.IsZero():
		return nil, &fault.Error{Kind: ErrInput, What: "il protocollo non è completo", Repair: "indicare il numero e la data"}
	case a.today().Before(n.Date):
		return nil, notYet("la data di protocollo", n.Date)
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
	body := ledger.PublishedBody{Albo: strings.TrimSpace(p.Albo), From: p.From.String(), To: p.To.String()}
	return a.writeOn(ctx, id, p.Operator, nil, func(act *ledger.Act) (ledger.Body, error) {
		if issued := dateOf(act.Date); act.IsAct() && p.From.Before(issued) {
			return nil, tooEarly("la pubblicazione comincerebbe il "+p.From.Italian(), "l’atto è stato emesso il "+issued.Italian())
		}
		return body, nil
	})
}

// Incoming is a file as somebody gives it.
type Incoming struct {
	Name    string // as it is called where it comes from
	Content []byte
}

// Report records the report of a publication as it was received; without a day,
// today.
func (a *Archive) Report(ctx context.Context, id, operator string, received process.Date, file Incoming) (*ledger.Act, error) {
	switch today := a.today(); {
	case received.IsZero():
		received = today
	case today.Before(received):
		return nil, notYet("il giorno in cui il referto è arrivato", received)
	}
	f, err := a.incoming(ctx, ledger.Report, file)
	if err != nil {
		return nil, err
	}
	return a.writeOn(ctx, id, operator, f, func(act *ledger.Act) (ledger.Body, error) {
		if p := act.Publication; p != nil && received.Before(dateOf(p.From)) {
			return nil, tooEarly("il referto sarebbe arrivato il "+received.Italian(), "la pubblicazione è cominciata il "+dateOf(p.From).Italian())
		}
		return ledger.ReportedBody{Date: received.String()}, nil
	})
}

// notYet refuses a day of something done that is still to come.
func notYet(what string, d process.Date) error {
	return &fault.Error{Kind: ErrInput, What: fmt.Sprintf("%s, il %s, deve ancora venire", what, d.Italian()), Repair: "controllare l’anno, il mese e il giorno"}
}

// tooEarly refuses a day before that of what must come first.
func tooEarly(what, first string) error {
	return &fault.Error{Kind: ErrInput, What: what + ", ma " + first, Repair: "controllare le due date"}
}

// Attestation goes with the scan of signed paper.
type Attestation struct {
	Operator string
	By       string // the officer who attests that the scan is like the original
}

// Scan stores the scan of an act signed on paper, with the attestation of an
// officer that it is like the original (D.Lgs. 82/2005 art. 22). The same, given
// again, changes nothing.
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
	digest := ledger.DigestOf(file.Content)
	if last, ok := act.File(ledger.Scan); ok && last.Digest == digest && act.Attestation != nil && act.Attestation.By == by {
		return act, nil // given again
	}
	f, err := a.incoming(ctx, ledger.Scan, file)
	if err != nil {
		return nil, err
	}
	text := fmt.Sprintf("Si attesta che questa copia per immagine è conforme all’originale cartaceo dell’atto %s, firmato da %s. %s", id, signerNames(act.Signers), by)
	return a.write(ctx, id, s.Operator, ledger.AttestedBody{By: by, Text: text}, f)
}

func signerNames(list []ledger.Signer) string {
	words := make([]string, 0, len(list))
	for _, s := range list {
		words = append(words, s.Name)
	}
	return strings.Join(words, ", ")
}

// write adds an entry on an act. A step that its state does not allow is an error
// of kind ledger.ErrStep or ledger.ErrAlready, in words for the user.
func (a *Archive) write(ctx context.Context, id, operator string, body ledger.Body, f *folder) (*ledger.Act, error) {
	return a.writeOn(ctx, id, operator, f, func(*ledger.Act) (ledger.Body, error) { return body, nil })
}

// writeOn adds an entry whose body is made from the act as it is then, while nobody
// else can write on it.
func (a *Archive) writeOn(ctx context.Context, id, operator string, f *folder, say func(*ledger.Act) (ledger.Body, error)) (*ledger.Act, error) {
	known, err := a.Keeper.Act(ctx, id)
	if errors.Is(err, store.ErrNotFound) {
		return nil, noAct(id)
	}
	if err != nil {
		return nil, err
	}
	who, err := a.registrar(ctx, known.Process)
	if err != nil {
		return nil, err
	}
	around, err := a.around(ctx, known)
	if err != nil {
		return nil, err
	}
	if f == nil {
		f = &folder{}
	}
	made, err := a.Keeper.Append(ctx, func(ctx context.Context, tx ledger.Tx) (*ledger.Proposal, error) {
		act, err := tx.Act(ctx, id)
		if err != nil {
			return nil, err
		}
		if act == nil {
			return nil, noAct(id)
		}
		body, err := say(act)
		if err != nil {
			return nil, err
		}
		at, err := a.moment(tx)
		if err != nil {
			return nil, err
		}
		p := &ledger.Proposal{Entry: ledger.Entry{At: at, Operator: operator, Process: act.Process, Act: act.ID}}
		if err := p.Entry.Say(body); err != nil {
			return nil, err
		}
		whole := &folder{files: f.files, contents: f.contents} // the proposal may be made again
		if err := who.describe(act, &p.Entry, tx.Head().Seq+1, whole, around); err != nil {
			return nil, err
		}
		p.Entry.Files, p.Blobs = whole.files, whole.contents
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
