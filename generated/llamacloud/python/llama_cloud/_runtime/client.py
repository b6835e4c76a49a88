"""The clients that a generated package derives its own from."""

from __future__ import annotations

from .client_async import AsyncClient
from .client_base import BaseClient
from .client_sync import SyncClient

__all__ = ["AsyncClient", "BaseClient", "SyncClient"]
