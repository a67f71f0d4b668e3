"""A process is ready before it says so: what every first request would wait for has been done."""

import subprocess
import sys

READY = """
import sys
from podcast_site.wsgi import application
from episodes.feeds import tables
from guests.keeping import version
print("episodes.views.pages" in sys.modules, version._code.cache_info().currsize)
print(*(question._written.cache_info().currsize for question in (tables.extent, tables.standing, tables._items)))
"""


def test_views_are_read_the_code_is_summed_up_and_questions_are_written_before_the_first_request():
    done = subprocess.run([sys.executable, "-c", READY], capture_output=True, text=True, check=True)
    assert done.stdout == "True 1\n1 1 1\n"
