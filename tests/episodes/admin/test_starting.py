import pytest

from episodes.models import Episode, StandingLink
from tests.episodes.admin.test_episode import ADD, LIST, change, errors, rows, typed
from tests.factories import EpisodeFactory, ShowFactory, StandingLinkFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, producer):
    client.force_login(producer)
    return client


def test_a_new_episode_has_ready_what_its_show_has_and_nothing_is_saved_yet(desk):
    show = ShowFactory(title_pattern="{number}:", notes_template="## Takeaways")
    StandingLinkFactory(show=show, label="Sponsor", sponsored=True)
    response = desk.get(f"{ADD}?show={show.pk}")
    form = response.context["adminform"].form
    assert (form["title"].value(), form["notes"].value()) == ("1: ", "## Takeaways")
    links = next(each.formset for each in response.context["inline_admin_formsets"] if each.opts.panel == "links")
    assert [(row["label"].value(), row["sponsored"].value()) for row in links.forms[:1]] == [("Sponsor", True)]
    assert len(links.forms) == 2
    assert Episode.objects.count() == 0

    sent = {"label": "Sponsor", "url": "https://sponsor.example/", "sponsored": "on", "position": "1"}
    desk.post(ADD, typed(show=str(show.pk), title="1: A lamp", **rows("resource_links", sent)))
    assert list(Episode.objects.get().resource_links.values_list("label", "sponsored")) == [("Sponsor", True)]


def test_a_show_is_given_what_its_episodes_begin_with(client, editor):
    client.force_login(editor)
    show = ShowFactory()
    address = f"/admin/episodes/show/{show.pk}/change/"
    page = client.get(address)
    sent = {
        name: value
        for name, field in page.context["adminform"].form.fields.items()
        if (value := page.context["adminform"].form[name].value()) not in (None, False)
        and name not in ("cover", "logo")
    }
    for formset in page.context["inline_admin_formsets"]:
        sent |= rows(formset.formset.prefix)
    sent |= rows("standing_links", {"label": "Sponsor", "url": "https://s.example/", "sponsored": "on"})
    assert errors(client.post(address, sent | {"title_pattern": "{nummer}"})) == {
        "title_pattern": [
            "“{nummer}” says nothing here. Use {number}, {season}, {season_name}, {week}, {month}, {year} or {date}."
        ]
    }
    client.post(address, sent | {"title_pattern": "Week {week}: ", "notes_template": "## Takeaways"})
    show.refresh_from_db()
    assert (show.title_pattern, show.notes_template) == ("Week {week}:", "## Takeaways")
    assert list(StandingLink.objects.values_list("show", "label", "sponsored")) == [(show.pk, "Sponsor", True)]


def test_the_button_saves_and_leads_to_the_duplicate(desk):
    episode = EpisodeFactory(draft=True, title="A lamp")
    assert "Save and duplicate" in desk.get(change(episode)).text
    sent = typed(episode, title="Another lamp", _duplicate="1")
    response = desk.post(change(episode), sent)
    copy = Episode.objects.exclude(pk=episode.pk).get()
    assert response["Location"] == change(copy)
    assert [*Episode.objects.order_by("pk").values_list("title", flat=True)] == ["Another lamp", "Another lamp (copy)"]


def test_the_list_duplicates_what_is_chosen(desk):
    chosen = [EpisodeFactory(title="One"), EpisodeFactory(title="Two")]
    data = {"action": "duplicate_chosen", "_selected_action": [str(episode.pk) for episode in chosen]}
    response = desk.post(LIST, data, follow=True)
    assert "“One (copy)” is a new draft like “One”" in response.text
    copies = Episode.objects.filter(state="draft").values_list("title", flat=True)
    assert set(copies) == {"One (copy)", "Two (copy)"}
