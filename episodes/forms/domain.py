"""The domain that a show has of its own, as its editors give it."""

from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from episodes.models import Episode
from episodes.models.episode import RESERVED_ON_DOMAINS
from episodes.models.show import domain_name


class DomainForm(forms.ModelForm):
    """Takes a whole address for its host, and refuses a domain at which the show would not be seen."""

    def clean_domain(self) -> str:
        domain = urlsplit(typed := str(self.cleaned_data["domain"]).lower()).netloc or typed.strip("/")
        if not domain or domain == self.instance.domain:
            return domain
        domain_name(domain)
        if domain not in settings.SHOW_DOMAINS or not settings.SITE_URL:
            raise ValidationError(
                _("The site does not answer at “%(domain)s” yet. Whoever runs it names it in SHOW_DOMAINS first.")
                % {"domain": domain}
            )
        hidden = Episode.everything.filter(show=self.instance.pk, slug__in=RESERVED_ON_DOMAINS).order_by("slug").first()
        if hidden:
            raise ValidationError(
                _("On a domain, “/%(slug)s/” is a page of the site itself. Give the episode there another slug first.")
                % {"slug": hidden.slug}
            )
        return domain
