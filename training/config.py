"""Every choice of a training run, with its default and where it comes from; read from TOML with `--config`."""

import tomllib
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

Share = Annotated[float, Field(gt=0, lt=1)]


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SplitConfig(_Section):
    """Shares of the rows that go to each part; sources stay whole, so they are met nearly.

    Out-of-fold scores of the train part calibrate too (decision 4), so the calibration part can be small.
    """

    train: Share = 0.78
    calibration: Share = 0.07
    test: Share = 0.15


class LexicalConfig(_Section):
    """N-grams and form (decision 10).

    2**16 buckets a half keep the bundle small; 2**18 add at most .003 of average precision (`python -m bench.lexical`).
    """

    characters: tuple[int, int] = (2, 5)
    words: tuple[int, int] = (1, 2)
    bits: int = Field(default=16, ge=8, le=22)
    form: bool = Field(default=True, description="whether length, questions, exclamations and repetition are read")
    strength: float = Field(default=10.0, gt=0, description="C of the logistic regressions")


class EncoderConfig(_Section):
    """The encoder view: the folder name under `models/encoders/` and C of its logistic regressions."""

    name: str = "multilingual-e5-small"
    strength: float = Field(default=0.003, gt=0, description="C of the logistic regressions")
    guest_weight: float = Field(
        default=0.3, gt=0, le=1, description="how much a row counts that another guide labelled, beside own rows"
    )


class GateConfig(_Section):
    """What a new bundle must reach on its test part before it goes live."""

    min_micro_f1_over_all_positive: float = Field(
        default=1.2, description="micro F1 as a multiple of what tagging everything with every device reaches"
    )
    max_drop: float = Field(
        default=0.02, description="loss of average precision against the live bundle, same test part"
    )


class Config(_Section):
    """One training run."""

    seed: int = 20261122
    views: tuple[Literal["lexical", "encoder", "words"], ...] = ("lexical", "encoder", "words")
    folds: int = Field(default=5, ge=2)
    min_positives: int = Field(default=5, ge=2, description="a device with fewer in the train part is left out")
    split: SplitConfig = SplitConfig()
    lexical: LexicalConfig = LexicalConfig()
    encoder: EncoderConfig = EncoderConfig()
    gate: GateConfig = GateConfig()


def load_config(path: Path | None, seed: int | None = None) -> Config:
    """Read a configuration file; without one, the defaults. `seed` wins over the file.

    Raises:
        ValueError: the file cannot be read, or names an unknown or ill-typed choice.
    """
    data = {}
    if path:
        try:
            data = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            message = f"{path}: cannot be read as TOML ({error})"
            raise ValueError(message) from error
    if seed is not None:
        data["seed"] = seed
    try:
        return Config.model_validate(data)
    except ValidationError as error:
        faults = [f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()]
        raise ValueError("\n".join(f"{path or 'config'}: {fault}" for fault in faults)) from error
