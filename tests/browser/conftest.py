"""A real Chromium against the site as it is served in production: hashed static files, strict policy, byte ranges."""

import os
import shutil
import threading

import pytest
from django.core.servers.basehttp import ThreadedWSGIServer
from django.db import connections
from django.test.testcases import LiveServerThread
from playwright.sync_api import expect

from tests.browser.process import SiteProcess
from tests.static_files import hashed

BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")

# In milliseconds. What comes is waited for no longer than it takes; a machine with much to do may take this long.
expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def base_url():
    """Tests go by `site_url`. The plugin's own fixture is written in a way that pytest 10 will refuse."""
    return None


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """The browser of this machine; without one these tests fail, they are never skipped."""
    executable = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if executable is None:
        pytest.fail(f"There is no browser: install one of {', '.join(BROWSERS)}, or set CHROMIUM to where one is.")
    arguments = [
        "--no-sandbox",
        "--no-first-run",
        "--disable-quic",
        "--disable-background-networking",
        "--mute-audio",
    ]
    return {**browser_type_launch_args, "executable_path": executable, "args": arguments}


@pytest.fixture(autouse=True)
def plain_static_files(settings, static_root):
    """In place of the plain files of other tests: those of production."""
    settings.STATIC_ROOT = str(static_root)
    settings.STORAGES = hashed(settings.STORAGES)


def _without_django_s_own_file_handlers(media_handler):
    """Static files are WhiteNoise's to serve and media are our views', here as in production."""
    application, one_at_a_time = media_handler.application, threading.Lock()

    def answered(environ, start_response):
        # The threads share one connection, on which no two can be in the middle of something.
        with one_at_a_time:
            return application(environ, start_response)

    return answered


class _PatientServer(ThreadedWSGIServer):
    """Closes when its last request has been answered: until then the test's database must be there."""

    daemon_threads = False


class _ServerThread(LiveServerThread):
    server_class = _PatientServer


@pytest.fixture
def site_url(transactional_db, plain_static_files, media_in_a_folder_of_its_own):
    """Where the site answers, `http://127.0.0.1:<port>`, with the rows of this test."""
    shared = {each.alias: each for each in connections.all()}
    for each in shared.values():
        each.inc_thread_sharing()
    server = _ServerThread("127.0.0.1", _without_django_s_own_file_handlers, connections_override=shared)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    try:
        if server.error:
            raise server.error
        yield f"http://{server.host}:{server.port}"
    finally:
        server.terminate()
        for each in shared.values():
            each.dec_thread_sharing()


@pytest.fixture(scope="session")
def empty_site(tmp_path_factory, static_root, migrated):
    """The database that a site in a process of its own starts with."""
    return SiteProcess(tmp_path_factory.mktemp("site"), static_root, tables=migrated)


@pytest.fixture
def console_errors():
    """What the browser complained of: script errors, refused code, files not found. At the end: nothing."""
    errors = []
    yield errors
    assert errors == []


@pytest.fixture
def new_context(new_context, site_url):
    """Contexts that are closed before the server: a page left open would keep it waiting."""
    contexts = []

    def make(**options):
        contexts.append(new_context(**options))
        return contexts[-1]

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def context(context, console_errors):
    """Everything that a page complains of is heard."""
    context.on("console", lambda message: console_errors.append(message.text) if message.type == "error" else None)
    context.on("weberror", lambda error: console_errors.append(str(error.error)))
    return context


@pytest.fixture
def page_without_scripts(new_context):
    return new_context(java_script_enabled=False).new_page()
