"""Settings of a project: `[tool.claimcheck]` in pyproject.toml, or claimcheck.yaml."""

from claimcheck.config.files import TOML_NAME, YAML_NAMES, settings_file
from claimcheck.config.keys import KEYS
from claimcheck.config.settings import DEFAULT_INDEX, DEFAULT_K, Settings, load_settings

__all__ = [
    "DEFAULT_INDEX",
    "DEFAULT_K",
    "KEYS",
    "TOML_NAME",
    "YAML_NAMES",
    "Settings",
    "load_settings",
    "settings_file",
]
