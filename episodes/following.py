"""Shows that live elsewhere: their feeds are looked at again and again, and what has changed there changes here.

What has been edited here stays, as with every import: people, links and chapters that were added here too.
"""

import datetime as dt
import io
from collections.abc import Iterator
from dataclasses import replace

from django.utils import timezone
from django.utils.translation import gettext as _

from episodes import fetching, importer
from episodes.importer.asking import FEED, conditions, validators
from episodes.importer.spooled import Spooled
from episodes.importer.values import EpisodePlan, FieldPlan, Plan, Verdict
from episodes.models import FollowedShow, ImportedEpisode, ImportedShow, MediaErrand, Show

EVERY = dt.timedelta(minutes=30)
# Files of chapters and transcripts may change without their feed.
_FILES_EVERY = dt.timedelta(days=1)
_LONGEST_PAUSE = dt.timedelta(hours=12)
# Whoever was killed while looking is followed by the next after that time.
_CLAIM = dt.timedelta(minutes=20)

NewEpisodes = FollowedShow.NewEpisodes


def start(*, show: Show, new_episodes: str) -> FollowedShow:
    """Follow the feed from which the show came, or change how its new episodes come. Raises Refused without one."""
    imported = ImportedShow.objects.filter(show=show).first()
    if imported is None or not imported.address:
        raise importer.Refused(_("The show came from no address, so there is nothing to follow."))
    followed, made = FollowedShow.objects.get_or_create(
        show=show, defaults={"address": imported.address, "new_episodes": new_episodes}
    )
    if not made:
        followed.new_episodes = new_episodes
        followed.save(update_fields=["new_episodes"])
    return followed


def stop(*, show: Show) -> None:
    """Follow it no more; everything stays as it is here."""
    FollowedShow.objects.filter(show=show).delete()


def follow(*, asking: importer.Asking | None = None) -> Iterator[str]:
    """Look at every feed whose turn it is; a sentence for each that has changed or could not be read."""
    while followed := _claimed():
        try:
            sentences = list(_look(followed, asking or importer.Asking()))
        except (fetching.FetchError, importer.Refused) as error:
            _put_off(followed, str(error))
            yield _("The feed of “%(title)s” could not be followed: %(why)s") % {
                "title": followed.show.title,
                "why": error,
            }
        else:
            yield from sentences


def _claimed() -> FollowedShow | None:
    """The feed that has been due longest, in nobody else's hands for a while. Two ticks at once get different ones."""
    while found := (
        FollowedShow.objects.filter(due_at__lte=timezone.now()).select_related("show").order_by("due_at", "pk").first()
    ):
        due = FollowedShow.objects.filter(pk=found.pk, due_at=found.due_at)
        if due.update(due_at=timezone.now() + _CLAIM):
            return found
    return None


def _look(followed: FollowedShow, asking: importer.Asking) -> Iterator[str]:
    answer = asking.ask(followed.address, limits=FEED, headers=_conditions(followed))
    if answer.status == 304:
        _done(followed)
        return
    first = importer.Page(body=io.BytesIO(answer.body), found_at=answer.address)
    source = replace(importer.from_pages([first], asking=asking), address=followed.address)
    with_media = _with_media(followed.show)
    planned = importer.plan(
        source=source, show=followed.show, with_media=with_media, asking=asking, fresh_for=_FILES_EVERY
    )
    if followed.new_episodes == NewEpisodes.DRAFTS:
        planned = _as_drafts(planned)
    changed = sum(1 for one in planned.episodes if one.is_needed and one.verdict in (Verdict.NEW, Verdict.CHANGED))
    failed = [step.sentence for step in importer.apply(plan=planned, asking=asking) if step.failed]
    failed += [source.missing] if source.missing else []
    if failed:  # the same answer must come again, and not a 304
        _put_off(followed, failed[0])
    else:
        found = validators(answer)
        _done(
            followed,
            etag=found["etag"],
            last_modified=found["modified"],
            changed_at=timezone.now() if changed else followed.changed_at,
        )
    if changed:
        words = _("“%(title)s” follows its feed: %(count)d episodes are new or other.")
        yield words % {"title": followed.show.title, "count": changed}
    yield from failed


def _conditions(followed: FollowedShow) -> dict[str, str]:
    """None when it is time to look at the files that the feed names: what they are it alone can say."""
    came = ImportedEpisode.objects.filter(episode__show=followed.show)
    if came.filter(documents_at__lte=timezone.now() - _FILES_EVERY).exists():
        return {}
    return conditions(etag=followed.etag, modified=followed.last_modified)


def _with_media(show: Show) -> bool:
    """Whether the files of its episodes come here, and are not only linked: as was wanted last, or as is to be seen by
    them. Audio that somebody has uploaded to one of them says nothing of the others."""
    imported = ImportedShow.objects.filter(show=show).first()
    if imported and imported.with_media is not None:
        return bool(imported.with_media)
    if show.media_errands.filter(kind=MediaErrand.Kind.AUDIO).exists():
        return True
    # Out of an archive files come without errands.
    came = show.episodes.exclude(imported=None)
    return came.exclude(audio_file="").exists() and not came.exclude(audio_url="").exists()


def _as_drafts(plan: Plan) -> Plan:
    """The plan without a moment for episodes that have none here: they stay drafts until somebody lets them out."""
    return replace(plan, episodes=Spooled(_as_draft(one) for one in plan.episodes))


def _as_draft(plan: EpisodePlan) -> EpisodePlan:
    return replace(plan, fields=tuple(_without_moment(one) for one in plan.fields))


def _without_moment(plan: FieldPlan) -> FieldPlan:
    if plan.name != "publish_at" or plan.here or plan.verdict == Verdict.SAME:
        return plan
    return replace(plan, verdict=Verdict.SAME, there=plan.here)


def _done(followed: FollowedShow, **values: object) -> None:
    now = timezone.now()
    FollowedShow.objects.filter(pk=followed.pk).update(
        due_at=now + EVERY, looked_at=now, failures=0, error="", **values
    )


def _put_off(followed: FollowedShow, error: str) -> None:
    """Try again after a pause that doubles, up to half a day."""
    pause = min(EVERY * 2 ** min(followed.failures + 1, 10), _LONGEST_PAUSE)
    FollowedShow.objects.filter(pk=followed.pk).update(
        due_at=timezone.now() + pause, failures=followed.failures + 1, error=error
    )
