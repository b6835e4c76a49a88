"""Tests of `llama_cloud` against a real HTTP server in this process.

They need pytest and, for the async client, aiohttp or httpx. They test the package beside the
folder that they are in, wherever that is.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
