"""Track records of authors and actors: what was predicted, how it turned out, what cannot be told.

    record = track_record_of(Annotation.objects.public().predictions().filter(…), standard)

The page shows `record` by `annotations/_track_record.html`, or in a few lines by
`annotations/_track_record_brief.html`. The figures are made by `annotations.scoring`.
"""

from annotations.track_records.reading import track_record_of
from annotations.track_records.views import RecordView

__all__ = ["RecordView", "track_record_of"]
