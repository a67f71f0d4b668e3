from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser

from podcast_site.account import factors


class Command(BaseCommand):
    help = "Takes the second factors of an account away and ends its sessions, where no administrator can get in."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="the name by which the account signs in")

    def handle(self, *, name: str, **options: Any) -> None:
        user = User.objects.filter(username=name).first()
        if user is None:
            raise CommandError(f"There is no account “{name}”.")
        self.stdout.write(f"Second factors of “{name}” that were removed: {factors.reset(user=user)}.")
