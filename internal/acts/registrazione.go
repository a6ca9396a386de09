package acts

import (
	"slices"

	"concerta/internal/process"
)

// Registrazione is the number of an act in the municipality's register, which we
// never give. Without number it is to be written by hand.
type Registrazione struct {
	Numero string `json:"numero,omitempty"`
	Data   string `json:"data,omitempty"`
}

// registration is what an act prints of its number in the municipality's register:
// the number when it is known before the act is issued; otherwise room for it on
// an act signed on paper, and nothing on a digital original, which gets it in its
// metadata.
func registration(n process.ProtocolNumber, who []Firmatario) *Registrazione {
	byHand := slices.ContainsFunc(who, func(f Firmatario) bool { return f.Modo == string(process.ByHand) })
	if n.Number == "" && !byHand {
		return nil
	}
	return &Registrazione{n.Number, n.Date.String()}
}
