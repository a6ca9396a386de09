package signature

import (
	"crypto/sha256"
	"crypto/x509/pkix"
	"encoding/hex"
	"strings"

	"concerta/internal/signature/cms"
)

// signatureOf reads and verifies one signature over content, given in parts.
func signatureOf(s *cms.Signer, content ...[]byte) Signature {
	out := Signature{Covers: true, Counter: s.Counter()}
	if c := s.Certificate; c != nil {
		out.Signer, out.Person = commonName(c.Subject), person(c.Subject)
		sum := sha256.Sum256(c.Raw)
		out.Certificate = hex.EncodeToString(sum[:])
		out.TaxCode = taxCode(c.Subject)
		out.Organization = strings.Join(c.Subject.Organization, ", ")
		out.Issuer = commonName(c.Issuer)
	}
	if err := s.Verify(content...); err != nil {
		out.Fault = faultOf(err)
	} else {
		out.Intact = true
	}
	out.When = s.Claimed()
	if t := s.Timestamp(); !t.IsZero() {
		out.When, out.Timestamped = t, true
	}
	return out
}

// commonName is the name to show: the common name, or given name and surname,
// or the organization.
func commonName(n pkix.Name) string {
	if n.CommonName != "" {
		return n.CommonName
	}
	if s := strings.TrimSpace(attribute(n, "2.5.4.42") + " " + attribute(n, "2.5.4.4")); s != "" {
		return s
	}
	return strings.Join(n.Organization, ", ")
}

// person is who the certificate says it is of, whatever the common name is.
func person(n pkix.Name) string {
	given, surname := attribute(n, "2.5.4.42"), attribute(n, "2.5.4.4")
	if given == "" || surname == "" {
		return ""
	}
	return given + " " + surname
}

func attribute(n pkix.Name, id string) string {
	for _, a := range n.Names {
		if v, ok := a.Value.(string); ok && a.Type.String() == id {
			return v
		}
	}
	return ""
}

// taxCode looks for the codice fiscale in the serial number, else in the
// qualifier of the name: TINIT-… (ETSI EN 319 412-1 5.1.3), IT:… in older
// certificates.
func taxCode(n pkix.Name) string {
	for _, id := range []string{"2.5.4.5", "2.5.4.46"} {
		v := strings.ToUpper(strings.TrimSpace(attribute(n, id)))
		for _, prefix := range []string{"TINIT-", "IT:"} {
			if code, ok := strings.CutPrefix(v, prefix); ok && (len(code) == 16 || len(code) == 11) {
				return code
			}
		}
	}
	return ""
}
