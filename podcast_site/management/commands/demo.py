from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.urls import reverse

from episodes.models import Episode, Show
from podcast_site.demo import loading


class Command(BaseCommand):
    help = "Fill an empty installation with invented shows, and make an account for each kind of user."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--at", default="http://127.0.0.1:8000", help="where the site will be, for the addresses")
        parser.add_argument(
            "--new-passwords", action="store_true", help="give the demo's accounts new passwords and show them"
        )

    def handle(self, *args: Any, at: str, new_passwords: bool, **options: Any) -> None:
        if loading.load_content(at=at):
            self.stdout.write(f"{Show.objects.count()} shows with {Episode.objects.count()} episodes are in.")
        else:
            self.stdout.write("There are shows already; they stay as they are.")
        made = loading.create_accounts()
        if new_passwords:
            made = loading.new_passwords()
        self._print_addresses(at)
        self._print_accounts(made)

    def _print_addresses(self, at: str) -> None:
        self.stdout.write(f"\n  Site   {at}{reverse('episodes:home')}")
        latest = Episode.objects.published().newest_first().select_related("show").first()
        if latest:
            self.stdout.write(f"  Latest {at}{latest.get_absolute_url()}")
        self.stdout.write(f"  Desk   {at}{reverse('admin:index')}\n")

    def _print_accounts(self, made: dict[str, str]) -> None:
        if not made:
            self.stdout.write("  The passwords were shown when the accounts were made.")
            self.stdout.write("  New ones: uv run manage.py demo --new-passwords\n")
            return
        self.stdout.write("  Sign in at the desk with (shown once, kept nowhere):")
        for username, password in made.items():
            self.stdout.write(f"    {username:<10}{password}")
        self.stdout.write("")
