"""A plan, and how it was carried out, for people and for programs."""

import json
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from episodes.formats import timestamps
from episodes.importer import episode_fields, show_fields
from episodes.importer.planning import remarks_by_count
from episodes.importer.values import EpisodePlan, FieldPlan, Plan, Step, Verdict

_LONGEST = 60
# What is said of a value that is not there yet, or not here.
_WORDS: Mapping[str, Any] = {
    episode_fields.LATER: gettext_lazy("in a file of its own"),
    episode_fields.LINKED: gettext_lazy("linked"),
    episode_fields.DOWNLOADED: gettext_lazy("downloaded"),
    episode_fields.ON_ITS_WAY: gettext_lazy("on its way"),
}


def label(name: str) -> str:
    """What a field of a show or an episode is called."""
    return str(episode_fields.LABELS.get(name) or show_fields.LABELS[name])


def verdict_label(verdict: Verdict) -> str:
    return {
        Verdict.NEW: _("new"),
        Verdict.CHANGED: _("changed"),
        Verdict.SAME: _("same"),
        Verdict.KEPT: _("edited here"),
        Verdict.REFUSED: _("refused"),
    }[verdict]


def shown(value: Any, *, longest: int = _LONGEST) -> str:
    """A value in a line, short enough for a table."""
    if value is None or value == "":
        return "–"
    if isinstance(value, str) and value in _WORDS:
        return str(_WORDS[value])
    if isinstance(value, list):
        text = ", ".join(shown(part, longest=longest) for part in value if part not in ("", None))
        return _short(text, longest) or "–"
    return _short(" ".join(str(value).split()), longest)


def _short(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def lines(plan: Plan) -> Iterator[str]:
    """The plan as a table: the numbers, the show, each episode with the fields that are not the same, the guesses."""
    show = plan.show
    yield _("Show: %(title)s (%(verdict)s), at /%(slug)s/") % {
        "title": show.title,
        "verdict": verdict_label(show.verdict),
        "slug": show.slug,
    }
    if show.verdict != Verdict.NEW:
        yield from (f"    {line}" for line in differences(show.fields))
    counts = plan.counts
    yield _("Episodes: ") + ", ".join(f"{counts[verdict]} {verdict_label(verdict)}" for verdict in Verdict)
    if plan.source.missing:
        yield plan.source.missing
    if plan.with_media and (lengths := audio_lengths(plan)):
        yield _("Audio to bring: %(count)d files, %(size)d MB") % {
            "count": len(lengths),
            "size": sum(lengths) // 1_000_000,
        }
    for episode in plan.episodes:
        if episode.verdict == Verdict.SAME:
            continue
        yield f"  {verdict_label(episode.verdict):12} {episode.title}"
        yield from (f"    {line}" for line in _about(episode))
    for title in plan.gone:
        yield _("  not in the feed any more, and stays: %(title)s") % {"title": title}
    if guesses := remarks_by_count(plan):
        yield _("What was guessed or mended:")
        for sentence, count in guesses:
            times = ngettext("%(count)d episode", "%(count)d episodes", count) % {"count": count}
            yield f"  {sentence} ({times})"
    yield from (f"  {remark}" for remark in plan.remarks)


def audio_lengths(plan: Plan) -> list[int]:
    """What the feed says of the sizes of the audio that is to be brought, in bytes; 0 where it says nothing."""
    return [
        (episode.item.enclosure and episode.item.enclosure.length) or 0
        for episode in plan.episodes
        if any(one.name == "audio" for one in episode.written)
    ]


def _about(episode: EpisodePlan) -> Iterator[str]:
    yield from episode.reasons
    if episode.verdict == Verdict.NEW:
        yield ", ".join(label(name) for name in brings(episode.fields))
    else:
        yield from differences(episode.fields)


def differences(fields: tuple[FieldPlan, ...]) -> Iterator[str]:
    """A line for each field that is not the same: what is here, what the feed says, and why it is not taken."""
    for one in fields:
        if not is_told(one):
            continue
        line = f"{label(one.name)}: {shown(one.here)} → {shown(one.there)}"
        yield f"{line} ({one.reason})" if one.reason else line


def brings(fields: tuple[FieldPlan, ...]) -> list[str]:
    """The names of the fields that a new show or episode comes with."""
    return [one.name for one in fields if is_told(one)]


def is_told(one: FieldPlan) -> bool:
    """Whether a field says anything: what is the same, or empty in a new show or episode, does not."""
    if is_unknown(one):
        return False
    if one.verdict == Verdict.NEW:
        return one.there not in ("", None, False, [], ["", ""], ["", "", ""]) and one.name not in _INNER
    return one.verdict != Verdict.SAME


# Nobody misses these in a list of what comes.
_INNER = frozenset({"guid_is_permalink", "kind", "medium"})


def is_unknown(one: FieldPlan) -> bool:
    """Whether nobody can say yet if there is anything: a file of chapters may have pictures, most have none."""
    return one.name == "pictures" and one.there == episode_fields.LATER


def as_json(plan: Plan) -> Iterator[str]:
    """The plan for programs: JSON, a line for each episode, of which never more than one is in memory."""
    about = {
        "address": plan.source.address,
        "show": {
            "title": plan.show.title,
            "slug": plan.show.slug,
            "verdict": plan.show.verdict.value,
            "fields": [_field(one) for one in plan.show.fields],
        },
        "counts": {verdict.value: count for verdict, count in plan.counts.items()},
        "missing": plan.source.missing,
        "remarks": list(plan.remarks),
        "gone": list(plan.gone),
    }
    yield _json(about).removesuffix("}") + ', "episodes": ['
    for place, episode in enumerate(plan.episodes):
        yield (",\n" if place else "\n") + _json(_episode(episode))
    yield "\n]}"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _episode(episode: EpisodePlan) -> dict[str, Any]:
    return {
        "guid": episode.guid,
        "title": episode.title,
        "verdict": episode.verdict.value,
        "reasons": list(episode.reasons),
        "remarks": list(episode.remarks),
        "fields": [_field(one) for one in episode.fields],
    }


def _field(one: FieldPlan) -> dict[str, Any]:
    found = {"name": one.name, "verdict": one.verdict.value}
    if one.verdict == Verdict.SAME:
        return found
    return {**found, "here": one.here, "there": one.there, "reason": one.reason}


@dataclass
class Progress:
    """How far an import is, how fast it goes, and how long it will take."""

    clock: Callable[[], float] = time.monotonic
    began: float = field(init=False)

    def __post_init__(self) -> None:
        self.began = self.clock()

    def line(self, step: Step) -> str:
        """`42 of 700 · 3.1 a second · 3:32 left`."""
        rate = step.done / max(self.clock() - self.began, 0.001)
        return pace(done=step.done, total=step.total, per_second=rate)


def pace(*, done: int, total: int, per_second: float) -> str:
    """`42 of 700 · 3.1 a second · 3:32 left`; the numbers alone where nothing says how fast it goes."""
    if per_second <= 0 or done >= total:
        return _("%(done)d of %(total)d") % {"done": done, "total": total}
    return _("%(done)d of %(total)d · %(rate).1f a second · %(left)s left") % {
        "done": done,
        "total": total,
        "rate": per_second,
        "left": _clock((total - done) / per_second),
    }


def pace_of_bytes(*, done: int, total: int, left: int, per_second: float) -> str:
    """The same for files, of which `left` bytes are still to come."""
    if per_second <= 0 or done >= total:
        return _("%(done)d of %(total)d") % {"done": done, "total": total}
    return _("%(done)d of %(total)d · %(rate).1f MB a second · %(left)s left") % {
        "done": done,
        "total": total,
        "rate": per_second / 1_000_000,
        "left": _clock(left / per_second),
    }


def _clock(seconds: float) -> str:
    return timestamps.format_clock(min(round(seconds) * 1000, timestamps.LONGEST_MS))
