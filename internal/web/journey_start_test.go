package web_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"concerta/examples"
	"concerta/internal/press"
	process "concerta/internal/process"
	"concerta/internal/processfile"
)

// The process of the journey. Its key and its title are not those of the example, so
// that nothing can lean on them.
const (
	journeyKey   = "piano-di-prova"
	journeyTitle = "Piano Sociale di Zona di prova"
)

// atTheStart is the example as an office would describe it on the first day: nobody
// has adhered, met, proposed or signed. Its days are moved by whole weeks, so that the
// deadline is in the week that ends today, for adhesions have come already, and meetings
// keep their weekdays; the weekday of the first session is wrong, as happens. It gives the process and its file.
func atTheStart(t *testing.T) (*process.Process, string) {
	t.Helper()
	src, err := examples.Files.ReadFile("casarano-2013.yaml")
	if err != nil {
		t.Fatal(err)
	}
	file, faults := processfile.Read("casarano-2013.yaml", src, nil)
	if len(faults) > 0 {
		t.Fatalf("the example cannot be read: %v", faults)
	}
	p := file.Process
	p.Renew(process.Renewal{Key: journeyKey, Title: journeyTitle, Weeks: weeksUntil(p.Deadline.Date, today(t).AddDays(-6))})
	p.Meeting("prima-sessione").Weekday = "lunedì"
	var b bytes.Buffer
	if err := processfile.Write(&b, p); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), journeyKey+".yaml")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return p, path
}

// today is the day where the office is.
func today(t *testing.T) process.Date {
	t.Helper()
	rome, err := press.Rome()
	if err != nil {
		t.Fatal(err)
	}
	now := time.Now().In(rome)
	return process.Date{Year: now.Year(), Month: now.Month(), Day: now.Day()}
}

// weeksUntil is by how many weeks a day is moved to be today or one of the six after.
func weeksUntil(day, now process.Date) int {
	weeks := 0
	for day.Before(now) {
		day = day.AddWeeks(1)
		weeks++
	}
	return weeks
}

func lastOf(path string) string { return path[strings.LastIndex(path, "/")+1:] }
