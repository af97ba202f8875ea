"""What those who wrote or were judged answer, beside what they answer."""

from django import template

from annotations.models import Annotation, Reply
from sourcelib.models import Article

register = template.Library()


@register.simple_tag
def replies_to(answered: Article | Annotation) -> list[Reply]:
    """Return the replies to a public source, claim or prediction, the first one first; one query.

    Those to its verdicts stand with these. The withdrawn ones are among them.
    """
    if isinstance(answered, Article):
        return list(Reply.objects.filter(article=answered))
    return list(Reply.objects.filter(annotation=answered))
