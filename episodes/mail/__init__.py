"""Mail to those who work on an episode: what happened becomes a letter to each, and the tick sends letters."""

from episodes.mail.asked import write_about_questions
from episodes.mail.choices import kind_of_token, mute, muted_by, token
from episodes.mail.sending import send
from episodes.mail.writing import write

__all__ = ["kind_of_token", "mute", "muted_by", "send", "token", "write", "write_about_questions"]
