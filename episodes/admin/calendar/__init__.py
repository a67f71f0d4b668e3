"""The calendar of the desk: the weeks ahead, moving, laying out, holidays, and the address for other calendars."""
