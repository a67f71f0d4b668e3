"""An upgrade of a site that has something in it, as an operator makes one."""

OURS = "app IN ('episodes', 'guests') AND name = '0001_initial'"

MADE_ANEW = """
import django

django.setup()

from django.db import connection

from episodes import triggers
from episodes.models import Episode

triggers.make_way(using="default", plan=[("a migration", False)])
with connection.schema_editor() as editor:
    editor._remake_table(Episode)
"""


def test_a_table_with_rows_in_it_is_made_anew_and_changes_are_noted_afterwards(site):
    """Triggers on many tables speak of that of the episodes; a migration may have to make it anew on SQLite."""
    site.fill("EpisodeFactory(title='Bells')")
    site.run("-c", MADE_ANEW)
    site.run("manage.py", "migrate", "--verbosity", "0")
    assert site.sql("SELECT title FROM episodes_episode") == [("Bells",)]
    assert site.sql("SELECT count(*) FROM episodes_unindexed") == [(0,)]
    site.sql("UPDATE episodes_episode SET title = 'Gongs'")
    assert site.sql("SELECT count(*) FROM episodes_unindexed") == [(1,)]


def test_a_site_of_before_the_first_migrations_became_one_is_taken_as_it_is(site):
    site.fill("EpisodeFactory(title='Bells')")
    site.sql(f"DELETE FROM django_migrations WHERE {OURS}")
    site.run("manage.py", "migrate", "--verbosity", "0")
    assert site.sql("SELECT title FROM episodes_episode") == [("Bells",)]
    assert site.sql(f"SELECT count(*) FROM django_migrations WHERE {OURS}") == [(2,)]
