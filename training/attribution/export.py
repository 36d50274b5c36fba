"""Write trained weights as the files the package ships: `python -m training.attribution.export --help`."""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.attribution.network import Network


class Rows(nn.Module):
    """An embedding in eight bits, each row with a scale of its own."""

    def __init__(self, table: nn.Embedding) -> None:
        super().__init__()
        scale = table.weight.detach().abs().amax(1, keepdim=True).clamp_min(1e-8) / 127
        self.register_buffer("scale", scale)
        self.register_buffer("steps", (table.weight.detach() / scale).round().to(torch.int8))

    def forward(self, ids: Tensor) -> Tensor:
        return self.steps[ids].to(torch.float32) * self.scale[ids]


class Encoding(nn.Module):
    """States and tag scores of the words of one window."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, cases: Tensor, places: Tensor, starts: Tensor) -> tuple[Tensor, Tensor]:
        states = self.network.encoder(ids, cases, places)[0].index_select(0, starts)
        return states, self.network.tagger.emit(states)


def blend(states: Sequence[Path]) -> dict[str, Tensor]:
    """Return the mean of the average weights of saved states."""
    parts = [torch.load(state, map_location="cpu")["average"] for state in states]
    return {name: sum(part[name] for part in parts) / len(parts) for name in parts[0]}


def make_unsigned(path: Path) -> None:
    """Store the eight-bit weights of a model as 0 to 255 with 128 for zero: the same numbers, summed exactly everywhere.

    Products of unsigned activations and signed weights are added up in 16 bits on processors without VNNI instructions, where they
    overflow: other scores came out there (onnxruntime's documentation of quantisation, on S8 and U8 weights).
    """
    model = onnx.load(path)
    weights = {one.name: one for one in model.graph.initializer}
    products = [node for node in model.graph.node if node.op_type == "MatMulInteger"]
    for name in {given for node in products for given in (node.input[1], node.input[3])}:
        signed = numpy_helper.to_array(weights[name])
        weights[name].CopyFrom(numpy_helper.from_array((signed.astype(np.int16) + 128).astype(np.uint8), name))
    onnx.save(model, path)


def export(states: Sequence[Path], minilm: Path, out: Path, whole: bool = False) -> None:
    """Write encoder.onnx (eight-bit, or in full with `whole`), linker.npz and tokenizer.json to `out`."""
    network = Network(0.0)
    network.load_state_dict(blend(states))
    network.eval()
    if not whole:
        network.encoder.words = Rows(network.encoder.words)  # type: ignore[assignment]
    out.mkdir(parents=True, exist_ok=True)
    full = out / "encoder.full.onnx"
    some = torch.ones(1, 22, dtype=torch.long)
    given = (some * 2000, some, some, torch.arange(1, 9))
    torch.onnx.export(
        Encoding(network), given, str(full), input_names=["ids", "cases", "places", "starts"],
        output_names=["states", "scores"], opset_version=17, dynamo=False,
        dynamic_axes={"ids": {1: "pieces"}, "cases": {1: "pieces"}, "places": {1: "pieces"}, "starts": {0: "words"}},
    )  # fmt: skip
    if whole:
        full.rename(out / "encoder.onnx")
    else:
        quantize_dynamic(
            full, out / "encoder.onnx", per_channel=True, weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul"],
        )  # fmt: skip
        full.unlink()
        make_unsigned(out / "encoder.onnx")
    linker = {name: tensor.numpy() for name, tensor in network.linker.state_dict().items()}
    steps = (network.tagger.steps + network.tagger.never).detach().numpy()
    np.savez(out / "linker.npz", steps=steps, **linker)
    tokenizer = json.loads((minilm / "tokenizer.json").read_text("utf-8"))
    tokenizer |= {"truncation": None, "padding": None, "post_processor": None}
    (out / "tokenizer.json").write_text(json.dumps(tokenizer, ensure_ascii=False) + "\n", "utf-8")


def main() -> None:
    """Blend saved states and write the files that the package ships."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("states", type=Path, nargs="+", help="epoch-N.pt of one or more runs with a common beginning")
    parser.add_argument("--minilm", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--whole", action="store_true", help="do not quantise, to compare")
    args = parser.parse_args()
    export(args.states, args.minilm, args.out, args.whole)


if __name__ == "__main__":
    main()
