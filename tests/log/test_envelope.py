import json
import re
import secrets
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from servanda.errors import InvalidInputError, LedgerError, ServandaError
from servanda.events.registry import make
from servanda.log.envelope import moment_of, next_moment, seal, stored_envelope, unseal, uuid7
from strategies import grown, offers

LINE = (
    '{"data":{"format":"hybrid","occurred":{"edtf":"2023-11-09"},"place":"東京","round":22},'
    '"datacontenttype":"application/json","dataschema":"urn:servanda:schema/meeting-held/1",'
    '"id":"01906904-2e00-7000-8000-000000000001","recordedby":"a recorder","source":"urn:servanda:japan-ict",'
    '"specversion":"1.0","streamversion":2,"subject":"jp-fr-ict","time":"2024-06-30T12:00:00.000000Z",'
    '"type":"servanda.meeting-held"}'
).encode()
NOON = datetime(2024, 6, 30, 12, tzinfo=UTC)
HELD = {"place": "東京", "round": 22, "format": "hybrid", "occurred": "2023-11-09"}
ATTRIBUTES = json.loads(LINE)


def sealed(data, type_="meeting-held"):
    about = {"subject": "jp-fr-ict", "version": 2, "ledger": "japan-ict", "recorded_by": "a recorder"}
    return seal(make(type_, data), moment=NOON, **about)


def changed(**attributes):
    """The canonical line with other attributes; None takes one out."""
    given = {**ATTRIBUTES, **attributes}
    return rfc8785.dumps({name: value for name, value in given.items() if value is not None})


def test_the_stored_line_is_pinned(monkeypatch):
    """These are, to the byte, what is stored, published and read back for ever."""
    monkeypatch.setattr(secrets, "randbits", lambda _: 1)

    assert LINE == sealed(HELD)


def test_a_line_is_unsealed_to_what_was_sealed():
    """Every attribute comes back, and the event with its defaults."""
    envelope, event = unseal(LINE)

    assert ATTRIBUTES == envelope.model_dump()
    assert stored_envelope(LINE) == envelope
    assert make("meeting-held", HELD) == event == envelope.event()
    assert (7, envelope.id, "jp-fr-ict", envelope.event()) == tuple(
        getattr(envelope.entry(7), name) for name in ("position", "id", "stream", "event")
    )


@given(offers(10))
def test_whatever_is_recorded_can_be_unsealed(offered):
    """The strict reader of other people's lines accepts all that this program writes."""
    with grown(offered) as ledger:
        for stored in ledger.log.read():
            it = unseal(stored.line).envelope
            assert (stored.subject, stored.version, stored.type) == (it.subject, it.streamversion, it.slug)


@pytest.mark.parametrize("name", ATTRIBUTES)
def test_every_attribute_is_needed(name):
    """A line without one of its attributes is refused, naming it."""
    with pytest.raises(InvalidInputError, match=name):
        unseal(changed(**{name: None}))


WRONG = [
    ("specversion", "1.1"),
    ("id", "01906904-2e00-4000-8000-000000000001"),
    ("id", "01906904-2E00-7000-8000-000000000001"),
    ("source", "urn:other:japan-ict"),
    ("source", "urn:servanda:Japan ICT"),
    ("type", "meeting-held"),
    ("type", "servanda.meeting-scheduled"),
    ("subject", "JP FR"),
    ("subject", "jp-fr-ict\n"),
    ("time", "2024-06-30T12:00:00Z"),
    ("time", "2024-06-31T12:00:00.000000Z"),
    ("time", "9999-01-01T00:00:00.000000Z"),
    ("time", "9999-12-31T23:59:59.999999Z"),
    ("time", "２０２４-06-30T12:00:00.000000Z"),
    ("datacontenttype", "text/plain"),
    ("dataschema", "urn:servanda:schema/meeting-scheduled/1"),
    ("dataschema", "urn:servanda:schema/meeting-held/0"),
    ("dataschema", "urn:servanda:schema/meeting-held/1٣"),
    ("recordedby", ""),
    ("recordedby", " a recorder"),
    ("recordedby", "a\u202erecorder"),
    ("recordedby", 7),
    ("streamversion", 0),
    ("streamversion", "2"),
    ("streamversion", True),
    ("data", []),
    ("data", {}),
    ("data", {**ATTRIBUTES["data"], "round": "22"}),
    ("data", {**ATTRIBUTES["data"], "occurred": "2023-11-09"}),
    ("data", {**ATTRIBUTES["data"], "place": " 東京"}),
    ("data", {**ATTRIBUTES["data"], "note": None}),
    ("data", {**ATTRIBUTES["data"], "topics": []}),
    ("data", {**ATTRIBUTES["data"], "weather": "fine"}),
    ("partitionkey", "x"),
]


@pytest.mark.parametrize(("name", "value"), WRONG, ids=lambda value: json.dumps(value)[:60])
def test_a_changed_attribute_is_refused(name, value):
    """Malformed, contradictory or not as it is stored: the line is refused with a reason."""
    with pytest.raises(InvalidInputError):
        unseal(changed(**{name: value}))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (LINE + b" ", "form in which entries are stored"),
        (LINE.replace(b',"round"', b', "round"'), "form in which entries are stored"),
        (
            json.dumps(ATTRIBUTES, sort_keys=True, separators=(",", ":")).encode(),
            "form in which entries are stored",
        ),
        (LINE.replace(b'"round":22', b'"round":22,"round":22'), "given twice"),
        (LINE.replace(b'"round":22', b'"round":22.0'), "not a whole number"),
        (b"[]", "not an entry"),
    ],
)
def test_the_same_said_in_other_bytes_is_refused(line, message):
    """Only the canonical bytes are an entry: order, spaces, escapes and numbers are fixed."""
    with pytest.raises(InvalidInputError, match=message):
        unseal(line)


@pytest.mark.parametrize("schema", ["meeting-held/2", "meeting-held/10", "meeting-dreamt/1"])
def test_lines_of_a_newer_program_are_told_apart(schema):
    """A type or version this program does not know is no malformed line: the remedy is to upgrade."""
    slug = schema.partition("/")[0]

    with pytest.raises(LedgerError, match="does not know the event type") as caught:
        unseal(changed(type=f"servanda.{slug}", dataschema=f"urn:servanda:schema/{schema}"))

    assert "upgrade" in caught.value.remedy


def test_a_version_beyond_all_bounds_is_refused():
    """So many digits are no number that a program would write, and no reason to fail."""
    with pytest.raises(ServandaError):
        unseal(changed(dataschema="urn:servanda:schema/meeting-held/" + "9" * 5000))


_scalars = (
    st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=9) | st.sampled_from(("\ud800", "#2"))
)
_values = st.recursive(
    _scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
)
_correction = {"entry": ATTRIBUTES["id"], "reason": "x", "changes": {"due": None, "place": "Paris"}}


@given(
    st.sampled_from(("meeting-held", "entry-corrected", "commitment-made", "source-published")),
    st.sampled_from((*ATTRIBUTES, *ATTRIBUTES["data"], *_correction, "citations", "titles", "by")),
    _values,
)
def test_whatever_stands_in_a_line_it_is_read_or_refused(slug, name, value):
    """One attribute or field of any value, of any type, never ends in an error of the program itself."""
    data = {**(ATTRIBUTES["data"] if slug == "meeting-held" else _correction)}
    envelope = {
        **ATTRIBUTES,
        "data": data,
        "type": f"servanda.{slug}",
        "dataschema": f"urn:servanda:schema/{slug}/1",
    }
    (envelope if name in ATTRIBUTES else data)[name] = value

    with suppress(ServandaError):
        unseal(json.dumps(envelope, sort_keys=True, separators=(",", ":")).encode())


def test_an_id_is_a_uuid_of_version_7():
    """Version, variant and the millisecond stand where RFC 9562 puts them; the rest is random."""
    first, second = uuid7(NOON), uuid7(NOON)

    assert re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", first)
    assert 7 == UUID(first).version
    assert NOON == datetime.fromtimestamp((UUID(first).int >> 80) / 1000, UTC)
    assert first != second


@given(st.timedeltas(timedelta(-15_000), timedelta(300_000)), st.integers(1, 10**9))
def test_later_milliseconds_have_greater_ids(since, milliseconds):
    """Ids sort by the time of recording, to the millisecond."""
    assert uuid7(NOON + since) < uuid7(NOON + since + timedelta(milliseconds=milliseconds))


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ("", "2024-06-30T12:00:00.000000Z"),
        ("2024-06-30T11:59:59.999999Z", "2024-06-30T12:00:00.000000Z"),
        ("2024-06-30T12:00:00.000000Z", "2024-06-30T12:00:00.000001Z"),
        ("2024-06-30T13:00:00.000000Z", "2024-06-30T13:00:00.000001Z"),
    ],
)
def test_time_goes_on_where_the_clock_goes_back(last, expected):
    """The moment of recording is the present, or just after the last entry."""
    assert moment_of(expected) == next_moment(NOON, last)
