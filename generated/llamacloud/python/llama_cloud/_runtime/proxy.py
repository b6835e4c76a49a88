"""The proxy that the environment asks for: HTTP_PROXY, HTTPS_PROXY, ALL_PROXY, NO_PROXY."""

from __future__ import annotations

from os import environ
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from .url import Origin

__all__ = ["proxy_for"]


def proxy_for(place: Origin) -> str | None:
    """The URL of the proxy for an origin; None when it is to be reached directly."""
    if not any(name.lower().endswith("_proxy") for name in environ):
        return None
    from urllib import request

    # The type stubs do not know it.
    bypass: Callable[[str, dict[str, str]], bool] = vars(request)[
        "proxy_bypass_environment"
    ]
    proxies = request.getproxies_environment()
    scheme, host, port = place
    proxy = proxies.get(scheme) or proxies.get("all")
    if not proxy:
        return None
    host = host.strip("[]")
    if bypass(f"{host}:{port}", proxies):
        return None
    return proxy if "://" in proxy else f"http://{proxy}"
