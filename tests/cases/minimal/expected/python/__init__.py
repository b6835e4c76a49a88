"""Case: Client of Case"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._runtime.lazy import attach

if TYPE_CHECKING:
    from ._client import AsyncCase as AsyncCase
    from ._client import Case as Case
    from ._exceptions import APIConnectionError as APIConnectionError
    from ._exceptions import APIError as APIError
    from ._exceptions import APIResponseValidationError as APIResponseValidationError
    from ._exceptions import APIStatusError as APIStatusError
    from ._exceptions import APITimeoutError as APITimeoutError
    from ._exceptions import ArgumentError as ArgumentError
    from ._exceptions import AuthenticationError as AuthenticationError
    from ._exceptions import BadRequestError as BadRequestError
    from ._exceptions import CaseError as CaseError
    from ._exceptions import ConflictError as ConflictError
    from ._exceptions import InternalServerError as InternalServerError
    from ._exceptions import (
        InvalidWebhookSignatureError as InvalidWebhookSignatureError,
    )
    from ._exceptions import NotFoundError as NotFoundError
    from ._exceptions import PaginationError as PaginationError
    from ._exceptions import PermissionDeniedError as PermissionDeniedError
    from ._exceptions import RateLimitError as RateLimitError
    from ._exceptions import UnprocessableEntityError as UnprocessableEntityError
    from ._exceptions import WebhookError as WebhookError
    from ._runtime.files import file_from_path as file_from_path
    from ._runtime.models import Model as Model
    from ._runtime.options import Timeout as Timeout
    from ._runtime.response import APIResponse as APIResponse
    from ._runtime.response import AsyncAPIResponse as AsyncAPIResponse
    from ._runtime.sentinel import NOT_GIVEN as NOT_GIVEN
    from ._runtime.sentinel import NotGiven as NotGiven
    from ._runtime.sentinel import Omit as Omit
    from ._runtime.sentinel import not_given as not_given
    from ._runtime.sentinel import omit as omit
    from ._runtime.streaming import AsyncStream as AsyncStream
    from ._runtime.streaming import Stream as Stream
    from ._runtime.unions import UnknownVariant as UnknownVariant
    from ._version import __version__ as __version__
else:
    __getattr__, __dir__ = attach(
        __name__,
        {
            "APIConnectionError": "._exceptions",
            "APIError": "._exceptions",
            "APIResponse": "._runtime.response",
            "APIResponseValidationError": "._exceptions",
            "APIStatusError": "._exceptions",
            "APITimeoutError": "._exceptions",
            "ArgumentError": "._exceptions",
            "AsyncAPIResponse": "._runtime.response",
            "AsyncCase": "._client",
            "AsyncStream": "._runtime.streaming",
            "AuthenticationError": "._exceptions",
            "BadRequestError": "._exceptions",
            "Case": "._client",
            "CaseError": "._exceptions",
            "ConflictError": "._exceptions",
            "InternalServerError": "._exceptions",
            "InvalidWebhookSignatureError": "._exceptions",
            "Model": "._runtime.models",
            "NOT_GIVEN": "._runtime.sentinel",
            "NotFoundError": "._exceptions",
            "NotGiven": "._runtime.sentinel",
            "Omit": "._runtime.sentinel",
            "PaginationError": "._exceptions",
            "PermissionDeniedError": "._exceptions",
            "RateLimitError": "._exceptions",
            "Stream": "._runtime.streaming",
            "Timeout": "._runtime.options",
            "UnknownVariant": "._runtime.unions",
            "UnprocessableEntityError": "._exceptions",
            "WebhookError": "._exceptions",
            "__version__": "._version",
            "file_from_path": "._runtime.files",
            "not_given": "._runtime.sentinel",
            "omit": "._runtime.sentinel",
        },
    )
