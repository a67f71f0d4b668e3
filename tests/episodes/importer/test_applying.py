import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from episodes import former_host, importer
from episodes.models import Episode, ImportedEpisode, ImportedShow, Season, Show, StateChange, Topic
from guests.models import Person
from tests.episodes.importer.conftest import feed
from tests.factories import PersonFactory, UserFactory
from tests.feeds import fetch, said
from tests.servers import Server, answer

pytestmark = pytest.mark.django_db

JSON = b'{"chapters":[{"startTime":0,"title":"Hello"},{"startTime":62.5,"title":"Knots","toc":false}]}'
VTT = b"WEBVTT\n\n00:00.000 --> 00:02.000\n<v Pia>Hello, rope.\n"


def test_show_comes_with_all_its_tags(brought):
    brought("every-tag.xml")
    show = Show.objects.get()
    assert (show.slug, show.title, show.language, show.medium, show.block) == (
        "every-tag", "Every Tag", "en-US", "podcast", True,
    )  # fmt: skip
    assert (show.owner_name, show.owner_email) == ("Ida Moor", "ida@every.example")
    assert show.categories == ("News > Tech News", "History")
    assert (show.license, show.license_url) == ("every-v1", "https://every.example/licence.pdf")
    assert (show.location_name, show.location_geo) == ("Austin", "geo:30.2672,97.7431")
    assert (show.update_frequency, show.update_rule) == ("Weekly", "FREQ=WEEKLY")
    assert list(show.funding_links.values_list("label", "url")) == [("Support us", "https://every.example/donate")]
    assert list(show.feed_texts.values_list("purpose", "value")) == [("verify", "abc")]
    assert list(show.recommended_feeds.values_list("title", "url")) == [("Other", "https://feeds.example/other.xml")]
    assert list(show.standing_credits.values_list("person__name", "role")) == [("Ida Moor", "host")]
    assert show.description == "A show that says everything."
    assert show.locked is False
    imported = ImportedShow.objects.get()
    assert imported.link == "https://every.example/podcast"


def test_episodes_come_with_guid_date_and_everything_else(brought):
    brought("every-tag.xml")
    episode = Episode.objects.get(number=3)
    assert (episode.guid, episode.guid_is_permalink) == ("https://every.example/ep0003", True)
    assert episode.publish_at == dt.datetime(2020, 10, 9, 4, 30, 38, tzinfo=dt.UTC)
    assert (episode.state, episode.kind, episode.explicit, episode.block) == ("approved", "bonus", True, True)
    assert (episode.season.number, episode.season.name, episode.number_label) == (1, "Beginnings", "Three")
    assert (episode.audio_url, episode.audio_type, episode.audio_size) == (
        "https://every.example/file-03.mp3", "audio/mpeg", 43_200_000,
    )  # fmt: skip
    assert sorted(episode.credits.values_list("person__name", "role")) == [
        ("Bo Lind", "cover-art-designer"),
        ("Ida Moor", "host"),
    ]
    assert Person.objects.count() == 2
    assert (episode.location_name, episode.location_geo) == ("Museum", "geo:33.5,-86.8")
    assert (episode.license, episode.license_url) == ("CC0-1.0", "https://every.example/free")
    assert (episode.funding_label, episode.funding_url) == ("Mend the boat", "https://every.example/boat")
    assert (episode.social_protocol, episode.social_account) == ("activitypub", "@ida")
    assert [topic.name for topic in episode.topics.all()] == ["Lamps"]
    assert episode.notes == "A look ahead."
    assert ImportedEpisode.objects.get(episode=episode).link == "https://every.example/podcast/ep0003"
    second = Episode.objects.get(guid="https://every.example/ep0002")
    assert (second.state, second.publish_at, second.audio_size) == ("draft", None, None)


def test_approval_is_on_record_and_news_to_no_one(brought):
    brought("january.xml")
    changes = StateChange.objects.order_by("publish_at")
    assert [(one.from_state, one.to_state, one.by, one.publish_at.day) for one in changes] == [
        ("draft", "approved", None, 10),
        ("draft", "approved", None, 11),
    ]
    assert all(one.told_at and one.out_told_at for one in changes)
    assert changes[0].note == "Brought in from a file, with the moment that it had there."


def test_what_has_no_field_goes_out_again(client, brought):
    brought("every-tag.xml")
    channel = fetch(client, Show.objects.get())
    (item,) = channel.findall("item")
    assert said(item, "guid") == [("https://every.example/ep0003", {"isPermaLink": "true"})]
    assert [one["type"] for one in said(item, "podcast:alternateEnclosure")] == ["audio/opus"]
    assert said(channel, "podcast:value/podcast:valueRecipient") == [
        {"address": "0365", "name": "us", "split": "99", "type": "node"}
    ]
    assert said(item, "itunes:image") == [{"href": "https://every.example/ep3.jpg"}]
    assert said(channel, "itunes:image") == [{"href": "https://every.example/square.png"}]


def test_guid_is_kept_byte_for_byte(client, brought):
    guid = "  tag:rope,2020:&amp;<![CDATA[<7>]]>  "
    brought(feed("<title>One</title>").replace(b"rope-1", guid.encode()))
    assert Episode.objects.get().guid == "  tag:rope,2020:&<7>  "
    assert b'<guid isPermaLink="true">  tag:rope,2020:&amp;&lt;7&gt;  </guid>' in client.get("/rope/feed.xml").content


def test_chapters_and_transcripts_are_fetched_the_best_first(asking, brought):
    pages = {
        "/c.json": answer(JSON, Content_Type="application/json+chapters"),
        "/t.vtt": answer(VTT, Content_Type="text/vtt"),
        "/t.txt": answer(b"Hello, rope.", Content_Type="text/plain"),
    }
    with Server(pages) as server:
        brought(feed(
            f'<podcast:chapters url="{server.url("/c.json")}"/>'
            f'<podcast:transcript url="{server.url("/t.txt")}" type="text/plain"/>'
            f'<podcast:transcript url="{server.url("/t.vtt")}" type="text/vtt"/>'
        ))  # fmt: skip
    episode = Episode.objects.get()
    assert list(episode.chapters.values_list("start_ms", "title", "hidden")) == [
        (0, "Hello", False),
        (62_500, "Knots", True),
    ]
    assert [(one.language, one.speakers) for one in episode.transcripts.all()] == [("en", ["Pia"])]
    assert len(server.requests) == 2


def test_file_that_is_missing_is_said_and_tried_again(plan_of, brought):
    chapters = "<psc:chapters><psc:chapter start='0' title='A'/></psc:chapters>"
    with Server({}) as server:
        item = (
            f'<podcast:chapters url="{server.url("/c.json")}"/>{chapters}'
            f'<podcast:transcript url="{server.url("/t.vtt")}" type="text/vtt"/>'
        )
        steps = brought(feed(item))
        assert [remark.partition(":")[0] for remark in steps[1].remarks][-2:] == [
            "The file of chapters could not be read",
            "A transcript could not be read (text/vtt)",
        ]
        assert [chapter.title for chapter in Episode.objects.get().chapters.all()] == ["A"]
        # What cannot be had is no change, however often it is asked for.
        server.pages = {}
        assert [plan_of(feed(item)).counts[verdict] for verdict in ("changed", "same")] == [0, 1]
        server.pages = {"/c.json": answer(JSON), "/t.vtt": answer(VTT)}
        assert plan_of(feed(item)).counts["changed"] == 1
        brought(feed(item))
        assert plan_of(feed(item)).counts["same"] == 1
    episode = Episode.objects.get()
    assert [chapter.title for chapter in episode.chapters.all()] == ["Hello", "Knots"]
    assert episode.transcripts.count() == 1


def test_people_are_matched_and_not_doubled(brought):
    jose = PersonFactory(name="José Núñez", slug="jose")
    pia = PersonFactory(name="Dr. P. Kolb")
    pia.links.create(label="Home", url="https://pia.example/")
    brought(feed(
        "<podcast:person role='guest'>Jose Nunez</podcast:person>"
        "<podcast:person role='guest' href='http://www.pia.example'>Pia Kolb-Maier</podcast:person>",
        "<podcast:person role='guest' href='https://new.example/x'>Ny Mand</podcast:person>",
        "<podcast:person role='juggler'>Ny Mand</podcast:person>",
    ))  # fmt: skip
    credits = Episode.objects.order_by("guid").values_list("credits__person__name", "credits__role")
    assert list(credits) == [
        (jose.name, "guest"),
        (pia.name, "guest"),
        ("Ny Mand", "guest"),
        ("Ny Mand", "guest"),
    ]
    new = Person.objects.get(name="Ny Mand")
    assert [link.url for link in new.links.all()] == ["https://new.example/x"]


def test_chapters_of_the_notes_and_links_of_their_list(brought):
    notes = (
        "<p>About rope.</p><p>00:00 Hello<br>01:30 Knots</p>"
        '<h2>Links</h2><ul><li><a href="https://rope.example/shop">Shop</a></li></ul>'
    )
    steps = brought(feed(f"<content:encoded><![CDATA[{notes}]]></content:encoded>"))
    episode = Episode.objects.get()
    assert [chapter.title for chapter in episode.chapters.all()] == ["Hello", "Knots"]
    assert [(link.label, link.url) for link in episode.resource_links.all()] == [("Shop", "https://rope.example/shop")]
    assert episode.notes == "About rope.\n\n00:00 Hello\n01:30 Knots"
    assert "The chapters are those that the notes list with their times." in steps[1].remarks


def test_bad_item_costs_itself_alone(asking, plan_of):
    Topic.objects.create(name="Taken", slug="taken")
    plan = plan_of(feed("<title>One</title>", "<title>Two</title>"))
    Episode.objects.filter().delete()
    broken = importer.EpisodePlan(
        item=plan.episodes[1].item,
        guid=plan.episodes[0].guid,
        title="Two",
        verdict=importer.Verdict.NEW,
        fields=plan.episodes[1].fields,
    )
    plan = importer.Plan(source=plan.source, show=plan.show, episodes=(plan.episodes[0], broken), with_media=False)
    steps = list(importer.apply(plan=plan, asking=asking))
    assert [(step.done, step.total, step.failed) for step in steps] == [(1, 3, False), (2, 3, False), (3, 3, True)]
    assert steps[2].sentence == "“One” was not brought in: something broke; the log says what."
    assert [episode.title for episode in Episode.objects.all()] == ["Two"]


def test_addresses_that_nobody_can_read_cost_themselves_alone(client, asking, plan_of):
    bad = "http://[bad"
    channel = (
        f"<title>Rope</title><language>en</language><link>{bad}</link><podcast:funding url='{bad}'>F</podcast:funding>"
        f"<atom:link xmlns:atom='http://www.w3.org/2005/Atom' rel='next' href='{bad}'/>"
    )
    inner = (
        f"<link>{bad}</link><podcast:chapters url='{bad}' type='application/json+chapters'/>"
        f"<podcast:transcript url='{bad}' type='text/vtt'/><podcast:license url='{bad}'>L</podcast:license>"
        f"<podcast:socialInteract protocol='activitypub' uri='{bad}'/><podcast:funding url='{bad}'>F</podcast:funding>"
        f"<podcast:person href='{bad}' img='{bad}'>Bo</podcast:person>"
        f"<description>&lt;a href='{bad}'&gt;x&lt;/a&gt; &lt;img src='{bad}'&gt;</description>"
    )
    data = feed(f"<title>One</title>{inner}", "<title>Two</title>", channel=channel)
    plan = plan_of(data.replace(b"https://rope.example/2.mp3", b"http://[bad/2.mp3"))
    assert [one.verdict for one in plan.episodes] == ["new", "refused"]
    assert plan.episodes[1].reasons == ("The address of its audio is none: “http://[bad/2.mp3”.",)
    assert "http://[bad: Give a whole web address" in plan.source.missing
    assert [step.failed for step in importer.apply(plan=plan, asking=asking)] == [False, False]
    one = Episode.objects.get()
    assert (one.social_url, one.funding_url, one.license_url, one.license) == ("", "", "", "L")
    for address in (one.get_absolute_url(), f"{one.show.get_absolute_url()}feed.xml"):
        assert client.get(address).status_code == 200
    assert former_host.old_pages(show=one.show) == []


def test_what_a_column_does_not_take_is_said_by_its_name(asking, plan_of):
    data = feed("<title>One</title>").replace(b"https://rope.example/1.mp3", b"https://rope_example/1.mp3")
    *_show, step = importer.apply(plan=plan_of(data), asking=asking)
    assert step.sentence == "“One” was not brought in: audio at another address: Enter a valid URL."


def test_audio_stays_on_a_host_with_an_underscore_and_goes_out_from_there(client, brought):
    there = "https://my_host.rope.example/1.mp3"
    brought(feed("<title>One</title>").replace(b"https://rope.example/1.mp3", there.encode()))
    episode = Episode.objects.get()
    assert (episode.audio_url, episode.is_public) == (there, True)
    assert client.get(episode.get_audio_url()).headers["Location"] == there


def test_a_file_that_has_brought_nothing_but_its_show_goes_on_with_that(asking, plan_of):
    data = feed("<title>One</title>")
    next(importer.apply(plan=plan_of(data), asking=asking))
    list(importer.apply(plan=plan_of(data), asking=asking))
    assert Show.objects.get().episodes.count() == 1


def test_stop_is_heard_and_the_rest_comes_the_next_time(asking, plan_of):
    data = feed(*[f"<title>{number}</title>" for number in range(1, 10)])
    steps = importer.apply(plan=plan_of(data), asking=asking, stopping=lambda: Episode.objects.count() >= 3)
    assert [step.done for step in steps] == [1, 2, 3, 4]
    assert Episode.objects.count() == 3
    list(importer.apply(plan=plan_of(data), asking=asking))
    assert Episode.objects.count() == 9


@pytest.mark.parametrize(("role", "is_superuser", "may"), [("editor", False, False), (None, True, True)])
def test_new_show_is_for_administrators(asking, plan_of, role, is_superuser, may):
    user = UserFactory(role=role, is_superuser=is_superuser) if role else UserFactory(is_superuser=is_superuser)
    steps = importer.apply(plan=plan_of("serial.rss"), by=user, asking=asking)
    if may:
        assert len(list(steps)) == 4
        assert {change.by for change in StateChange.objects.all()} == {user}
        assert sorted(Season.objects.values_list("number", flat=True)) == [1, 2]
    else:
        with pytest.raises(PermissionDenied):
            list(steps)


def test_editor_brings_new_episodes_into_a_show(asking, plan_of, brought, editor):
    brought("january.xml")
    show = Show.objects.get()
    show.memberships.create(user=editor, role="editor")
    list(importer.apply(plan=plan_of("february.xml"), by=editor, asking=asking))
    assert Episode.objects.count() == 3
