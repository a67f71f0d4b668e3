"""redbot asks for each kind of answer in the ways that caches and players do, and finds nothing to complain of."""

import json

import pytest
from django.core.management import call_command

from episodes.models import Revision
from tests.clients.programs import run
from tests.clients.rows import full_show

pytestmark = pytest.mark.clients

CONDITIONAL, SINCE, PARTS, LENGTH = "INM_304", "IMS_304", "RANGE_CORRECT", "CL_CORRECT"
COMPLAINTS = ("WARN", "BAD")
# `public` also lets shared caches keep the answer to a request with credentials, and such an answer is the same.
PUBLIC = "STORE_PUBLIC_UNNECESSARY"
# It has no signature for MP3: of any such file it says that it looks like “undefined/undefined”.
UNKNOWN_TYPE = "CONTENT_TYPE_MISMATCH"
# redbot has opinions on compression, and a transcript of one line is larger when compressed.
TRANSCRIPT = "WEBVTT\n\n" + "\n".join(
    f"00:{minute:02}:00.000 --> 00:{minute:02}:59.000\n<v Ada>The lamp, the buoy and the tide, part {minute}.\n"
    for minute in range(5)
)


@pytest.mark.parametrize(
    ("path", "expected", "allowed"),
    [
        ("feed.xml", {CONDITIONAL, SINCE, LENGTH}, {PUBLIC}),
        ("fog/", {CONDITIONAL, SINCE, LENGTH}, {PUBLIC}),
        ("fog/audio.mp3", {CONDITIONAL, SINCE, PARTS, LENGTH}, {UNKNOWN_TYPE}),
        ("fog/chapters.json", {CONDITIONAL, SINCE, LENGTH}, {PUBLIC}),
        ("fog/transcript.vtt", {CONDITIONAL, SINCE, LENGTH}, {PUBLIC}),
    ],
)
def test_it_finds_what_caches_need_and_nothing_to_complain_of(site, tmp_path, path, expected, allowed):
    full_show().episodes.get(slug="fog").transcripts.update(webvtt=TRANSCRIPT)
    call_command("tick", verbosity=0)
    # In the second of a change no answer says when it was: another change may follow in it.
    Revision.objects.update(changed_at="2026-01-01T00:00:00Z")
    site.publish()
    said = json.loads(run("redbot", "-o", "har", f"{site.url}/slack-water/{path}", home=tmp_path))
    (entry,) = said["log"]["entries"]
    found = {note["note_id"]: note["level"] for note in entry["_red_messages"]}
    assert {name for name, level in found.items() if level == "GOOD"} >= expected
    assert {name for name, level in found.items() if level in COMPLAINTS} <= allowed
