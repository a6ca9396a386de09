package intake_test

import (
	"errors"
	"testing"

	"concerta/internal/intake"
	"concerta/internal/process"
)

func TestRemoveParty_TakesNobodyAwayToWhomTheProcessRefers(t *testing.T) {
	empty := func() *process.Process {
		return &process.Process{
			Organizations: []process.Organization{{ID: "odv", Name: "Mano Tesa ESEMPIO"}, {ID: "coop", Name: "Filo ESEMPIO"}},
			Citizens:      []process.Citizen{{ID: "anna", Name: "Greco Anna ESEMPIO"}},
		}
	}
	for place, refer := range map[string]func(p *process.Process, id string){
		"an adhesion": func(p *process.Process, id string) { p.Adhesions = []process.Adhesion{{By: id}} },
		"a register": func(p *process.Process, id string) {
			p.Attendances = []process.Attendance{{Meeting: "plenaria", Present: []process.Presence{{By: id}}}}
		},
		"a proposal": func(p *process.Process, id string) { p.Proposals = []process.Proposal{{By: id}} },
		"the Cabina": func(p *process.Process, id string) { p.Steering = []process.SteeringMember{{Organization: id}} },
		"the pacts": func(p *process.Process, id string) {
			p.Pacts = &process.Pacts{Parties: []process.PactParty{{Organization: id}}}
		},
	} {
		for _, id := range []string{"odv", "anna"} {
			p := empty()
			refer(p, id)
			_, there := intake.PartyOf(p, id)
			if err := intake.RemoveParty(p, id); !errors.Is(err, intake.ErrInUse) || intake.InUse(p, id) == "" || !there {
				t.Errorf("%s in %s: %v", id, place, err)
			}
			if _, there := intake.PartyOf(p, id); !there {
				t.Errorf("%s, refused in %s, was taken away", id, place)
			}
			if err := intake.RemoveParty(p, "coop"); err != nil {
				t.Errorf("coop, to whom nothing in %s refers: %v", place, err)
			}
			if _, there := intake.PartyOf(p, "coop"); there || len(intake.Parties(p)) != 2 {
				t.Errorf("coop is still there: %d parties", len(intake.Parties(p)))
			}
		}
	}
}
