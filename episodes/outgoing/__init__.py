"""Uploaded audio → the copy that goes out, with the episode's title, cover and chapters in it.

`truths` is what a copy says, `writing` how one comes to be, `keeping` when it is made, switched to and deleted. What a
producer uploaded is never touched; audio at another address is left alone.
"""

from episodes.outgoing.keeping import clear, renew

__all__ = ["clear", "renew"]
