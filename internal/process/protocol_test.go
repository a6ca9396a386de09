package process_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"concerta/internal/process"
)

func protocol(act process.ProtocolAct, forWhom string) process.ActProtocol {
	return process.ActProtocol{Act: act, For: forWhom, ProtocolNumber: process.ProtocolNumber{Number: "1/2026"}}
}

func TestIntegrity_ProtocolNumbersAreOfOneActThatIsThere(t *testing.T) {
	for name, c := range map[string]struct {
		list []process.ActProtocol
		want []string
	}{
		"known ones": {[]process.ActProtocol{
			protocol(process.NoticeAct, ""), protocol(process.MinutesAct, "plenaria"), protocol(process.InvitationAct, "plenaria"),
			protocol(process.PactAct, "odv"), protocol(process.MemorandumAct, ""), protocol(process.ProposalSummaryAct, ""), protocol(process.SteeringGroupAct, ""),
		}, nil},
		"twice": {[]process.ActProtocol{protocol(process.MinutesAct, "plenaria"), protocol(process.MinutesAct, "plenaria")}, []string{
			finding(process.Error, "protocollo-doppio", "protocolli[1].atto"),
		}},
		"of nobody knows which": {[]process.ActProtocol{protocol(process.PactAct, ""), protocol(process.InvitationAct, "")}, []string{
			finding(process.Error, "protocollo-di-quale", "protocolli[0]"), finding(process.Error, "protocollo-di-quale", "protocolli[1]"),
		}},
		"of one that is not there": {[]process.ActProtocol{protocol(process.PactAct, "mai"), protocol(process.MinutesAct, "mai")}, []string{
			finding(process.Error, "incontro-sconosciuto", "protocolli[1].per"), finding(process.Error, "soggetto-sconosciuto", "protocolli[0].per"),
		}},
		"the only one needs no name": {[]process.ActProtocol{protocol(process.NoticeAct, "plenaria")}, []string{
			finding(process.Error, "protocollo-di-quale", "protocolli[0].per"),
		}},
	} {
		p := whole()
		p.Protocols = c.list
		if diff := cmp.Diff(c.want, keys(process.Integrity(p))); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	p := whole()
	p.Pacts.Single, p.Protocols = true, []process.ActProtocol{protocol(process.PactAct, "")}
	if findings := process.Integrity(p); len(findings) > 0 {
		t.Errorf("the one pact of all: %v", keys(findings))
	}
}
