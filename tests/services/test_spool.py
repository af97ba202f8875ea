"""What was read waits on disk until it is written."""

import pytest

from sourcelib.services.received import read_bytes
from sourcelib.services.spool import Spool, SpoolFull


def test_a_full_disk_is_told_in_plain_words() -> None:
    spool = Spool()
    spool._database.execute("PRAGMA max_page_count = 20")
    source = read_bytes(b"Words upon words. " * 20_000, "long.txt")
    with pytest.raises(SpoolFull, match="no room in the folder for temporary files"):
        spool.put(1, "long.txt", source, "")
