import zipfile

import pytest
from django.core.management import CommandError, call_command

from tests.factories import EpisodeFactory

AT = "--at=https://podcasts.example"


@pytest.fixture
def episode(db):
    EpisodeFactory(show__slug="slack-water", slug="out")
    return EpisodeFactory(show__slug="lost-property", slug="another")


def test_it_writes_the_archive_and_says_how_much_is_in_it(episode, tmp_path, capsys):
    call_command("export_show", "slack-water", str(tmp_path / "show.zip"), AT)
    assert "show.zip: 1 episodes, " in capsys.readouterr().out
    with zipfile.ZipFile(tmp_path / "show.zip") as archive:
        assert "episodes/out/episode.md" in archive.namelist()
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("no-such-show", "show.zip", AT), "no show “no-such-show”. These are there: lost-property, slack-water"),
        (("slack-water", "show.zip"), "needs whole addresses. Set SITE_URL"),
        (("slack-water", "taken.zip", AT), "There is a file"),
        (("slack-water", "nowhere/show.zip", AT), "cannot be written"),
    ],
)
def test_what_cannot_be_done_is_said(episode, tmp_path, arguments, sentence):
    (tmp_path / "taken.zip").touch()
    show, file, *rest = arguments
    with pytest.raises(CommandError, match=sentence):
        call_command("export_show", show, str(tmp_path / file), *rest)
    assert [path.name for path in tmp_path.glob("*.*")] == ["taken.zip"]
