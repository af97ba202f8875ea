"""The one error of this package: a text that cannot be taken as it is."""


class TextError(ValueError):
    """Text that is refused.

    `place` says where ("byte 12", counted from zero; "code point 3"), `problem` what is wrong
    there, `remedy` what the person who brought the text can do.
    """

    def __init__(self, place: str, problem: str, remedy: str) -> None:
        super().__init__(f"{place}: {problem}. {remedy}.")
        self.place = place
        self.problem = problem
        self.remedy = remedy
