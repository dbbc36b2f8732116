"""Every setting of the service, declared once: name, default, meaning. Environment variables start with FRAMING_."""

from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Read once at start and passed on; nothing else in the service looks at the environment."""

    model_config = SettingsConfigDict(env_prefix="FRAMING_", frozen=True, extra="ignore")

    models: Path = Field(default=Path("models"), description="folder of bundles and encoders")
    speed: Literal["default", "fast"] = Field(
        default="default", description="`fast` reads the lexical view only: quicker, less accurate"
    )
    host: str = Field(default="127.0.0.1", description="address to listen on")
    port: int = Field(default=8000, ge=0, le=65535, description="port to listen on; 0 picks a free one")
    workers: int = Field(default=2, ge=1, description="worker processes")
    threads: int = Field(default=4, ge=1, description="threads per worker")
    timeout: int = Field(default=60, ge=1, description="seconds after which a silent worker is replaced")
    max_text_chars: int = Field(
        default=100_000, ge=1, description="longest text of one request or item, in code points"
    )
    max_statements: int = Field(default=2_000, ge=1, description="most statements of one text")
    max_batch_items: int = Field(default=100, ge=1, description="most items of one batch")
    max_body_bytes: int = Field(default=2_000_000, ge=1, description="largest request body")
    log_level: Literal["debug", "info", "warning", "error"] = Field(default="info", description="how much is logged")
