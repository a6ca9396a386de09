"""fill.py IN OUT: fills the fields of a form as a viewer does, adding to the
file, then reads the values back and prints them as JSON."""
import json
import sys

from pypdf import PdfReader, PdfWriter

TEXT = "Perché “Città” è così: €uro"
writer = PdfWriter(sys.argv[1], incremental=True)
fields = writer.get_fields()
values = {}
for name, field in fields.items():
    kind = field.get("/FT")
    if kind == "/Tx":
        values[name] = TEXT
    elif kind == "/Ch":
        values[name] = field["/Opt"][-1]
    elif kind == "/Btn":
        values[name] = "/Si"
for page in writer.pages:
    writer.update_page_form_field_values(page, values, auto_regenerate=False)
with open(sys.argv[2], "wb") as out:
    writer.write(out)

read = {n: str(f.get("/V", "")) for n, f in PdfReader(sys.argv[2]).get_fields().items() if n in values}
print(json.dumps({"typed": {k: str(v) for k, v in values.items()}, "read": read}))
