"""The environment that `manage.py demo` runs in: DEBUG on, and a secret key of its own.

Everything else takes the environment as it is, with DEBUG off and no key; only the demo, which
serves one person on their own machine, may choose for itself.
"""

import secrets
from collections.abc import MutableMapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KEY_FILE = ROOT / "var" / "demo-secret-key"


def prepare(environ: MutableMapping[str, str]) -> None:
    """Set DEBUG and SECRET_KEY in `environ` unless they are set; the key is kept between runs.

    The key lies in `var/demo-secret-key`, which git ignores, readable by its owner only.
    """
    environ.setdefault("DEBUG", "on")
    if not environ.get("SECRET_KEY"):
        environ["SECRET_KEY"] = _kept_key()


def _kept_key() -> str:
    if KEY_FILE.exists() and (key := KEY_FILE.read_text(encoding="ascii").strip()):
        return key
    key = secrets.token_urlsafe(50)
    KEY_FILE.parent.mkdir(parents=True, exist_ok=True)
    KEY_FILE.touch(mode=0o600)
    KEY_FILE.write_text(key + "\n", encoding="ascii")
    return key
