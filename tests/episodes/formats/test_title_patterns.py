import pytest
from hypothesis import given
from hypothesis import strategies as st

from episodes.formats.title_patterns import WORDS, PatternError, check, fill

KNOWN = {"number": 12, "season": 3, "season_name": "", "week": 9, "date": "2027-03-02"}


@pytest.mark.parametrize(
    ("pattern", "filled"),
    [
        ("", ""),
        ("News", "News"),
        ("{number}: ", "12: "),
        ("Season {season}, week {week}: ", "Season 3, week 9: "),
        ("{date}", "2027-03-02"),
        ("{season_name} {number}", ""),
        ("{year}", ""),
        ("100 % {number} %s \\1", "100 % 12 %s \\1"),
    ],
)
def test_a_pattern_is_filled_in_or_left_out(pattern, filled):
    check(pattern)
    assert fill(pattern, KNOWN) == filled


LISTED = "{number}, {season}, {season_name}, {week}, {month}, {year} or {date}"


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("{nummer}: ", f"“{{nummer}}” says nothing here. Use {LISTED}."),
        ("{}", f"“{{}}” says nothing here. Use {LISTED}."),
        ("{number!r}", f"“{{number!r}}” says nothing here. Use {LISTED}."),
        ("{number.__class__}", f"“{{number.__class__}}” says nothing here. Use {LISTED}."),
        ("{number", f"A brace is left over. Write names in a pair of them: {LISTED}."),
        ("{{number}}", f"A brace is left over. Write names in a pair of them: {LISTED}."),
    ],
)
def test_what_cannot_be_filled_in_is_refused_with_a_sentence(pattern, said):
    with pytest.raises(PatternError) as error:
        check(pattern)
    assert str(error.value) == said


@given(st.lists(st.sampled_from([*(f"{{{word}}}" for word in WORDS), "{", "}", " ", "a"])))
def test_what_is_checked_can_be_filled_in(parts):
    pattern = "".join(parts)
    try:
        check(pattern)
    except PatternError:
        return
    filled = fill(pattern, dict.fromkeys(WORDS, "x"))
    assert "{" not in filled
    assert len(filled) == len(parts)
