"""Channels: ids and wordings of their own."""

from __future__ import annotations

from catalog_graph.model.channels import BY_ID, CHANNELS


def test_channels_have_ids_and_wordings_of_their_own() -> None:
    assert len(CHANNELS) == len(BY_ID) == 35
    words = [word for channel in CHANNELS for word in (channel.label, *channel.wordings)]
    assert len(set(words)) == len(words)
