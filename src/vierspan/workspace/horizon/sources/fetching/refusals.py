"""Why nothing was fetched, as a key that the front door puts in words."""

REASONS = frozenset(
    {
        "address_not_allowed",
        "no_such_host",
        "no_answer",
        "not_secure",
        "broke_off",
        "too_slow",
        "too_large",
        "redirected_too_often",
        "keeps_it_closed",
        "not_found",
        "gone",
        "too_busy",
        "has_a_fault",
        "not_understood",
        "wrong_kind",
    }
)


class Unreached(Exception):
    """It could not be fetched; `wait` is how many seconds the other side asked to be left alone."""

    def __init__(self, reason: str, *, wait: int = 0) -> None:
        if reason not in REASONS:
            raise ValueError(reason)
        super().__init__(reason)
        self.reason = reason
        self.wait = wait
