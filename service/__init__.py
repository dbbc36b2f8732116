"""HTTP only: requests in, answers out. Stands on `framing`; never fits, never reads CSV, never sees `training`."""

from service.app import create_app

__all__ = ["create_app"]
