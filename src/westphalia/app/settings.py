"""How the site is run: what was said at the prompt, as the processes that serve it read it."""

from __future__ import annotations

import ipaddress
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from urllib.parse import urlsplit

from westphalia.errors import NotUnderstood

VARIABLE = "WESTPHALIA_SERVE"
"""What hands the settings to the processes that serve."""
LOCAL = frozenset({"localhost", "127.0.0.1", "::1", "[::1]"})


@dataclass(frozen=True, slots=True)
class Settings:
    """How the site is run.

    Parameters
    ----------
    host : str
        Address to listen on.
    port : int
        Its port.
    workers : int
        Processes that serve.
    proxy : bool
        Whether a proxy stands before it, whose word on the reader's address is believed.
    base_url : str
        Where readers find it, where that is another address than it listens on.
    memory : int
        Bytes of finished pages kept by a process, compressed.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 1
    proxy: bool = False
    base_url: str = ""
    memory: int = 64_000_000

    def __post_init__(self) -> None:
        """Refuse an address for readers that is none."""
        parts = urlsplit(self.base_url)
        if self.base_url and (
            parts.scheme not in ("http", "https") or not parts.netloc or parts.path.strip("/")
        ):
            raise NotUnderstood(f"'{self.base_url}' is not where a site is found.", "", "Give scheme and name alone: https://example.org")  # fmt: skip

    @property
    def alone(self) -> bool:
        """Whether only this machine can reach it; then the user's own tables are served too."""
        try:
            return (
                ipaddress.ip_address(self.host.strip("[]")).is_loopback
                and not self.proxy
                and not self.base_url
            )
        except ValueError:
            return self.host == "localhost" and not self.proxy and not self.base_url

    @property
    def hosts(self) -> frozenset[str]:
        """The names of hosts, without port, that a request may be for: others are somebody else's page that points here."""
        named = {urlsplit(self.base_url).hostname or ""} - {""}
        return LOCAL | named

    def to_environment(self) -> dict[str, str]:
        """Return the settings as a process hands them on."""
        return {VARIABLE: json.dumps(asdict(self))}

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Settings:
        """Return the settings that were handed on.

        Examples
        --------
        >>> Settings.from_environment(Settings(port=8123).to_environment()).port
        8123
        """
        return cls(**json.loads(environment.get(VARIABLE, "{}")))
