"""Only what staff need of django-allauth: there is no signing up, no address to confirm, no account elsewhere."""

from django.urls import path

from podcast_site.account import entrance, reset, security, session_pages
from podcast_site.account.pages import page

urlpatterns = [
    path("login/", page(entrance.SignIn), name="account_login"),
    path("login/second-factor/", page(entrance.SecondFactor), name="mfa_authenticate"),
    path("login/passkey/", page(entrance.SignInByPasskey), name="mfa_login_webauthn"),
    path("login/new-password/", page(reset.Ask), name="admin_password_reset"),
    path("login/new-password/sent/", page(reset.Asked), name="password_reset_done"),
    path("login/new-password/<uidb64>/<token>/", page(reset.New), name="password_reset_confirm"),
    path("login/new-password/changed/", page(reset.Changed), name="password_reset_complete"),
    path("account/", page(security.Security), name="mfa_index"),
    path("account/confirm/", page(entrance.ConfirmByPassword), name="account_reauthenticate"),
    path("account/confirm/code/", page(entrance.ConfirmByCode), name="mfa_reauthenticate"),
    path("account/confirm/passkey/", page(entrance.ConfirmByPasskey), name="mfa_reauthenticate_webauthn"),
    path("account/app/", page(security.AddApp), name="mfa_activate_totp"),
    path("account/app/remove/", page(security.RemoveApp), name="mfa_deactivate_totp"),
    path("account/passkeys/add/", page(security.AddPasskey), name="mfa_add_webauthn"),
    path("account/passkeys/<int:pk>/", page(security.RenamePasskey), name="mfa_edit_webauthn"),
    path("account/passkeys/<int:pk>/remove/", page(security.RemovePasskey), name="mfa_remove_webauthn"),
    path("account/recovery-codes/", page(security.RecoveryCodes), name="mfa_view_recovery_codes"),
    path("account/recovery-codes/renew/", page(security.RenewRecoveryCodes), name="mfa_generate_recovery_codes"),
    path("account/recovery-codes.txt", page(security.DownloadRecoveryCodes), name="mfa_download_recovery_codes"),
    path("account/sessions/", page(session_pages.Sessions), name="usersessions_list"),
]
