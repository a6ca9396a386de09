package acts

// DifferencesOf is a stub.
func DifferencesOf(k Kind, before, after []byte) ([]Differenza, error) { return nil, nil }
