"""`python -m podcast_site.first_run`: what a fresh copy needs before Django can start, and nothing twice.

Writes `.env` where there is none. With `--port` it also sees that nothing else listens there.
"""

import argparse
import errno
import os
import secrets
import socket
import sys
from collections.abc import Sequence
from pathlib import Path

ENV_FILE = Path(__file__).resolve().parent.parent / ".env"

_TEMPLATE = """\
# Made by podcast_site.first_run for this machine; docs/configuration.md lists every variable.
# Whoever knows the key can sign in as anybody. Keep it, and keep it to yourself.
SECRET_KEY={key}
# Names and addresses by which browsers may ask for the site.
ALLOWED_HOSTS={hosts}
# What the installation calls itself.
SITE_NAME={site_name}
# Plain http. On a public address remove this line and put a proxy that speaks TLS in front.
HTTPS=false
"""


def write_env(path: Path, *, hosts: Sequence[str], site_name: str = "Podcasts") -> bool:
    """Write settings for this machine, with a fresh secret key, where `path` does not exist yet.

    Returns whether it was written. Only its owner can read it.
    """
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(_TEMPLATE.format(key=secrets.token_urlsafe(50), hosts=",".join(hosts), site_name=site_name))
    return True


def own_hosts() -> list[str]:
    """Return the names and addresses under which this machine answers: loopback, its name, its address in the LAN."""
    hosts = ["localhost", "127.0.0.1", "[::1]"]
    name = socket.gethostname().lower()
    for host in (name, f"{name}.local", _lan_address()):
        if host and host not in hosts:
            hosts.append(host)
    return hosts


def _lan_address() -> str:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # sends nothing: a datagram socket only chooses its way out
        except OSError:
            return ""
        return str(probe.getsockname()[0])


def trouble_with(host: str, port: int) -> str:
    """Return why nothing can listen on `host` and `port`, in a sentence; empty when all is well."""
    if not 0 < port < 65536:
        return f"{port} is not a port: choose one from 1024 to 65535."
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host.strip("[]"), port), family=family).close()
    except PermissionError:
        return f"Only an administrator may use port {port}: choose one from 1024 to 65535."
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            return f"Something else listens on {host}:{port}: stop it, or choose another port (PORT={port + 1})."
        return f"The server cannot listen on {host}:{port} ({error.strerror}): choose an address of this machine."
    return ""


def main(arguments: Sequence[str] | None = None, *, env_file: Path = ENV_FILE) -> int:
    parser = argparse.ArgumentParser(prog="python -m podcast_site.first_run", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1", help="where the site will be served")
    parser.add_argument("--port", type=int, help="see that this port is free")
    parser.add_argument("--site-name", default="Podcasts", help="what the installation calls itself")
    options = parser.parse_args(arguments)

    if options.port is not None and (trouble := trouble_with(options.host, options.port)):
        sys.stderr.write(f"{trouble}\n")
        return 1
    hosts = own_hosts()
    if options.host not in (*hosts, "0.0.0.0", "::", "[::]"):  # noqa: S104 - compared with, not listened on
        hosts.append(options.host)
    if write_env(env_file, hosts=hosts, site_name=options.site_name):
        sys.stdout.write(f"Wrote {env_file} with a fresh secret key.\n")
    else:
        sys.stdout.write(f"{env_file} stays as it is.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
