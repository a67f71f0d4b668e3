import re

import pytest
from django.core.files.base import ContentFile
from playwright.sync_api import expect

from episodes.models import Episode
from tests.archives import picture
from tests.audio import silent_mp3
from tests.factories import ChapterFactory, EpisodeFactory, ShowFactory

pytestmark = pytest.mark.browser

LENGTH = 2716
STARTS = [0, 95, 301, 877, 1012, 1240, 1400, 1622, 1800, 1951, 2210, 2404, 2630]
NINTH = 1800
TITLES = [
    "Welcome",
    "A harbour with two clocks",
    "What the moon does not do",
    "Sovereignty",
    "The gauge in the cellar",
    "How a table is made",
    "Neaps",
    "Springs",
    "The ninth wave",
    "A letter from the office",
    "Who is right",
    "Rope",
    "Goodbye",
]


@pytest.fixture(scope="session")
def audio() -> bytes:
    return silent_mp3(LENGTH)


@pytest.fixture
def episode(transactional_db, audio):
    """Forty-five minutes in thirteen chapters; the fifth ends before the sixth starts."""
    show = ShowFactory(title="Slack Water", slug="slack-water")
    episode = EpisodeFactory(
        show=show, slug="moon", title="The moon", audio_url="", audio_size=len(audio), duration_ms=LENGTH * 1000
    )
    episode.audio_file.save("moon.mp3", ContentFile(audio))
    for start, title in zip(STARTS, TITLES, strict=True):
        end_ms = 1_100_000 if start == 1012 else None
        ChapterFactory(episode=episode, start_ms=start * 1000, end_ms=end_ms, title=title)
    return episode


@pytest.fixture
def address(site_url, episode):
    return site_url + episode.get_absolute_url()


@pytest.fixture
def audio_requests(page):
    """The requests for audio that the page has made."""
    requests = []
    page.on("request", lambda request: requests.append(request.url) if "/audio." in request.url else None)
    return requests


def opened(page, address):
    page.goto(address)
    expect(page.locator(".player.is-ready")).to_be_visible()
    return page


def shown(page):
    return page.locator("[data-position]")


def current(page):
    return page.locator("[aria-current=true]")


def audio_is_at(page, seconds, tolerance=0.3):
    """Wait until the audio stands or plays at `seconds`; while it plays, soon after is right as well."""
    page.wait_for_function(
        """([wanted, tolerance]) => {
            const audio = document.querySelector("audio");
            const late = audio.paused ? tolerance : 5;
            return audio.readyState > 0 && audio.currentTime > wanted - tolerance && audio.currentTime < wanted + late;
        }""",
        arg=[seconds, tolerance],
    )


def is_playing(page):
    page.wait_for_function("() => !document.querySelector('audio').paused")


def play(page):
    page.get_by_role("button", name="Play", exact=True).click()
    is_playing(page)


def test_pressing_the_ninth_chapter_plays_it_from_its_start_and_marks_it_alone(page, address):
    opened(page, address)
    page.evaluate(
        """() => document.querySelector("audio").addEventListener(
            "playing", ({ target }) => (window.heardFrom = target.currentTime), { once: true })"""
    )
    page.get_by_role("link", name="30:00 The ninth wave").click()
    page.wait_for_function("() => window.heardFrom !== undefined")
    assert page.evaluate("() => window.heardFrom") == pytest.approx(NINTH, abs=0.3)
    expect(current(page)).to_have_count(1)
    expect(current(page)).to_contain_text("The ninth wave")
    assert page.url == f"{address}?t=1800#the-ninth-wave"


@pytest.mark.parametrize(
    ("form", "clock"),
    [
        ("#t=877", "14:37"),
        ("#t=14:37", "14:37"),
        ("#t=0:14:37", "14:37"),
        ("#t=14:37,15:00", "14:37"),
        ("?t=877", "14:37"),
        ("?t=14:37", "14:37"),
        ("?t=14m37s", "14:37"),
        ("?t=877.5", "14:37"),
        ("?t=95#sovereignty", "14:37"),
        ("#sovereignty", "14:37"),
        ("?t=877#a-name-it-had-before", "14:37"),
        ("#t=99:99:99x", "0:00"),
        ("#nothing-of-ours", "0:00"),
    ],
)
def test_deep_link_is_shown_before_anything_is_loaded_and_played_at_the_first_press(
    page, address, audio_requests, form, clock
):
    opened(page, address + form)
    expect(shown(page)).to_have_text(clock)
    assert audio_requests == []
    play(page)
    audio_is_at(page, 877 if clock == "14:37" else 0, tolerance=0.6)
    assert audio_requests != []


def test_deep_link_with_an_end_stops_there(page, address):
    opened(page, f"{address}#t=877,878")
    play(page)
    page.wait_for_function("() => document.querySelector('audio').paused")
    audio_is_at(page, 878, tolerance=0.6)


def test_changing_the_fragment_moves_without_playing(page, address, audio_requests):
    opened(page, address)
    page.evaluate("() => { location.hash = 't=20:40'; }")
    expect(shown(page)).to_have_text("20:40")
    expect(current(page)).to_contain_text("How a table is made")
    assert audio_requests == []


def test_previous_and_next_chapter(page, address):
    opened(page, f"{address}#springs")
    page.get_by_role("button", name="Next chapter").click()
    expect(current(page)).to_contain_text("The ninth wave")
    page.get_by_role("button", name="Previous chapter").click()
    expect(current(page)).to_contain_text("Springs")
    expect(shown(page)).to_have_text("27:02")


def test_skipping_back_and_forward(page, address):
    opened(page, f"{address}#t=100")
    page.get_by_role("button", name="Forward 30 seconds").click()
    expect(shown(page)).to_have_text("2:10")
    page.get_by_role("button", name="Back 15 seconds").click()
    expect(shown(page)).to_have_text("1:55")


def test_no_chapter_is_marked_in_a_gap(page, address):
    opened(page, f"{address}#t=1099")
    expect(current(page)).to_contain_text("The gauge in the cellar")
    page.evaluate("() => { location.hash = 't=1101'; }")
    expect(current(page)).to_have_count(0)


def test_everything_by_keyboard(page, address):
    opened(page, address)
    page.keyboard.press("n")
    expect(shown(page)).to_have_text("1:35")
    page.keyboard.press("l")
    expect(shown(page)).to_have_text("2:05")
    page.keyboard.press("j")
    expect(shown(page)).to_have_text("1:50")
    page.keyboard.press("Shift+ArrowRight")
    expect(shown(page)).to_have_text("5:01")
    page.keyboard.press("Shift+ArrowLeft")
    expect(shown(page)).to_have_text("1:35")
    page.keyboard.press("9")
    expect(current(page)).to_contain_text("The ninth wave")
    page.keyboard.press("k")
    is_playing(page)
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()


def test_chapter_is_reached_by_tab_and_played_by_enter(page, address):
    opened(page, address)
    page.locator("#who-is-right").get_by_role("link").focus()
    page.keyboard.press("Shift+Tab")  # the copy button of the chapter before
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("link", name="30:00 The ninth wave")).to_be_focused()
    page.keyboard.press("Enter")
    is_playing(page)
    expect(current(page)).to_contain_text("The ninth wave")
    expect(page.get_by_role("link", name="30:00 The ninth wave")).to_be_focused()


def test_keys_are_listed_and_can_be_turned_off(page, address):
    opened(page, address)
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys")
    expect(dialog).to_be_visible()
    dialog.get_by_role("checkbox").uncheck()
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_be_hidden()
    page.keyboard.press("n")
    opened(page, address)
    page.keyboard.press("n")
    expect(shown(page)).to_have_text("0:00")


def test_keys_belong_to_the_field_that_has_the_focus(page, address):
    opened(page, address)
    page.get_by_label("Speed").focus()
    page.keyboard.press("n")
    expect(shown(page)).to_have_text("0:00")


def test_seek_bar_says_moment_and_chapter_and_moves(page, address):
    opened(page, f"{address}#t=878")
    bar = page.get_by_role("slider", name="Position")
    expect(bar).to_have_attribute("aria-valuetext", "14 minutes 38 seconds, Sovereignty")
    bar.fill("1990")
    expect(shown(page)).to_have_text("33:10")
    expect(bar).to_have_attribute("aria-valuetext", "33 minutes 10 seconds, A letter from the office")
    bar.focus()
    page.keyboard.press("ArrowRight")
    expect(shown(page)).to_have_text("33:15")
    page.keyboard.press("PageUp")
    expect(shown(page)).to_have_text("34:15")


def test_seek_bar_draws_every_chapter_and_the_gap(page, address):
    opened(page, address)
    assert page.locator(".dial__segment").count() == len(STARTS) + 1
    assert page.locator(".dial__segment--gap").count() == 1


def test_seek_bar_names_the_chapter_under_the_pointer(page, address):
    opened(page, address)
    box = page.locator("[data-dial]").bounding_box()
    page.mouse.move(box["x"] + box["width"] * NINTH / LENGTH + 10, box["y"] + box["height"] / 2)
    expect(page.locator("[data-hint]")).to_contain_text("The ninth wave")


def test_place_is_remembered_on_this_device(page, address, audio_requests):
    opened(page, f"{address}#t=20:40")
    play(page)
    audio_is_at(page, 1240)
    page.get_by_role("button", name="Pause").click()
    page.goto("about:blank")
    audio_requests.clear()
    opened(page, address)
    expect(shown(page)).to_have_text(re.compile(r"^20:4\d$"))
    expect(page.get_by_text(re.compile(r"^You stopped at 20:4\d\.$"))).to_be_visible()
    assert audio_requests == []
    page.get_by_role("button", name="Start from the beginning").click()
    is_playing(page)
    expect(current(page)).to_contain_text("Welcome")


def test_deep_link_is_stronger_than_the_place_remembered(page, address):
    opened(page, address)
    page.evaluate(
        "(guid) => localStorage.setItem('podcast:places', JSON.stringify([[guid, 1240]]))",
        page.locator("[data-player]").get_attribute("data-guid"),
    )
    opened(page, f"{address}?t=877")
    expect(shown(page)).to_have_text("14:37")
    page.get_by_role("button", name="Resume there").click()
    audio_is_at(page, 1240)


def test_place_near_the_end_is_forgotten(page, address):
    opened(page, f"{address}#t={LENGTH - 5}")
    page.evaluate(
        "(guid) => localStorage.setItem('podcast:places', JSON.stringify([['another', 60], [guid, 1240]]))",
        page.locator("[data-player]").get_attribute("data-guid"),
    )
    play(page)
    page.wait_for_function("""() => localStorage.getItem('podcast:places') === '[["another",60]]'""")


def test_links_to_a_chapter_and_to_a_second_are_copied(context, page, address):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened(page, f"{address}#t=1000")
    page.get_by_role("button", name="Copy link to “The ninth wave”").click()
    expect(page.locator("#player [data-said]")).to_have_text("The link to 30:00 has been copied.")
    assert page.evaluate("() => navigator.clipboard.readText()") == f"{address}?t=1800#the-ninth-wave"
    page.get_by_role("button", name="Share").click()
    sheet = page.get_by_role("dialog", name="Share")
    expect(sheet.get_by_label("Address")).to_have_value(address)
    for what, copied in (("This chapter", f"{address}?t=877#sovereignty"), ("This second", f"{address}?t=1000")):
        sheet.get_by_label(what).check()
        sheet.get_by_role("button", name="Copy").click()
        expect(sheet.get_by_role("status")).to_have_text("Copied.")
        assert page.evaluate("() => navigator.clipboard.readText()") == copied


def test_speed_is_kept_on_this_device(page, address):
    opened(page, address)
    page.get_by_label("Speed").select_option("1.5")
    opened(page, address)
    expect(page.get_by_label("Speed")).to_have_value("1.5")
    play(page)
    assert page.evaluate("() => document.querySelector('audio').playbackRate") == 1.5


def test_lock_screen_shows_chapter_episode_and_show(page, address):
    opened(page, f"{address}#sovereignty")
    assert page.evaluate("() => navigator.mediaSession.metadata") is None
    play(page)
    page.wait_for_function("() => navigator.mediaSession.metadata")
    metadata = "() => (({ title, artist, album }) => [title, artist, album])(navigator.mediaSession.metadata)"
    assert page.evaluate(metadata) == ["Sovereignty", "The moon", "Slack Water"]
    page.get_by_role("button", name="Next chapter").click()
    page.wait_for_function("() => navigator.mediaSession.metadata.title === 'The gauge in the cellar'")


def test_the_picture_of_the_chapter_heard_takes_the_place_of_the_cover_and_is_seen_large(page, address, episode):
    cover, gauge = "c" * 32, "d" * 32
    Episode.objects.update(cover=picture(f"{cover}.jpg", "JPEG"), cover_alt="A gauge")
    episode.chapters.filter(start_ms=1_012_000).update(image=picture(f"{gauge}.png", "PNG"))
    opened(page, f"{address}#the-gauge-in-the-cellar")
    image = page.locator(".episodehead__picture img")
    expect(image).to_have_attribute("srcset", re.compile(cover))
    play(page)
    expect(image).to_have_attribute("srcset", re.compile(gauge))
    expect(image).to_have_accessible_name("Picture of “The gauge in the cellar”")
    assert page.evaluate("() => navigator.mediaSession.metadata.artwork.every(({ src }) => src.includes('ddd'))")

    page.get_by_role("link", name="Picture of “The gauge in the cellar”").click()
    large = page.get_by_role("dialog", name="The gauge in the cellar").get_by_role("img")
    expect(large).to_have_attribute("src", re.compile(rf"/images/{gauge}\.png$"))
    page.keyboard.press("Escape")
    expect(large).to_be_hidden()

    page.get_by_role("link", name="Slack Water", exact=True).first.click()
    expect(page.get_by_role("complementary").locator("img")).to_have_attribute("srcset", re.compile(gauge))
    page.go_back()
    expect(image).to_have_attribute("srcset", re.compile(gauge))
    page.get_by_role("button", name="Next chapter").click()
    expect(image).to_have_accessible_name("A gauge")
    is_playing(page)


def test_list_follows_those_who_follow_it_and_leaves_others_alone(page, address):
    page.set_viewport_size({"width": 390, "height": 600})
    opened(page, f"{address}#springs")
    play(page)
    page.locator("#springs").scroll_into_view_if_needed()
    for title in TITLES[8:12]:
        page.keyboard.press("n")
        expect(current(page)).to_contain_text(title)
        expect(current(page)).to_be_in_viewport()
    page.evaluate("() => scrollTo({ top: 0, behavior: 'instant' })")
    expect(current(page)).not_to_be_in_viewport()
    page.keyboard.press("p")
    expect(current(page)).to_contain_text("Who is right")
    assert page.evaluate("() => scrollY") == 0


def test_a_title_takes_no_more_room_when_it_is_heard(page, address, episode):
    longest = "The moon is late again and nobody minds"
    for chapter in episode.chapters.all():
        # Of thirteen lengths some fill a line of a narrow screen to its end.
        chapter.title = longest[: 20 + chapter.start_ms // 150_000]
        chapter.save()
    page.set_viewport_size({"width": 320, "height": 900})
    opened(page, address)
    heights = "() => [...document.querySelectorAll('[data-chapter]')].map((row) => row.offsetHeight)"
    before = page.evaluate(heights)
    for place in range(len(STARTS)):
        page.locator(".chapter__link").nth(place).click()
        expect(page.locator("[data-chapter]").nth(place)).to_have_class(re.compile("is-current"))
        assert page.evaluate(heights) == before


def test_controls_stay_within_reach_while_their_place_is_not(page, address):
    page.set_viewport_size({"width": 390, "height": 700})
    opened(page, address)
    play(page)
    page.locator("#goodbye").scroll_into_view_if_needed()
    expect(page.get_by_role("button", name="Pause")).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("button", name="Next chapter")).to_be_in_viewport(ratio=1)


def test_audio_that_cannot_be_loaded_is_said_with_a_way_out(page, address, episode, console_errors):
    opened(page, f"{address}#t=877")
    episode.audio_file.storage.delete(episode.audio_file.name)
    page.get_by_role("button", name="Play", exact=True).click()
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("The audio could not be loaded.")
    expect(alert.get_by_role("link", name="download the file")).to_have_attribute("href", episode.get_audio_url())
    expect(shown(page)).to_have_text("14:37")
    assert [text for text in console_errors if "404" not in text] == []
    console_errors.clear()


def test_loading_is_said_while_the_line_is_slow(page, address):
    page.route("**/audio.mp3", lambda route: None)  # never answered
    opened(page, address)
    page.get_by_role("button", name="Play", exact=True).click()
    expect(page.get_by_text("Loading…")).to_be_visible()
    page.unroute_all(behavior="ignoreErrors")


def test_episode_without_chapters_has_neither_list_nor_chapter_buttons(page, address, episode):
    episode.chapters.all().delete()
    opened(page, address)
    expect(page.get_by_role("button", name="Next chapter")).to_have_count(0)
    expect(page.get_by_role("navigation", name="Chapters")).to_have_count(0)
    expect(page.locator("[data-now]")).to_have_text("The moon")
    play(page)


def test_nothing_is_wider_than_the_screen_with_letters_of_twice_the_size_either(page, address, site_url):
    found = {}
    for path in (f"{address}#springs", f"{site_url}/", f"{site_url}/guests/", f"{site_url}/search/?q=moon"):
        page.goto(path)
        for width, letters in ((320, 100), (320, 200), (390, 100), (1280, 100)):
            page.set_viewport_size({"width": width, "height": 800})
            page.evaluate("letters => { document.documentElement.style.fontSize = `${letters}%`; }", letters)
            found[path, width, letters] = page.evaluate("() => document.documentElement.scrollWidth") - width
    assert set(found.values()) == {0}, found


def test_buttons_are_large_enough_for_a_thumb(page, address):
    page.set_viewport_size({"width": 390, "height": 844})
    opened(page, address)
    small = """() => [...document.querySelectorAll("#player button, #player select, .chapter__link, .chapter__copy")]
        .filter((element) => element.checkVisibility())
        .filter((element) => Math.min(element.offsetWidth, element.offsetHeight) < 44)
        .map((element) => element.outerHTML)"""
    assert page.evaluate(small) == []


def test_without_scripts_a_chapter_is_a_link_to_the_audio_at_its_start(page_without_scripts, address, episode):
    page = page_without_scripts
    page.goto(address)
    expect(page.locator("audio")).to_have_attribute("src", episode.get_audio_url())
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_hidden()
    page.get_by_role("link", name="30:00 The ninth wave").click()
    expect(page).to_have_url(f"{address}?t=1800#player")
    expect(page.locator("audio")).to_have_attribute("src", f"{episode.get_audio_url()}#t=1800")
    expect(page.locator("audio")).to_have_attribute("controls", "")
    expect(page.locator("audio")).to_be_in_viewport()
