"""What listeners ask a show: from the form to the desk, to an answer or into an episode, and out of the world again."""

from episodes.questions.asking import NotNow, Ticket, ask, source_of
from episodes.questions.forgetting import SPAM_DAYS, forget, kept_days
from episodes.questions.letters import subject_of
from episodes.questions.settling import Refused, answer, settle, take_into, takers

__all__ = [
    "SPAM_DAYS",
    "NotNow",
    "Refused",
    "Ticket",
    "answer",
    "ask",
    "forget",
    "kept_days",
    "settle",
    "source_of",
    "subject_of",
    "take_into",
    "takers",
]
