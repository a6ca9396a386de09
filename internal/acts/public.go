package acts

// Public tells whether acts of the kind are ever published. What people fill in
// or sign, and what is sent to one of them, is not.
func Public(k Kind) bool {
	switch k {
	case Notice, Correction, Pact, Memorandum, Minutes, ProposalSummary, SteeringGroup, Participants:
		return true
	case AdhesionForm, Register, Invitation:
		return false
	}
	return false
}
