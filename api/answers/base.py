"""What all models of answers are: exact, so that a field that is not described fails the tests.

Owns: the root of the models, and the types of words that several of them have. Must not: hold an answer.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Iri = Annotated[str, Field(description="标识（IRI）")]
Code = Annotated[str, Field(pattern=r"^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$", description="行政区划代码")]
Count = Annotated[int, Field(ge=0)]
Positive = Annotated[int, Field(ge=1)]
Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
Link = Annotated[str, Field(description="本站地址")]
Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$", description="日期 YYYY-MM-DD")]
Moment = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?$", description="日期，或到分的时刻")]
ItemKey = Annotated[str, Field(pattern=r"^(\d+/)?[a-z0-9-]+/\d+$", description="事项编号，如 social-assistance/11")]


OPEN = ConfigDict(extra="allow", frozen=True)  # of an answer that may have more fields than are described


class Answer(BaseModel):
    """The root of all answers: no field beside those that are described."""

    model_config = ConfigDict(extra="forbid", frozen=True)
