"""`{% part %}`: rendered once for its facts."""

import pytest
from django.core.cache import cache
from django.template import TemplateSyntaxError, engines

TEMPLATE = (
    "{% load keeping %}{% part head facts %}{{ count }} {{ name }}{% endpart %}, {% part foot facts %}foot{% endpart %}"
)


@pytest.fixture
def render(settings):
    """`render(facts, name)`: what is shown, with how often what only the part shows was asked for."""
    settings.DEBUG = False
    cache.clear()
    template = engines["django"].from_string(TEMPLATE)
    asked = []

    def rendered(facts, name="Ada"):
        return template.render({"facts": facts, "name": name, "count": lambda: asked.append(1) or len(asked)})

    return rendered


def test_a_part_is_rendered_once_for_its_facts_and_what_it_alone_shows_is_asked_for_once(render):
    assert [render((1,)), render((1,), "Grace"), render((2,), "Grace")] == [
        "1 Ada, foot",
        "1 Ada, foot",
        "2 Grace, foot",
    ]


def test_what_a_part_shows_stays_escaped_and_is_escaped_once(render):
    assert [render((1,), "<b>"), render((1,), "<b>")] == ["1 &lt;b&gt;, foot"] * 2


def test_without_facts_nothing_is_kept(render):
    assert [render(None), render(None), render((1,)), render(None)] == [f"{n} Ada, foot" for n in (1, 2, 3, 4)]


@pytest.mark.parametrize("tag", ["{% part %}", "{% part head %}", "{% part head one two %}"])
def test_a_part_has_a_name_and_facts(tag):
    with pytest.raises(TemplateSyntaxError, match="A part has a name and facts"):
        engines["django"].from_string(f"{{% load keeping %}}{tag}{{% endpart %}}")
