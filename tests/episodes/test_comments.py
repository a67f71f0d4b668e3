import pytest
from django.core.exceptions import PermissionDenied

from episodes import bin as episode_bin
from episodes import comments, versions
from episodes.models import Comment, Episode, Revision
from tests.factories import EpisodeFactory


@pytest.fixture
def episode(db):
    return EpisodeFactory(draft=True)


def test_a_comment_is_kept_with_who_and_when_and_touches_nothing_else(episode, producer):
    before = (Revision.objects.get().token, versions.content_of(episode), episode.updated_at)
    comment = comments.add(episode=episode, by=producer, text="  Is the name right?\n")
    assert (comment.text, comment.by, list(episode.comments.all())) == ("Is the name right?", producer, [comment])
    assert (Revision.objects.get().token, versions.content_of(episode), Episode.objects.get().updated_at) == before


@pytest.mark.parametrize(("text", "sentence"), [("", "Write the comment first"), ("x" * 5001, "has 5001 characters")])
def test_what_cannot_be_kept_is_said(episode, producer, text, sentence):
    with pytest.raises(comments.Refused, match=sentence):
        comments.add(episode=episode, by=producer, text=text)
    assert not Comment.objects.exists()


def test_those_without_the_right_say_nothing(episode, stranger):
    with pytest.raises(PermissionDenied):
        comments.add(episode=episode, by=stranger, text="Hello")


def test_one_takes_back_what_one_has_said_and_nothing_else(episode, producer, editor):
    comment = comments.add(episode=episode, by=producer, text="Hello")
    with pytest.raises(PermissionDenied):
        comments.remove(comment=comment, by=editor)
    comments.remove(comment=comment, by=producer)
    assert not Comment.objects.exists()


def test_comments_go_with_their_episode(episode, producer, editor):
    comments.add(episode=episode, by=producer, text="Hello")
    episode_bin.discard(episode=episode, by=editor)
    assert Comment.objects.count() == 1
    episode.delete()
    assert not Comment.objects.exists()
