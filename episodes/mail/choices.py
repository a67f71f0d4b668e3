"""Which mails somebody gets, and the signed address by which one kind is switched off without signing in."""

from collections.abc import Collection

from django.contrib.auth.models import User
from django.core import signing

from episodes.models import MailChoice
from episodes.models.letter import MailKind

_SALT = "episodes.mail.off"
ALL = ""


def muted_by(*, user: User) -> frozenset[str]:
    """The kinds of which `user` gets no mail."""
    choice = MailChoice.objects.filter(user=user).first()
    return frozenset(choice.muted if choice else ())


def mute(*, user: User, kinds: Collection[str]) -> None:
    """From now on send `user` no mail of these kinds, and of all others again."""
    known = [kind for kind in MailKind.values if kind in kinds]
    MailChoice.objects.update_or_create(user=user, defaults={"muted": known})


def token(*, user: User, kind: str) -> str:
    """What stands in the address that switches `kind` off for `user`, or with `ALL` all of them. It holds for ever."""
    return signing.dumps([user.pk, kind], salt=_SALT)


def kind_of_token(token: str) -> tuple[User, str]:
    """Whom and which kind a token is about. Raises LookupError where it is none of ours, or the account is gone."""
    try:
        key, kind = signing.loads(token, salt=_SALT)
    except (signing.BadSignature, ValueError) as error:
        raise LookupError from error
    user = User.objects.filter(pk=key, is_active=True).first()
    if user is None or kind not in (*MailKind.values, ALL):
        raise LookupError
    return user, kind
