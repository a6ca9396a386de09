package acts_test

import (
	"strings"
	"testing"

	"concerta/internal/acts"
	"concerta/internal/doc"
	"concerta/internal/process"
)

const (
	toWrite = "Prot. n. _______________ del _______________"
	printed = "Prot. n. 123/2025 del 5 novembre 2025"
)

// registered are the acts that the municipality's register numbers.
func registered() map[acts.Kind]process.ActProtocol {
	n := process.ProtocolNumber{Number: "123/2025", Date: date(11, 5)}
	return map[acts.Kind]process.ActProtocol{
		acts.Notice:          {Act: process.NoticeAct, ProtocolNumber: n},
		acts.Invitation:      {Act: process.InvitationAct, For: "apertura", ProtocolNumber: n},
		acts.Pact:            {Act: process.PactAct, For: "aurora", ProtocolNumber: n},
		acts.Memorandum:      {Act: process.MemorandumAct, ProtocolNumber: n},
		acts.Minutes:         {Act: process.MinutesAct, For: "apertura", ProtocolNumber: n},
		acts.ProposalSummary: {Act: process.ProposalSummaryAct, ProtocolNumber: n},
		acts.SteeringGroup:   {Act: process.SteeringGroupAct, ProtocolNumber: n},
	}
}

// signedBy makes everybody sign in one way.
func signedBy(p *process.Process, mode process.SignMode) {
	p.Signatories = []process.Signatory{{ID: "direttrice", Office: "LA DIRETTRICE", Name: "Ada Neri", Mode: mode}}
	for i := range p.Pacts.Parties {
		p.Pacts.Parties[i].Mode = mode
	}
	for i := range p.Memorandum.Parties {
		p.Memorandum.Parties[i].Mode = mode
	}
}

func TestProtocolNumber_IsPrintedWhenKnownAndLeftToWriteOnPaperOnly(t *testing.T) {
	for kind, number := range registered() {
		for _, c := range []struct {
			mode  process.SignMode
			known bool
			want  string
		}{
			{process.ByHand, false, toWrite},
			{process.Digital, false, ""},
			{process.ByHand, true, printed},
			{process.Digital, true, printed},
		} {
			p := whole(t)
			signedBy(p, c.mode)
			if c.known {
				p.Protocols = []process.ActProtocol{number}
			}
			head := headWords(t, actOf(t, p, jobOf(t, p, kind, number.For), acts.Options{}))
			if c.want == "" && strings.Contains(head, "Prot.") || !strings.Contains(head, c.want) {
				t.Errorf("%s signed %s, number known %v: its head says %q", kind, c.mode, c.known, head)
			}
		}
	}
}

// headWords are the words before the title.
func headWords(t *testing.T, d *doc.Document) string {
	t.Helper()
	before, _, found := strings.Cut(wordsOf(t, d), doc.Plain(title(t, d).Text))
	if !found {
		t.Fatal("no title")
	}
	return before
}

func title(t *testing.T, d *doc.Document) *doc.Heading {
	t.Helper()
	var first *doc.Heading
	doc.Walk(d.Blocks, func(b doc.Block) {
		if h, ok := b.(*doc.Heading); ok && first == nil {
			first = h
		}
	}, nil)
	if first == nil {
		t.Fatal("no title")
	}
	return first
}

func TestProtocolNumber_OfOnePactIsNotThatOfAnother(t *testing.T) {
	p := whole(t)
	signedBy(p, process.Digital)
	p.Protocols = []process.ActProtocol{registered()[acts.Pact]}
	saying(t, wordsOf(t, actOf(t, p, jobOf(t, p, acts.Pact, "liceo"), acts.Options{})), nil, []string{"Prot. n."})
}

func TestProtocolNumber_IsNotOnWhatTheRegisterDoesNotNumber(t *testing.T) {
	p := whole(t)
	signedBy(p, process.ByHand)
	for _, j := range []acts.Job{jobOf(t, p, acts.AdhesionForm, ""), jobOf(t, p, acts.Register, "apertura"), jobOf(t, p, acts.Participants, "")} {
		saying(t, wordsOf(t, actOf(t, p, j, acts.Options{})), nil, []string{"Prot. n."})
	}
}
