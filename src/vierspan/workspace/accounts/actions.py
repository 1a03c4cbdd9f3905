"""What somebody may do with their own account."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from vierspan.workspace.accounts.models import User
from vierspan.workspace.common import clock, text
from vierspan.workspace.common.errors import Invalid

DAYS_UNUSED = 2


@transaction.atomic
def account_of(email: str, *, language: str) -> User:
    """The account at this address; a first sign-in makes one, so that known and unknown look the same."""
    return User.objects.of_address(email) or User.objects.create_user(email, language=language)


@transaction.atomic
def describe(user: User, *, name: str, language: str, theme: str) -> User:
    """How I am called and how I read."""
    if language not in User.Language.values:
        raise Invalid("language", "unknown_language")
    if theme not in User.Theme.values:
        raise Invalid("theme", "unknown_theme")
    user.name, user.language, user.theme = text.tidy(name)[:120], language, theme
    user.save(update_fields=["name", "language", "theme"])
    return user


@transaction.atomic
def sweep_unused() -> int:
    """Take away the addresses that asked for a code and never used it."""
    long_ago = clock.now() - timedelta(days=DAYS_UNUSED)
    return User.objects.filter(last_login=None, date_joined__lt=long_ago).delete()[0]


def close(user_id: UUID) -> None:
    """Take an account away, with its keys and its ways of signing in; never that of who tends the server."""
    User.objects.filter(pk=user_id, is_staff=False).delete()
