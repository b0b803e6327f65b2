"""Time stamps of checkpoints: an authority signs that a text existed at a moment.

Source: RFC 3161 (time stamp protocol), RFC 5816 (certificate identifiers by SHA-256). What is stamped
is the text of the note, its lines without the signatures below them, so that signatures and cosignatures
may be added later. Requests are built and replies are verified by the `rfc3161-client` package, which is
imported only for that; nothing here uses the network.
"""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import partial
from hashlib import sha1, sha256, sha384, sha512
from typing import TYPE_CHECKING, Any, NamedTuple

from servanda.errors import FindingError, InvalidInputError, ServandaError
from servanda.log import der

if TYPE_CHECKING:
    from cryptography.x509 import Certificate, Name

STATUS = {
    1: "granted with changes",
    2: "rejected",
    3: "waiting",
    4: "warning of a revocation",
    5: "notice of a revocation",
}
"""RFC 3161, 2.4.2; 0 is granted."""
WANTED = "Give the reply of the authority as it came (application/timestamp-reply, usually a .tsr file)."
SIGNING_CERTIFICATE = (
    bytes.fromhex("2a864886f70d010910020c"),  # id-aa-signingCertificate, RFC 2634
    bytes.fromhex("2a864886f70d010910022f"),  # id-aa-signingCertificateV2, RFC 5035
)
HASHES: dict[int, Callable[[bytes], Any]] = {
    20: partial(sha1, usedforsecurity=False),
    32: sha256,
    48: sha384,
    64: sha512,
}
"""The digests by which a signature may name its certificate, by length. SHA-1 is the only one of RFC 3161."""

REASONS = (
    (
        ("Mismatch between messages", "Unsupported hash algorithm"),
        "the time stamp is of another text than this checkpoint",
        "Give the checkpoint that was stamped; if the log has grown since, that is an older one.",
    ),
    (
        ("certificate has expired", "not yet valid"),
        "a certificate behind the time stamp was not valid when it was made",
        "Do not rely on this time stamp; ask the authority.",
    ),
    (
        ("unsuitable certificate purpose", "EKU"),
        "the time stamp is signed with a certificate that is not for time stamps",
        "Do not rely on it. Such a certificate has one extended key usage: timeStamping, critical.",
    ),
    (
        ("signer certificate not found", "No leaf certificate", "Certificates neither found"),
        "the reply does not bring the certificate of its authority",
        "Ask with the request that `servanda timestamp request` makes; it asks for the certificate.",
    ),
    (
        ("issuer certificate", "self-signed certificate", "self signed certificate", "certificate signature"),
        "the certificate of the time stamp does not lead to the given roots",
        "Give the self-signed root of the authority, as the authority publishes it; "
        "if certificates between them are missing from the reply, put them into the same file.",
    ),
    (
        ("digest failure", "signature failure"),
        "the signature of the time stamp is wrong",
        "The reply was changed after it was signed; fetch it again, or look for a copy.",
    ),
)
"""What the library and OpenSSL say of a reply that does not stand, and what that means."""


class Stamp(NamedTuple):
    """What an authority vouches for.

    Attributes:
        time: when the text existed at the latest, in UTC; fractions of a second are dropped.
        authority: the subject of the authority's certificate: its name, organisation, country.
        policy: under which policy of the authority the stamp was made, an object identifier.
        serial: the number that the authority gave to the stamp.
    """

    time: datetime
    authority: str
    policy: str
    serial: int


def request(text: bytes) -> bytes:
    """A request to stamp a text, to be sent to an authority (TimeStampReq, DER).

    It holds the SHA-256 of the text, asks for the authority's certificate, and has a random nonce. The
    nonce serves whoever sends the request, to tell a fresh reply from a repeated one; `check` has no use
    for it, since a repeated reply still proves that the same text existed at its time. So the request
    need not be kept.

    Raises:
        ServandaError: the extra is not installed.
    """
    _require_client()
    from rfc3161_client import HashAlgorithm, TimestampRequestBuilder  # noqa: PLC0415

    builder = TimestampRequestBuilder().data(text).hash_algorithm(HashAlgorithm.SHA256)
    return builder.nonce(nonce=True).cert_request(cert_request=True).build().as_bytes()


def check(text: bytes, reply: bytes, roots: bytes) -> Stamp:
    """What an authority vouches for with its reply to a request.

    Checked: the reply is of the SHA-256 (or SHA-384, SHA-512) of the text; its one signature is right; the
    certificate it names leads to one of the roots, is for time stamps and nothing else, and it and those
    between were valid at the moment of the stamp, whether or not they are now.

    Not checked: whether a certificate was revoked; whether algorithms and key lengths still are strong
    enough; the nonce. That the authority's clock was right is taken from the authority.

    Args:
        text: the text of the note, without its signatures.
        reply: TimeStampResp, DER.
        roots: certificates that are trusted, PEM; those between them and the authority may be among them.

    Raises:
        InvalidInputError: the reply is none or was not granted, or the roots are no certificates.
        FindingError: the reply is of another text, or its signature or certificate does not stand.
        ServandaError: the extra is not installed.
    """
    _require_client()
    from rfc3161_client import VerificationError, VerifierBuilder  # noqa: PLC0415

    trusted = _certificates(roots)
    response, token = _granted(reply)
    try:
        VerifierBuilder(roots=trusted).build().verify_message(response, text)
        authority = _authority(response, token)
        info = response.tst_info
        time = info.gen_time.astimezone(UTC)
        return Stamp(time, _plain(authority.subject), info.policy.dotted_string, info.serial_number)
    except VerificationError as error:
        raise _finding(str(error)) from None
    except ValueError:
        raise _no_reply() from None


def _require_client() -> None:
    try:
        import rfc3161_client  # noqa: F401, PLC0415
    except ImportError:
        msg = "time stamps need the package rfc3161-client, which is not installed"
        raise ServandaError(msg, "Install it: pip install 'servanda[timestamp]'.") from None


def _certificates(pem: bytes) -> list["Certificate"]:
    from cryptography.x509 import load_pem_x509_certificates  # noqa: PLC0415

    try:
        return load_pem_x509_certificates(pem)
    except ValueError:
        msg = "the roots are no certificates in PEM"
        raise InvalidInputError(
            msg, "Accepted: one or several blocks that begin with -----BEGIN CERTIFICATE-----."
        ) from None


def _granted(reply: bytes) -> tuple[Any, der.Element]:
    """The reply as the library reads it, and the signed data in it.

    Raises:
        InvalidInputError: it is none, or does not grant the stamp.
    """
    from rfc3161_client import decode_timestamp_response  # noqa: PLC0415

    try:
        whole = der.read(reply)
        signed = _signed_data(whole)
        response = decode_timestamp_response(_in_order(whole))
        status, said = response.status, " ".join(response.status_string)
    except ValueError:
        raise _no_reply() from None
    if status:
        msg = f"the authority did not grant the time stamp: status {status}, {STATUS.get(status, 'unknown')}"
        msg += f": {_shown(said)}" if said else ""
        raise InvalidInputError(msg, "Ask again, or another authority.")
    if signed is None:
        raise _no_reply()
    return response, signed


def _signed_data(reply: der.Element) -> der.Element | None:
    """The SignedData of a TimeStampResp (RFC 3161, 2.4.2; RFC 5652, 5.1); None where nothing is granted."""
    _status, *token = reply.inside(der.SEQUENCE)
    return token[0].first(der.CONTEXT_0).first(der.SEQUENCE) if token else None


def _in_order(reply: der.Element) -> bytes:
    """The reply with its certificates in the order of DER, shorter and smaller first.

    OpenSSL, and authorities that run on it, leave them as they come; the library accepts no other order.
    The signature does not cover it.
    """
    signed = _signed_data(reply)
    for brought in signed.inside(der.CONTEXT_0) if signed else ():
        ordered = b"".join(sorted(certificate.whole for certificate in brought.inside()))
        return reply.der[: brought.inner] + ordered + reply.der[brought.end :]
    return reply.der


def _authority(response: Any, signed: der.Element) -> "Certificate":
    """The certificate that the signature itself names (RFC 3161, 2.4.1; RFC 5035).

    The issuer and number by which the library looks for it are not signed, and anybody could put a
    certificate of theirs with the same ones beside it.

    Raises:
        FindingError: the signature names none, or one that the reply does not bring.
    """
    from cryptography.x509 import load_der_x509_certificate  # noqa: PLC0415

    named = list(_named(signed))
    for certificate in response.signed_data.certificates if named else ():
        if all(_digest(certificate, len(digest)) == digest for digest in named):
            return load_der_x509_certificate(certificate)
    msg = "the signature of the time stamp does not name the certificate that it is made with"
    raise FindingError(msg, "RFC 3161 asks for it; do not rely on this time stamp.")


def _digest(certificate: bytes, length: int) -> bytes:
    hashed = HASHES.get(length)
    return hashed(certificate).digest() if hashed else b""


def _named(signed: der.Element) -> Iterable[bytes]:
    """The digests of the signer's certificate in the signed attributes of the one signature."""
    (signer,) = signed.inside(der.SET)[-1].inside()
    for attribute in signer.first(der.CONTEXT_0).inside():
        name, values = attribute.inside()
        if name.content in SIGNING_CERTIFICATE:
            # SigningCertificate → certs → the first ESSCertID → certHash
            identifier = values.first(der.SEQUENCE).first(der.SEQUENCE).first(der.SEQUENCE)
            yield identifier.first(der.OCTET_STRING).content


def _finding(said: str) -> FindingError:
    for signs, message, remedy in REASONS:
        if any(sign in said for sign in signs):
            return FindingError(message, remedy)
    found = re.findall(r'(?:Verify error: |reason: ")([^"]+)', said) or [said]
    msg = f"the time stamp does not stand: {_shown(found[-1])}"
    return FindingError(
        msg, "The reply was damaged, or is of a form that is not known here; do not rely on it."
    )


def _no_reply() -> InvalidInputError:
    msg = "this is no reply of a time stamp authority, or a damaged one"
    return InvalidInputError(msg, WANTED)


def _plain(name: "Name") -> str:
    """A subject in plain words: the common name, the organisation, the country; else all of it."""
    from cryptography.x509 import NameOID  # noqa: PLC0415

    wanted = (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME, NameOID.COUNTRY_NAME)
    found = [str(part.value) for oid in wanted for part in name.get_attributes_for_oid(oid)]
    return _shown(", ".join(found) or name.rfc4514_string())


def _shown(text: str) -> str:
    """A text of others, without what could rewrite a terminal."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text[:500])
