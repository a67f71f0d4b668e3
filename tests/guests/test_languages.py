import datetime as dt

import pytest
from django.utils.translation import get_language, gettext, ngettext

from guests import languages
from guests.languages import interface_language, speaking

MOMENT = dt.datetime(2026, 3, 2, 6, 5, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("de", "de"),
        ("de-AT", "de"),
        ("ar-TN", "ar"),
        ("en-CA", "en"),
        ("pt-BR", "en"),
        ("nds", "en"),
        ("de-Latn-DE-1996", "de"),
    ],
)
def test_a_language_that_has_no_words_is_answered_in_the_sites(tag, language):
    assert interface_language(tag) == language


def test_the_sites_language_is_a_setting(settings):
    settings.LANGUAGE_CODE = "de"
    assert interface_language("pt-BR") == "de"


@pytest.mark.parametrize(
    ("tag", "day", "short_day", "day_and_hour"),
    [
        ("en", "2 March 2026", "2 Mar", "2 March 2026, 06:05"),
        ("de", "2. März 2026", "2. März", "2. März 2026, 06:05"),
        ("ar", "2 مارس 2026", "2 مارس", "2 مارس 2026، 06:05"),
    ],
)
def test_days_are_written_as_the_language_does(tag, day, short_day, day_and_hour):
    with speaking(tag):
        written = (languages.day(MOMENT), languages.short_day(MOMENT), languages.day_and_hour(MOMENT))
    assert written == (day, short_day, day_and_hour)
    assert get_language() == "en"


@pytest.mark.parametrize(
    ("tag", "counted"),
    [
        ("en", {0: "0 episodes", 1: "1 episode", 2: "2 episodes", 11: "11 episodes"}),
        ("de", {0: "0 Folgen", 1: "1 Folge", 2: "2 Folgen", 11: "11 Folgen"}),
        (
            "ar",
            {
                0: "لا حلقات",
                1: "حلقة واحدة",
                2: "حلقتان",
                3: "3 حلقات",
                11: "11 حلقة",
                100: "100 حلقة",
                103: "103 حلقات",
            },
        ),
    ],
)
def test_counts_have_as_many_forms_as_the_language(tag, counted):
    with speaking(tag):
        assert {n: ngettext("%(n)s episode", "%(n)s episodes", n) % {"n": n} for n in counted} == counted


def test_our_words_come_before_those_of_the_desks_parts():
    with speaking("de"):
        assert (gettext("Search"), gettext("Close"), gettext("Shows")) == ("Suche", "Schließen", "Sendungen")
