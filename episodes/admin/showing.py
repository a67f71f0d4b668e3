"""How the desk shows an episode's state, moment, people and audio."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import formats, timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from episodes import publishing, readiness, schedule
from episodes.clocks import clock_and_day, offset_name, zone_and_offset
from episodes.formats import timestamps
from episodes.models import ON_AIR, Episode, OutgoingErrand, StateChange
from episodes.models.errand import BROKEN_OFF

# What a person needs to know, which is more than the state that is stored: its key, words and sign.
LABELS: dict[str, tuple[Any, str]] = {
    "draft": (_("Draft"), "edit_note"),
    "in_review": (_("In review"), "rate_review"),
    "scheduled": (_("Scheduled"), "schedule"),
    "public": (_("Public"), "podcasts"),
    "withdrawn": (_("Withdrawn"), "block"),
}


def condition(episode: Episode) -> str:
    """Return `draft`, `in_review`, `scheduled`, `public` or `withdrawn`."""
    if episode.state != Episode.State.APPROVED:
        return episode.state
    return "scheduled" if episode.is_scheduled else "public"


def badge(episode: Episode) -> SafeString:
    """The condition as a sign and a word; never as a colour alone."""
    key = condition(episode)
    label, icon = LABELS[key]
    return format_html(
        '<span class="desk-state desk-state-{}"><span class="material-symbols-outlined" aria-hidden="true">{}</span>'
        "{}</span>",
        key,
        icon,
        label,
    )


def moment(episode: Episode) -> SafeString:
    """The moment on the show's clock, with the zone's name and offset; empty without one."""
    if episode.publish_at is None:
        return SafeString("")
    return format_html(
        '<time class="desk-moment-shown" datetime="{}">{} <span class="desk-zone">{}</span></time>',
        episode.publish_at.isoformat(),
        clock_and_day(episode.publish_at.astimezone(episode.show.zone)),
        offset_name(episode.publish_at, episode.show.zone),
    )


def zone(episode: Episode) -> SafeString:
    """The zone of the moment that an editor types; `moment.js` keeps the offset in step with what is typed."""
    return zone_output("id_publish_at", episode.show.zone, episode.publish_at)


def zone_output(field: str, zone: ZoneInfo, moment: dt.datetime | None) -> SafeString:
    """The same for the moment in any field, by its id."""
    words = zone_and_offset(zone, "{offset}")
    return format_html(
        '<output for="{}" data-zone="{}" data-words="{}" data-past="{}" data-never="{}" data-twice="{}">{}</output>',
        field,
        zone.key,
        words,
        _("%(zone)s – past: once approved, the episode is public at once") % {"zone": words},
        _("%(zone)s – this hour does not exist that night") % {"zone": zone.key},
        _("%(zone)s – this hour happens twice that night") % {"zone": zone.key},
        offset_name(moment or timezone.now(), zone),
    )


def name_of(user: Any) -> str:
    """What a colleague is called; empty where the account is gone."""
    return (user.get_full_name() or user.get_username()) if user else ""


def slot(episode: Episode) -> SafeString:
    """The next slot of the show's cadence without an episode; with scripts a button that puts it into the field."""
    show = episode.show
    free = schedule.free_slots(shows=[show]).get(show.pk)
    if free is None:
        return format_html('<span class="desk-none">{}</span>', _("None: the show has no cadence."))
    return format_html(
        '<span class="desk-slot"><span>{} {}</span>'
        '<button type="button" class="desk-link" data-moment="{}" data-for="id_publish_at" hidden>{}</button></span>',
        clock_and_day(free.astimezone(show.zone)),
        offset_name(free, show.zone),
        free.astimezone(show.zone).replace(tzinfo=None).isoformat(timespec="minutes"),
        _("Take it"),
    )


def people(episode: Episode) -> str:
    """Who is heard, then how many others; from prefetched credits."""
    credits = list(episode.credits.all())
    heard = [credit.person.name for credit in credits if credit.role in ON_AIR]
    names = list(dict.fromkeys(heard or [credit.person.name for credit in credits]))
    return ", ".join(names[:3]) + (f" +{len(names) - 3}" if len(names) > 3 else "")


def duration(episode: Episode) -> SafeString:
    if episode.duration_ms is None:
        return SafeString("")
    return format_html('<span class="desk-clock-shown">{}</span>', timestamps.format_clock(episode.duration_ms))


def audio(episode: Episode) -> SafeString:
    """What is known of the audio, and a player for it once the episode is saved."""
    if not episode.has_audio:
        return format_html('<span class="desk-none">{}</span>', _("None yet."))
    facts = [
        str(dict(Episode._meta.get_field("audio_type").flatchoices).get(episode.audio_type, "")).partition(" ")[0],
        timestamps.format_clock(episode.duration_ms) if episode.duration_ms else "",
        formats.localize(round(episode.audio_size / 1_000_000, 1)) + " MB" if episode.audio_size else "",
    ]
    return format_html(
        '<span class="desk-audio">{}</span>{}',
        " · ".join(fact for fact in facts if fact),
        _player(episode),
    )


def outgoing(episode: Episode) -> SafeString:
    """What the file says of itself that listeners get; empty where it is not ours."""
    if not episode.audio_file:
        return SafeString("")
    errand = OutgoingErrand.objects.filter(episode=episode.pk).first()
    if errand and errand.error and errand.error != BROKEN_OFF:
        words = _("Title, cover and chapters could not be written into the file: %s") % errand.error
        return format_html('<span class="desk-missing">{}</span>', words)
    if episode.sent_file != episode.audio_file.name:
        return format_html("{}", _("The file that goes out has title, cover and chapters in it."))
    return format_html(
        '<span class="desk-none">{}</span>',
        _("Title, cover and chapters are written into a copy of it from review on."),
    )


def _player(episode: Episode) -> SafeString:
    if not episode.pk or not episode.audio_type:
        return SafeString("")
    return format_html('<audio class="desk-player" controls preload="none" src="{}"></audio>', episode.get_audio_url())


def missing(episode: Episode, facts: readiness.Facts) -> SafeString:
    """What keeps the episode from going out, besides its moment."""
    reasons = publishing.missing_for_approval(episode, publish_at=timezone.now(), facts=facts)
    if not reasons:
        return format_html("{}", _("Nothing. The episode can go out."))
    return format_html('<ul class="desk-missing">{}</ul>', format_html_join("", "<li>{}</li>", ([r] for r in reasons)))


def record(episode: Episode) -> SafeString:
    """Every step the episode has taken: when, what, who, in which words."""
    zone = episode.show.zone
    changes = episode.state_changes.select_related("by")
    rows = format_html_join(
        "",
        '<li><span class="desk-when">{}</span> {}{}{}{}</li>',
        (
            (
                clock_and_day(change.at.astimezone(zone)),
                _stepped(change, zone),
                format_html(" ({})", change.get_cause_display()) if change.cause else "",
                format_html(" · {}", name_of(change.by)) if change.by else "",
                format_html('<p class="desk-words">{}</p>', change.note) if change.note else "",
            )
            for change in changes
        ),
    )
    if not rows:
        return format_html("{}", _("Nothing yet."))
    hours = _("Hours are those of %(zone)s.") % {"zone": zone.key}
    return format_html('<p class="desk-help">{}</p><ol class="desk-record">{}</ol>', hours, rows)


def _stepped(change: StateChange, zone: ZoneInfo) -> SafeString:
    from_form = change.to_state == Episode.State.APPROVED and change.publish_at_before is None
    if change.from_state == change.to_state and not from_form:
        return _moved(change, zone)
    told = (
        format_html(" {} {}", _("for"), clock_and_day(change.publish_at.astimezone(zone))) if change.publish_at else ""
    )
    return format_html(
        "{} → <strong>{}</strong>{}", change.get_from_state_display(), change.get_to_state_display(), told
    )


def _moved(change: StateChange, zone: ZoneInfo) -> SafeString:
    """Another moment in the same state."""
    before, after = (
        clock_and_day(moment.astimezone(zone)) if moment else str(_("no moment"))
        for moment in (change.publish_at_before, change.publish_at)
    )
    words = _("moment taken back:") if change.undoes_id else _("moment:")
    return format_html("{} {} → <strong>{}</strong>", words, before, after)
