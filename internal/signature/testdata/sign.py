"""sign.py HOW IN OUT: signs a PDF with a certificate made on the spot, in one
of the ways that signing programs have."""
import datetime
import sys
from io import BytesIO

from asn1crypto import keys as asn1keys, x509 as asn1x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils.content import RawContent
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers, timestamps
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.stamp import StaticStampStyle, TextStamp, TextStampStyle
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

now = datetime.datetime.now(datetime.timezone.utc)


def make(common_name, serial=None, stamps=False):
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    names = [x509.NameAttribute(NameOID.COMMON_NAME, common_name)]
    if serial:
        names.append(x509.NameAttribute(NameOID.SERIAL_NUMBER, serial))
    name = x509.Name(names)
    builder = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1)).not_valid_after(now + datetime.timedelta(days=30))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(True, True, False, False, False, True, True, False, False), critical=True)
    )
    if stamps:
        builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    cert = builder.sign(key, hashes.SHA256())
    der = asn1x509.Certificate.load(cert.public_bytes(serialization.Encoding.DER))
    private = asn1keys.PrivateKeyInfo.load(key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
    return der, private


cert, key = make("Anna ESEMPIO", "TINIT-SMPNNA70A41B936X")
tsa_cert, tsa_key = make("Marca temporale", stamps=True)
store = SimpleCertificateStore()
store.register(cert)
signer = signers.SimpleSigner(signing_cert=cert, signing_key=key, cert_registry=store)
trust = ValidationContext(trust_roots=[cert, tsa_cert], allow_fetching=False)
tsa = timestamps.DummyTimeStamper(tsa_cert=tsa_cert, tsa_key=tsa_key)
picture = RawContent(b"q 0.2 0.3 0.6 RG 2 w 4 4 m 60 20 l 116 4 l S Q", box=BoxConstraints(120, 24))
image = StaticStampStyle(background=picture, background_opacity=1)
how, source, target = sys.argv[1:]
data = open(source, "rb").read()


def sign(data, field, style=None, spec=None, stamper=None, existing=True, **more):
    out = signers.PdfSigner(
        signers.PdfSignatureMetadata(field_name=field, md_algorithm="sha256", **more), signer=signer,
        timestamper=stamper, stamp_style=style, new_field_spec=spec,
    ).sign_pdf(IncrementalPdfFileWriter(BytesIO(data)), existing_fields_only=existing)
    return out.getvalue()


def empty(data):
    return [n for n, v, _ in fields.enumerate_sig_fields(PdfFileReader(BytesIO(data))) if v is None]


if how == "in-order":
    for f in empty(data):
        data = sign(data, f, style=image)
elif how == "invisible":
    data = sign(data, "Signature1", existing=False)
elif how == "visible-blank":
    data = sign(data, "Signature1", image, SigFieldSpec("Signature1", on_page=0, box=(300, 100, 500, 160)), existing=False)
elif how == "visible-over-text":
    data = sign(data, "Signature1", image, SigFieldSpec("Signature1", on_page=0, box=(60, 735, 300, 755)), existing=False)
elif how == "certified":
    data = sign(data, empty(data)[0], certify=True, docmdp_permissions=MDPPerm.FILL_FORMS)
elif how == "long-term":
    data = sign(data, empty(data)[0], stamper=tsa, embed_validation_info=True, validation_context=trust,
                subfilter=SigSeedSubFilter.PADES, use_pades_lta=True)
elif how == "stamped-on-top":
    data = sign(data, empty(data)[0])
    w = IncrementalPdfFileWriter(BytesIO(data))
    TextStamp(w, TextStampStyle(stamp_text="Prot. 12/2026"), box=BoxConstraints(200, 50)).apply(0, 300, 100)
    out = BytesIO()
    w.write(out)
    data = out.getvalue()
else:
    sys.exit("what is %s?" % how)
open(target, "wb").write(data)
