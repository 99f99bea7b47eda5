"""The table of word vectors is read as a general reader would read it, and nothing else passes for one."""

from __future__ import annotations

import numpy as np
import pytest
import srsly  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from drafting.redaction.model import weights
from drafting.redaction.model.vocabulary import model_path
from drafting.redaction.model.weights import unpack_pairs

KEYS = st.integers(0, 2**64 - 1) | st.integers(2**63, 2**64 - 1) | st.integers(0, 300)
VALUES = st.integers(0, 2**16 - 1) | st.integers(0, 300) | st.integers(0, 2**33)


def packed(pairs: dict[int, int]) -> bytes:
    """The map with a long header, as the model has it, whatever its size."""
    body = b"".join(srsly.msgpack_dumps(n) for pair in pairs.items() for n in pair)
    return b"\xdf" + len(pairs).to_bytes(4, "big") + body


@given(st.dictionaries(KEYS, VALUES, max_size=60))
def test_every_map_of_integers_is_read(pairs: dict[int, int]) -> None:
    keys, values = unpack_pairs(packed(pairs))
    assert dict(zip(keys.tolist(), values.tolist(), strict=True)) == pairs


def test_runs_longer_than_a_step_and_what_interrupts_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "_RUN", 16)
    usual = {2**63 + i: 1000 + i for i in range(80)}
    for pairs in (usual, {7: 7, **usual}, {**usual, 8: 300}, {**usual, 9: 9, 2**63 + 9999: 5000}):
        keys, values = unpack_pairs(packed(pairs))
        assert dict(zip(keys.tolist(), values.tolist(), strict=True)) == pairs


def test_the_table_of_the_model() -> None:
    data = (model_path() / "vocab" / "key2row").read_bytes()
    keys, values = unpack_pairs(data)
    expected = srsly.msgpack_loads(data)
    assert np.array_equal(keys, np.fromiter(expected, np.uint64))
    assert np.array_equal(values, np.fromiter(expected.values(), np.int64))


@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=5), st.data())
def test_a_table_that_was_cut_or_grew_is_refused(pairs: dict[int, int], data: st.DataObject) -> None:
    whole = packed(pairs)
    for broken in (whole[: data.draw(st.integers(0, len(whole) - 1))], whole + b"\x00"):
        with pytest.raises(ValueError, match="map"):
            unpack_pairs(broken)


def test_other_values_than_unsigned_integers_are_refused() -> None:
    for value in ("a", -1, 1.5, None, [1]):
        with pytest.raises(ValueError, match="map"):
            unpack_pairs(b"\xdf" + (1).to_bytes(4, "big") + srsly.msgpack_dumps(5) + srsly.msgpack_dumps(value))
