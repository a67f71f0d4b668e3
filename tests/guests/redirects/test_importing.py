import contextlib

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guests import redirects
from guests.models import Redirect

pytestmark = pytest.mark.django_db


def planned(text):
    plan = redirects.plan(text, hosts=("podcasts.example",))
    return [(line.number, line.old, line.new, line.deed.value) for line in plan.lines]


@pytest.mark.parametrize(
    "text",
    [
        "/a,/x/\n/b,/y/\n",
        "old,new\n/a,/x/\n/b,/y/",
        "Source;Target;Hits\r\n/a;/x/;3\r\n\r\n/b;/y/;4\r\n",
        '"/a"\t"/x/"\n"/b"\t"https://podcasts.example/y/"',
    ],
)
def test_a_list_is_read_as_programs_write_it(text):
    assert [line[1:] for line in planned(text)] == [("/a", "/x/", "add"), ("/b", "/y/", "add")]


def test_each_line_says_what_it_does_before_anything_is_written():
    Redirect.objects.create(old="/same", new="/x/")
    Redirect.objects.create(old="/other", new="/x/")
    text = "/new,/x/\n/same,/x/\n/other,/y/\n"
    plan = redirects.plan(text)
    assert [(line.deed.value, line.before) for line in plan.lines] == [("add", ""), ("keep", "/x/"), ("change", "/x/")]
    assert dict(Redirect.objects.values_list("old", "new")) == {"/same": "/x/", "/other": "/x/"}
    assert redirects.write(plan) == 2
    assert dict(Redirect.objects.values_list("old", "new")) == {"/new": "/x/", "/same": "/x/", "/other": "/y/"}
    assert redirects.write(redirects.plan(text)) == 0


def test_what_is_refused_says_why_by_line_and_holds_nothing_up():
    Redirect.objects.create(old="/c", new="/d/")
    plan = redirects.plan("/a,/x/\n/a/,/y/\nb,/y/\n/e\n/d,/c/\n/f,https://evil.example/\n/g,/x/\n")
    assert [(line.number, line.sentence) for line in plan.refused] == [
        (2, "“/a” is in line 1 already."),
        (3, "“b” is no address: write it as in /blog/episode-12."),
        (4, "An address is missing: write it as in /show/episode/."),
        (5, "“/d” would lead back to itself: /d → /c → /d."),
        (6, "“evil.example” is another site. Old addresses lead to pages of this one, as in /show/episode/."),
    ]
    assert redirects.write(plan) == 2


def test_two_lines_of_a_list_make_no_loop_either():
    assert [line[3] for line in planned("/a,/b/\n/b,/a/")] == ["add", "refuse"]


@pytest.mark.parametrize(
    ("text", "said"),
    [("", "There is nothing in the list"), (" \n\n", "There is nothing"), ("/a,/x/\n" * 5_001, "5001 lines")],
)
def test_what_is_no_list_is_said_to_be_none(text, said):
    with pytest.raises(ValidationError, match=said):
        redirects.plan(text)


def test_a_cell_without_end_is_said_with_its_line():
    with pytest.raises(ValidationError, match="Line 2 cannot be read"):
        redirects.plan('/a,/x/\n"' + "/b" * 80_000)


def test_a_list_is_planned_and_written_with_few_queries(django_assert_num_queries):
    for count in (1, 300):
        text = "\n".join(f"/a{count}-{number},/x/" for number in range(count))
        with django_assert_num_queries(1):
            plan = redirects.plan(text)
        with django_assert_num_queries(3):
            redirects.write(plan)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.text() | st.text(st.sampled_from('/ab,;\t"\n\r\0?#')))
def test_any_text_is_planned_or_refused(text):
    with contextlib.suppress(ValidationError):
        assert all(line.sentence for line in redirects.plan(text).refused)
