"""What holds for the project as a whole: migrations, settings, documents, every plain address."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import URLPattern, URLResolver, get_resolver

from tests.factories import CreditFactory, EpisodeFactory

ROOT = Path(__file__).parents[2]
PRODUCTION = {
    "SECRET_KEY": "a-key-of-fifty-signs-and-more-0123456789-abcdefghijklmnopqrstuvwxyz",
    "ALLOWED_HOSTS": "podcast.example",
    "DATABASE_URL": "sqlite:///:memory:",
    "DEBUG": "false",
    "HTTPS": "true",
    "MAIL_HOST": "smtp.podcast.example",
}


def needed() -> dict[str, str]:
    return {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}


def run_python(*arguments: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run Python with nothing in its environment but what is given, and what an interpreter itself may need."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=needed() | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def bare_copy(tmp_path):
    """A folder with the settings alone: no `.env` of this copy is found from there."""
    (tmp_path / "podcast_site").mkdir()
    shutil.copy(ROOT / "podcast_site/settings.py", tmp_path / "podcast_site/settings.py")
    return tmp_path


def setting(folder: Path, name: str, **environment: str) -> str:
    done = run_python("-c", f"from podcast_site import settings; print(settings.{name})", folder=folder, **environment)
    assert done.returncode == 0, done.stderr
    return done.stdout.removesuffix("\n")


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_a_production_environment_passes_the_deployment_check():
    done = run_python("manage.py", "check", "--deploy", "--fail-level", "WARNING", folder=ROOT, **PRODUCTION)
    assert (done.returncode, done.stdout) == (0, "System check identified no issues (0 silenced).\n"), done.stderr


def test_without_a_secret_key_nothing_starts(bare_copy):
    done = run_python("-c", "import podcast_site.settings", folder=bare_copy)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].endswith("Set the SECRET_KEY environment variable")


def test_a_secret_can_come_from_a_file(bare_copy):
    (bare_copy / "key").write_text("from-a-file", encoding="utf-8")
    assert setting(bare_copy, "SECRET_KEY", SECRET_KEY_FILE=str(bare_copy / "key")) == "from-a-file"


def test_the_environment_comes_before_the_env_file(bare_copy):
    (bare_copy / ".env").write_text("SECRET_KEY=x\nSITE_NAME=From the file\n", encoding="utf-8")
    assert setting(bare_copy, "SITE_NAME") == "From the file"
    assert setting(bare_copy, "SITE_NAME", SITE_NAME="From the environment") == "From the environment"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEBUG", "False"),
        ("SECURE_SSL_REDIRECT", "True"),
        ("SESSION_COOKIE_SECURE", "True"),
        ("CSRF_COOKIE_SECURE", "True"),
        ("SECURE_HSTS_SECONDS", "31536000"),
        ("ALLOWED_HOSTS", "['localhost', '127.0.0.1', '[::1]']"),
    ],
)
def test_what_nobody_set_is_safe(bare_copy, name, value):
    assert setting(bare_copy, name, SECRET_KEY="x") == value


def test_a_proxy_is_believed_only_when_there_is_one(bare_copy):
    show = "SECURE_PROXY_SSL_HEADER"
    assert setting(bare_copy, show, SECRET_KEY="x", BEHIND_PROXY="true") == "('HTTP_X_FORWARDED_PROTO', 'https')"
    done = run_python("-c", f"from podcast_site.settings import {show}", folder=bare_copy, SECRET_KEY="x")
    assert done.returncode == 1


@pytest.fixture(scope="module")
def variables() -> set[str]:
    """Every variable that the settings read."""
    source = (ROOT / "podcast_site/settings.py").read_text(encoding="utf-8")
    return set(re.findall(r'\benv\.\w+\(\s*"([A-Z_]+)"', source))


def test_the_configuration_page_lists_every_variable(variables):
    page = (ROOT / "docs/configuration.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `([A-Z_]+)` \|", page, re.MULTILINE)) == variables


def test_the_example_file_lists_every_variable(variables):
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert set(re.findall(r"^(?:# )?([A-Z_]+)=", example, re.MULTILINE)) == variables


def plain_addresses(patterns: list[URLPattern | URLResolver], prefix: str = "/") -> list[str]:
    """Return every public address that takes no argument."""
    found = []
    for pattern in patterns:
        address = prefix + str(pattern.pattern)
        if pattern.pattern.converters or address.startswith("/admin/"):
            continue
        found += plain_addresses(pattern.url_patterns, address) if isinstance(pattern, URLResolver) else [address]
    return found


# What an address is asked for that says nothing without a question.
ASKED = {"/oembed": {"url": "http://testserver/slack/moon/"}}


@pytest.mark.django_db
def test_every_plain_address_answers_and_every_page_has_one_heading(client):
    CreditFactory(episode=EpisodeFactory(slug="moon", show__slug="slack", show__in_llms_txt=True))
    headings = {}
    for address in plain_addresses(get_resolver().url_patterns):
        response = client.get(address, ASKED.get(address, {}))
        assert response.status_code == 200, address
        if response["Content-Type"].startswith("text/html"):
            headings[address] = len(re.findall(r"<h1[\s>]", response.content.decode()))
    assert headings == dict.fromkeys(headings, 1)
    assert {"/", "/guests/"} <= set(headings)


def test_a_command_ends_in_silence_when_nobody_reads_it_any_more() -> None:
    command = subprocess.Popen(
        [sys.executable, "manage.py", "showmigrations"],
        cwd=ROOT,
        env=needed() | PRODUCTION,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert command.stdout
    command.stdout.close()
    _out, complaints = command.communicate()
    assert (command.returncode, complaints) == (141, "")
