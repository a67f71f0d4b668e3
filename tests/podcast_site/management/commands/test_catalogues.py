"""Every word that a listener reads is there in every language, and what is read by programs is what people wrote."""

import pytest
from django.core.management import CommandError, call_command

from podcast_site.management.commands import catalogues

WORDS = (
    '{% load i18n %}{% translate "A lamp" %}'
    " {% blocktranslate count n=n %}{{ n }} lamp{% plural %}{{ n }} lamps{% endblocktranslate %}"
)


@pytest.mark.parametrize("language", catalogues.languages())
@pytest.mark.parametrize("app", catalogues.SOURCES)
def test_nothing_is_left_to_be_translated(app, language):
    assert catalogues.checked(app, language) == []


@pytest.fixture
def sources(settings, tmp_path, monkeypatch):
    """A site with one template, a class and a function in Python, and German."""
    settings.BASE_DIR, settings.LANGUAGES = tmp_path, [("en", "English"), ("de", "Deutsch")]
    (tmp_path / "page.html").write_text(WORDS)
    (tmp_path / "kinds.py").write_text(
        'class Row:\n    class Kind:\n        A = _("Bonus")\n    B = _("On the desk")\n'
    )
    monkeypatch.setattr(catalogues, "SOURCES", {"lamps": ("*.html", "kinds.py:Kind")})
    return tmp_path


def path(sources):
    return sources / "lamps" / "locale" / "de" / "LC_MESSAGES" / "django.po"


def translate(sources, **words):
    text = path(sources).read_text()
    for known, said in words.items():
        text = text.replace(
            f'msgid "{known.replace("_", " ")}"\nmsgstr ""', f'msgid "{known.replace("_", " ")}"\nmsgstr "{said}"'
        )
    one, many = "%(n)s Lampe", "%(n)s Lampen"
    path(sources).write_text(text.replace('msgstr[0] ""\nmsgstr[1] ""', f'msgstr[0] "{one}"\nmsgstr[1] "{many}"'))


def test_new_words_are_brought_in_and_asked_for(sources):
    with pytest.raises(CommandError, match=r"django\.po is missing"):
        call_command("catalogues", check=True)
    with pytest.raises(CommandError) as still:
        call_command("catalogues")
    assert {line.rpartition(": ")[2] for line in str(still.value).splitlines()} == {
        "Bonus",
        "A lamp",
        "('%(n)s lamp', '%(n)s lamps')",
    }
    translate(sources, Bonus="Bonus", A_lamp="Eine Lampe")
    with pytest.raises(CommandError, match=r"django\.mo is not what the .po says"):
        call_command("catalogues", check=True)
    call_command("catalogues")
    call_command("catalogues", check=True)
    before = path(sources).read_bytes()
    call_command("catalogues")
    assert path(sources).read_bytes() == before


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('"A lamp" %}', '"A light" %}', "lacks “A light”"),
        ('"A lamp" %}', '"A light" %}', "has “A lamp”, which nothing says"),
    ],
)
def test_what_the_sources_say_now_is_compared(sources, old, new, sentence):
    with pytest.raises(CommandError):
        call_command("catalogues")
    (sources / "page.html").write_text(WORDS.replace(old, new))
    with pytest.raises(CommandError, match=sentence):
        call_command("catalogues", check=True)


def test_a_place_that_the_words_do_not_have_is_a_mistake(sources):
    with pytest.raises(CommandError):
        call_command("catalogues")
    translate(sources, Bonus="Bonus", A_lamp="Eine Lampe")
    path(sources).write_text(path(sources).read_text().replace("%(n)s Lampen", "%(m)s Lampen"))
    with pytest.raises(CommandError, match="unknown named placeholder 'm'"):
        call_command("catalogues", check=True)
