"""Turns a model in memory into an ONNX graph: piece ids of one text -> its vector and a state per piece.

Only standard operators of opset 20. The embedding table stays in 4-bit blocks, unpacked as rows are
looked up. There is no batch and so no mask: a text runs alone (see `framing.encoder.Encoder`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

from framing.encoder import INPUT, STATES, VECTOR
from training.encoder.blocks import MIDDLE, pack_blocks
from training.encoder.source import Linear

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from training.encoder.source import Layer, Norm, SourceModel

OPSET = 20  # the first with Gelu
IR_VERSION = 9  # the one that came with it


class Graph:
    """Collects nodes and constants; every name follows from the order of calls, so bytes do too."""

    def __init__(self) -> None:
        """Start empty."""
        self.nodes: list[NodeProto] = []
        self.constants: list[TensorProto] = []

    def constant(self, value: NDArray[np.generic], name: str = "") -> str:
        """Add a constant and give its name."""
        name = name or f"constant_{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def shape(self, *sizes: int) -> str:
        """Add a shape, or any list of whole numbers."""
        return self.constant(np.array(sizes, np.int64))

    def add(self, operator: str, *inputs: str, **attributes: Any) -> str:
        """Add a node with one output and give its name."""
        return self.add_many(operator, *inputs, count=1, **attributes)[0]

    def add_many(self, operator: str, *inputs: str, count: int, **attributes: Any) -> list[str]:
        """Add a node with several outputs and give their names."""
        name = f"{operator.lower()}_{len(self.nodes)}"
        outputs = [f"{name}.{i}" for i in range(count)]
        self.nodes.append(helper.make_node(operator, inputs, outputs, name=name, **attributes))
        return outputs


def build_graph(model: SourceModel, layers: Sequence[int], token_layer: int, *, packed: bool) -> ModelProto:
    """Build the graph.

    Args:
        model: the weights; its layers above the last one asked for are left out.
        layers: whose states are averaged over the pieces and concatenated; 0 is the embedding.
        token_layer: whose states are given per piece.
        packed: keep the embedding table in 4-bit blocks, else as floats.

    Returns:
        A model with input `ids` (pieces,) and outputs `vector` (len(layers) * hidden,), `states` (pieces,
        hidden).
    """
    graph = Graph()
    states = [_embed(graph, model, packed=packed)]
    for number in range(max(*layers, token_layer)):
        states.append(_transform(graph, states[-1], model, model.layers[number]))
    means = [graph.add("ReduceMean", states[i], graph.shape(0), keepdims=0) for i in layers]
    _name_output(graph, graph.add("Concat", *means, axis=0), VECTOR)
    _name_output(graph, states[token_layer], STATES)
    return _close(graph, {VECTOR: [len(layers) * model.hidden], STATES: ["pieces", model.hidden]})


def _embed(graph: Graph, model: SourceModel, *, packed: bool) -> str:
    words = _unpack(graph, model) if packed else graph.add("Gather", graph.constant(model.words, "words"), INPUT)
    count = graph.add("Shape", INPUT)
    positions = graph.constant(model.positions.astype(np.float32), "positions")
    place = graph.add("Slice", positions, graph.shape(0), count, graph.shape(0))
    return _normalise(graph, graph.add("Add", words, place), model.embedding_norm, model.epsilon)


def _unpack(graph: Graph, model: SourceModel) -> str:
    """Look up rows of the 4-bit table and turn them into floats."""
    blocks = pack_blocks(model.words)
    nibbles = graph.add("Gather", graph.constant(blocks.nibbles, "words"), INPUT)
    scales = graph.add("Gather", graph.constant(blocks.scales, "scales"), INPUT)
    low = graph.add("BitwiseAnd", nibbles, graph.constant(np.array(15, np.uint8)))
    high = graph.add("BitShift", nibbles, graph.constant(np.array(4, np.uint8)), direction="RIGHT")
    values = graph.add("Cast", graph.add("Concat", low, high, axis=-1), to=TensorProto.FLOAT)
    centred = graph.add("Sub", values, graph.constant(np.array(MIDDLE, np.float32)))
    scaled = graph.add("Mul", centred, graph.add("Cast", scales, to=TensorProto.FLOAT))
    return graph.add("Reshape", scaled, graph.shape(0, model.hidden))


def _transform(graph: Graph, states: str, model: SourceModel, layer: Layer) -> str:
    attended = _multiply(graph, _attend(graph, states, model, layer), layer.joined)
    joined = _normalise(graph, graph.add("Add", states, attended), layer.joined_norm, model.epsilon)
    widened = graph.add("Gelu", _multiply(graph, joined, layer.widened))
    narrowed = _multiply(graph, widened, layer.narrowed)
    return _normalise(graph, graph.add("Add", joined, narrowed), layer.narrowed_norm, model.epsilon)


def _attend(graph: Graph, states: str, model: SourceModel, layer: Layer) -> str:
    """Let each piece look at all others, head by head."""
    width = model.hidden // model.heads
    flat = _multiply(graph, states, _stack(layer, np.float32(1 / np.sqrt(width))))
    parts = graph.add_many("Split", flat, count=3, axis=-1, num_outputs=3)
    apart = [graph.add("Reshape", part, graph.shape(0, model.heads, width)) for part in parts]
    query, value = (graph.add("Transpose", apart[i], perm=[1, 0, 2]) for i in (0, 2))
    key = graph.add("Transpose", apart[1], perm=[1, 2, 0])
    attention = graph.add("Softmax", graph.add("MatMul", query, key), axis=-1)
    together = graph.add("Transpose", graph.add("MatMul", attention, value), perm=[1, 0, 2])
    return graph.add("Reshape", together, graph.shape(0, model.hidden))


def _stack(layer: Layer, scale: np.float32) -> Linear:
    """Put query, key and value side by side: one large product is faster than three."""
    return Linear(
        np.concatenate([layer.query.weight * scale, layer.key.weight, layer.value.weight], axis=1),
        np.concatenate([layer.query.bias * scale, layer.key.bias, layer.value.bias]),
    )


def _multiply(graph: Graph, states: str, linear: Linear) -> str:
    product = graph.add("MatMul", states, graph.constant(linear.weight, f"weight_{len(graph.constants)}"))
    return graph.add("Add", product, graph.constant(linear.bias))


def _normalise(graph: Graph, states: str, norm: Norm, epsilon: float) -> str:
    gain, bias = graph.constant(norm.gain), graph.constant(norm.bias)
    return graph.add("LayerNormalization", states, gain, bias, axis=-1, epsilon=epsilon)


def _name_output(graph: Graph, value: str, name: str) -> None:
    graph.nodes.append(helper.make_node("Identity", [value], [name], name=name))


def _close(graph: Graph, outputs: dict[str, list[int | str]]) -> ModelProto:
    made = helper.make_graph(
        graph.nodes,
        "encoder",
        [helper.make_tensor_value_info(INPUT, TensorProto.INT64, ["pieces"])],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in outputs.items()],
        graph.constants,
    )
    return helper.make_model(made, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR_VERSION)
