"""The whole way once: a producer's page of notes, an editor's hour, a listener on the right minute."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
import time_machine
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import expect

from episodes.models import Episode
from tests.audio import FRAME_MS, silent_mp3
from tests.factories import (
    ChapterFactory,
    CreditFactory,
    EpisodeFactory,
    PersonFactory,
    PersonLinkFactory,
    ResourceLinkFactory,
    SeasonFactory,
    ShowFactory,
    StandingCreditFactory,
    TopicFactory,
    TranscriptFactory,
    UserFactory,
)

pytestmark = pytest.mark.browser

ZONE = ZoneInfo("Europe/Lisbon")
PASSWORD = "correct horse battery staple"
LENGTH = 45 * 60 + 10
NOW = dt.datetime(2027, 3, 2, 9, 0, 20, tzinfo=dt.UTC)

TITLE = "Open water: charts, trust, and who owns the tide table"
SUMMARY = "Host Inês Carvalho is joined by Idrīs Benhaddou, cartographer at the port authority of Vila do Mar."
NOTES = """\
In this episode, host Inês Carvalho is joined by Idrīs Benhaddou, cartographer at the port authority.
Questions we answer in this episode:
- Who pays for a tide table?
- What is a chart that anybody may correct worth?
- Why does the harbour want its own?
They speak of old ledgers, and of what a correction costs.
Key takeaways:
- An open chart is corrected within a day
- A closed one is printed on better paper
- Whoever keeps the table keeps the harbour
"""
CHAPTERS = """\
- (00:04) - Welcome to the harbour
- (00:55) - Meet Idrīs Benhaddou
- (03:17) - Working with sand
- (04:29) - Charts and openness
- (10:31) - Approach
- (14:38) - Sovereignty
- (18:20) - Soundings
- (20:47) - The black buoy
- (30:10) - Weighing the differences
- (35:09) - Timeline
- (40:39) - Finding Idrīs
- (42:06) - Communities
- (44:49) - Wrap up
"""
NINTH, NINTH_SECONDS = "Weighing the differences", 30 * 60 + 10
LINKS = [
    ("The harbour's open chart", "https://chart.example/"),
    ("A paper on soundings", "https://paper.example/soundings"),
    ("The ledger of 1911", "https://ledger.example/"),
    ("Tide tables for amateurs", "https://tables.example/"),
    ("The sand lab", "https://sand.example/"),
    ("Crew of the black buoy", "https://buoy.example/"),
    ("A paper on sovereignty", "https://paper.example/sovereignty"),
    ("Our sponsor's kettle", "https://kettle.example/"),
    ("A book nobody sells", ""),
    ("Got a question? Ask us here!", "https://ask.example/"),
]


@pytest.fixture
def show(site_url):
    show = ShowFactory(title="Slack Water", slug="slack-water", time_zone=ZONE.key)
    host = PersonFactory(name="Inês Carvalho", slug="ines-carvalho", headline="Radio maker")
    StandingCreditFactory(show=show, person=host)
    PersonFactory(name="Idrīs Benhaddou", slug="idris-benhaddou", headline="Cartographer at the port authority")
    for username, role in (("petra", "producer"), ("emil", "editor")):
        user = UserFactory(username=username, role=role)
        user.set_password(PASSWORD)
        user.save()
    return show


@pytest.fixture
def recording(tmp_path):
    path = tmp_path / "Interview FINAL (2).mp3"
    path.write_bytes(silent_mp3(LENGTH))
    return path


@pytest.fixture
def desk(new_context, site_url, console_errors):
    """Sign somebody in at the desk, in a browser of their own; return the page."""

    def sign_in(username):
        context = new_context(viewport={"width": 1400, "height": 1000})
        context.on("console", lambda message: console_errors.append(message.text) if message.type == "error" else None)
        page = context.new_page()
        page.goto(site_url + reverse("admin:login"))
        page.locator("[name=username]").fill(username)
        page.locator("[name=password]").fill(PASSWORD)
        page.locator("[name=password]").press("Enter")
        expect(page).to_have_url(site_url + reverse("admin:index"))
        return page

    return sign_in


def open_tab(page, name):
    page.locator(f"#tab-{name}").click()
    expect(page.locator(f"#panel-{name}")).to_be_visible()


def choose_person(page, row, name):
    """Find somebody in an autocomplete by typing the beginning of the name."""
    page.locator(f"#credits-{row} .select2-selection").click()
    page.locator(".select2-search__field").last.fill(name[:5])
    page.locator(".select2-results__option", has_text=name).click()


def enter_episode(page, address, recording):
    """What a producer does with a page of notes and an audio file."""
    page.goto(address)
    page.locator("[name=title]").fill(TITLE)
    page.locator("[name=summary]").fill(SUMMARY)
    open_tab(page, "audio")
    page.locator("[name=audio_file]").set_input_files(recording)
    open_tab(page, "notes")
    page.locator("textarea[name=notes]").fill(NOTES)
    expect(page.locator(".markdownx-preview li")).to_have_count(6)
    open_tab(page, "chapters")
    page.locator("[name=chapter_list-text]").fill(CHAPTERS)
    open_tab(page, "people")
    page.locator("#credits-group .desk-add").click()
    choose_person(page, 1, "Idrīs Benhaddou")
    page.locator("[name=credits-1-role]").select_option("guest")
    open_tab(page, "links")
    for row, (label, url) in enumerate(LINKS):
        if not page.locator(f"#resource_links-{row}").count():
            page.locator("#resource_links-group .desk-add").click()
        page.locator(f"[name=resource_links-{row}-label]").fill(label)
        page.locator(f"[name=resource_links-{row}-url]").fill(url)
    page.locator("[name=resource_links-7-sponsored]").check()


def test_from_a_page_of_notes_to_a_listener_on_the_right_minute(
    desk, show, site_url, recording, page, page_without_scripts, console_errors
):
    with time_machine.travel(NOW, tick=True) as clock:
        producer = desk("petra")
        add = f"{site_url}{reverse('admin:episodes_episode_add')}?show={show.pk}"
        enter_episode(producer, add, recording)
        producer.locator("[name=_submit]").click()
        expect(producer.locator("body")).to_contain_text("In review")

        episode = Episode.objects.get()
        assert (episode.state, episode.title) == ("in_review", TITLE)
        assert episode.duration_ms == pytest.approx(LENGTH * 1000, abs=FRAME_MS)
        assert [chapter.start_ms for chapter in episode.chapters.all()][8] == NINTH_SECONDS * 1000
        assert [(link.label, link.url) for link in episode.resource_links.all()] == LINKS
        assert [(c.person.name, c.role) for c in episode.credits.all()] == [
            ("Inês Carvalho", "host"),
            ("Idrīs Benhaddou", "guest"),
        ]

        editor = desk("emil")
        editor.goto(site_url + reverse("admin:episodes_episode_change", args=[episode.pk]))
        open_tab(editor, "publication")
        moment = NOW.replace(second=0) + dt.timedelta(minutes=2)
        editor.locator("[name=publish_at]").fill(f"{moment.astimezone(ZONE):%Y-%m-%dT%H:%M}")
        editor.locator("[name=_approve]").click()
        expect(editor.locator("body")).to_contain_text("Scheduled")

        address = site_url + Episode.objects.get().get_absolute_url()
        assert page.goto(address).status == 404
        assert page.request.get(site_url + "/slack-water/").status == 404
        console_errors.clear()  # the browser calls an answer of 404 an error

        clock.move_to(moment)
        assert page.goto(address).status == 200
        listener_hears_the_ninth_chapter(page)
        listener_without_scripts_hears_it_too(page_without_scripts, address)
        listener_with_a_keyboard_hears_it_too(page, address)


def listener_hears_the_ninth_chapter(page):
    page.set_viewport_size({"width": 390, "height": 844})
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.get_by_role("link", name="Idrīs Benhaddou").first).to_be_visible()
    page.get_by_role("link", name=NINTH).click()
    heard_at_the_ninth_chapter(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def heard_at_the_ninth_chapter(page):
    page.wait_for_function(
        """start => {
            const audio = document.querySelector("audio");
            return !audio.paused && audio.currentTime >= start - 0.3 && audio.currentTime < start + 20;
        }""",
        arg=NINTH_SECONDS,
    )
    expect(page.locator("[data-chapter] [aria-current=true]")).to_have_count(1)
    expect(page.locator("[data-chapter] [aria-current=true]")).to_contain_text(NINTH)


def listener_without_scripts_hears_it_too(page, address):
    page.goto(address)
    page.get_by_role("link", name=NINTH).click()
    source = page.locator("audio[controls]").get_attribute("src")
    assert source.endswith(f"/audio.mp3#t={NINTH_SECONDS}")
    expect(page.locator("audio")).to_be_visible()


def listener_with_a_keyboard_hears_it_too(page, address):
    page.goto(address)
    link = page.get_by_role("link", name=NINTH)
    for _ in range(80):
        if link.evaluate("element => element === document.activeElement"):
            break
        page.keyboard.press("Tab")
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    heard_at_the_ninth_chapter(page)


def test_axe_finds_nothing_on_any_public_page(desk, show, site_url, page, console_errors):
    """On a phone in the light, on a desk in the dark; `make sweep` looks at them in every look."""
    found = {}
    for address in public_pages(show):
        page.goto(site_url + address)
        for scheme, width in (("light", 390), ("dark", 1280)):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.set_viewport_size({"width": width, "height": 900})
            results = Axe().run(page)
            if results.violations_count:
                found[address, scheme] = results.generate_report()
    console_errors[:] = [error for error in console_errors if "404" not in error]
    assert found == {}


def public_pages(show):
    """An address for each kind of page, with something of everything on it."""
    season = SeasonFactory(show=show, number=1, name="Sand")
    episodes = [EpisodeFactory(show=show, season=season, notes=NOTES, summary=SUMMARY) for _ in range(22)]
    topic = TopicFactory()
    for episode in episodes:
        episode.topics.add(topic)
    episode = episodes[-1]
    credit = CreditFactory(episode=episode, person=PersonFactory(bio="Keeps *lamps*."))
    CreditFactory(episode=episode, person=PersonFactory(), role="producer")
    CreditFactory(episode=episode, person=show.standing_credits.get().person, role="host")
    PersonLinkFactory(person=credit.person)
    ChapterFactory(episode=episode, start_ms=0, url="https://chapter.example/")
    ChapterFactory(episode=episode, start_ms=600_000)
    ResourceLinkFactory(episode=episode, sponsored=True)
    TranscriptFactory(episode=episode)
    other = EpisodeFactory(show=ShowFactory())
    return [
        "/",
        show.get_absolute_url(),
        f"{show.get_absolute_url()}?page=2",
        episode.get_absolute_url(),
        other.get_absolute_url(),
        "/guests/",
        credit.person.get_absolute_url(),
        topic.get_absolute_url(),
        f"/search/?q={episode.title}",
        "/no-such-page/",
    ]
