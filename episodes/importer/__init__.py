"""From another host's feed to a show: bring → plan → apply.

    source = bring("https://host.example/feed.xml", asking=Asking())
    wanted = plan(source=source)          # reads, and says what would be done
    for step in apply(plan=wanted): ...   # writes, episode by episode

Whatever cannot be brought in at all is `Refused`, in a sentence. Again, after a stop or another day, is the same call:
what is there already is the same, and what has been edited here stays.
"""

from episodes.importer.applying import apply, may_bring
from episodes.importer.asking import Asking
from episodes.importer.planning import known_show, owner_of, plan
from episodes.importer.sources import bring, from_address, from_bytes, from_pages, is_address
from episodes.importer.values import (
    EpisodePlan,
    FieldPlan,
    Locked,
    Page,
    Plan,
    Refused,
    ShowPlan,
    Source,
    Step,
    Verdict,
)

__all__ = [
    "Asking",
    "EpisodePlan",
    "FieldPlan",
    "Locked",
    "Page",
    "Plan",
    "Refused",
    "ShowPlan",
    "Source",
    "Step",
    "Verdict",
    "apply",
    "bring",
    "from_address",
    "from_bytes",
    "from_pages",
    "is_address",
    "known_show",
    "may_bring",
    "owner_of",
    "plan",
]
