"""Roles that lists tell apart. The taxonomy (`models.roles`) has names for all."""

ON_AIR_ROLES = ("host", "co-host", "guest-host", "guest", "narrator", "reporter")
"""Whom a listener hears."""
GUEST_ROLES = ("guest-host", "guest")
