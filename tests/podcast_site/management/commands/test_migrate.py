"""An upgrade of a site that has something in it, as an operator makes one."""


def test_a_table_with_rows_in_it_is_made_anew_and_changes_are_noted_afterwards(site):
    """Triggers on many tables speak of that of the episodes; `0030` and what takes it back make it anew on SQLite."""
    site.fill("EpisodeFactory(title='Bells')")
    site.run("manage.py", "migrate", "episodes", "0029", "--verbosity", "0")
    site.run("manage.py", "migrate", "--verbosity", "0")
    assert site.sql("SELECT title FROM episodes_episode") == [("Bells",)]
    assert site.sql("SELECT count(*) FROM episodes_unindexed") == [(0,)]
    site.sql("UPDATE episodes_episode SET title = 'Gongs'")
    assert site.sql("SELECT count(*) FROM episodes_unindexed") == [(1,)]
