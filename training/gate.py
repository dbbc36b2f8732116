"""A new bundle's figures -> whether it may go live, with every reason against.

Does not: stop a bundle from being published; it is kept, and the live one keeps serving.
"""

from collections.abc import Mapping
from typing import Any

from training.config import GateConfig


def check_gate(new: Mapping[str, Any], live: Mapping[str, Any] | None, config: GateConfig) -> list[str]:
    """Reasons why a bundle must not replace the live one; none means it may.

    Args:
        new: the figures of the new bundle on its test part.
        live: the live bundle's figures on the same rows, or None where there is none to compare with.
        config: the floors.
    """
    reasons = []
    floor = config.min_micro_f1_over_all_positive * new["all_positive_micro_f1"]
    if new["micro"]["f1"] < floor:
        reasons.append(
            f"micro F1 {new['micro']['f1']} is below {floor:.4f}, what tagging everything would nearly reach"
        )
    if live is not None and new["average_precision"] is not None and live["average_precision"] is not None:
        loss = live["average_precision"] - new["average_precision"]
        if loss > config.max_drop:
            reasons.append(
                f"average precision falls by {loss:.4f} against the live bundle "
                f"({live['average_precision']} -> {new['average_precision']}); at most {config.max_drop} is allowed"
            )
    return reasons
