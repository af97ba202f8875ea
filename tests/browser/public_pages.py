"""An address of each kind of public page, for the tests that look at all of them."""

from annotations.models import Annotation, Claim, Prediction
from sourcelib.models import Article
from tests.pages.corrected import corrected

TUCKER = "russia-japan-relations-are-hanging-by-a-thread"
KASHIN = "the-russo-japanese-security-dialogue-after-2020"

_ADDRESSES = [
    "/",
    "/about/",
    "/about/method/",
    "/about/corrections/",
    "/sources/",
    "/sources/?q=treaty",
    "/sources/?q=peace+treaty&genre=op-ed&from=banana",
    "/sources/?q=zebra&genre=op-ed",
    f"/sources/{TUCKER}/",
    f"/sources/{TUCKER}/?speaker=devon-tucker",
    f"/sources/{TUCKER}/?show=mountains",
    f"/sources/{TUCKER}/cite/",
    "/claims/",
    "/predictions/",
    "/predictions/?state=judged",
    "/predictions/?standard=banana",
    "/propositions/",
    "/propositions/peace-treaty-unlikely/",
    "/actors/",
    "/actors/russia/",
    "/topics/",
    "/topics/peace-treaty/",
    "/publications/",
    "/publications/the-moscow-times/",
    "/authors/",
    "/authors/devon-tucker/",
    "/compare/",
    f"/compare/?a={TUCKER}&b={KASHIN}",
    "/search/",
    "/search/?q=missile+defence",
    "/search/?q=zebra",
    "/annotations/",
    "/annotations/?kind=prediction&topic=peace-treaty",
    "/annotations/?page=banana",
    "/report/?about=source:{tucker}",
    "/api/v1/docs/",
    "/nowhere/",
    "/sources/talks/",
    "/sources/talks/v/1/",
    "/sources/talks/changes/1..2/",
]


def addresses() -> list[str]:
    """The addresses, with those that carry a uid of the first library; one source is corrected."""
    if not Article.objects.filter(slug="talks").exists():
        corrected()
    annotations = Annotation.objects.filter(article__slug=TUCKER).order_by("pk")
    tucker = annotations[0].article
    claim = Claim.objects.filter(attribution="reported").order_by("pk")[0].annotation
    told = Prediction.objects.filter(compound__isnull=False).order_by("pk")[0].annotation
    mention = annotations.filter(kind=Annotation.Kind.MENTION)[0]
    return [
        *(address.replace("{tucker}", str(tucker.uid)) for address in _ADDRESSES),
        f"/claims/{claim.uid}/",
        f"/predictions/{told.uid}/",
        f"/a/{told.uid}/",
        f"/a/{told.uid}/cite/",
        f"/a/{told.uid}/embed/",
        f"/a/{mention.uid}/",
    ]
