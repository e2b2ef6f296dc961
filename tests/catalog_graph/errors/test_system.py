"""What the operating system says, in Chinese."""

from __future__ import annotations

import errno

import pytest

from catalog_graph.errors import system_words


@pytest.mark.parametrize("number", [errno.ENOENT, errno.EACCES, errno.ENOSPC, errno.EISDIR, errno.EROFS, errno.EPERM])
def test_usual_errors_are_said_in_chinese(number: int) -> None:
    assert not system_words(OSError(number, "English words")).isascii()


def test_others_keep_the_words_of_the_system() -> None:
    assert system_words(OSError(errno.EXDEV, "Invalid cross-device link")) == "Invalid cross-device link"
