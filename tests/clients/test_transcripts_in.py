"""Transcripts as transcription services and people at home write them: mended by us, and whole to the W3C's parser."""

import json
from dataclasses import astuple

import pytest

from episodes.formats.transcripts import HTML, JSON, SRT, media_type_of, parse, print_vtt
from tests.clients.test_files import read

pytestmark = pytest.mark.clients

# A byte order mark, line ends of Windows, names before words in some cues, a word cut off by the end of a line, cues
# that touch, overlap and are a thousandth apart, settings, a missing number, only spaces between two; and two cues that
# nobody could read: with 61 minutes, and without words.
SRT_FILE = (
    "\ufeff1\r\n00:00:00,240 --> 00:00:02,960\r\nMarit Holm: When the lamp goes out\r\nfor the first time, it's\r\n\r\n"
    "2\r\n00:00:02,960 --> 00:00:05,100\r\nalmost never the bulb . Nobody\r\nbelieves that.\r\n   \r\n"
    "3\r\n0:00:05.101 -->  00:00:08,020 X1:40 X2:600\r\nJúlio: <i>I</i> did & do -- \r\n{\\an8}for a year <3\r\n\r\n"
    "00:00:07,900 --> 00:00:09,000\r\nMarit Holm: Ha!\r\n\r\n\r\n"
    "5\r\n00:61:00,5 --> 01:02:03,004\r\nToo late: it is dark. --> Go on.\r\n\r\n"
    "6\r\n01:02:03,004 --> 01:02:04,000\r\n\r\n"
)
SRT_CUES = [
    (240, 2960, "Marit Holm", "When the lamp goes out\nfor the first time, it's"),
    (2960, 5100, "Marit Holm", "almost never the bulb . Nobody\nbelieves that."),
    (5101, 8020, "Júlio", "I did & do --\nfor a year <3"),
    (7900, 9000, "Marit Holm", "Ha!"),
]

# Word by word, numbers with and without a fraction and as text, a field nobody knows, a segment without words.
JSON_FILE = json.dumps(
    {
        "version": "1.0.0",
        "app": "ear 0.3",
        "segments": [
            {"speaker": "Marit Holm", "startTime": 0.5, "endTime": 0.75, "body": "Who"},
            {"speaker": "Marit Holm", "startTime": 1, "endTime": 1.25, "body": "lit", "confidence": 0.41},
            {"speaker": "Marit Holm", "startTime": "1.5", "endTime": 2.0, "body": "it?"},
            {"speaker": "Júlio", "startTime": 2.75, "endTime": 3.0, "body": "Meee"},
            {"speaker": "Júlio", "startTime": 3.5, "endTime": 3.75, "body": " "},
        ],
    },
    indent=2,
)
JSON_CUES = [(500, 2000, "Marit Holm", "Who lit it?"), (2750, 3000, "Júlio", "Meee")]

# Colons in the names, references, paragraphs never closed, a time first, one without a name, markup within words.
HTML_FILE = """<cite>Marit Holm:</cite>
<time>0:00</time>
<p>When the lamp goes out, it&#39;s <em>almost</em> never the bulb . Nobody believes &lt;that&gt;.</p>
<time>0:53</time>
<cite>Júlio :</cite>
<p>I did&nbsp;&amp; do --> for a year
<cite></cite>
<time>12:24</time>
<p>Ha!<script>alert(1)</script>
"""
HTML_CUES = [
    (0, 53_000, "Marit Holm", "When the lamp goes out, it's almost never the bulb . Nobody believes <that>."),
    (53_000, 744_000, "Júlio", "I did & do --> for a year"),
    (744_000, 746_000, "", "Ha!"),
]


@pytest.mark.parametrize(
    ("file", "name", "media_type", "expected"),
    [
        (SRT_FILE, "fog.srt", SRT, SRT_CUES),
        (SRT_FILE.encode("utf-16"), "fog.txt", SRT, SRT_CUES),
        (JSON_FILE, "fog.json", JSON, JSON_CUES),
        (HTML_FILE, "fog.html", HTML, HTML_CUES),
    ],
    ids=["srt", "utf-16", "json", "html"],
)
def test_a_sloppy_transcript_comes_out_as_webvtt_without_an_error(tmp_path, file, name, media_type, expected):
    data = file if isinstance(file, bytes) else file.encode()
    assert media_type_of(data, name) == media_type
    transcript = parse(data, media_type=media_type)
    assert [astuple(cue) for cue in transcript.cues] == expected
    found = read("webvtt", print_vtt(transcript), tmp_path, "subtitles")
    assert found["errors"] == []
    assert [(round(start * 1000), round(end * 1000)) for start, end, _text in found["cues"]] == [
        (start, end) for start, end, _speaker, _text in expected
    ]
