"""What people read in the archive: notes with their front matter, and the page that explains the rest."""

import json
import re
from typing import Any

# What YAML takes only as an escape, and JSON as it is.
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def markdown_page(facts: dict[str, Any], notes: str) -> str:
    """Markdown below front matter in YAML, each value on one line of JSON, which is YAML too.

    The notes begin after the first empty line and are not changed by a character.
    """
    lines = "".join(f"{name}: {_on_one_line(value)}\n" for name, value in facts.items())
    return f"---\n{lines}---\n\n{notes}"


def _on_one_line(value: Any) -> str:
    line = json.dumps(value, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", line)


README = """\
# {title}

Everything that makes this show, taken from {site} on {day}: {episodes}, {which}.

- `feed.xml`: the feed with all public episodes, older pages included. Its addresses are those of the old site.
- `files.json`: which address of the feed is which file here.
- `show.json`: the show itself, its seasons, topics, hosts and links.
- `people.json`: everybody who is credited, with profile and links.
- `images/`: covers, portraits, pictures of chapters and those in the notes. `{media}images/x.jpg` in the notes is
  `images/x.jpg` here.

Each episode has a folder in `episodes/`:

- `episode.md`: the notes in Markdown, and above them, between two lines of `---`, all facts of the episode in YAML.
- `audio.mp3` or `audio.m4a`: the audio as it was uploaded. Where it is kept elsewhere, `episode.md` has its address.
- `chapters.json`, `.xml`, `.txt`: the chapters as JSON of the podcast namespace, as Podlove Simple Chapters, as lines.
- `transcript.LANGUAGE.vtt`, `.srt`, `.json`, `.html`, `.txt`: the transcript in each language and format.

Times are in milliseconds where the name ends in `_ms`; moments have their offset from UTC. Apps know an episode by its
`guid`, which must never change, and the whole show by its `podcast_guid`.

## Bringing it in

- On a site of the same kind: `manage.py import_feed THIS_FILE` shows what would be made, and `--apply` makes it.
- Elsewhere: give the new host the address of the feed while the old site is still there. What it does not take from the
  feed is here, to be given by hand. Then let the old address of the feed lead to the new one.
"""
