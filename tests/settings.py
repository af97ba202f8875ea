"""Settings of the test suite: those of the project, made quick and in need of no environment.

The database is the one of `DATABASE_URL`, so that the whole suite runs on SQLite and PostgreSQL.
"""

import os

os.environ.setdefault("SECRET_KEY", "only-for-tests")
os.environ.setdefault("DEBUG", "off")
os.environ.setdefault("SECURE_TLS", "off")

from sourcelib.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True  # nothing is collected into staticfiles/ for a test
