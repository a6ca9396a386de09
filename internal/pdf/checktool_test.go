package pdf

import (
	"os"
	"path/filepath"
	"testing"
)

// checkTool finds a checker beside the repository; without it the test is
// skipped, except under CI=true.
func checkTool(tb testing.TB, name string) string {
	tb.Helper()
	dir, err := os.Getwd()
	if err != nil {
		tb.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
		dir = filepath.Dir(dir)
	}
	tool := filepath.Join(filepath.Dir(dir), "shared", "checks", name)
	if _, err := os.Stat(tool); err == nil {
		return tool
	}
	if os.Getenv("CI") == "true" {
		tb.Fatalf("the checker %s is not there", name)
	}
	tb.Skipf("the checker %s is not there", name)
	return ""
}
