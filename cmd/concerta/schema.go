package main

import "concerta/internal/processfile"

type schemaCmd struct{}

// Run prints the JSON Schema of process files.
func (*schemaCmd) Run(env environment) error {
	_, err := env.stdout.Write(processfile.Schema())
	return err
}
