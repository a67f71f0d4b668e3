"""Old addresses that editors lead elsewhere, and what was asked for in vain.

A page that is there always comes first: `find` is asked where nothing else answers, and for a first page that is asked
for a post, as some programs do (`leads_by_query`). `addresses` reads what was typed,
`importing` a whole list, `missed` counts.
"""

from guests.redirects.following import answer, find, leads_by_query
from guests.redirects.importing import Line, Plan, plan, write
from guests.redirects.missed import note, write_down

__all__ = ["Line", "Plan", "answer", "find", "leads_by_query", "note", "plan", "write", "write_down"]
