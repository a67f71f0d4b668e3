import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Template

from guests.templatetags.modules import imported

JS = Path(settings.BASE_DIR) / "static/js"


@pytest.mark.parametrize("path", ["js/site.js", "js/episode.js", "js/search.js"])
def test_every_module_that_is_reached_is_named_once(path):
    """By another way: each `from` in a statement of each file that is named."""
    named = imported(path)
    assert len(set(named)) == len(named)
    assert path not in named
    reached = {
        (Path("static") / one).parent.joinpath(name).as_posix()
        for one in (path, *named)
        for name in re.findall(r'(?<!\()"(\.\.?/[\w/.-]+\.js)"(?!\))', (JS.parent / one).read_text())
    }
    base = Path.cwd()
    resolved = {Path(base / one).resolve().relative_to(base / "static").as_posix() for one in reached}
    assert resolved == set(named)


def test_a_script_is_there_with_what_it_imports_before_it():
    said = Template('{% load modules %}{% module "js/search.js" %}').render(Context())
    *ahead, script = said.splitlines()
    assert '<link rel="modulepreload" href="/static/js/pages.js">' in ahead
    assert len(ahead) == len(imported("js/search.js"))
    assert script == '<script type="module" src="/static/js/search.js"></script>'


def test_one_that_imports_nothing_stands_alone():
    assert imported("js/installing.js") == ()
    assert imported("js/not-there.js") == ()
