import socket
import stat
import subprocess
import sys

import pytest

from podcast_site import first_run


@pytest.fixture
def env_file(tmp_path):
    return tmp_path / ".env"


def read(env_file) -> dict[str, str]:
    lines = env_file.read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if not line.startswith("#"))


def test_a_fresh_copy_gets_settings_for_this_machine(env_file, capsys):
    assert first_run.main([], env_file=env_file) == 0

    values = read(env_file)
    assert set(values) == {"SECRET_KEY", "ALLOWED_HOSTS", "SITE_NAME", "HTTPS"}
    assert len(values["SECRET_KEY"]) >= 50
    assert values["ALLOWED_HOSTS"].split(",")[:3] == ["localhost", "127.0.0.1", "[::1]"]
    assert values["SITE_NAME"] == "Podcasts"
    assert values["HTTPS"] == "false"
    assert capsys.readouterr().out == f"Wrote {env_file} with a fresh secret key.\n"


def test_an_installation_can_be_named(env_file):
    assert first_run.main(["--site-name", "Net Loft Radio"], env_file=env_file) == 0
    assert read(env_file)["SITE_NAME"] == "Net Loft Radio"


def test_only_the_owner_can_read_the_file(env_file):
    first_run.write_env(env_file, hosts=["localhost"])
    assert stat.S_IMODE(env_file.stat().st_mode) == 0o600


def test_no_two_copies_share_a_key(tmp_path):
    first_run.write_env(tmp_path / "one", hosts=["localhost"])
    first_run.write_env(tmp_path / "other", hosts=["localhost"])
    assert read(tmp_path / "one")["SECRET_KEY"] != read(tmp_path / "other")["SECRET_KEY"]


def test_an_existing_file_stays_as_it_is(env_file, capsys):
    env_file.write_text("SECRET_KEY=mine\n", encoding="utf-8")
    assert first_run.main([], env_file=env_file) == 0
    assert env_file.read_text(encoding="utf-8") == "SECRET_KEY=mine\n"
    assert capsys.readouterr().out == f"{env_file} stays as it is.\n"


@pytest.mark.parametrize(
    ("host", "added"),
    [
        ("podcasts.example", ["podcasts.example"]),
        ("localhost", []),
        ("0.0.0.0", []),  # every address of the machine, but the name of none
        ("::", []),
    ],
)
def test_the_host_that_is_served_is_allowed(env_file, host, added):
    first_run.main(["--host", host], env_file=env_file)
    assert read(env_file)["ALLOWED_HOSTS"].split(",") == [*first_run.own_hosts(), *added]


def test_a_free_port_is_no_trouble(env_file):
    assert first_run.main(["--port", str(free_port())], env_file=env_file) == 0


def test_a_port_in_use_is_named_before_anything_is_written(env_file, capsys):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert first_run.main(["--port", str(port)], env_file=env_file) == 1
    assert capsys.readouterr().err == (
        f"Something else listens on 127.0.0.1:{port}: stop it, or choose another port (PORT={port + 1}).\n"
    )
    assert not env_file.exists()


def test_a_number_that_is_no_port_is_refused():
    assert first_run.trouble_with("127.0.0.1", 70_000) == "70000 is not a port: choose one from 1024 to 65535."


def test_an_address_of_another_machine_is_refused():
    trouble = first_run.trouble_with("192.0.2.1", free_port())
    assert trouble.endswith("choose an address of this machine.")


def test_it_runs_before_django_can(tmp_path):
    code = "import sys, podcast_site.first_run; print([name for name in sys.modules if name.startswith('django')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]
