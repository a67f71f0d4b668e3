"""What goes out when: the weeks ahead with what is wrong in them, free slots of a cadence, moving and the way back.

Nothing here makes an episode public: a draft gets a moment that is only planned, and `publishing` has the steps.
"""

from episodes.publishing import Refused
from episodes.schedule.addresses import make_address, revoke_address, user_of_address
from episodes.schedule.cadence import free_slots, in_words, next_slots
from episodes.schedule.moving import last_move, lay_out, move, rezone, undo, waiting_in
from episodes.schedule.overview import Late, late, looked, news, seen_all, upcoming
from episodes.schedule.reading import SHOWN, Entry, between, lacking, shows_open_to, unscheduled
from episodes.schedule.remarks import Remark, remarks

__all__ = [
    "SHOWN",
    "Entry",
    "Late",
    "Refused",
    "Remark",
    "between",
    "free_slots",
    "in_words",
    "lacking",
    "last_move",
    "late",
    "lay_out",
    "looked",
    "make_address",
    "move",
    "news",
    "next_slots",
    "remarks",
    "revoke_address",
    "rezone",
    "seen_all",
    "shows_open_to",
    "undo",
    "unscheduled",
    "upcoming",
    "user_of_address",
    "waiting_in",
]
