"""What is to be known of a stranger's query before it runs, found once when it arrives.

Owns: that value. Must not: read text itself (`guard` does), or say what the answer is.
"""

from __future__ import annotations

from dataclasses import dataclass

from catalog_graph.errors import ForbiddenQuery
from catalog_graph.sparql import guard


@dataclass(frozen=True, slots=True)
class Query:
    """A query's text, its form, and why it may not run.

    `form` is "SELECT", "ASK", "CONSTRUCT" or "DESCRIBE"; "" where it is not certain or the query may not run, which
    the `refusal` says in Chinese; that is "" where it may.
    """

    text: str
    form: str
    refusal: str = ""

    @classmethod
    def of(cls, text: str) -> Query:
        """A text looked at, in time that grows with its length; an update or a SERVICE is refused.

        >>> Query.of("ASK {}").form, Query.of("DROP ALL").refusal
        ('ASK', '本服务只读，不接受更新语句（DROP）')
        """
        try:
            return cls(text, guard.form_of(text))
        except ForbiddenQuery as error:
            return cls(text, "", error.message)

    def allowed(self) -> Query:
        """The query itself. Raises ForbiddenQuery where it may not run."""
        if self.refusal:
            raise ForbiddenQuery(self.refusal)
        return self
