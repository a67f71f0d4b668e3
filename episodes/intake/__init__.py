"""From what a producer brings to a filled-in episode."""

from episodes.intake.filling import Filling, Refused, WantedLink, WantedPerson, fill
from episodes.intake.matching import Directory

__all__ = ["Directory", "Filling", "Refused", "WantedLink", "WantedPerson", "fill"]
