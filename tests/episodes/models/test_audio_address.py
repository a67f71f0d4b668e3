import pytest
from django.core.exceptions import ValidationError

from episodes.models import Episode
from episodes.models.audio_address import AudioAddressValidator

COLUMN = Episode._meta.get_field("audio_url")
CLEANERS = {"column": lambda address: COLUMN.clean(address, None), "form": COLUMN.formfield().clean}


@pytest.mark.parametrize("clean", CLEANERS.values(), ids=CLEANERS)
@pytest.mark.parametrize(
    "host",
    ["my_host.example", "_a.b_.example", "a-b.example", "töne.example", "localhost", "192.0.2.1", "[2001:db8::1]:8443"],
)  # fmt: skip
def test_hosts_that_browsers_and_apps_can_ask_are_taken(clean, host):
    address = f"https://{host}/one.mp3?a=1"
    assert clean(address) == address


@pytest.mark.parametrize("clean", CLEANERS.values(), ids=CLEANERS)
@pytest.mark.parametrize(
    "address",
    [
        "http://my_host.example/1.mp3", "ftp://tides.example/1.mp3", "https://my_host/1.mp3", "https:///1.mp3",
        "https://-a.example/1.mp3", "https://a-.example/1.mp3", "https://a..example/1.mp3", "https://a b.example/1.mp3",
        "https://tides.ex_ample/1.mp3", "https://[bad/1.mp3", f"https://{'a' * 64}.example/1.mp3",
    ],
)  # fmt: skip
def test_what_is_no_address_of_audio_is_refused(clean, address):
    with pytest.raises(ValidationError):
        clean(address)


def test_an_address_is_looked_at_in_a_moment_however_it_is_made():
    with pytest.raises(ValidationError):
        AudioAddressValidator()(f"https://{'a_-' * 600}!")
