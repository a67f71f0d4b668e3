import pytest

from guests.keeping.negotiation import encoding_for


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip", "gzip"),
        ("br", "br"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("br;q=0.5, gzip; Q=0.8", "gzip"),
        ("GZIP", "gzip"),
        ("*", "br"),
        ("br;q=0, *", "gzip"),
        ("identity;q=0.5, gzip;q=0.5", "gzip"),
        ("identity, gzip;q=0.5", ""),
        ("", ""),
        ("deflate", ""),
        ("gzip;q=0", ""),
        ("gzip; q=0.000, br;q=0.0", ""),
        ("x-gzip-not", ""),
        (",,", ""),
        ("gzip;q=nonsense", "gzip"),
        ("gzip;level=9;q=0", ""),
    ],
)
def test_the_client_chooses(accepted, encoding):
    assert encoding_for(accepted) == encoding
