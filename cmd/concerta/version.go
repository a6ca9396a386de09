package main

import "fmt"

type versionCmd struct{}

// Run prints the version of the program.
func (*versionCmd) Run(env environment) error {
	_, err := fmt.Fprintf(env.stdout, "concerta %s\n", env.version)
	return err
}
