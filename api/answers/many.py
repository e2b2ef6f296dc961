"""Answers for many places, and what is asked for them: lines of a stream, one JSON document each.

Owns: these models. Must not: know how they are made.
"""

from __future__ import annotations

from pydantic import Field, RootModel

from api.answers.base import Answer, Code
from api.answers.duties import DutyList
from api.answers.places import PlaceBelow
from api.answers.reviews import Problem

MOST_PLACES = 1000


class ManyPlaces(Answer):
    """The places asked for: codes, or names with those of the places above where they are ambiguous."""

    places: list[str] = Field(min_length=1, max_length=MOST_PLACES)


class PlaceProblem(Answer):
    """A place that has no answer, and why."""

    place: str
    problem: Problem


class DutyLine(RootModel[DutyList | PlaceProblem]):
    """A line of the answer for many places: the duties of one, in the order asked, or why there are none."""


class TreeLine(PlaceBelow):
    """A line of the tree of a place: a place, and that directly above it."""

    parent: Code | None
