package ooxml_test

import "testing"

func TestReadBase_RefusesTextOfAnotherDocument(t *testing.T) {
	expectRefusal(t, "subdocument", related("subDocument", "altro.docx", "").Bytes(), header, "prende il testo da un altro documento")
}
