import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.core.cache import cache
from django.test import Client

PASSWORD = "a lantern on the quay"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def nothing_counted():
    """No wrong password of another test is held against anybody."""
    cache.clear()


@pytest.fixture
def ines(db, django_user_model):
    """An administrator."""
    return django_user_model.objects.create_user(
        "ines", email="ines@example.org", password=PASSWORD, is_staff=True, is_superuser=True
    )


@pytest.fixture
def app(ines):
    """The app that shows Ines her codes."""
    return TOTP.activate(ines, SECRET).instance


@pytest.fixture
def client_elsewhere():
    return Client(REMOTE_ADDR="192.0.2.99")
