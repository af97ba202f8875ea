"""What is kept of deleted drafts is whole, and of none that is there."""

from django.db.models import Exists, OuterRef

from annotations.models import Annotation, DeletedDraft
from annotations.services.checking.fault import Fault, Faults

ANNOTATION = Annotation._meta.label_lower


def check() -> Faults:
    """Yield the faults of deleted drafts."""
    there = Annotation.objects.filter(uid=OuterRef("uid"))
    rows = DeletedDraft.objects.order_by("pk")
    for uid in rows.filter(Exists(there)).values_list("uid", flat=True).iterator():
        yield Fault("deleted-and-there", f"annotation {uid}", "it is deleted, and there as well")
    for uid, article, data in rows.values_list("uid", "article_id", "data").iterator():
        kept = [row["columns"] for row in data.get("rows", ()) if row["model"] == ANNOTATION]
        if [one["uid"] for one in kept] != [str(uid)]:
            problem = "what is kept of it is not the one annotation that it was"
            yield Fault("deleted-not-whole", f"annotation {uid}", problem)
        elif kept[0]["article_id"] != article or kept[0]["id"] != data["pk"]:
            problem = "what is kept of it belongs to another source, or says another key"
            yield Fault("deleted-elsewhere", f"annotation {uid}", problem)
        elif not any("annotation_id" in row["columns"] for row in data["rows"]):
            yield Fault("deleted-not-whole", f"annotation {uid}", "neither detail nor span is kept")
