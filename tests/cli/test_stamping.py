"""`timestamp`: a request out, a reply back, and what it vouches for."""

import json
from hashlib import sha256
from pathlib import Path
from shutil import copyfile

import pytest
from rfc3161_client import _rust as rust

VECTORS = Path(__file__).parents[1] / "vectors" / "timestamps"
WHO = "Example Time Stamping E1, Example Trust, ZZ"


@pytest.fixture
def stamped(desk):
    """The desk with the checkpoint that was stamped, the replies and the roots of the vectors."""
    for path in (*VECTORS.glob("*.tsr"), *VECTORS.glob("*.pem")):
        copyfile(path, desk.folder / path.name)
    copyfile(VECTORS / "checkpoint.text", desk.folder / "checkpoint")
    return desk


def when(reply):
    """The time of a reply as openssl reads it."""
    line = next(one for one in (VECTORS / "stamps.txt").read_text().splitlines() if one.startswith(reply))
    return line.split()[4]


def test_request_is_of_the_lines_without_signatures(desk):
    """A checkpoint that was signed is asked a stamp for as if it were not; a file is as good as stdout."""
    assert 0 == desk("key new example.org/log --out key").exit_code
    assert 0 == desk("checkpoint --out plain").exit_code
    assert 0 == desk("checkpoint --out signed --key key").exit_code
    wanted = sha256((desk.folder / "plain").read_bytes()).digest()

    printed = desk("timestamp request signed")
    written = desk("timestamp request plain --out plain.tsq")

    assert ((0, 0), "Wrote plain.tsq.\n") == ((printed.exit_code, written.exit_code), written.stderr)
    for made in (printed.stdout_bytes, (desk.folder / "plain.tsq").read_bytes()):
        assert wanted == rust.parse_timestamp_request(made).message_imprint.message


def test_terminal_is_spared_the_bytes(desk, terminal):
    """On a terminal a request is not printed but refused, with what to do."""
    assert 0 == desk("checkpoint --out plain").exit_code
    shown, code = terminal("timestamp request plain")
    assert (2, True) == (code, "--out checkpoint.tsq" in shown)


def test_stamp_is_told(stamped):
    """When, by whom, under which policy and number."""
    result = stamped("timestamp check checkpoint good_ec.tsr --roots ec_root.pem")
    told = f"{when('good_ec')} UTC by {WHO} (policy 1.3.6.1.4.1.32473.3161, serial 12643)\n"
    assert (0, True) == (result.exit_code, result.stdout.startswith("stamped 20"))
    assert result.stdout.endswith(told)


def test_stamp_as_json(stamped):
    """The same for programs."""
    stamp = stamped.json("timestamp check checkpoint good_ec.tsr --roots ec_root.pem")
    assert stamp.pop("time").endswith(f"T{when('good_ec')}Z")
    assert {"authority": WHO, "policy": "1.3.6.1.4.1.32473.3161", "serial": 12643} == stamp


def test_signatures_added_later_leave_the_stamp_good(stamped):
    """A stamp is of the lines; whoever signs them afterwards does not break it."""
    note = (stamped.folder / "checkpoint").read_text()
    (stamped.folder / "checkpoint").write_text(f"{note}\n— witness AAAAAAAAAAA=\n", "utf-8")
    assert 0 == stamped("timestamp check checkpoint good_ec.tsr --roots ec_root.pem").exit_code


@pytest.mark.parametrize(
    ("reply", "roots", "exit_code", "said"),
    [
        ("other_bytes", "rsa_root.pem", 1, "of another text than this checkpoint"),
        ("good_rsa", "foreign_root.pem", 1, "does not lead to the given roots"),
        ("rejected", "rsa_root.pem", 2, "status 2"),
        ("good_rsa", "rsa_root.tsr", 2, "rsa_root.tsr cannot be read"),
    ],
)
def test_what_does_not_stand(stamped, reply, roots, exit_code, said):
    """A stamp that fails is a finding; what is none is refused."""
    result = stamped(f"timestamp check checkpoint {reply}.tsr --roots {roots}")
    assert (exit_code, "") == (result.exit_code, result.stdout)
    assert said in result.stderr


def test_verify_reaches_the_time_stamp(stamped):
    """The real record is what was stamped: `verify` says so, with time and authority."""
    events = Path(__file__).parents[2] / "events"
    stamp = "--timestamp good_ec.tsr --roots ec_root.pem --json"
    told = json.loads(stamped(f"verify {events} --checkpoint checkpoint {stamp}").stdout)
    assert ("time stamp", []) == (told["level"], told["findings"])
    assert told["levels"]["time stamp"].endswith(f"{when('good_ec')} UTC by {WHO}")


def test_verify_finds_the_stamp_of_another_checkpoint(stamped):
    """A good stamp of something else is a finding."""
    assert 0 == stamped("checkpoint --out own").exit_code
    result = stamped("verify --checkpoint own --timestamp good_ec.tsr --roots ec_root.pem --json")
    told = json.loads(result.stdout)
    assert (1, None) == (result.exit_code, told["level"])
    assert "of another text than this checkpoint" in told["findings"][0]


def test_file_that_is_too_long(stamped):
    """What is far longer than any reply is not read to its end."""
    (stamped.folder / "long.tsr").write_bytes(b"\x30" * (1024 * 1024 + 1))
    result = stamped("timestamp check checkpoint long.tsr --roots ec_root.pem")
    assert (2, True) == (result.exit_code, "longer than 1,048,576 bytes" in result.stderr)
