"""One frozen Settings object, read from the environment (`COUNTERSIGN_…`); secrets also from `…_FILE`."""

from __future__ import annotations

import os
from pathlib import Path

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from drafting.errors import BadInput

ROOT = Path(__file__).resolve().parent.parent
SECRETS = ("COUNTERSIGN_VAULT_KEYS", "COUNTERSIGN_MODEL_API_KEY", "COUNTERSIGN_SESSION_SECRET")


class Settings(BaseSettings):
    """Every option of the service. Defaults run it on one machine with nothing beside it."""

    model_config = SettingsConfigDict(env_prefix="COUNTERSIGN_", frozen=True, extra="ignore")

    data_dir: Path = Path(".countersign")  # the SQLite files and, unless the environment gives one, the vault key
    database_url: str | None = None  # default: SQLite in data_dir
    policies_dir: Path = ROOT / "policies"
    prompts_dir: Path = ROOT / "prompts"

    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=1, le=65535)

    vault_keys: SecretStr | None = None  # Fernet keys, newest first, separated by commas
    session_secret: SecretStr | None = None  # signs the session cookie; made once into data_dir when unset

    model: str | None = None  # any LiteLLM model string; unset: the playbook drafter alone
    model_api_key: SecretStr | None = None
    model_api_base: str | None = None
    model_timeout_s: float = Field(default=60.0, gt=0, le=600)
    model_retries: int = Field(default=1, ge=0, le=5)
    model_max_tokens: int = Field(default=900, ge=64, le=8000)
    model_budget_usd: float | None = Field(default=None, ge=0)  # per process; spent: the playbook's text
    model_budget_tokens: int | None = Field(default=None, ge=0)  # for models whose price is unknown

    extract: bool = False  # on: the model also quotes words for intake elements that the patterns did not find

    redact_max_chars: int = Field(default=200_000, ge=1_000)
    redact_timeout_s: float = Field(default=30.0, gt=0)
    log_level: str = "INFO"

    @field_validator("log_level")
    @classmethod
    def _known_level(cls, value: str) -> str:
        if value.upper() not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
            raise ValueError("use DEBUG, INFO, WARNING or ERROR")
        return value.upper()

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite+aiosqlite:///{self.data_dir / 'countersign.db'}"


def load() -> Settings:
    """Settings from the environment. A secret may be given as `NAME_FILE`, the path of a file that holds it.

    Raises BadInput that names the variable and what to write instead.
    """
    given: dict[str, str] = {}
    for name in SECRETS:
        path = os.environ.get(f"{name}_FILE")
        if path:
            try:
                given[name.removeprefix("COUNTERSIGN_").lower()] = Path(path).read_text(encoding="utf-8").strip()
            except OSError as error:
                raise BadInput(f"{name}_FILE={path}: {error.strerror}. Give the path of a readable file.") from error
    try:
        return Settings(**given)  # type: ignore[arg-type]
    except ValidationError as error:
        problems = "; ".join(
            f"COUNTERSIGN_{'_'.join(str(p) for p in e['loc']).upper()}: {e['msg']}"
            for e in error.errors(include_input=False)
        )
        raise BadInput(f"Settings: {problems}") from None
