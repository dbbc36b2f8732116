"""Measures how fast an encoder folder is and how much memory a process with it takes."""

from __future__ import annotations

import multiprocessing
import statistics
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.sentences import LONG
from framing.encoder import load_encoder

if TYPE_CHECKING:
    from multiprocessing.synchronize import Barrier

    from framing.encoder import Encoder

ROUNDS = 7  # other processes share the machine: the best round is the one least disturbed
REPEATS = 4  # of the 27 sentences in a round


def measure_rate(encoder: Encoder) -> tuple[float, float]:
    """Give statements a second: the best round and the median one."""
    encoder.encode(LONG)
    rates = [_one_round(encoder) for _ in range(ROUNDS)]
    return max(rates), statistics.median(rates)


def _one_round(encoder: Encoder) -> float:
    start = time.perf_counter()
    encoder.encode(LONG * REPEATS)
    return len(LONG) * REPEATS / (time.perf_counter() - start)


def measure_latency(encoder: Encoder) -> tuple[float, float]:
    """Give milliseconds for one statement: the best of all and the median."""
    times = []
    for text in LONG * ROUNDS:
        start = time.perf_counter()
        encoder.encode([text])
        times.append(1000 * (time.perf_counter() - start))
    return min(times), statistics.median(times)


def measure_loading(folder: Path) -> float:
    """Give seconds to load the folder, at best."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        load_encoder(folder)
        times.append(time.perf_counter() - start)
    return min(times)


def measure_workers(folder: Path, count: int) -> float:
    """Give statements a second of several processes at once, each on one thread; the best round."""
    context = multiprocessing.get_context("spawn")
    barrier = context.Barrier(count)
    with context.Pool(count, _join, (folder, barrier)) as pool:
        rounds = [pool.map(_work, range(count), chunksize=1) for _ in range(ROUNDS)]
    return max(map(sum, rounds))


def measure_memory(folder: Path) -> tuple[float, float]:
    """Give MB of a fresh process that has loaded and run the encoder: at its peak, and afterwards."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_remember, (folder,))


_worker: dict[str, Any] = {}


def _join(folder: Path, barrier: Barrier) -> None:
    _worker.update(encoder=load_encoder(folder), barrier=barrier)


def _work(_number: int) -> float:
    _worker["barrier"].wait()
    return _one_round(_worker["encoder"])


def _remember(folder: Path) -> tuple[float, float]:
    encoder = load_encoder(folder)
    encoder.encode([*LONG, " ".join(LONG)])
    lines = (line.split() for line in Path("/proc/self/status").read_text().splitlines())
    kilobytes = {words[0]: int(words[1]) for words in lines if words[-1] == "kB"}
    return kilobytes["VmHWM:"] * 1024 / 1e6, kilobytes["VmRSS:"] * 1024 / 1e6
