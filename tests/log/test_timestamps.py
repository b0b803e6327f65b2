"""Time stamps against replies made by openssl; vectors/timestamps/README.md says how."""

import subprocess
import sys
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from shutil import which

import pytest
from cryptography import x509
from cryptography.x509 import NameOID
from rfc3161_client import VerifierBuilder, decode_timestamp_response
from rfc3161_client import _rust as rust

from servanda.errors import FindingError, InvalidInputError, ServandaError
from servanda.log import der
from servanda.log.timestamps import Stamp, _plain, check, request

VECTORS = Path(__file__).parents[1] / "vectors" / "timestamps"
POLICY = "1.3.6.1.4.1.32473.3161"


def vector(name):
    return (VECTORS / name).read_bytes()


TEXT = vector("checkpoint.text")


def checked(reply, *roots, text=TEXT):
    """What a reply of the vectors, or given as bytes, vouches for by roots of the vectors."""
    content = vector(f"{reply}.tsr") if isinstance(reply, str) else reply
    return check(text, content, b"".join(vector(f"{root}.pem") for root in roots))


def as_openssl_reads(reply, authority):
    """The stamp that openssl read from a reply when it was made."""
    lines = (line.split() for line in vector("stamps.txt").decode().splitlines())
    serial, month, day, time, year = next(rest for name, *rest in lines if name == f"{reply}.tsr")
    when = datetime.strptime(f"{year} {month} {day} {time.partition('.')[0]} Z", "%Y %b %d %H:%M:%S %z")
    return Stamp(when.astimezone(UTC), f"{authority}, Example Trust, ZZ", POLICY, int(serial, 16))


@pytest.mark.parametrize(
    ("reply", "roots", "authority"),
    [
        ("good_rsa", ["rsa_root"], "Example Time Stamping R1"),
        ("good_ec", ["ec_root"], "Example Time Stamping E1"),
        ("good_ec", ["foreign_root", "rsa_root", "ec_root", "ec_root"], "Example Time Stamping E1"),
        ("sha512", ["rsa_root"], "Example Time Stamping R1"),
        ("to_the_millisecond", ["ec_root"], "Example Time Stamping E1"),
        ("without_chain", ["ec_root", "ec_middle"], "Example Time Stamping E1"),
    ],
)
def test_good_reply(reply, roots, authority):
    """A reply that stands gives time, authority, policy and number, as openssl reads them."""
    assert as_openssl_reads(reply, authority) == checked(reply, *roots)


def test_certificates_in_any_order():
    """OpenSSL does not sort the certificates of a reply; the library alone would refuse that."""
    token = der.read(vector("good_ec.tsr")).inside()[1]
    brought = token.first(der.CONTEXT_0).first(der.SEQUENCE).first(der.CONTEXT_0).inside()
    as_they_are = [certificate.whole for certificate in brought]

    assert sorted(as_they_are) != as_they_are
    with pytest.raises(ValueError, match="InvalidSetOrdering"):
        decode_timestamp_response(vector("good_ec.tsr"))


def test_certificate_that_has_ended_since():
    """What was stamped while the certificate was valid stands after it has ended."""
    ended = x509.load_pem_x509_certificate(vector("expired_tsa.pem")).not_valid_after_utc
    stamp = checked("expired_since", "ec_root")

    assert as_openssl_reads("expired_since", "Example Time Stamping, Ended") == stamp
    assert stamp.time <= ended < datetime.now(UTC)


def test_authority_is_the_one_the_signature_names():
    """A certificate of the same issuer and number beside the authority's own is passed over."""
    stamp = checked("beside_a_namesake", "ec_root")

    assert as_openssl_reads("beside_a_namesake", "Example Time Stamping E2") == stamp


@pytest.mark.parametrize(
    ("reply", "roots", "why"),
    [
        ("other_bytes", ["rsa_root"], "of another text"),
        ("good_rsa", ["ec_root"], "does not lead to the given roots"),
        ("good_rsa", ["foreign_root"], "does not lead to the given roots"),
        ("good_ec", ["foreign_root"], "does not lead to the given roots"),
        ("good_ec", ["namesake_root"], "does not lead to the given roots"),
        ("good_ec", ["ec_tsa"], "does not lead to the given roots"),
        ("good_ec", ["ec_middle"], "does not lead to the given roots"),
        ("without_chain", ["ec_root"], "does not lead to the given roots"),
        ("outside_validity", ["ec_root"], "not valid when it was made"),
        ("before_validity", ["ec_root"], "not valid when it was made"),
        ("wrong_purpose", ["ec_root"], "not for time stamps"),
        ("wrong_purpose_too", ["ec_root"], "not for time stamps"),
        ("no_purpose", ["ec_root"], "not for time stamps"),
        ("purpose_not_critical", ["ec_root"], "not for time stamps"),
        ("two_signers", ["rsa_root", "ec_root", "ec_middle"], "exactly one"),
        ("without_certificate", ["rsa_root"], "does not bring the certificate"),
        ("without_signing_certificate", ["rsa_root"], "does not name the certificate"),
    ],
)
def test_reply_that_does_not_stand(reply, roots, why):
    """Each is a finding that says why, with a remedy."""
    with pytest.raises(FindingError, match=why) as caught:
        checked(reply, *roots)
    assert caught.value.remedy


def test_library_does_not_ask_which_certificate_the_signature_names():
    """What is checked here beyond the library: it alone would let this reply pass."""
    response = decode_timestamp_response(vector("without_signing_certificate.tsr"))
    root = x509.load_pem_x509_certificate(vector("rsa_root.pem"))

    assert VerifierBuilder(roots=[root]).build().verify_message(response, TEXT)


def test_other_text():
    """A good reply vouches for its text alone, to the last byte."""
    for text in (TEXT[:-1], TEXT + b"\n", TEXT.replace(b"370", b"369"), b""):
        with pytest.raises(FindingError, match="of another text"):
            checked("good_rsa", "rsa_root", text=text)


def test_rejected_request():
    """The authority's status and its words are passed on."""
    with pytest.raises(InvalidInputError) as caught:
        checked("rejected", "rsa_root")
    assert (
        "the authority did not grant the time stamp: status 2, rejected: Requested policy is not supported."
        == caught.value.message
    )


@pytest.mark.parametrize(
    "reply",
    [
        b"",
        b"<html>Service unavailable</html>",
        b"\x30\x00",
        b"\x30\x03\x02\x01\x00",
        b"\x30\x05\x30\x03\x02\x01\x00",  # granted, and nothing with it
        b"\x30\x80" + b"\x00" * 20,
        request(TEXT),
        vector("other_content.tsr"),
        vector("good_rsa.tsr") + b"\x00",
        TEXT,
    ],
    ids=range(10),  # a request is random, and processes have to agree on the names
)
def test_what_is_no_reply(reply):
    """An error page, a request, a token of something else or bytes beyond the end are refused as input."""
    with pytest.raises(InvalidInputError, match="no reply of a time stamp authority"):
        checked(reply, "rsa_root")


@pytest.mark.parametrize(
    "roots", [b"", b"\x30\x00", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"]
)
def test_roots_that_are_none(roots):
    """Without a root there is nothing to trust."""
    with pytest.raises(InvalidInputError, match="no certificates in PEM"):
        check(TEXT, vector("good_rsa.tsr"), roots)


@pytest.mark.parametrize(("reply", "root"), [("good_rsa", "rsa_root"), ("good_ec", "ec_root")])
def test_cut_off(reply, root):
    """No beginning of a reply is a reply."""
    whole = vector(f"{reply}.tsr")
    for length in range(0, len(whole), 7):
        with pytest.raises(InvalidInputError):
            checked(whole[:length], root)


@pytest.mark.parametrize(("reply", "root"), [("good_rsa", "rsa_root"), ("good_ec", "ec_root")])
def test_flipped_bit(reply, root):
    """A flipped bit, one in each byte, is refused or gives the very same stamp."""
    good = checked(reply, root)
    whole = vector(f"{reply}.tsr")
    unchanged = 0
    for place in range(len(whole)):
        flipped = bytearray(whole)
        flipped[place] ^= 1 << place % 8
        try:
            assert good == checked(bytes(flipped), root)
            unchanged += 1
        except ServandaError:
            continue
    # The version numbers and the algorithm of the signature are not signed, and say nothing of the stamp.
    assert unchanged < 20


@pytest.mark.parametrize("text", [b"\0", TEXT, TEXT * 1000])
def test_request(text):
    """A request is for the SHA-256, asks for the certificate, and differs from the one before."""
    made = request(text)
    parsed = rust.parse_timestamp_request(made)

    assert "2.16.840.1.101.3.4.2.1" == parsed.message_imprint.hash_algorithm.dotted_string
    assert sha256(text).digest() == parsed.message_imprint.message
    assert parsed.cert_req
    assert parsed.nonce
    assert made != request(text)


def test_names_that_could_rewrite_a_terminal():
    """Control and bidi characters in a certificate's names are not passed on."""
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Trust\x1b[2J\u202e"),
            x509.NameAttribute(NameOID.COMMON_NAME, "時刻認証局"),
        ]
    )
    assert "時刻認証局, Trust\ufffd[2J\ufffd" == _plain(name)
    assert "OU=Clock" == _plain(x509.Name([x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, "Clock")]))


def test_without_the_extra(monkeypatch):
    """Where the package is missing, the error says what to install."""
    monkeypatch.setitem(sys.modules, "rfc3161_client", None)
    for asked in (lambda: request(TEXT), lambda: checked("good_rsa", "rsa_root")):
        with pytest.raises(ServandaError) as caught:
            asked()
        assert "Install it: pip install 'servanda[timestamp]'." == caught.value.remedy


@pytest.mark.skipif(which("openssl") is None, reason="needs openssl")
def test_fresh_reply(tmp_path):
    """An authority made now answers a request made now; openssl and we agree on its reply."""

    def openssl(*arguments):
        done = subprocess.run(  # noqa: S603  arguments of the test
            ["openssl", *arguments],  # noqa: S607  wherever it is installed
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    (tmp_path / "tsa.cnf").write_text(
        "[req]\ndistinguished_name = dn\nprompt = no\n[dn]\nCN = Fresh Authority\n"
        "[ext]\nbasicConstraints = critical, CA:FALSE\nkeyUsage = critical, digitalSignature\n"
        "extendedKeyUsage = critical, timeStamping\n"
        f"[tsa]\nserial = serial\nsigner_digest = sha256\ndefault_policy = {POLICY}\ndigests = sha256\n"
        "ess_cert_id_alg = sha256\n"
    )
    (tmp_path / "query.tsq").write_bytes(request(TEXT))
    (tmp_path / "text").write_bytes(TEXT)
    new = ("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-config", "tsa.cnf", "-days", "2")
    openssl(*new, "-extensions", "ext", "-keyout", "tsa.key", "-out", "tsa.pem")
    signing = ("-signer", "tsa.pem", "-inkey", "tsa.key")
    query = ("ts", "-reply", "-queryfile", "query.tsq", "-config", "tsa.cnf", "-section", "tsa")
    openssl(*query, *signing, "-out", "reply.tsr")
    openssl("ts", "-verify", "-in", "reply.tsr", "-data", "text", "-CAfile", "tsa.pem")

    before = datetime.now(UTC)
    stamp = check(TEXT, (tmp_path / "reply.tsr").read_bytes(), (tmp_path / "tsa.pem").read_bytes())

    assert ("Fresh Authority", POLICY, 1) == stamp[1:]
    assert abs((stamp.time - before).total_seconds()) < 600
