from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from episodes.formats.transcripts import (
    SRT,
    VTT,
    Cue,
    Remark,
    Transcript,
    TranscriptError,
    parse,
    print_srt,
    print_vtt,
)
from tests.transcripts import cues


def vtt(text: str) -> Transcript:
    return parse(text.encode(), media_type=VTT)


def srt(text: str) -> Transcript:
    return parse(text.encode(), media_type=SRT)


SIMPLE = Transcript((Cue(0, 1_500, "", "Ahoy."), Cue(1_500, 3_000, "", "Who is there?")))


@pytest.mark.parametrize(
    "text",
    [
        "WEBVTT\n\n00:00:00.000 --> 00:00:01.500\nAhoy.\n\n00:00:01.500 --> 00:00:03.000\nWho is there?\n",
        "\ufeffWEBVTT - a title\n\n00:00.000 --> 00:01.500\nAhoy.\n\n00:01.500 --> 00:03.000\nWho is there?",
        "WEBVTT\r\n\r\n1\r\n00:00,000 --> 00:01,500\r\nAhoy.\r\n\r\nlast\r\n00:01,500 --> 00:03\r\nWho is there?",
        "WEBVTT\r\r00:00.0 --> 00:01.5\rAhoy.\r\r00:01.5 --> 00:03\rWho is there?\r",
        "WEBVTT\n00:00.000 --> 00:01.500\nAhoy.\n00:01.500 --> 00:03.000\nWho is there?",
        "WEBVTT\n\nNOTE a comment\nof two lines\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:a\n\n"
        "00:00.000 --> 00:01.500 align:start position:0%\nAhoy.\n\nNOTE\n\n"
        "00:01.500-->00:03.000\n\u200bWho  is\tthere?\x00",
        "WEBVTT\n\n00:00.000 --> 00:01.500\n<c.loud>Ah</c><00:00:01.000><b>oy</b>.\n\n"
        "00:01.500 --> 00:03.000\n<lang en><ruby>Who<rt></rt></ruby></lang> is&nbsp;<u>there</u>?",
    ],
)
def test_webvtt_is_read_as_it_is_found(text: str) -> None:
    assert vtt(text) == SIMPLE


@pytest.mark.parametrize(
    "text",
    [
        "1\n00:00:00,000 --> 00:00:01,500\nAhoy.\n\n2\n00:00:01,500 --> 00:00:03,000\nWho is there?\n",
        "\ufeff1\r\n00:00:00.000 --> 00:00:01.500\r\nAhoy.\r\n\r\n2\r\n00:01,500 --> 00:03 \r\nWho is there?",
        "00:00:00,000 --> 00:00:01,500\nAhoy.\n\n\n\n00:00:01,500 --> 00:00:03,000\nWho is there?",
        "1\n00:00:00,000 --> 00:00:01,500\nAhoy.\n2\n00:00:01,500 --> 00:00:03,000\nWho is there?",
        "1\n00:00:00,000 --> 00:00:01,500\n<i>Ahoy.</i>\n\n2\n00:00:01,500 --> 00:00:03,000 X1:0\n"
        '{\\an8}<font color="red">Who is there?</font>',
    ],
)
def test_subrip_is_read_as_it_is_found(text: str) -> None:
    assert srt(text) == SIMPLE


@pytest.mark.parametrize("media_type", [SRT, "application/srt", "text/srt", "Application/X-SubRip; charset=utf-8"])
def test_subrip_goes_by_several_names(media_type: str) -> None:
    data = b"1\n00:00:00,000 --> 00:00:01,500\nAhoy."
    assert parse(data, media_type=media_type).cues == SIMPLE.cues[:1]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_is_recognised(encoding: str) -> None:
    data = "WEBVTT\n\n00:00.000 --> 00:01.000\nGrüße 爱".encode(encoding)
    assert parse(data, media_type=VTT) == Transcript((Cue(0, 1_000, "", "Grüße 爱"),))


def test_an_old_encoding_is_read_with_a_remark() -> None:
    data = "WEBVTT\n\n00:00.000 --> 00:01.000\nGrüße".encode("cp1252")
    assert parse(data, media_type=VTT) == Transcript(
        (Cue(0, 1_000, "", "Grüße"),),
        (Remark(1, "The file is not UTF-8; it was read as Windows-1252."),),
    )


def test_the_header_names_the_language() -> None:
    text = "WEBVTT\nKind: captions\nLanguage: de-CH\n\n00:00.000 --> 00:01.000\nGrüezi"
    assert vtt(text).language == "de-CH"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<v Ana Ruiz>Hello.", [("Ana Ruiz", "Hello.")]),
        ("<v.first.loud Ana>Hello.</v>", [("Ana", "Hello.")]),
        ("<v Ana &amp; Bo>Hello.", [("Ana & Bo", "Hello.")]),
        ("<v Ana>Hello.</v>\n<v Bo>And\nhello.</v>", [("Ana", "Hello."), ("Bo", "And\nhello.")]),
        ("(Bell) <v Ana>Hello.", [("", "(Bell)"), ("Ana", "Hello.")]),
        ("Ana: Hello.", [("", "Ana: Hello.")]),
        ("1 &lt; 2 &amp;amp; 3 < 4 &#x201c;x&rdquo;", [("", "1 < 2 &amp; 3 < 4 “x”")]),
        ("a <video> tag", [("", "a <video> tag")]),
    ],
)
def test_webvtt_voices_are_speakers(text: str, said: list[tuple[str, str]]) -> None:
    cues = vtt(f"WEBVTT\n\n00:00.000 --> 00:01.000\n{text}").cues
    assert cues == tuple(Cue(0, 1_000, speaker, words) for speaker, words in said)


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ("Ana: Hello.", "Ana", "Hello."),
        ("Ana Ruiz:\nHello.", "Ana Ruiz", "Hello."),
        ("Speaker 2: Hello.", "Speaker 2", "Hello."),
        ("Dr. Öz: Hello.", "Dr. Öz", "Hello."),
        ("<b>Ana:</b> Hello.", "Ana", "Hello."),
        ("I say this: hello.", "", "I say this: hello."),
        ("Well, Ana: hello.", "", "Well, Ana: hello."),
        ("At 12:30 we met.", "", "At 12:30 we met."),
        ("2001: A Space Odyssey", "", "2001: A Space Odyssey"),
        ("One Two Three Four Five: hello.", "", "One Two Three Four Five: hello."),
        ("Ana:", "", "Ana:"),
    ],
)
def test_a_name_before_a_colon_is_a_speaker_in_subrip(text: str, speaker: str, words: str) -> None:
    assert srt(f"1\n00:00:00,000 --> 00:00:01,000\n{text}").cues == (Cue(0, 1_000, speaker, words),)


def test_what_is_mended_or_left_out_is_remarked_with_its_line() -> None:
    found = vtt(
        "00:05.000 --> 00:06.000\nlater\n"  # 1
        "\n"
        "00:03.000 --> 00:02.000\nearlier\n"  # 4
        "\n"
        "00:99.000 --> 01:00.000\nno such time\n"  # 7
        "\n"
        "soon --> later\nno time\n"  # 10
        "\n"
        "00:07.000 --> 00:08.000\n"  # 13
        "\n"
        "lost words\n"  # 15
    )
    assert found.cues == (Cue(3_000, 5_000, "", "earlier"), Cue(5_000, 6_000, "", "later"))
    assert found.remarks == (
        Remark(1, "The first line is not WEBVTT; the file was read all the same."),
        Remark(4, "This cue ended before it began; its end was moved."),
        Remark(4, "This cue began before the one above it; it was moved."),
        Remark(
            7,
            "“00:99.000” has 99 seconds. After the minutes there are at most 59. The cue was left out.",
        ),
        Remark(
            10,
            "The times are not written as 00:00:04.000 --> 00:00:06.500. The cue was left out.",
        ),
        Remark(13, "This cue has no text; it was left out."),
        Remark(15, "This text has no times; it was left out."),
    )


def test_a_cue_of_digits_keeps_them_where_no_other_cue_follows() -> None:
    assert srt("1\n00:00:00,000 --> 00:00:01,000\n42").cues == (Cue(0, 1_000, "", "42"),)


@pytest.mark.parametrize("data", [b"", b"WEBVTT", b"WEBVTT\n\nNOTE nothing", b"<html>", b"\xff\xfe"])
@pytest.mark.parametrize("media_type", [VTT, SRT])
def test_a_file_without_cues_is_refused(data: bytes, media_type: str) -> None:
    with pytest.raises(TranscriptError) as caught:
        parse(data, media_type=media_type)
    assert str(caught.value).startswith(
        "There is no timed text in this transcript. Each cue needs a line such as"
        " 00:00:04.000 --> 00:00:06.500, and text below it."
    )


def test_a_refusal_names_the_first_lines_that_were_left_out() -> None:
    with pytest.raises(TranscriptError) as caught:
        vtt("WEBVTT\n\n0:99 --> 2:00\nOne.\n\nTwo.\n\n0:01 --> 0:02\n\nThree.\n\nFour.\n")
    assert str(caught.value).partition("text below it.")[2] == (
        " Line 3: “0:99” has 99 seconds. After the minutes there are at most 59. The cue was left out."
        " Line 6: This text has no times; it was left out."
        " Line 8: This cue has no text; it was left out."
    )


def test_markup_in_words_and_names_is_printed_as_words() -> None:
    written = Transcript(
        (
            Cue(0, 1_000, "Ana <b> & Bo", "1 --> 2 & <i>\n\nNOTE"),
            Cue(3_723_500, 3_724_000, "", "<v Eve>no"),
        ),
        language="en",
    )
    assert print_vtt(written) == (
        "WEBVTT\n\n"
        "00:00:00.000 --> 00:00:01.000\n"
        "<v Ana &lt;b&gt; &amp; Bo>1 --&gt; 2 &amp; &lt;i&gt;\nNOTE\n\n"
        "01:02:03.500 --> 01:02:04.000\n"
        "&lt;v Eve&gt;no\n"
    )


@given(st.lists(cues, min_size=1, max_size=5))
def test_printed_cues_read_back_the_same(written: list[Cue]) -> None:
    transcript = Transcript(tuple(sorted(written, key=lambda cue: cue.start_ms)))
    assert vtt(print_vtt(transcript)) == transcript


PIECES = st.sampled_from(
    [
        *("WEBVTT\n", "NOTE\n", "7\n", "\n", "\n\n", "00:01.000 --> 00:02.000\n", "1:00:00,5 --> 2\n"),
        *("<v A>", "</v>", "A: ", "<i>", "-->", "{\\an8}", "word"),
        *("&lt;", "&amp;lt;", "&#10;", "&#13;", "&#x200b;"),
    ]
)


@pytest.mark.parametrize("media_type", [VTT, SRT])
@given(data=st.lists(PIECES | st.text()).map(lambda p: "".join(p).encode(errors="replace")) | st.binary())
def test_whatever_is_read_prints_and_reads_back_without_a_remark(media_type: str, data: bytes) -> None:
    try:
        found = parse(data, media_type=media_type)
    except TranscriptError:
        return
    again = vtt(print_vtt(found))
    assert (again.cues, again.remarks) == (found.cues, ())


def test_a_cue_longer_than_a_breath_is_left_out_with_a_remark() -> None:
    found = srt("00:00:00,000 --> 00:00:01,000\nAhoy.\n\n00:00:02,000 --> 00:00:03,000\n" + "x" * 100_001)
    assert found.cues == (Cue(0, 1_000, "", "Ahoy."),)
    assert found.remarks == (Remark(4, "This cue is longer than anybody speaks in one breath; it was left out."),)


def test_subrip_whose_first_cue_is_named_names_speakers_where_they_change() -> None:
    cues = "".join(f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{{}}\n\n" for n in range(4))
    carried = srt(cues.format("Ana: One.", "Two.", "Bo: Three.", "Four."))
    assert [cue.speaker for cue in carried.cues] == ["Ana", "Ana", "Bo", "Bo"]
    alone = srt(cues.format("One.", "Ana: Two.", "Three.", "Bo: Four."))
    assert [cue.speaker for cue in alone.cues] == ["", "Ana", "", "Bo"]


def test_subtitles_have_two_lines_and_a_name_where_the_speaker_changes() -> None:
    written = Transcript(
        (
            Cue(0, 4_000, "Ana", "The harbour is older than the town, and the pier is older than both of them."),
            Cue(4_000, 5_000, "Ana", "1 --> 2 & <i>"),
            Cue(5_000, 6_000, "Bo", "Note: no."),
            Cue(6_000, 7_000, "Bo", "Remember: {\\an8} stays, AT&T too."),
            Cue(7_000, 7_001, "Bo", "There is no time for so many words in such a small piece of time as this one."),
            Cue(8_000, 9_000, "Bo", " "),
        )
    )
    assert print_srt(written) == (
        "1\n00:00:00,000 --> 00:00:03,100\nAna: The harbour is older than\nthe town, and the pier is older\n\n"
        "2\n00:00:03,100 --> 00:00:04,000\nthan both of them.\n\n"
        "3\n00:00:04,000 --> 00:00:05,000\n1 --&gt; 2 &amp; &lt;i&gt;\n\n"
        "4\n00:00:05,000 --> 00:00:06,000\nBo: Note: no.\n\n"
        "5\n00:00:06,000 --> 00:00:07,000\nBo: Remember: &#123;\\an8} stays, AT&amp;T\ntoo.\n\n"
        "6\n00:00:07,000 --> 00:00:07,001\n"
        "There is no time for so many words in such a small piece of time as this one.\n"
    )


def test_subtitles_all_have_a_name_if_the_first_has_none() -> None:
    written = Transcript(
        (Cue(0, 1_000, "", "Ahoy."), Cue(1_000, 2_000, "Ana", "One."), Cue(2_000, 3_000, "Ana", "Two."))
    )
    assert srt(print_srt(written)) == written


def test_subtitles_name_whom_a_reader_would_take_for_another() -> None:
    def spoken(*turns: tuple[str, str]) -> Transcript:
        return Transcript(tuple(Cue(n * 1_000, n * 1_000 + 900, *turn) for n, turn in enumerate(turns)))

    def shown(transcript: Transcript) -> list[str]:
        return [subtitle.split("\n", 2)[2].strip() for subtitle in print_srt(transcript).split("\n\n")]

    # What nobody says goes to whom was heard last, so there is no need to name them again.
    assert shown(spoken(("Ana", "One."), ("", "Two."), ("Ana", "Three."))) == ["Ana: One.", "Two.", "Three."]
    assert shown(spoken(("Ana", "One."), ("", "Note: two."), ("Ana", "Three."))) == [
        *("Ana: One.", "Note: two.", "Ana: Three.")
    ]
    assert shown(spoken(("Ana", "One."), ("Ana", "Bo: said Ana: two."))) == ["Ana: One.", "Ana: Bo: said Ana: two."]
    quoted = spoken(("Ana", "One."), ("Ana", "Ana: two."))
    assert shown(quoted) == ["Ana: One.", "Ana: Ana: two."]
    assert srt(print_srt(quoted)) == quoted


@given(st.lists(cues, min_size=1, max_size=5))
def test_subtitles_read_back_the_same_once_they_are_subtitles(written: list[Cue]) -> None:
    read = srt(print_srt(Transcript(tuple(sorted(written, key=lambda cue: cue.start_ms)))))
    again = srt(print_srt(read))
    assert turns(again) == turns(read)
    # Where words of nobody were read as a name, lines may be broken otherwise once, and not a second time.
    assert srt(print_srt(again)) == again


def turns(transcript: Transcript) -> list[tuple[str, str]]:
    """Who says what, however it is cut into subtitles and lines."""
    by_speaker = groupby(transcript.cues, key=lambda cue: cue.speaker)
    return [(speaker, " ".join(" ".join(cue.text for cue in said).split())) for speaker, said in by_speaker]
