"""The steps of an episode that its form offers as buttons: each saves what is typed, then goes through `publishing`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy as _

from episodes import publishing
from episodes.models import Episode

State = Episode.State


@dataclass(frozen=True, kw_only=True)
class Step:
    """A button: its `name` in the form, who may press it in which states, and what is said when it is done."""

    name: str
    label: Any
    icon: str
    states: frozenset[str]
    permission: str
    done: Any
    take: Callable[..., None]


def _approve(*, episode: Episode, by: User, note: str) -> None:
    publishing.approve(episode=episode, by=by, publish_at=episode.publish_at, note=note)


SUBMIT = Step(
    name="_submit",
    label=_("Submit for review"),
    icon="send",
    states=frozenset({State.DRAFT}),
    permission="episodes.submit_episode",
    done=_("“%s” is with the editors."),
    take=publishing.submit,
)
APPROVE = Step(
    name="_approve",
    label=_("Approve"),
    icon="event_available",
    states=frozenset({State.IN_REVIEW}),
    permission="episodes.approve_episode",
    done=_("“%s” is approved."),
    take=_approve,
)
ASK_FOR_CHANGES = Step(
    name="_ask",
    label=_("Ask for changes"),
    icon="rate_review",
    states=frozenset({State.IN_REVIEW}),
    permission="episodes.approve_episode",
    done=_("“%s” is a draft again, with what you ask for at the top of its form."),
    take=publishing.ask_for_changes,
)
TAKE_BACK = Step(
    name="_take_back",
    label=_("Take back to draft"),
    icon="undo",
    states=frozenset({State.IN_REVIEW}),
    permission="episodes.submit_episode",
    done=_("“%s” is a draft again."),
    take=publishing.return_to_draft,
)
WITHDRAW = Step(
    name="_withdraw",
    label=_("Withdraw"),
    icon="block",
    states=frozenset({State.APPROVED}),
    permission="episodes.approve_episode",
    done=_("“%s” is withdrawn."),
    take=publishing.withdraw,
)
REVIVE = Step(
    name="_revive",
    label=_("Make it a draft again"),
    icon="undo",
    states=frozenset({State.WITHDRAWN}),
    permission="episodes.approve_episode",
    done=_("“%s” is a draft again."),
    take=publishing.return_to_draft,
)
STEPS = (SUBMIT, APPROVE, ASK_FOR_CHANGES, TAKE_BACK, WITHDRAW, REVIVE)


def offered(user: Any, episode: Episode) -> list[Step]:
    """Return the steps that `user` may take with `episode`, stored or being typed."""
    return [step for step in STEPS if episode.state in step.states and user.has_perm(step.permission, episode)]


def pressed(data: Any) -> Step | None:
    """Return the step whose button sent the form, if it was one of them."""
    return next((step for step in STEPS if step.name in data), None)
