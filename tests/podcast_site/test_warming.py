"""A process is ready before it says so: what every first request would wait for has been done."""

import subprocess
import sys

READY = """
import sys
from podcast_site.wsgi import application
from guests.keeping import version
print("episodes.views.pages" in sys.modules, version._code.cache_info().currsize)
"""


def test_views_are_read_and_the_code_is_summed_up_before_the_first_request():
    done = subprocess.run([sys.executable, "-c", READY], capture_output=True, text=True, check=True)
    assert done.stdout == "True 1\n"
