"""Of every row that belongs to a show or an episode it is decided whether it goes into the archive."""

import pytest

from episodes.models import Episode, Show
from tests.archives import show_with_everything

# What stays, and why.
LEFT_OUT = {
    Show: {
        "memberships": "accounts are those of an installation",
        "questions": "listeners wrote to this desk, and are erased from it after a while",
        "followed": "what a site keeps looking at is its own choice",
        "media_errands": "on its way to here",
        "import_runs": "who brought what in at this desk",
        "hub_ping": "told by this site",
        "index_ping": "told by this site",
        "EpisodeAddress.show": "goes with its episode",
    },
    Episode: {
        "versions": "who wrote what when at this desk",
        "TranscriptText.episode": "the words of versions",
        "state_changes": "who let it out at this desk",
        "comments": "said among those who work here",
        "preview_links": "secrets of this site",
        "questions": "go with no show",
        "Question.taken_into": "go with no show",
        "Letter.episode": "mail to accounts of this installation",
        "media_errands": "on its way to here",
        "Upload.episode": "on its way to here",
        "outgoing": "made of the audio",
        "outgoing_errand": "made of the audio",
        "search_document": "made of the words",
        "search_passages": "made of the words",
        "NotesHtml.episode": "made of the notes",
        "WrittenItem.episode": "made of the episode",
    },
}


def _relations(model):
    """By name; those without a way back by where they come from."""
    found = {field.name for field in model._meta.many_to_many if field.remote_field.through._meta.auto_created}
    for one in model._meta.get_fields(include_hidden=True):
        if not one.auto_created or one.concrete or one.many_to_many or one.related_model._meta.auto_created:
            continue
        name = one.get_accessor_name()
        found.add(f"{one.related_model.__name__}.{one.field.name}" if name.endswith("+") else name)
    return found


@pytest.mark.parametrize("model", [Show, Episode])
def test_every_relation_goes_into_the_archive_or_is_left_out_for_a_reason(db, model):
    show = show_with_everything()
    whole = show if model is Show else show.episodes.get(slug="ebb")
    gone_with = _relations(model) - LEFT_OUT[model].keys()
    # Each has a row in the show that goes out and comes in again, and is compared there.
    assert {name for name in gone_with if not _has_rows(whole, name)} == set()
    assert LEFT_OUT[model].keys() - _relations(model) == set()


def _has_rows(row, name):
    found = getattr(row, name, None)
    return found.exists() if hasattr(found, "exists") else found is not None
