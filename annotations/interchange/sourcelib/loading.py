"""Bringing in a file in the library's own format."""

from pathlib import Path
from typing import Any

from django.db import IntegrityError
from django.utils import timezone

from annotations.interchange.report import ImportRefused, ImportReport, Progress, no_progress
from annotations.interchange.sourcelib.checking import check
from annotations.interchange.sourcelib.checking.context import WRITE
from annotations.interchange.sourcelib.lines import RecordFile
from annotations.interchange.sourcelib.schema import FORMAT
from annotations.interchange.sourcelib.writing import write
from sourcelib.models import ImportBatch
from sourcelib.services.refusals import NotAllowed
from sourcelib.services.statistics import refresh_statistics


def load(
    *,
    user: Any,
    path: Path,
    dry_run: bool = False,
    skip_invalid: bool = False,
    progress: Progress = no_progress,
) -> ImportReport:
    """Bring in a file of records; return what was done, or with `dry_run` would be.

    `user` is who asks, None on the command line. First the whole file is checked. Then shared
    records are written in one transaction, each source with its annotations in one, and the links
    between annotations last, under one batch. A record that the library holds already, in the same
    words, is passed over; so after a stop the same command goes on where it stopped.

    Raises NotAllowed, and ImportRefused if anything is wrong and not to be skipped; nothing is
    written then.
    """
    if user is not None and not user.has_perm("sourcelib.import_article"):
        raise NotAllowed(f"{user} may not import: it needs the permission to import sources.")
    file = RecordFile(path)
    report = ImportReport(name=path.name, dry_run=dry_run)
    marks = check(file, report, progress)
    if report.fault_count and not skip_invalid:
        raise ImportRefused(report.faults, report.fault_count, report.resting_count)
    if dry_run:
        return report
    batch = _batch(user, file, report)
    if batch is None:
        return report
    try:
        write(file, marks, WRITE, batch, progress)
    except IntegrityError as error:
        raise ImportRefused(
            [
                file.fault(
                    0,
                    "batch",
                    str(batch.uid),
                    f"the library changed while the file was read: {error}",
                    "Run the import again: it goes on where it stopped",
                )
            ]
        ) from error
    batch.state = ImportBatch.State.DONE
    batch.finished_at = timezone.now()
    batch.save()
    refresh_statistics(report.created.total())
    return report


def _batch(user: Any, file: RecordFile, report: ImportReport) -> ImportBatch | None:
    """Return the batch of an earlier run that was stopped, or a new one; None if all is there."""
    digest = file.digest.hexdigest()
    stopped = ImportBatch.objects.filter(
        format=FORMAT, state=ImportBatch.State.RUNNING, report__sha256=digest
    ).first()
    if stopped is None and not report.created.total():
        return None
    report.resumed = stopped is not None
    batch = stopped or ImportBatch(
        name=file.path.name[:300], format=FORMAT, created_by=user, report={"sha256": digest}
    )
    batch.report["created"] = dict(report.created + report.unchanged)
    batch.report["skipped"] = report.fault_count + report.resting_count
    batch.save()
    report.batch = str(batch.uid)
    return batch
