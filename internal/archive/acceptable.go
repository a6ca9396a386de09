package archive

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"concerta/internal/archive/ledger"
	"concerta/internal/fault"
)

// ErrUnrecognised says, beside ErrConfirm, that the officer has to say for whom a
// signature counts.
var ErrUnrecognised = errors.New("archive: a signature is of nobody who must sign")

// acceptable tells whether a file of the act may be taken in as signed, and notes in
// the body what it is taken in with.
func acceptable(act *ledger.Act, body *ledger.SignedBody, r SignedReturn) error {
	foreign := len(body.Changes)
	if !slices.ContainsFunc(body.Signatures, func(s ledger.Signature) bool { return s.Intact }) {
		return &fault.Error{
			Kind:   ErrUnsigned,
			What:   "il file è quello dell’atto, ma non porta nessuna firma che torni",
			Repair: "firmarlo nel riquadro con il nome del firmatario, poi caricarlo di nuovo",
		}
	}
	lost := without(act.Signatures, body.Signatures)
	if len(lost) > 0 && len(without(body.Signatures, act.Signatures)) == 0 {
		return &fault.Error{
			Kind:   ErrUnsigned,
			What:   lostWords(lost),
			Repair: "caricare il file che le porta tutte: chi firma dopo firma quello già firmato",
		}
	}
	repair := "guardare il file; se va bene così, indicare il motivo con --reason: resta registrato con l’atto"
	if len(lost) > 0 {
		body.Changes = append(body.Changes, lostWords(lost))
		repair = "far firmare a chi firma dopo il file già firmato, e caricare quello; se va bene così, indicare il motivo con --reason: resta registrato con l’atto"
	}
	asked, err := assign(act, body, r.Signer)
	if err != nil {
		return err
	}
	if len(body.Changes) == 0 || strings.TrimSpace(r.Reason) != "" {
		return nil
	}
	what := strings.Join(body.Changes, "; ")
	if foreign > 0 {
		what = "nel file, oltre alle firme: " + what
	}
	refusal := &fault.Error{Kind: ErrConfirm, What: what, Repair: repair}
	if asked {
		refusal.Cause = ErrUnrecognised
		refusal.Repair = "se la firma va bene così, indicare il motivo con --reason: resta registrato con l’atto; con --signer NOME si dice per chi vale, con --signer nessuno che non vale per nessuno"
	}
	return refusal
}

// assign has the signatures that are of nobody who must sign count for those who are
// missing, as the officer says, and notes it among what is accepted; asked tells
// whether there were any. With nobody missing there is nothing to ask.
func assign(act *ledger.Act, body *ledger.SignedBody, signer string) (asked bool, err error) {
	after := *act
	after.Signatures, after.Recognised = body.Signatures, true
	missing := after.Missing()
	if len(missing) == 0 {
		return false, nil
	}
	if signer, err = missingSigner(missing, signer); err != nil {
		return false, err
	}
	for _, i := range unknown(body.Signatures) {
		s := &body.Signatures[i]
		if s.For != "" {
			continue // of one before, who signed twice
		}
		asked = true
		words := fmt.Sprintf("la firma di %s non è riconosciuta: non è il nome di chi deve ancora firmare (%s)", s.Name, signerNames(missing))
		at := slices.IndexFunc(missing, func(x ledger.Signer) bool { return signer == "" || x.Field == signer })
		if signer == Nobody || at < 0 {
			body.Changes = append(body.Changes, words+"; non conta per nessuno")
			continue
		}
		body.Changes = append(body.Changes, words+"; conta per "+missing[at].Name)
		s.For, s.Said = missing[at].Field, true
		for j := range body.Signatures { // who signed twice is one
			if again := &body.Signatures[j]; again.Intact && again.For == "" && again.Certificate == s.Certificate {
				again.For, again.Said = s.For, true
			}
		}
		if missing = slices.Delete(slices.Clone(missing), at, at+1); len(missing) == 0 {
			break
		}
	}
	return asked, nil
}

// missingSigner is the field of the one of those missing that is meant.
func missingSigner(missing []ledger.Signer, typed string) (string, error) {
	typed = strings.TrimSpace(typed)
	if typed == "" || strings.EqualFold(typed, Nobody) {
		return strings.ToLower(typed), nil
	}
	for _, x := range missing {
		if x.Field == typed || sameName(x.Name, typed) {
			return x.Field, nil
		}
	}
	return "", &fault.Error{
		Kind:   ErrInput,
		What:   fmt.Sprintf("«%s» non è fra chi deve ancora firmare", typed),
		Repair: "deve ancora firmare: " + signerNames(missing) + "; oppure «" + Nobody + "»",
	}
}

// without are the signatures of one file that hold and that another lacks.
func without(of, in []ledger.Signature) []ledger.Signature {
	var list []ledger.Signature
	for _, s := range of {
		if s.Intact && !slices.ContainsFunc(in, func(x ledger.Signature) bool { return x.Intact && sameSigner(s, x) }) {
			list = append(list, s)
		}
	}
	return list
}

// sameSigner tells whether two signatures are of one person. Entries of before
// signatures were recognised tell no certificate, and for whom only by the field.
func sameSigner(x, y ledger.Signature) bool {
	counts := func(s ledger.Signature) string {
		if s.For == "" && s.Certificate == "" {
			return s.Field
		}
		return s.For
	}
	switch {
	case x.Certificate != "" && x.Certificate == y.Certificate:
		return true
	case counts(x) != "" && counts(x) == counts(y):
		return true
	}
	return (x.Certificate == "" || y.Certificate == "") && sameName(x.Name, y.Name)
}

func lostWords(lost []ledger.Signature) string {
	var who []string
	for _, s := range lost {
		who = append(who, s.Name)
	}
	return "manca una firma che il file già in archivio porta, quella di " + strings.Join(who, ", ")
}
