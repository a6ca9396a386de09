package archive

import "concerta/internal/archive/ledger"

// describe adds to the files of an entry the metadata of each document among them.
func (a *Archive) describe(act *ledger.Act, e *ledger.Entry, f *folder) error {
	return nil
}
