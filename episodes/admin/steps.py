"""The steps of an episode that its form offers as buttons: each saves what is typed, then goes through `publishing`."""

from collections.abc import Callable
from dataclasses import dataclass, replace
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
GIVE_BACK = Step(
    name="_give_back",
    label=_("Give back to producer"),
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
STEPS = (SUBMIT, APPROVE, GIVE_BACK, WITHDRAW, REVIVE)


def offered(user: Any, episode: Episode | None) -> list[Step]:
    """Return the steps that `user` may take with `episode`; None is one that is being typed."""
    state = episode.state if episode else State.DRAFT
    steps = [step for step in STEPS if state in step.states and user.has_perm(step.permission)]
    if user.has_perm(APPROVE.permission):
        return steps
    return [replace(step, label=_("Take back to draft")) if step is GIVE_BACK else step for step in steps]


def pressed(data: Any) -> Step | None:
    """Return the step whose button sent the form, if it was one of them."""
    return next((step for step in STEPS if step.name in data), None)
