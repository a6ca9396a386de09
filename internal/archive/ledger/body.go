package ledger

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
)

// Body is what an entry says of its kind. The set is closed.
type Body interface{ what() What }

type (
	// OpenedBody begins the register of an office.
	OpenedBody struct {
		Office string `json:"office"` // its stable id
	}

	// IssuedBody freezes an act.
	IssuedBody struct {
		Kind     string `json:"kind"` // "avviso"
		Task     string `json:"task"` // the act within its process, "registro_plenaria_2"
		For      string `json:"for,omitempty"`
		Title    string `json:"title"`
		Subject  string `json:"subject,omitempty"`  // title of the document
		Date     string `json:"date"`               // of issue, Europe/Rome, 2013-10-30
		Register string `json:"register,omitempty"` // empty when the kind is not numbered
		Year     int    `json:"year,omitempty"`
		Number   int    `json:"number,omitempty"`
		Revision string `json:"revision"`
		Code     string `json:"code"` // of verification

		ProcessVersion int         `json:"processVersion"`
		ProcessDigest  Digest      `json:"processDigest"`
		View           Digest      `json:"view"`
		WordingDigest  string      `json:"wording"`
		Pages          int         `json:"pages"`
		Signers        []Signer    `json:"signers,omitempty"`
		Confirmed      []Confirmed `json:"confirmed,omitempty"`
		Reason         string      `json:"reason,omitempty"`
		Request        string      `json:"request,omitempty"`  // key that makes issuing idempotent
		Corrects       string      `json:"corrects,omitempty"` // id of the notice
	}

	// Signer is who must sign an act.
	Signer struct {
		Field  string `json:"field"` // of the signature in the PDF
		Office string `json:"office,omitempty"`
		Name   string `json:"name"`
		Hand   bool   `json:"hand,omitempty"`  // on paper
		Later  bool   `json:"later,omitempty"` // may sign after the others
		Body   string `json:"body,omitempty"`  // signs for, when it is not the office
	}

	// Confirmed is a finding that the responsible officer accepted.
	Confirmed struct {
		Rule   string `json:"rule"`
		What   string `json:"what"`
		Reason string `json:"reason"`
	}

	// SignedBody tells of a file that came back signed.
	SignedBody struct {
		Format     string      `json:"format"` // PAdES or CAdES
		Signatures []Signature `json:"signatures"`
		Changes    []string    `json:"changes,omitempty"` // beyond signatures, as accepted
		Reason     string      `json:"reason,omitempty"`  // for accepting them
		// Recognised says that each signature tells for whom it counts. In entries of
		// before the program did so, signatures are only counted.
		Recognised bool `json:"recognised,omitempty"`
	}

	// Signature is one signature as read: shown, not judged as a qualified
	// validation.
	Signature struct {
		Field   string `json:"field,omitempty"`
		Name    string `json:"name"`
		Issuer  string `json:"issuer,omitempty"`
		When    string `json:"when,omitempty"` // RFC 3339; as claimed when not Stamped
		Stamped bool   `json:"stamped,omitempty"`
		Intact  bool   `json:"intact"`

		Certificate string `json:"certificate,omitempty"` // its SHA-256, hexadecimal: who signs twice is one
		For         string `json:"for,omitempty"`         // field of the signer it counts for; empty: not recognised
		ByField     bool   `json:"byField,omitempty"`     // by the field that it fills, for its name is another
		Said        bool   `json:"said,omitempty"`        // the officer said for whom, with the reason of the entry
	}

	// AttestedBody tells of the scan of an act signed on paper.
	AttestedBody struct {
		By   string `json:"by"`   // the officer who attests
		Text string `json:"text"` // the attestation
	}

	// UnmatchedBody tells of a file that is the signed form of no act.
	UnmatchedBody struct {
		Reason     string      `json:"reason"`
		Signatures []Signature `json:"signatures,omitempty"`
	}

	// ProtocolBody is the number of the municipality's own register.
	ProtocolBody struct {
		Number string `json:"number"`
		Date   string `json:"date"`
	}

	// PublishedBody records a publication made elsewhere.
	PublishedBody struct {
		Albo string `json:"albo"` // number in the register of publications
		From string `json:"from"`
		To   string `json:"to"`
	}

	// ReportedBody says that the report of the publication was received.
	ReportedBody struct {
		Date string `json:"date"`
	}

	// AnnulledBody says why an act lost its effect, and by which act.
	AnnulledBody struct {
		Reason string `json:"reason"`
		By     string `json:"by,omitempty"` // number and date of the act that annuls or revokes
	}

	// FiledBody tells of a document made elsewhere.
	FiledBody struct {
		Title string `json:"title"`
		Kind  string `json:"kind"` // delega, deliberazione, ricevuta PEC, presentazione, altro
		Date  string `json:"date,omitempty"`
		About string `json:"about,omitempty"` // id of the act it goes with
	}

	// RestartedBody says after which number an office goes on from a backup.
	RestartedBody struct {
		Register string `json:"register"`
		Year     int    `json:"year"`
		Number   int    `json:"number"` // the last one given
		Reason   string `json:"reason"`
	}
)

func (OpenedBody) what() What    { return Opened }
func (IssuedBody) what() What    { return Issued }
func (SignedBody) what() What    { return Signed }
func (AttestedBody) what() What  { return Attested }
func (UnmatchedBody) what() What { return Unmatched }
func (ProtocolBody) what() What  { return Protocol }
func (PublishedBody) what() What { return Published }
func (ReportedBody) what() What  { return Reported }
func (AnnulledBody) what() What  { return Annulled }
func (FiledBody) what() What     { return Filed }
func (RestartedBody) what() What { return Restarted }

// Say puts a body, and its kind, into the entry.
func (e *Entry) Say(b Body) error {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(b); err != nil {
		return fmt.Errorf("JSON of an entry: %w", err)
	}
	e.What, e.Body = b.what(), bytes.TrimSuffix(buf.Bytes(), []byte("\n"))
	return nil
}

// Said reads the body of the entry. One that does not have the shape of its kind
// is an error of kind ErrBroken.
func (e *Entry) Said() (Body, error) {
	var b Body
	var err error
	switch e.What {
	case Opened:
		b, err = read[OpenedBody](e.Body)
	case Issued:
		b, err = read[IssuedBody](e.Body)
	case Signed:
		b, err = read[SignedBody](e.Body)
	case Attested:
		b, err = read[AttestedBody](e.Body)
	case Unmatched:
		b, err = read[UnmatchedBody](e.Body)
	case Protocol:
		b, err = read[ProtocolBody](e.Body)
	case Published:
		b, err = read[PublishedBody](e.Body)
	case Reported:
		b, err = read[ReportedBody](e.Body)
	case Annulled:
		b, err = read[AnnulledBody](e.Body)
	case Filed:
		b, err = read[FiledBody](e.Body)
	case Restarted:
		b, err = read[RestartedBody](e.Body)
	default:
		err = fmt.Errorf("unknown kind %q", e.What)
	}
	if err != nil {
		return nil, broken(e, fmt.Sprintf("non si legge come una di tipo «%s»", e.What), err)
	}
	return b, nil
}

func read[B Body](src []byte) (Body, error) {
	var b B
	d := json.NewDecoder(bytes.NewReader(src))
	d.DisallowUnknownFields()
	if err := d.Decode(&b); err != nil {
		return nil, err
	}
	if d.InputOffset() != int64(len(src)) {
		return nil, errors.New("something follows the body")
	}
	return b, nil
}
