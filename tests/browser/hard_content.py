"""What is hard to show: long, foreign, missing, broken. For pictures of the pages, beside what the demo has."""

import datetime as dt
import io

from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone

from tests.audio import silent_mp3
from tests.factories import (
    ChapterFactory,
    CreditFactory,
    EpisodeFactory,
    PersonFactory,
    ResourceLinkFactory,
    SeasonFactory,
    ShowFactory,
    TopicFactory,
    UserFactory,
)

LONG = (
    "A Title That Was Meant to Be Short and Then Had to Name the Tide, the Moon, the Man Who Disagrees With Both,"
    " Vierwaldstätterseedampfschifffahrtsgesellschaftskapitän, and the Weather on the Day"
)
NAMES = (
    "عبد الرحمن بن عبد العزيز المنارة",
    "源氏物語を読む灯台守・水無瀬 春香",
    "Z̷̛̜a̱̲̐̂̃l̨̀̌̽go̧̱̊̈́ Ṉ̃̈ǵ̣̂̃̆",
    "Maximiliana Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh-Cholmondeley",
)


def make() -> User:
    """The demo, and a show of hard cases; return somebody who may see all of it."""
    call_command("demo", stdout=io.StringIO())
    show = ShowFactory(
        title="Every Lamp Between Here and the Horizon, Counted Twice and Written Down by Hand",
        slug="hard",
        language="en",
        tagline="No cover, and a name that nobody says in one breath",
    )
    SeasonFactory(show=show, number=1, name="السنة الأولى")
    common = {"show": show, "publish_at": timezone.now() - dt.timedelta(days=400)}
    audio = ContentFile(silent_mp3(12), "silence.mp3")

    long = EpisodeFactory(**common, slug="long", title=LONG, summary=LONG, audio_file=audio, audio_url="", number=1234)
    for name in NAMES:
        CreditFactory(episode=long, person=PersonFactory(name=name, headline=name, slug=f"hard-{len(name)}"))
        ChapterFactory(episode=long, title=name)
        ResourceLinkFactory(episode=long, label=name)
        long.topics.add(TopicFactory(name=name, slug=f"hard-{len(name)}"))

    one = EpisodeFactory(**common, slug="one-chapter", title="One Chapter", duration_ms=60_000)
    ChapterFactory(episode=one, start_ms=0, title="All of it")

    many = EpisodeFactory(**common, slug="chapters", title="Two Hundred Chapters", duration_ms=200 * 60_000)
    for number in range(200):
        ChapterFactory(episode=many, start_ms=number * 60_000, title=f"Lamp {number + 1}")

    gone = EpisodeFactory(**common, slug="gone", title="The Audio Answers 404", audio_file=audio, audio_url="")
    gone.audio_file.storage.delete(gone.audio_file.name)

    EpisodeFactory(show=show, slug="silent", title="No Audio Yet", silent=True, draft=True)
    _make_in_arabic()
    return UserFactory(is_superuser=True)


def _make_in_arabic() -> None:
    """A show whose pages run from right to left."""
    show = ShowFactory(title="حكايات المنارة", slug="hikayat", language="ar", tagline="أحاديث تُسجَّل حين يسكن البحر")
    episode = EpisodeFactory(
        show=show,
        slug="lamp",
        title="الليلة التي انطفأ فيها المصباح",
        summary="يروي حارس المنارة كيف دخلت السفن المرفأ بلا ضوء.",
        notes="كانت الساعة الثالثة حين انطفأ المصباح.\n\n## أسئلة هذه الحلقة\n\n- من رأى السفينة؟\n- وأين المفتاح؟",
        number=7,
        publish_at=timezone.now() - dt.timedelta(days=400),
        audio_file=ContentFile(silent_mp3(12), "silence.mp3"),
        audio_url="",
        duration_ms=45 * 60_000,
    )
    CreditFactory(episode=episode, person=PersonFactory(name="سلمى البحراوي", slug="salma", headline="حارسة المنارة"))
    for minute, title in ((0, "البداية"), (9, "السفينة الأولى"), (21, "المفتاح"), (38, "الفجر")):
        ChapterFactory(episode=episode, start_ms=minute * 60_000, title=title)
    ResourceLinkFactory(episode=episode, label="دليل المنارات")
