"""What was asked and what it cost, and when to stop."""

from __future__ import annotations

from factcheck.engines.asking import Asking


class Spent(Exception):  # noqa: N818  it is no error: the user set the limit
    """A limit is reached; the message names it."""


class Budget:
    """Counts requests (each attempt on the wire), tokens and answers from the cache; refuses what the limits forbid."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        self._price = asking.prices.get(asking.model)
        self.requests = 0
        self.cached = 0
        self.tokens_in = 0
        self.tokens_out = 0

    @property
    def tokens(self) -> int:
        """Tokens sent and received."""
        return self.tokens_in + self.tokens_out

    @property
    def cost(self) -> float | None:
        """In the currency of the prices; None where the model's price is unknown."""
        return None if self._price is None else self.cost_of(self.tokens_in, self.tokens_out)

    def cost_of(self, tokens_in: int, tokens_out: int) -> float | None:
        """What so many tokens cost; None where the model's price is unknown."""
        if self._price is None:
            return None
        return round((tokens_in * self._price.input + tokens_out * self._price.output) / 1_000_000, 6)

    def admit(self) -> None:
        """Counts one more request; raises Spent where a limit is reached."""
        asking, cost = self._asking, self.cost
        if asking.max_requests is not None and self.requests >= asking.max_requests:
            raise Spent(f"--max-requests {asking.max_requests} is reached")
        if asking.max_tokens is not None and self.tokens >= asking.max_tokens:
            raise Spent(f"--max-tokens {asking.max_tokens} is reached")
        if asking.max_cost is not None and cost is not None and cost >= asking.max_cost:
            raise Spent(f"--max-cost {asking.max_cost:g} is reached")
        self.requests += 1

    def add(self, tokens_in: int, tokens_out: int) -> None:
        """Counts the tokens of an answer."""
        self.tokens_in += tokens_in
        self.tokens_out += tokens_out
