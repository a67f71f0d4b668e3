import pytest

from episodes.intake import Directory
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("known", "noted", "found"),
    [
        ("Inês Carvalho", "Ines Carvalho", True),
        ("Ines Carvalho", "INÊS  CARVALHO", True),
        ("Carvalho, Inês", "Inês Carvalho", True),
        ("J.J. Marsh", "JJ Marsh", True),
        ("J. Marsh", "John Marsh", True),
        ("John Marsh", "J. Marsh", True),
        ("John Marsh", "Jane Marsh", False),
        ("John Marsh", "John", False),
        ("John Marsh", "K. Marsh", False),
        ("山田太郎", "山田太郎", True),
    ],
)
def test_name_finds_whom_it_means(known, noted, found):
    person = PersonFactory(name=known)
    PersonFactory(name="Somebody Else")
    assert Directory().matches(noted) == ([person] if found else [])


def test_same_name_goes_before_initials():
    PersonFactory(name="J. Marsh")
    john = PersonFactory(name="John Marsh")
    assert Directory().matches("John Marsh") == [john]


def test_directory_asks_once(django_assert_num_queries):
    for _ in range(3):
        PersonFactory()
    with django_assert_num_queries(1):
        Directory().matches("Person 1")
