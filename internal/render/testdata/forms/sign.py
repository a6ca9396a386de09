"""sign.py IN OUT [COUNT]: signs the empty signature fields in order, at most COUNT
of them, with a certificate made on the spot, each over the one before, then
validates those."""
import datetime
import sys
from io import BytesIO

from asn1crypto import keys as asn1keys, x509 as asn1x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.content import RawContent
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.sign import fields, signers
from pyhanko.stamp import StaticStampStyle
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Anna ESEMPIO")])
now = datetime.datetime.now(datetime.timezone.utc)
cert = (
    x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    .serial_number(x509.random_serial_number())
    .not_valid_before(now - datetime.timedelta(days=1)).not_valid_after(now + datetime.timedelta(days=30))
    .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    .add_extension(x509.KeyUsage(True, True, False, False, False, True, True, False, False), critical=True)
    .sign(key, hashes.SHA256())
)
der = asn1x509.Certificate.load(cert.public_bytes(serialization.Encoding.DER))
private = asn1keys.PrivateKeyInfo.load(key.private_bytes(
    serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
store = SimpleCertificateStore()
store.register(der)
signer = signers.SimpleSigner(signing_cert=der, signing_key=private, cert_registry=store)

original = data = open(sys.argv[1], "rb").read()
names = [n for n, v, _ in fields.enumerate_sig_fields(PdfFileReader(BytesIO(data))) if v is None]
if len(sys.argv) > 3:
    names = names[:int(sys.argv[3])]
for field in names:
    # A stamp that is a picture: one with text would need its font embedded.
    picture = RawContent(b"q 0.2 0.3 0.6 RG 2 w 4 4 m 60 20 l 116 4 l S Q", box=BoxConstraints(120, 24))
    out = signers.PdfSigner(
        signers.PdfSignatureMetadata(field_name=field, md_algorithm="sha256"), signer=signer,
        stamp_style=StaticStampStyle(background=picture, background_opacity=1),
    ).sign_pdf(IncrementalPdfFileWriter(BytesIO(data)), existing_fields_only=True)
    data = out.getvalue()
if not data.startswith(original):
    sys.exit("the issued bytes are not a prefix of the signed ones")
trust = ValidationContext(trust_roots=[der], allow_fetching=False)
for signature in PdfFileReader(BytesIO(data)).embedded_signatures:
    if signature.field_name not in names:
        continue  # made by another run, with a certificate of its own
    status = validate_pdf_signature(signature, trust)
    if not (status.intact and status.valid and status.trusted):
        sys.exit("signature %s: %s" % (signature.field_name, status.summary()))
    print(signature.field_name)
open(sys.argv[2], "wb").write(data)
