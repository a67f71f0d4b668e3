from django.test import Client

from episodes import mail
from episodes.models import MailChoice


def test_everybody_chooses_for_themselves(client, producer, editor):
    client.force_login(producer)
    assert 'value="comment" checked' in client.get("/admin/my-mail/").text
    client.post(
        "/admin/my-mail/", {"kind": ["submitted", "changes", "approved", "public", "withdrawn", "lost", "question"]}
    )
    assert mail.muted_by(user=producer) == {"comment"}
    assert mail.muted_by(user=editor) == set()
    page = client.get("/admin/my-mail/").text
    assert ('value="comment">' in page, 'value="lost" checked' in page) == (True, True)


def test_the_page_is_for_staff(client, stranger):
    client.force_login(stranger)
    assert client.get("/admin/my-mail/").status_code == 302


def test_the_address_in_a_mail_works_without_signing_in_and_by_a_press_alone(editor):
    client = Client(enforce_csrf_checks=True)
    address = f"/admin/my-mail/off/{mail.token(user=editor, kind='comment')}/"
    looked = client.get(address)
    assert (looked.status_code, looked["Cache-Control"], looked["X-Robots-Tag"]) == (
        200,
        "max-age=0, no-cache, no-store, must-revalidate, private",
        "noindex",
    )
    assert not MailChoice.objects.exists()
    assert client.post(address).status_code == 200
    assert mail.muted_by(user=editor) == {"comment"}
    assert client.post("/admin/my-mail/off/forged/").status_code == 404
