import pytest

from episodes import importer
from tests.episodes.importer.conftest import FEEDS, feed
from tests.servers import Server, answer, redirect

ONE = feed("<title>One</title>")


def page(name):
    return answer((FEEDS / name).read_bytes(), Content_Type="application/rss+xml")


def test_pages_are_read_as_one_feed(asking):
    names = ("first-of-two-pages.rss", "second-of-two-pages.rss")
    with Server({f"/{name}": page(name) for name in names}) as server:
        source = importer.bring(server.url(f"/{names[0]}"), asking=asking)
        assert [(item.number, item.guid) for item in source.feed.items] == [(1, "p-2"), (2, "p-1")]
        assert source.address == server.url(f"/{names[0]}")


def test_pages_in_a_circle_are_read_once(asking):
    first = (FEEDS / "first-of-two-pages.rss").read_bytes()
    circle = first.replace(b'rel="next" href="second', b'rel="next" href="first')
    with Server({"/first-of-two-pages.rss": answer(circle)}) as server:
        source = importer.bring(server.url("/first-of-two-pages.rss"), asking=asking)
    assert [item.guid for item in source.feed.items] == ["p-2"]
    assert [remark.message for remark in source.feed.remarks] == [
        "The pages of the feed lead in a circle; each was read once."
    ]


@pytest.mark.parametrize(
    ("second", "why"),
    [
        (None, "There is nothing at this address (404)."),
        (b"<html>Sign in", "This is a web page, not a feed."),
        (redirect("http://10.0.0.1/feed"), "is in a network that is not public."),
        (answer(b"half", Content_Length="4000"), "The answer breaks off in the middle."),
    ],
)
def test_of_a_feed_with_a_page_that_cannot_be_read_the_others_are(asking, second, why):
    first, missing = "/first-of-two-pages.rss", "/second-of-two-pages.rss"
    pages = {first: page("first-of-two-pages.rss")}
    if second is not None:
        pages[missing] = second if second.startswith(b"HTTP") else answer(second)
    with Server(pages) as server:
        source = importer.bring(server.url(first), asking=asking)
    assert [item.guid for item in source.feed.items] == ["p-2"]
    assert source.missing.startswith("The feed is not whole: page 2, and what may follow it, could not be read. ")
    assert why in source.missing


def test_page_of_a_file_without_a_whole_address_is_said_to_be_missing(asking):
    source = importer.bring(str(FEEDS / "first-of-two-pages.rss"), asking=asking)
    assert (source.address, len(source.feed.items)) == ("", 1)
    assert "is not a whole address. Bring it in again once it can be." in source.missing


@pytest.mark.parametrize(
    ("answers", "sentence", "waited"),
    [
        ({}, "There is nothing at this address (404).", []),
        ({"/f": answer(status="403 Forbidden")}, "The server does not let us have it (403).", []),
        ({"/f": answer(status="500 Oh no")}, "The server answers with a mistake of its own (500).", []),
        ({"/f": answer(status="429 Slowly", Retry_After="7")},
         "The server is too busy (429). Try again later; what has come so far is kept.", [7.0, 7.0]),
        ({"/f": answer(status="503 No", Retry_After="99999")},
         "The server is too busy (503). Try again later; what has come so far is kept.", [120.0, 120.0]),
        ({"/f": answer(status="503 No")},
         "The server is too busy (503). Try again later; what has come so far is kept.", [5.0, 5.0]),
        ({"/f": redirect("/f")}, "The address leads from one to another and to no page.", []),
        ({"/f": answer(b"half", Content_Length="4000")}, "The answer breaks off in the middle.", []),
        ({"/f": redirect("http://10.0.0.1/feed")},
         "“10.0.0.1” is in a network that is not public. Only pages that everybody can open are asked.", []),
        ({"/f": answer(b"", Content_Length="60000000")},
         "There is more at this address than the 50000 kB that are read.", []),
    ],
)  # fmt: skip
def test_server_that_does_not_answer_well_is_told_of_in_a_sentence(asking, pauses, answers, sentence, waited):
    with Server(answers) as server, pytest.raises(importer.Refused) as refusal:
        importer.bring(server.url("/f"), asking=asking)
    assert str(refusal.value) == f"{server.url('/f')}: {sentence}"
    assert pauses == waited


def test_server_that_is_busy_once_is_asked_again(asking, pauses):
    first = iter([answer(status="429 Slowly", Retry_After="1"), answer(ONE)])
    with Server({"/f": lambda connection: connection.sendall(next(first))}) as server:
        assert len(importer.bring(server.url("/f"), asking=asking).feed.items) == 1
    assert pauses == [1.0]


def test_private_address_is_refused():
    with pytest.raises(importer.Refused) as refusal:
        importer.bring("http://127.0.0.1:8000/feed.xml", asking=importer.Asking())
    assert "is in a network that is not public" in str(refusal.value)


@pytest.mark.parametrize("scheme", ["feed://", "itpc://", "feed:https://"])
def test_address_of_an_app_is_that_of_the_feed(scheme):
    with pytest.raises(importer.Refused) as refusal:
        importer.bring(f"{scheme}127.0.0.1/feed.xml", asking=importer.Asking())
    assert str(refusal.value).startswith("https://127.0.0.1/feed.xml: ")


def test_file_that_is_not_there_or_too_large_is_refused(tmp_path, asking, monkeypatch):
    with pytest.raises(importer.Refused) as refusal:
        importer.bring(str(tmp_path / "none.xml"), asking=asking)
    assert str(refusal.value).endswith("Give the address of a feed, or a file that holds one.")
    monkeypatch.setattr("episodes.formats.rss.LARGEST_BYTES", 10)
    (tmp_path / "large.xml").write_bytes(b"x" * 11)
    with pytest.raises(importer.Refused) as refusal:
        importer.bring(str(tmp_path / "large.xml"), asking=asking)
    assert str(refusal.value) == "“large.xml” is larger than any feed."
