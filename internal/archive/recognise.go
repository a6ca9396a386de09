package archive

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"concerta/internal/archive/agid"
	"concerta/internal/archive/ledger"
	"concerta/internal/signature"
)

// seenSignature is a signature with the names that its certificate gives.
type seenSignature struct {
	ledger.Signature
	names []string
}

// signatures are those of persons.
func signatures(read *signature.Return) []seenSignature {
	var list []seenSignature
	for _, s := range read.Signatures {
		if s.DocTimestamp || s.Counter {
			continue
		}
		one := seenSignature{names: []string{s.Signer, s.Person}, Signature: ledger.Signature{
			Field: s.Field, Name: s.Signer, Issuer: s.Issuer, Stamped: s.Timestamped, Intact: s.Intact && s.Covers, Certificate: s.Certificate,
		}}
		if !s.When.IsZero() {
			one.When = s.When.UTC().Format(time.RFC3339)
		}
		list = append(list, one)
	}
	return list
}

// shown are the signatures as an entry has them.
func shown(list []seenSignature) []ledger.Signature {
	var out []ledger.Signature
	for _, s := range list {
		out = append(out, s.Signature)
	}
	return out
}

// recognise says for whom of those who must sign each signature that holds counts:
// for whom its certificate names, whatever field it fills; else for whom the field
// is; else as the officer said of the same certificate before. One certificate
// counts for one. The rest counts for nobody.
func recognise(act *ledger.Act, found []seenSignature) []ledger.Signature {
	list := shown(found)
	of := map[string]string{} // field of the signer, by certificate
	give := func(s *ledger.Signature, field string) {
		s.For, of[s.Certificate] = field, field
	}
	for i := range list {
		if s := &list[i]; s.Intact {
			if named := namedBy(act.Signers, found[i], of); named != "" {
				give(s, named)
			}
		}
	}
	for i := range list {
		s := &list[i]
		if !s.Intact || s.For != "" {
			continue
		}
		known := func(b ledger.Signature) bool { return b.Said && b.Certificate == s.Certificate }
		fills := func(x ledger.Signer) bool { return x.Field == s.Field }
		if field, again := of[s.Certificate]; again {
			s.For = field
		} else if slices.ContainsFunc(act.Signers, fills) {
			give(s, s.Field)
			s.ByField = true
		} else if at := slices.IndexFunc(act.Signatures, known); at >= 0 {
			give(s, act.Signatures[at].For)
			s.Said = true
		}
	}
	return list
}

// namedBy is the field of the signer whom a signature names; of several of one name
// the one whose field it fills, or the first for whom no other certificate counts.
func namedBy(signers []ledger.Signer, s seenSignature, of map[string]string) string {
	if field, again := of[s.Certificate]; again {
		return field
	}
	named := ""
	for _, x := range signers {
		if !slices.ContainsFunc(s.names, func(n string) bool { return sameName(n, x.Name) }) {
			continue
		}
		if x.Field == s.Field {
			return x.Field
		}
		if taken := slices.Contains(fieldsOf(of), x.Field); named == "" || !taken && slices.Contains(fieldsOf(of), named) {
			named = x.Field
		}
	}
	return named
}

func fieldsOf(of map[string]string) []string {
	var list []string
	for _, field := range of {
		list = append(list, field)
	}
	return list
}

// unknown are the places of signatures that hold and count for nobody.
func unknown(list []ledger.Signature) []int {
	var places []int
	for i, s := range list {
		if s.Intact && s.For == "" {
			places = append(places, i)
		}
	}
	return places
}

// sameName tells whether two names are of one person: the same words in any order,
// without titles, capitals and accents.
func sameName(x, y string) bool {
	a, b := nameWords(x), nameWords(y)
	return len(a) > 0 && slices.Equal(a, b)
}

func nameWords(s string) []string {
	plain := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(agid.WithoutTitles(s)))
	words := strings.FieldsFunc(plain, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	slices.Sort(words)
	return words
}
