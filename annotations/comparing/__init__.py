"""What two sources share, ready to be shown side by side; bounded, in a constant number of queries.

pair          the two sources: left and right as asked for, older and later where that is sure
propositions  the sentences that both assert, deny or speak to
relations     what leads from one source to the other, and verdicts' passages
actors        whom both name, and how
topics        what each says under the topics of both
comparison    all of it, put together
suggestions   which sources are worth comparing
"""

from annotations.comparing.comparison import Comparison, compare
from annotations.comparing.pair import Pair
from annotations.comparing.suggestions import Suggestion, connected_pairs, partners

__all__ = ["Comparison", "Pair", "Suggestion", "compare", "connected_pairs", "partners"]
