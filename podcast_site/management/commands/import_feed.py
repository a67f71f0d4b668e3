import ipaddress
import json
from argparse import ArgumentTypeError
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from episodes import fetching, following, importer, unpacking
from episodes.importer import media, ownership, reporting
from episodes.models import FollowedShow, Show
from podcast_site.audit import Event, record
from podcast_site.stopping import stop_signal

# To the beginning of the line, and nothing on it any more.
_LINE_ANEW = "\r\x1b[K"


class Command(BaseCommand):
    help = (
        "Brings a show in from the feed of another host. Says what would be done; --apply does it. It can be stopped"
        " at any moment, and goes on where it stopped when it is started again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "source", metavar="ADDRESS_OR_FILE", help="where the feed is, or the archive that `export_show` wrote"
        )
        parser.add_argument("--apply", action="store_true", help="write what is planned")
        parser.add_argument(
            "--no-media", action="store_true", help="leave audio and pictures where they are, and link to them"
        )
        parser.add_argument("--json", action="store_true", help="print plan and outcome for programs")
        parser.add_argument(
            "--into", metavar="SLUG", help="the show to bring it into, where it is not the same podcast"
        )
        parser.add_argument("--slug", default="", help="the address of a new show; made of its title otherwise")
        parser.add_argument(
            "--i-own-this",
            metavar="WHO",
            default="",
            help="bring a show that is locked: who you are, and why you may; it is kept on record",
        )
        parser.add_argument(
            "--send-code",
            action="store_true",
            help="mail a code to the owner of a locked show, at the address that its feed names; nothing else is done",
        )
        parser.add_argument("--code", default="", help="the code that was mailed to the owner of a locked show")
        parser.add_argument(
            "--follow",
            choices=FollowedShow.NewEpisodes.values,
            help="keep a show up to date that goes on living there; new episodes come as drafts, or public",
        )
        parser.add_argument(
            "--trust-network",
            type=_network,
            action="append",
            default=[],
            metavar="NETWORK",
            help="ask addresses in this network although it is not public, as in 10.1.0.0/16",
        )

    def handle(self, *, source: str, **options: Any) -> None:
        if _is_archive(source):
            call_command("import_show", source, apply=options["apply"], stdout=self.stdout, stderr=self.stderr)
            return
        asking = importer.Asking(trusted=options["trust_network"])
        try:
            found = importer.bring(source, asking=asking)
            if options["send_code"]:
                self._send_code(source, found)
                return
            with self._planning() as progress:
                plan = importer.plan(
                    source=found,
                    show=self._show(options["into"]),
                    slug=options["slug"],
                    with_media=not options["no_media"],
                    ownership=options["i_own_this"] or self._confirmed(source, found, options["code"]),
                    asking=asking,
                    progress=progress,
                )
        except importer.Locked as locked:
            raise CommandError(
                f"{locked} `--send-code` mails a code to its owner, which `--code` takes; `--i-own-this` states it."
            ) from locked
        except importer.Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        if options["json"]:
            self.stdout.write('{"plan": ', ending="")
        for line in reporting.as_json(plan) if options["json"] else reporting.lines(plan):
            self.stdout.write(line, ending="" if options["json"] else "\n")
        if options["apply"]:
            _record(plan, source)
            outcome = self._apply(plan, asking, quiet=options["json"] or options["verbosity"] == 0)
            if outcome["stopped"]:
                record(event=Event.IMPORT_STOPPED, account="", detail=_detail(plan, source))
            if options["json"]:
                self.stdout.write(f', "outcome": {json.dumps(outcome, ensure_ascii=False)}', ending="")
            if options["follow"]:
                self._follow(plan, options["follow"])
        elif not options["json"]:
            self.stdout.write("Nothing has been written. The same with --apply does it.")
        if options["json"]:
            self.stdout.write("}")

    @contextmanager
    def _planning(self) -> Iterator[Callable[[int, int], None]]:
        """What is told how far the plan is, says so where somebody looks on, and ends it at a signal."""
        progress, is_watched = reporting.Progress(), self.stderr.isatty()

        def told(done: int, total: int) -> None:
            if stop.is_set():
                raise CommandError("Stopped before there was a plan. Nothing has been written.")
            if is_watched:
                line = progress.line(importer.Step(done=done, total=total, sentence=""))
                self.stderr.write(f"{_LINE_ANEW}Comparing episodes: {line}", style_func=str, ending="")
                self.stderr.flush()

        with stop_signal() as stop:
            try:
                yield told
            finally:
                if is_watched:
                    self.stderr.write(_LINE_ANEW, style_func=str, ending="")

    def _send_code(self, source: str, found: importer.Source) -> None:
        owner = _owner(source, found)
        ownership.send(address=source, owner=owner, title=found.feed.show.title, by="Somebody who runs the site")
        self.stdout.write(f"A code was sent to {ownership.masked(owner)}. The same with --code CODE takes it.")

    def _confirmed(self, source: str, found: importer.Source, code: str) -> str:
        return ownership.confirm(address=source, owner=_owner(source, found), code=code) if code else ""

    def _follow(self, plan: importer.Plan, new_episodes: str) -> None:
        try:
            following.start(show=Show.objects.get(slug=plan.show.slug), new_episodes=new_episodes)
        except importer.Refused as refusal:
            raise CommandError(str(refusal)) from refusal

    def _show(self, slug: str | None) -> Show | None:
        if slug is None:
            return None
        try:
            return Show.objects.get(slug=slug)
        except Show.DoesNotExist as error:
            known = ", ".join(Show.objects.values_list("slug", flat=True)) or "none"
            raise CommandError(f"There is no show “{slug}”. There are: {known}.") from error

    def _apply(self, plan: importer.Plan, asking: importer.Asking, *, quiet: bool) -> dict[str, Any]:
        progress, failed, done, total, key = reporting.Progress(), list[str](), 0, 0, 0
        with stop_signal() as stop:
            for step in importer.apply(plan=plan, asking=asking, stopping=stop.is_set):
                done, total, key = step.done, step.total, step.show or key
                if step.failed:
                    failed.append(step.sentence)
                if not quiet:
                    self._tell(step, progress)
            stopped = stop.is_set() and done < total
            show = Show.objects.get(pk=key)
            files = self._bring(show, asking, stop.is_set, failed, quiet=quiet) if plan.with_media else 0
            stopped = stopped or bool(stop.is_set() and files)
        if not quiet:
            self.stdout.write("")
            for sentence in failed:
                self.stdout.write(self.style.ERROR(sentence))
            self.stdout.write(_outcome(done, total, len(failed), stopped=stopped))
        return {"done": done, "total": total, "stopped": stopped, "failed": failed, "files_left": files}

    def _bring(
        self,
        show: Show,
        asking: importer.Asking,
        stopping: Callable[[], bool],
        failed: list[str],
        *,
        quiet: bool,
    ) -> int:
        """Bring the files that are wanted of the show; how many have not come."""
        media.try_again(show=show)
        progress = reporting.Progress()
        for step in media.bring(show=show, asking=asking, stopping=stopping):
            if step.failed:
                failed.append(step.sentence)
            if not quiet:
                self._tell(step, progress)
        return media.waiting(show=show).count()

    def _tell(self, step: importer.Step, progress: reporting.Progress) -> None:
        """One line that is written over where somebody looks at it, a line for each step where a file is written."""
        if self.stdout.isatty():
            self.stdout.write(f"{_LINE_ANEW}{progress.line(step)} · {step.sentence[:60]}", ending="")
            self.stdout.flush()
        else:
            self.stdout.write(f"{progress.line(step)} · {step.sentence}")


def _is_archive(source: str) -> bool:
    path = Path(source)
    if importer.is_address(source) or not path.is_file():
        return False
    with path.open("rb") as file:
        return unpacking.is_archive(file)


def _record(plan: importer.Plan, source: str) -> None:
    """Write to the audit log that it is begun, and who was said to allow it, as the desk does."""
    if plan.ownership:
        record(event=Event.OWNERSHIP, account="", detail=f"{plan.ownership}: {source}")
    record(event=Event.IMPORT_BEGUN, account="", detail=_detail(plan, source))


def _detail(plan: importer.Plan, source: str) -> str:
    return f"“{plan.show.title}”: {source}"


def _owner(source: str, found: importer.Source) -> str:
    """The owner whom the feed at an address names; of a file nobody knows who wrote it."""
    if not importer.is_address(source):
        raise importer.Refused("A file may name anybody as the owner, so no code counts. Give the address of the feed.")
    return importer.owner_of(found.feed)


def _outcome(done: int, total: int, failed: int, *, stopped: bool) -> str:
    if stopped:
        return f"Stopped after {done} of {total}. The same command goes on from there."
    if failed:
        return f"Done, but {failed} did not come. The same command tries them again, and so does the tick."
    return "Done."


def _network(text: str) -> fetching.Network:
    try:
        return ipaddress.ip_network(text)
    except ValueError as error:
        raise ArgumentTypeError(f"“{text}” is no network: give it as in 10.1.0.0/16.") from error
