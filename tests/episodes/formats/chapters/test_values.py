from episodes.formats.chapters import is_web_address


def test_is_web_address_wants_a_host() -> None:
    assert [
        is_web_address(url)
        for url in [
            "https://example.com",
            "http://example.com/a b",
            "https:/example.com",
            "",
            "https://[1",
            "https://example.com/\u200b",
        ]
    ] == [True, False, False, False, False, False]
