"""An episode's chapters, as rows and as a pasted list."""

from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import F
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from unfold.widgets import UnfoldAdminTextareaWidget

from episodes.formats import chapters as chapter_format
from episodes.formats import timestamps
from episodes.formats.encodings import decode
from episodes.forms.fields import ClockField
from episodes.models import Chapter
from guests.sentences import speaking

# Further than any start: where rows wait while they change places.
_OUT_OF_THE_WAY = 2**40


class ChapterForm(forms.ModelForm):
    start_ms = ClockField(label=gettext_lazy("start"))
    end_ms = ClockField(label=gettext_lazy("end"), required=False)

    def validate_constraints(self) -> None:
        """Leave "two chapters at one time" to the formset, which sees all of them as they will be."""
        exclude = {*self._get_validation_exclusions(), "episode"}  # type: ignore[attr-defined]
        try:
            self.instance.validate_constraints(exclude=exclude)
        except forms.ValidationError as error:
            self._update_errors(error)  # type: ignore[attr-defined]


@speaking
class ChapterListForm(forms.Form):
    """A list of chapters, pasted or in a file, in any format; what it is shows in the list itself."""

    ADD, REPLACE = "add", "replace"

    text = forms.CharField(
        label=gettext_lazy("Paste a list"),
        required=False,
        strip=False,
        widget=UnfoldAdminTextareaWidget(
            {
                "rows": 8,
                "spellcheck": "false",
                "placeholder": "(00:04) - Welcome\n14:38 The lamp room\n1:02:03 – Goodbye",
            }
        ),
        help_text=gettext_lazy(
            "One chapter a line, with its time before or after the title. 12:34 is minutes and seconds."
            " JSON chapters, Podlove (PSC), WebVTT and Audacity labels are understood too."
        ),
    )
    file = forms.FileField(
        label=gettext_lazy("Or choose a file"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput({"accept": ".txt,.json,.xml,.psc,.vtt,text/*,application/json,application/xml"}),
    )
    mode = forms.ChoiceField(
        label=gettext_lazy("What becomes of the chapters below"),
        choices=[
            (ADD, gettext_lazy("Keep them and add the list")),
            (REPLACE, gettext_lazy("Replace them all by the list")),
        ],
        initial=ADD,
        required=False,
        widget=forms.RadioSelect,
    )

    @property
    def mistakes(self) -> list[str]:
        """What is wrong with the list, line by line."""
        return [str(message) for message in [*self.errors.get("file", []), *self.errors.get("text", [])]]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        text, file = cleaned.get("text") or "", cleaned.get("file")
        name = ""
        cleaned["chapters"] = ()
        if file and text.strip():
            self.add_error("file", _("Give a list or a file, not both: empty the box, or choose the file later."))
            return cleaned
        if file:
            name = file.name
            text = self._opened(file.read(chapter_format.LARGEST_BYTES + 1))
        if name or text.strip():
            cleaned["chapters"] = self._read(text, name=name)
        return cleaned

    def _opened(self, data: bytes) -> str:
        """The text of the file, which stands in the box from then on: a browser forgets a file that was chosen."""
        text, _unicode = decode(data)
        if len(data) <= chapter_format.LARGEST_BYTES and "\0" not in text:
            sent: Any = self.data.copy()  # type: ignore[attr-defined]
            sent[self.add_prefix("text")] = text
            self.data = sent
        return text

    def _read(self, text: str, *, name: str) -> tuple[chapter_format.Chapter, ...]:
        try:
            return chapter_format.read(text.encode(errors="replace"), name=name)
        except chapter_format.ChapterErrors as errors:
            self.add_error("text", [_at_line(item.line, item.message, unit=errors.unit) for item in errors.items])
            return ()

    @property
    def chapters(self) -> tuple[chapter_format.Chapter, ...]:
        if not self.is_bound or not self.is_valid():
            return ()
        return tuple(self.cleaned_data["chapters"])

    @property
    def replaces(self) -> bool:
        """Whether the rows are to go: only ever when something is there to take their place."""
        given = self.is_bound and bool(self.chapters or self.mistakes)
        return given and self.data.get(self.add_prefix("mode")) == self.REPLACE

    def place_of(self, chapter: chapter_format.Chapter, message: str) -> str:
        """Return `message` with the line that `chapter` was read from; where that is no line, with its time."""
        lines = self.data[self.add_prefix("text")].splitlines()
        for number, line in enumerate(lines, start=1):
            with suppress(chapter_format.ChapterErrors):
                if line.strip() and chapter_format.parse_text(line) == (chapter,):
                    return _at_line(number, message)
        return _("The chapter at %(time)s: %(message)s") % {
            "time": timestamps.format_clock(chapter.start_ms),
            "message": message,
        }


def _at_line(line: int, message: str, *, unit: str = "Line") -> str:
    words = _("Line %(line)d: %(message)s") if unit == "Line" else _("Chapter %(line)d: %(message)s")
    return words % {"line": line, "message": message}


class ChapterFormSet(BaseInlineFormSet):
    """All chapters of an episode: the rows, and those pasted.

    `self.instance.duration_ms` is how long the audio is that is being saved with them.
    """

    @cached_property
    def pasted(self) -> ChapterListForm:
        if not self.is_bound:
            return ChapterListForm(prefix="chapter_list")
        return ChapterListForm(self.data, self.files, prefix="chapter_list")

    def _should_delete_form(self, form: forms.ModelForm) -> bool:
        return self.pasted.replaces or bool(super()._should_delete_form(form))  # type: ignore[misc]

    def clean(self) -> None:
        """Refuse two chapters at one time and chapters beyond the end of the audio, each where it stands."""
        taken: dict[int, forms.ModelForm] = {}
        for form in self._rows():
            start = form.cleaned_data["start_ms"]
            self._refuse_beyond_end(form)
            if start in taken:
                form.add_error(
                    "start_ms",
                    _("Another chapter starts at %(time)s too. Change one of the two.")
                    % {"time": timestamps.format_clock(start)},
                )
            taken.setdefault(start, form)
        self._check_pasted(taken)

    def _rows(self) -> Iterator[forms.ModelForm]:
        """The rows that will stay, as far as they can be read."""
        for form in self.forms:
            if self._should_delete_form(form) or not form.is_valid():
                continue
            if form.has_changed() or form.instance.pk:
                yield form

    def _refuse_beyond_end(self, form: forms.ModelForm) -> None:
        duration = self.instance.duration_ms
        chapter = form.instance
        if duration and (mistakes := chapter_format.check([chapter], duration)):
            field = "start_ms" if chapter.start_ms >= duration else "end_ms"
            form.add_error(field, mistakes[0].message)

    def _check_pasted(self, taken: dict[int, forms.ModelForm]) -> None:
        chapters = self.pasted.chapters
        mistakes = []
        for chapter in chapters:
            if chapter.start_ms in taken:
                below = taken[chapter.start_ms].instance
                mistakes.append((chapter, _("The chapter “%s” below starts then too.") % below))
        if duration := self.instance.duration_ms:
            mistakes += [(chapters[item.line - 1], item.message) for item in chapter_format.check(chapters, duration)]
        for chapter, message in mistakes:
            self.pasted.add_error("text", self.pasted.place_of(chapter, message))
        if self.pasted.errors:
            raise forms.ValidationError(_("Nothing of the list is taken over before its mistakes are mended."))

    def save(self, commit: bool = True) -> Any:
        """Save the rows, then the pasted chapters; commits always, as chapters belong to nothing but their episode."""
        self._clear_the_way()
        saved = super().save(commit=commit)
        for chapter in self.pasted.chapters:
            stored = Chapter.objects.create(
                episode=self.instance,
                start_ms=chapter.start_ms,
                end_ms=chapter.end_ms,
                title=chapter.title,
                url=chapter.url,
                image_url=chapter.image,
                hidden=chapter.hidden,
            )
            self.new_objects.append(stored)
            saved.append(stored)
        return saved

    def _clear_the_way(self) -> None:
        # Rows that swap their starts would collide on the way: first all that move step aside.
        moving = [
            form.instance.pk
            for form in self.initial_forms
            if form.instance.pk and (self._should_delete_form(form) or form.has_changed())
        ]
        if moving:
            self.get_queryset().filter(pk__in=moving).update(
                start_ms=F("start_ms") + _OUT_OF_THE_WAY, end_ms=F("end_ms") + _OUT_OF_THE_WAY
            )

    @property
    def summary(self) -> str:
        """How many were taken from the list, for the message after saving."""
        count = len(self.pasted.chapters)
        if not count:
            return ""
        return ngettext("%(count)d chapter taken from the list.", "%(count)d chapters taken from the list.", count) % {
            "count": count
        }
