"""Which process has something in hand, and whether it is gone: then nobody has to wait until its claim runs out."""

import os
import socket


def this_process() -> str:
    """`host:number`."""
    return f"{socket.gethostname()}:{os.getpid()}"[-120:]


def is_gone(process: str) -> bool:
    """Whether a process of this machine is not there any more. This one has nothing in hand when it begins to ask."""
    host, _colon, number = process.rpartition(":")
    if host != socket.gethostname()[-100:] or not number.isdigit() or int(number) == os.getpid():
        return host == socket.gethostname()[-100:]
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False
