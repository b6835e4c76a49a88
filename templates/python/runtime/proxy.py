"""The proxy that the environment asks for: HTTP_PROXY, HTTPS_PROXY, ALL_PROXY, NO_PROXY."""

from __future__ import annotations

from os import environ
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .url import Origin

__all__ = ["proxy_for"]


def proxy_for(place: Origin) -> str | None:
    """The URL of the proxy for an origin; None when it is to be reached directly."""
    if not any(name.lower().endswith("_proxy") for name in environ):
        return None
    from urllib.request import getproxies_environment, proxy_bypass_environment

    proxies = getproxies_environment()
    proxy = proxies.get(place.scheme) or proxies.get("all")
    if not proxy:
        return None
    host = place.host.strip("[]")
    if proxy_bypass_environment(f"{host}:{place.port}", proxies):
        return None
    return proxy if "://" in proxy else f"http://{proxy}"
