"""Whether evidence entails or contradicts a claim as a whole, by a trained model."""

from __future__ import annotations

from functools import cache

from claimcheck.entailment.model import KnownModel

PACKAGED, OFF = "packaged", "off"


def load_entailment(name: str | None) -> KnownModel | None:
    """The model that a user names: the shipped one for None and "packaged", none for "off".

    Any other name is a cross-encoder of sentence-transformers, by folder or by name on the hub.
    Nothing is loaded before the first pair is judged, and no model twice.
    """
    return None if name == OFF else _model(name or PACKAGED)


@cache
def _model(name: str) -> KnownModel:
    if name == PACKAGED:
        from claimcheck.entailment.packaged import PackagedModel

        return PackagedModel()
    from claimcheck.entailment.crossencoder import CrossEncoderModel

    return CrossEncoderModel(name)
