package ledger

import "slices"

// unsigned are the signers for whom no signature counts that holds; on attested
// paper there are none.
func (a *Act) unsigned() []Signer {
	switch {
	case a.Attestation != nil:
		return nil
	case a.Recognised:
		return slices.DeleteFunc(slices.Clone(a.Signers), func(x Signer) bool {
			return slices.ContainsFunc(a.Signatures, func(s Signature) bool { return s.Intact && s.For == x.Field })
		})
	}
	return a.uncounted()
}

// uncounted are the signers left when signatures are only counted, as entries have
// them that do not tell for whom. Those that fill a named field tell who it was,
// once; the others are counted from the first signer on.
func (a *Act) uncounted() []Signer {
	left := slices.Clone(a.Signers)
	unnamed := 0
	for _, s := range a.Signatures {
		if !s.Intact {
			continue
		}
		fills := func(x Signer) bool { return x.Field == s.Field }
		if i := slices.IndexFunc(left, fills); i >= 0 {
			left = slices.Delete(left, i, i+1)
		} else if !slices.ContainsFunc(a.Signers, fills) {
			unnamed++
		}
	}
	return left[min(unnamed, len(left)):]
}

// SignatureNote says of the i-th signature of the act what its name alone does not:
// that it does not hold, that it counts for nobody or for somebody else than it
// names, or that the same person had signed already. Empty when there is nothing to
// say.
func (a *Act) SignatureNote(i int) string {
	s := a.Signatures[i]
	switch {
	case !s.Intact:
		return "firma non integra"
	case !a.Recognised:
		return ""
	case s.For == "":
		return "firma non riconosciuta: non conta per nessuno"
	case slices.ContainsFunc(a.Signatures[:i], func(b Signature) bool { return b.Intact && b.For == s.For }):
		return "ha già firmato: conta una volta"
	}
	of := slices.IndexFunc(a.Signers, func(x Signer) bool { return x.Field == s.For })
	switch {
	case of < 0:
		return ""
	case s.Said:
		return "conta per " + a.Signers[of].Name + ", come ha detto il responsabile"
	case s.ByField:
		return "nel riquadro di " + a.Signers[of].Name
	}
	return ""
}
