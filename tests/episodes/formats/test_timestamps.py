import pytest
from hypothesis import given
from hypothesis import strategies as st

from episodes.formats import timestamps
from episodes.formats.timestamps import TimestampError

moments = st.integers(min_value=0, max_value=timestamps.LONGEST_MS)


@pytest.mark.parametrize(
    ("text", "ms"),
    [
        ("0", 0),
        ("877", 877_000),
        ("877.5", 877_500),
        ("877,25", 877_250),
        ("14:38", 878_000),
        ("  14:38\n", 878_000),
        ("12:34", 754_000),
        ("1:02:03", 3_723_000),
        ("1:02:03.5", 3_723_500),
        ("1:02:03,5", 3_723_500),
        ("90:00", 5_400_000),
        ("00:03:00.250", 180_250),
        ("0:00.0019", 1),
        ("14m37s", 877_000),
        ("14 min 37 s", 877_000),
        ("1h2m3s", 3_723_000),
        ("1H 2M 3.5S", 3_723_500),
        ("1h", 3_600_000),
        ("1h3s", 3_603_000),
        ("90m", 5_400_000),
        ("95s", 95_000),
        ("14'37", 877_000),
        ("14’37”", 877_000),
        ("14'37''", 877_000),
        ("14′ 37.5″", 877_500),
        ("14'", 840_000),
        ("1h 02'03", 3_723_000),
        ("1h02", 3_720_000),
        ("00h03m20", 200_000),
        ("#t=877", 877_000),
        ("#t=14:37", 877_000),
        ("?t=14m37s", 877_000),
        ("&t=1:02:03.5", 3_723_500),
        ("t=877.5", 877_500),
        ("99:59:59.999", timestamps.LONGEST_MS),
    ],
)
def test_a_time_is_understood(text: str, ms: int) -> None:
    assert timestamps.parse(text) == ms


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "There is no time here. Write it as 14:38, 1:02:03 or 877 (seconds)."),
        ("#t=", "There is no time here. Write it as 14:38, 1:02:03 or 877 (seconds)."),
        ("noon", "“noon” is not a time. Write it as 14:38, 1:02:03 or 877 (seconds)."),
        ("12:60", "“12:60” has 60 seconds. After the minutes there are at most 59."),
        ("14m95s", "“14m95s” has 95 seconds. After the minutes there are at most 59."),
        ("1:60:00", "“1:60:00” has 60 minutes. After the hours there are at most 59."),
        ("1h90m", "“1h90m” has 90 minutes. After the hours there are at most 59."),
        (
            "12:3",
            "“12:3” is not clear. Write two digits after each colon, for example 1:02 or 1:02:03.",
        ),
        (
            "1:2:03",
            "“1:2:03” is not clear. Write two digits after each colon, for example 1:02 or 1:02:03.",
        ),
        (
            "100:00:00",
            "“100:00:00” is longer than 100 hours. Write it as 14:38, 1:02:03 or 877 (seconds).",
        ),
        (
            "9" * 5000,
            "“99999999999999999999…” is too long for a time. Write it as 14:38, 1:02:03 or 877 (seconds).",
        ),
    ],
)
def test_a_mistake_gets_a_sentence_that_says_what_would_be_right(text: str, message: str) -> None:
    with pytest.raises(TimestampError) as caught:
        timestamps.parse(text)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    "text",
    [
        *("-5", "+5", "1e3", "inf", "nan", "0x10", "1_000", ".5", "5.", ":30", "1:", "1::02"),
        *("1:02:03:04", "1:02.", "12:34pm", "1.5h", "m", "s", "3s2m", "٣:٠٤", "１２:３４", "²", "12：34"),
        *("t=t=5", "1:02\n1:03", "9" * 39, "1:02 1:03", "5\x00"),
    ],
)
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(TimestampError):
        timestamps.parse(text)


@given(st.text(alphabet="0123456789:.,hms t=#\u0663") | st.text())
def test_any_text_gives_a_moment_within_bounds_or_a_timestamp_error(text: str) -> None:
    try:
        ms = timestamps.parse(text)
    except TimestampError:
        return
    assert 0 <= ms <= timestamps.LONGEST_MS


@given(moments)
def test_exact_forms_read_back_as_the_same_moment(ms: int) -> None:
    assert timestamps.parse(timestamps.format_exact(ms)) == ms
    assert timestamps.parse(timestamps.format_full(ms)) == ms
    assert timestamps.parse(timestamps.format_seconds(ms)) == ms


@pytest.mark.parametrize(
    ("ms", "clock", "exact", "full", "iso", "seconds"),
    [
        (0, "0:00", "0:00", "00:00:00.000", "PT0S", "0"),
        (4_999, "0:04", "0:04.999", "00:00:04.999", "PT4S", "4.999"),
        (877_000, "14:37", "14:37", "00:14:37.000", "PT14M37S", "877"),
        (877_500, "14:37", "14:37.500", "00:14:37.500", "PT14M37S", "877.5"),
        (3_600_000, "1:00:00", "1:00:00", "01:00:00.000", "PT1H", "3600"),
        (3_723_010, "1:02:03", "1:02:03.010", "01:02:03.010", "PT1H2M3S", "3723.01"),
    ],
)
def test_a_moment_is_written_in_each_form(ms: int, clock: str, exact: str, full: str, iso: str, seconds: str) -> None:
    assert timestamps.format_clock(ms) == clock
    assert timestamps.format_exact(ms) == exact
    assert timestamps.format_full(ms) == full
    assert timestamps.format_iso(ms) == iso
    assert timestamps.format_seconds(ms) == seconds


@pytest.mark.parametrize(
    "write",
    [
        timestamps.format_clock,
        timestamps.format_exact,
        timestamps.format_full,
        timestamps.format_iso,
        timestamps.format_seconds,
    ],
)
def test_a_negative_moment_is_refused(write) -> None:
    with pytest.raises(ValueError, match=r"not before its start: -1 ms"):
        write(-1)
