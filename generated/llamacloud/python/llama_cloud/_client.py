from __future__ import annotations

from functools import cached_property
from os import environ
from typing import TYPE_CHECKING

from ._runtime.auth import Bearer
from ._runtime.client import AsyncClient, SyncClient
from ._runtime.errors import ClientError
from ._runtime.sentinel import Omit, omit
from ._version import __version__

if TYPE_CHECKING:
    from typing_extensions import Self

    from ._runtime.auth import Auth
    from ._runtime.mismatch import OnMismatch
    from ._runtime.options import Headers, Query, Timeout
    from ._runtime.transport import AsyncHTTPClient, SyncHTTPClient
    from .resources.batches import (
        AsyncBatchesResource,
        AsyncBatchesResourceWithRawResponse,
        AsyncBatchesResourceWithStreamingResponse,
        BatchesResource,
        BatchesResourceWithRawResponse,
        BatchesResourceWithStreamingResponse,
    )
    from .resources.beta.beta import (
        AsyncBetaResource,
        AsyncBetaResourceWithRawResponse,
        AsyncBetaResourceWithStreamingResponse,
        BetaResource,
        BetaResourceWithRawResponse,
        BetaResourceWithStreamingResponse,
    )

__all__ = ["AsyncLlamaCloud", "LlamaCloud"]


class LlamaCloud(SyncClient):
    """The sync client of LlamaCloud."""

    _package = "llama-cloud"
    _version = __version__
    _log_variable = "LLAMA_CLOUD_LOG"
    _security = (("bearerAuth",),)

    api_key: str

    def __init__(
        self,
        *,
        api_key: str | None = None,
        base_url: str | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int = 2,
        default_headers: Headers | None = None,
        default_query: Query | None = None,
        http_client: SyncHTTPClient | None = None,
        on_mismatch: OnMismatch | None = None,
    ) -> None:
        """Create a client.

        Args:
            api_key: The bearer token; read from `LLAMA_CLOUD_API_KEY` when absent.
            base_url: Where the API is; read from `LLAMA_CLOUD_BASE_URL` when absent.
            timeout: Seconds for a whole call with its retries, or a `Timeout`.
            max_retries: How often a call that failed for the moment is sent again.
            default_headers: Sent with every request.
            default_query: Added to every request's query.
            http_client: Your own HTTP client; it is not closed by this one.
            on_mismatch: Called when an answer is not what the document says.
        """
        if api_key is None:
            api_key = environ.get("LLAMA_CLOUD_API_KEY")
        if api_key is None:
            raise ClientError(
                "api_key is missing: pass api_key=... or set LLAMA_CLOUD_API_KEY"
            )
        self.api_key = api_key
        if base_url is None:
            base_url = environ.get("LLAMA_CLOUD_BASE_URL")
        if base_url is None:
            base_url = "https://api.cloud.llamaindex.ai"
        auth: dict[str, Auth] = {"bearerAuth": Bearer(api_key)}
        super().__init__(
            base_url=base_url,
            timeout=timeout,
            max_retries=max_retries,
            default_headers=default_headers,
            default_query=default_query,
            http_client=http_client,
            on_mismatch=on_mismatch,
            auth=auth,
        )

    def copy(
        self,
        *,
        api_key: str | None = None,
        base_url: str | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
        default_headers: Headers | None = None,
        default_query: Query | None = None,
        http_client: SyncHTTPClient | None = None,
        on_mismatch: OnMismatch | None = None,
    ) -> Self:
        """A client with some settings changed, on the same connections.

        `default_headers` and `default_query` are added to those of this client.
        """
        if api_key is None:
            api_key = self.api_key
        return type(self)(
            api_key=api_key,
            **self._copy_options(
                base_url=base_url,
                timeout=timeout,
                max_retries=max_retries,
                default_headers=default_headers,
                default_query=default_query,
                http_client=http_client,
                on_mismatch=on_mismatch,
            ),
        )

    with_options = copy

    @cached_property
    def beta(self) -> BetaResource:
        from .resources.beta.beta import BetaResource

        return BetaResource(self)

    @cached_property
    def batches(self) -> BatchesResource:
        from .resources.batches import BatchesResource

        return BatchesResource(self)

    @cached_property
    def with_raw_response(self) -> LlamaCloudWithRawResponse:
        """The same methods, each returning the HTTP response."""
        return LlamaCloudWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> LlamaCloudWithStreamingResponse:
        """The same methods, each opening the HTTP response unread, for `with`."""
        return LlamaCloudWithStreamingResponse(self)


class AsyncLlamaCloud(AsyncClient):
    """The async client of LlamaCloud."""

    _package = "llama-cloud"
    _version = __version__
    _log_variable = "LLAMA_CLOUD_LOG"
    _security = (("bearerAuth",),)

    api_key: str

    def __init__(
        self,
        *,
        api_key: str | None = None,
        base_url: str | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int = 2,
        default_headers: Headers | None = None,
        default_query: Query | None = None,
        http_client: AsyncHTTPClient | None = None,
        on_mismatch: OnMismatch | None = None,
    ) -> None:
        """Create a client.

        Args:
            api_key: The bearer token; read from `LLAMA_CLOUD_API_KEY` when absent.
            base_url: Where the API is; read from `LLAMA_CLOUD_BASE_URL` when absent.
            timeout: Seconds for a whole call with its retries, or a `Timeout`.
            max_retries: How often a call that failed for the moment is sent again.
            default_headers: Sent with every request.
            default_query: Added to every request's query.
            http_client: Your own HTTP client; it is not closed by this one.
            on_mismatch: Called when an answer is not what the document says.
        """
        if api_key is None:
            api_key = environ.get("LLAMA_CLOUD_API_KEY")
        if api_key is None:
            raise ClientError(
                "api_key is missing: pass api_key=... or set LLAMA_CLOUD_API_KEY"
            )
        self.api_key = api_key
        if base_url is None:
            base_url = environ.get("LLAMA_CLOUD_BASE_URL")
        if base_url is None:
            base_url = "https://api.cloud.llamaindex.ai"
        auth: dict[str, Auth] = {"bearerAuth": Bearer(api_key)}
        super().__init__(
            base_url=base_url,
            timeout=timeout,
            max_retries=max_retries,
            default_headers=default_headers,
            default_query=default_query,
            http_client=http_client,
            on_mismatch=on_mismatch,
            auth=auth,
        )

    def copy(
        self,
        *,
        api_key: str | None = None,
        base_url: str | None = None,
        timeout: float | Timeout | None | Omit = omit,
        max_retries: int | Omit = omit,
        default_headers: Headers | None = None,
        default_query: Query | None = None,
        http_client: AsyncHTTPClient | None = None,
        on_mismatch: OnMismatch | None = None,
    ) -> Self:
        """A client with some settings changed, on the same connections.

        `default_headers` and `default_query` are added to those of this client.
        """
        if api_key is None:
            api_key = self.api_key
        return type(self)(
            api_key=api_key,
            **self._copy_options(
                base_url=base_url,
                timeout=timeout,
                max_retries=max_retries,
                default_headers=default_headers,
                default_query=default_query,
                http_client=http_client,
                on_mismatch=on_mismatch,
            ),
        )

    with_options = copy

    @cached_property
    def beta(self) -> AsyncBetaResource:
        from .resources.beta.beta import AsyncBetaResource

        return AsyncBetaResource(self)

    @cached_property
    def batches(self) -> AsyncBatchesResource:
        from .resources.batches import AsyncBatchesResource

        return AsyncBatchesResource(self)

    @cached_property
    def with_raw_response(self) -> AsyncLlamaCloudWithRawResponse:
        """The same methods, each returning the HTTP response."""
        return AsyncLlamaCloudWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> AsyncLlamaCloudWithStreamingResponse:
        """The same methods, each opening the HTTP response unread, for `with`."""
        return AsyncLlamaCloudWithStreamingResponse(self)


class LlamaCloudWithRawResponse:
    """Methods of `LlamaCloud` that return the HTTP response."""

    def __init__(self, client: LlamaCloud) -> None:
        self._client = client

    @cached_property
    def beta(self) -> BetaResourceWithRawResponse:
        from .resources.beta.beta import BetaResourceWithRawResponse

        return BetaResourceWithRawResponse(self._client.beta)

    @cached_property
    def batches(self) -> BatchesResourceWithRawResponse:
        from .resources.batches import BatchesResourceWithRawResponse

        return BatchesResourceWithRawResponse(self._client.batches)


class AsyncLlamaCloudWithRawResponse:
    """Methods of `AsyncLlamaCloud` that return the HTTP response."""

    def __init__(self, client: AsyncLlamaCloud) -> None:
        self._client = client

    @cached_property
    def beta(self) -> AsyncBetaResourceWithRawResponse:
        from .resources.beta.beta import AsyncBetaResourceWithRawResponse

        return AsyncBetaResourceWithRawResponse(self._client.beta)

    @cached_property
    def batches(self) -> AsyncBatchesResourceWithRawResponse:
        from .resources.batches import AsyncBatchesResourceWithRawResponse

        return AsyncBatchesResourceWithRawResponse(self._client.batches)


class LlamaCloudWithStreamingResponse:
    """Methods of `LlamaCloud` that open the HTTP response unread."""

    def __init__(self, client: LlamaCloud) -> None:
        self._client = client

    @cached_property
    def beta(self) -> BetaResourceWithStreamingResponse:
        from .resources.beta.beta import BetaResourceWithStreamingResponse

        return BetaResourceWithStreamingResponse(self._client.beta)

    @cached_property
    def batches(self) -> BatchesResourceWithStreamingResponse:
        from .resources.batches import BatchesResourceWithStreamingResponse

        return BatchesResourceWithStreamingResponse(self._client.batches)


class AsyncLlamaCloudWithStreamingResponse:
    """Methods of `AsyncLlamaCloud` that open the HTTP response unread."""

    def __init__(self, client: AsyncLlamaCloud) -> None:
        self._client = client

    @cached_property
    def beta(self) -> AsyncBetaResourceWithStreamingResponse:
        from .resources.beta.beta import AsyncBetaResourceWithStreamingResponse

        return AsyncBetaResourceWithStreamingResponse(self._client.beta)

    @cached_property
    def batches(self) -> AsyncBatchesResourceWithStreamingResponse:
        from .resources.batches import AsyncBatchesResourceWithStreamingResponse

        return AsyncBatchesResourceWithStreamingResponse(self._client.batches)
