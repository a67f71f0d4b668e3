"""A page of show notes → title, summary, people, sections, links, chapters, and the Markdown that remains."""

from episodes.formats.notes.reading import parse
from episodes.formats.notes.rich import from_html
from episodes.formats.notes.values import Kind, NotedLink, NotedPerson, Notes, Section

__all__ = ["Kind", "NotedLink", "NotedPerson", "Notes", "Section", "from_html", "parse"]
