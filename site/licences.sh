#!/bin/sh
# Prints the licences of Go and of the modules in the program, which ask to go with
# it. A module without one is an error.
set -eu
printf '=== %s ===\n' "$(go env GOVERSION)"
cat "$(go env GOROOT)/LICENSE"
go list -tags nomsgpack -deps -f '{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}} {{.Dir}}{{end}}{{end}}' ./cmd/concerta |
  sort -u | while read -r path version dir; do
    printf '\n=== %s %s ===\n' "$path" "$version"
    find "$dir" -maxdepth 1 -type f \( -iname 'licen[cs]e*' -o -iname 'copying*' -o -iname 'notice*' \) | sort | grep . | while read -r file; do
      cat "$file"
    done || { echo "$path has no licence" >&2; exit 1; }
  done
