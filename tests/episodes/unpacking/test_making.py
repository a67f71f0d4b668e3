import json
import zipfile
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from PIL import Image

from episodes import unpacking
from episodes.exporting import Contents, pieces
from episodes.models import Episode, Show
from guests.models import Person, Redirect
from tests.archives import AUDIO, SECRET, SITE, TOKEN, destroy, facts_of, show_with_everything, taken
from tests.factories import PersonFactory, ShowFactory, TopicFactory


@pytest.fixture
def archive(db, tmp_path):
    """The archive of a show of which nothing is left here."""
    path = tmp_path / "show.zip"
    path.write_bytes(b"".join(pieces(Contents(show=show_with_everything(), site=SITE, with_unpublished=True))))
    destroy()
    return path


def _changed(path, change):
    """The archive with its members changed by `change`, which gets and gives a mapping."""
    with zipfile.ZipFile(path) as old:
        members = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(path, "w") as new:
        for name, data in change(members).items():
            new.writestr(name, data)
    return path


def _without_moment(name, data):
    if name == "show.json":
        return {key: value for key, value in json.loads(data).items() if key != "made_at"}
    return data.decode(errors="replace")


def test_a_show_that_is_brought_in_is_the_same_field_by_field(archive):
    made = unpacking.make(archive)
    assert made.remarks == ()
    with zipfile.ZipFile(archive) as before:
        after = taken(made.show, with_unpublished=True)
        assert sorted(after.namelist()) == sorted(before.namelist())
        for name in before.namelist():
            if name.startswith("images/"):
                with Image.open(before.open(name)) as old, Image.open(after.open(name)) as new:
                    assert (new.size, new.mode, new.format) == (old.size, old.mode, old.format), name
            elif name != "README.md":
                assert _without_moment(name, after.read(name)) == _without_moment(name, before.read(name)), name


def test_old_addresses_lead_to_where_the_show_is_now(archive):
    ShowFactory(slug="slack-water")
    Redirect.objects.create(old="/tides", new="/guests/")
    unpacking.make(archive)
    assert set(Redirect.objects.exclude(old__endswith="1").values_list("old", "new")) >= {
        ("/tides", "/guests/"),
        ("/tides/7", "/slack-water-2/ebb/#t=5"),
    }
    assert not Redirect.objects.filter(old="/elsewhere").exists()


def test_the_notes_and_the_audio_are_the_same_to_the_last_byte(archive):
    made = unpacking.make(archive)
    episode = Episode.objects.get(show=made.show, slug="ebb")
    with zipfile.ZipFile(archive) as before:
        assert episode.notes == facts_of(before, "episodes/ebb/episode.md")[1]
    with episode.audio_file.open() as file:
        assert file.read() == AUDIO
    assert default_storage.exists(f"images/{TOKEN}.png")
    assert episode.is_public
    assert sorted(Episode.objects.exclude(pk=episode.pk).values_list("state", flat=True)) == [
        *("approved", "draft", "in_review", "withdrawn")
    ]


def test_of_a_public_archive_only_what_is_public_comes(db, tmp_path):
    (tmp_path / "show.zip").write_bytes(b"".join(pieces(Contents(show=show_with_everything(), site=SITE))))
    destroy()
    made = unpacking.make(tmp_path / "show.zip")
    assert made.episodes == 1
    assert not Person.objects.filter(name=SECRET).exists()


def test_who_and_what_is_here_already_is_not_doubled(archive):
    here = PersonFactory(slug="ada", name="Ada Quayle", bio="As we know her")
    topic = TopicFactory(name="Tides")
    planned = unpacking.plan(archive)
    assert (planned.known_people, planned.new_people, planned.new_topics) == (1, 5, 4)
    made = unpacking.make(archive)
    assert Person.objects.get(slug="ada").bio == here.bio
    assert list(made.show.episodes.get(slug="ebb").people.all()) == [here]
    assert list(made.show.episodes.get(slug="ebb").topics.all()) == [topic]


def test_addresses_that_are_taken_are_given_anew_and_said(archive):
    ShowFactory(slug="slack-water")
    PersonFactory(slug="ada", name="Another Ada")
    made = unpacking.make(archive)
    assert made.show.slug == "slack-water-2"
    assert made.remarks == ("The address /slack-water/ is taken: the show is at /slack-water-2/.",)
    assert made.show.episodes.get(slug="ebb").people.get().slug == "ada-2"


def test_a_picture_whose_name_is_taken_has_another_and_the_notes_know_it(archive):
    default_storage.save(f"images/{TOKEN}.png", ContentFile(b"somebody else's"))
    made = unpacking.make(archive)
    notes = made.show.episodes.get(slug="ebb").notes
    assert TOKEN not in notes
    assert len(notes) == len(facts_of(zipfile.ZipFile(archive), "episodes/ebb/episode.md")[1])
    with default_storage.open(f"images/{TOKEN}.png") as file:
        assert file.read() == b"somebody else's"


def test_a_picture_that_was_being_written_when_somebody_died_is_written_whole(archive):
    unpacking.make(archive)
    name = Show.objects.get().cover.name
    with default_storage.open(name) as file:
        whole = file.read()
    for left in (whole[: len(whole) // 2], b""):
        destroy()
        default_storage.save(name, ContentFile(left))
        unpacking.make(archive)
        assert Show.objects.get().cover.name == name
        with default_storage.open(name) as file:
            assert file.read() == whole


def test_a_show_that_is_here_already_is_refused(archive):
    unpacking.make(archive)
    with pytest.raises(unpacking.ArchiveError, match=r"This show is here already, as “Slack Water” at /slack-water/"):
        unpacking.make(archive)
    assert Show.objects.count() == 1


def test_audio_that_is_none_leaves_a_draft_and_a_picture_that_is_none_is_left_out(archive):
    _changed(archive, lambda parts: {**parts, "episodes/ebb/audio.mp3": b"GIF89a", f"images/{TOKEN}.png": b"<svg/>"})
    made = unpacking.make(archive)
    assert [remark.split(":")[0] for remark in made.remarks] == [
        f"“images/{TOKEN}.png” was left out",
        "“episodes/ebb/audio.mp3” was left out, and its episode is a draft",
    ]
    episode = made.show.episodes.get(slug="ebb")
    assert (episode.state, episode.has_audio, episode.chapters.count()) == ("draft", False, 2)


def _page(old, new):
    def change(parts):
        name = "episodes/ebb/episode.md"
        assert old in parts[name]
        return {**parts, name: parts[name].replace(old, new)}

    return change


def _show(**values):
    def change(parts):
        about = json.loads(parts["show.json"])
        return {**parts, "show.json": json.dumps({**about, **values})}

    return change


def _show_fact(**values):
    def change(parts):
        about = json.loads(parts["show.json"])
        return {**parts, "show.json": json.dumps({**about, "show": about["show"] | values})}

    return change


def _person(**values):
    def change(parts):
        return {**parts, "people.json": json.dumps([person | values for person in json.loads(parts["people.json"])])}

    return change


def _without(name):
    return lambda parts: {other: data for other, data in parts.items() if other != name}


WRONG = {
    "not of a show": (_without("show.json"), "has no “show.json”"),
    "without people": (_without("people.json"), "has no “people.json”"),
    "without its words": (_without("episodes/ebb/transcript.en.vtt"), "has no “episodes/ebb/transcript.en.vtt”"),
    "of another kind": (_show(format="photo-album"), "says something else"),
    "of a later version": (_show(version=2), "is of version 2, and this site reads version 1"),
    "topics of another shape": (_show(topics={"name": "x"}), "has another shape"),
    "people of another shape": (lambda parts: {**parts, "people.json": b"{}"}, "has another shape"),
    "no JSON": (lambda parts: {**parts, "show.json": b"{"}, "is no JSON"),
    "no text": (lambda parts: {**parts, "people.json": b"\xff\xfe[]"}, "is no text in UTF-8"),
    "facts that are none": (_page(b'guid: " made', b'guid: " made" and'), "the line of “guid” cannot be read"),
    "no notes": (_page(b"\n---\n\n---", b"\n"), "cannot be read|has no notes"),
    "a moment that is none": (_page(b'publish_at: "', b'publish_at: "yesterday '), "“publish_at”: .*yesterday"),
    "a state unknown": (
        _page(b'state: "approved"', b'state: "famous"'),
        "does not fit together: .*episode_state_known",
    ),
    "somebody unknown": (_page(b'"person": "ada"', b'"person": "eve"'), "credits “eve”"),
    "an empty GUID": (_page(b'guid: " made elsewhere "', b'guid: ""'), "does not fit together: .*episode_guid_given"),
    "XML that would break the feed": (_page(b'kept_xml: ""', b'kept_xml: "</item>"'), "“kept_xml”: This is no XML"),
    "a colour as time zone": (_show_fact(time_zone="teal"), "“time_zone”: "),
    "a person without a name": (_person(name=""), "“people.json” in the archive, “name”: "),
    "no moment": (_page(b'publish_at: "', b'was_at: "'), "does not fit together"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_does_not_fit_is_refused_and_nothing_stays(archive, case):
    change, sentence = WRONG[case]
    _changed(archive, change)
    with pytest.raises(unpacking.ArchiveError, match=sentence):
        unpacking.make(archive)
    assert not Show.objects.exists()
    assert not Person.objects.exists()
    assert [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (None, "cannot be read: No such file"),
        (b"PK\x03\x04", "is an archive that is cut off"),
        (b"<rss/>", "is no zip file"),
    ],
)
def test_a_file_that_is_no_archive_is_refused(db, tmp_path, data, sentence):
    if data is not None:
        (tmp_path / "x.zip").write_bytes(data)
    with pytest.raises(unpacking.ArchiveError, match=sentence):
        unpacking.plan(tmp_path / "x.zip")


def test_an_archive_that_was_damaged_on_the_way_is_refused(archive):
    data = bytearray(archive.read_bytes())
    data[data.index(AUDIO[:600]) + 500] ^= 1
    archive.write_bytes(data)
    with pytest.raises(unpacking.ArchiveError, match="it is damaged"):
        unpacking.make(archive)
    assert not Show.objects.exists()


def test_audio_that_is_larger_than_may_be_is_refused_before_anything_is_written(archive, settings):
    settings.AUDIO_MAX_MB = 0
    with pytest.raises(unpacking.ArchiveError, match="at most 0 MB are taken"):
        unpacking.plan(archive)


def test_the_command_says_first_and_writes_when_told_to(archive, capsys):
    call_command("import_show", str(archive))
    said = capsys.readouterr().out
    assert "will be at /slack-water/." in said
    assert "Episodes: 5 (2 approved, 1 draft, 1 in review, 1 withdrawn)" in said
    assert not Show.objects.exists()
    call_command("import_feed", str(archive), "--apply")  # which knows an archive when it sees one
    assert "“Slack Water” with 5 episodes is at /slack-water/." in capsys.readouterr().out
    with pytest.raises(CommandError, match="is here already"):
        call_command("import_show", str(archive), "--apply")
