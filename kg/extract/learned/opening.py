"""From the files of a trained model to a reader."""

from collections.abc import Callable
from hashlib import sha256
from importlib import import_module
from importlib.resources.abc import Traversable
from typing import Any

import numpy as np

from kg.errors import KgError
from kg.extract.learned.decode import Scores
from kg.extract.learned.reader import CHOSEN, Reader, Tuning
from kg.extract.learned.windows import Inputs

ENCODER, LINKER, TOKENIZER = "encoder.onnx", "linker.npz", "tokenizer.json"


def open_reader(folder: Traversable, tuning: Tuning = CHOSEN) -> Reader:
    """Return the reader whose three files lie in `folder`. Raises `KgError` if one or the runtime is missing."""
    try:
        tokenizer = import_module("tokenizers").Tokenizer.from_buffer(folder.joinpath(TOKENIZER).read_bytes())
        encode = _encoder(folder.joinpath(ENCODER).read_bytes())
        with folder.joinpath(LINKER).open("rb") as stream, np.load(stream) as arrays:
            weights = {name: arrays[name] for name in arrays.files}
    except (ImportError, FileNotFoundError) as problem:
        raise KgError(f"cannot load the learned span finder: {problem}; install Parley again") from problem
    return Reader(encode, tokenizer, weights, tuning)


def _encoder(model: bytes) -> Callable[[Inputs], tuple[Scores, Scores]]:
    """Return the network as a function. It runs on one thread, so that the order of its sums never varies."""
    onnxruntime: Any = import_module("onnxruntime")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    # The fused operator takes five times as long as the parts it is made of (onnxruntime 1.32, one thread).
    apart = ["SkipLayerNormFusion"]
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"], disabled_optimizers=apart)

    def encode(read: Inputs) -> tuple[Scores, Scores]:
        given = {"ids": [read.ids], "cases": [read.cases], "places": [read.places], "starts": read.starts}
        states, scores = session.run(None, {name: np.asarray(given[name], dtype=np.int64) for name in given})
        return states, scores

    return encode


def digest(folder: Traversable) -> str:
    """Return a hash of the model's files and of the settings it is used with."""
    parts = [folder.joinpath(name).read_bytes() for name in (ENCODER, LINKER, TOKENIZER)]
    return sha256(b"\x1f".join([*parts, repr(CHOSEN).encode()])).hexdigest()[:16]
