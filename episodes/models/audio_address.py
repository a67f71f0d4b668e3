"""The address of audio that is kept on another host."""

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.validators import DomainNameValidator, URLValidator
from django.db import models

if TYPE_CHECKING:
    _Column = models.URLField[str, str]
else:
    _Column = models.URLField  # which takes no types when it runs

_SIGN = r"a-z\u00a1-\uffff0-9_"
_LABEL = rf"[{_SIGN}](?:[{_SIGN}-]{{0,61}}[{_SIGN}])?"
_NAME = rf"{_LABEL}(?:\.{_LABEL})*{DomainNameValidator.tld_re}"


class AudioAddressValidator(URLValidator):
    """An https address. Below its last label the name of the host may have underscores: no rule for host names has
    them (RFC 952, RFC 1123), but names in the DNS do (RFC 2181, 11), and browsers and apps open them."""

    schemes = ("https",)
    regex = re.compile(
        r"^https://"
        r"(?:[^\s:@/]+(?::[^\s:@/]*)?@)?"
        rf"(?:{URLValidator.ipv4_re}|{URLValidator.ipv6_re}|{_NAME}|localhost)"
        r"(?::[0-9]{1,5})?"
        r"(?:[/?#][^\s]*)?"
        r"\Z",
        re.IGNORECASE,
    )


_is_audio_address = AudioAddressValidator()


class _AudioAddressInput(forms.URLField):
    default_validators = [_is_audio_address]  # noqa: RUF012 - as in Django, which never changes it


class AudioAddressField(_Column):
    """A column like that of any address, and for migrations nothing else: they need not know what is asked of it."""

    default_validators = [_is_audio_address]  # noqa: RUF012 - as in Django, which never changes it

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.URLField", args, kwargs

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": _AudioAddressInput, **kwargs})
