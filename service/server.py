"""Settings -> gunicorn serving the application until it is told to stop."""

import os
import sys
from typing import Any

from gunicorn.app.base import BaseApplication

from service.app import create_app
from service.settings import Settings

# Each worker computes one request at a time per thread; libraries that start threads of their own only fight.
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


class _Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        super().__init__()

    def load_config(self) -> None:
        settings = self._settings
        options: dict[str, Any] = {
            "bind": f"{settings.host}:{settings.port}",
            "workers": settings.workers,
            "threads": settings.threads,
            "timeout": settings.timeout,
            "graceful_timeout": 10,
            "worker_tmp_dir": "/dev/shm" if os.path.isdir("/dev/shm") else None,  # noqa: PTH112, S108
            "accesslog": None,
            "loglevel": settings.log_level,
            # Loaded once and shared by fork: a further worker costs some 15 MB. An encoder's session has no threads.
            "preload_app": True,
            "worker_exit": _leave,
            "control_socket_disable": True,
        }
        for name, value in options.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Any:
        return create_app(self._settings)


def _leave(_server: Any, _worker: Any) -> None:
    """End a worker without running the destructors of C++ libraries.

    Importing onnxruntime starts one thread, which a fork does not inherit; its destructor would wait for that
    thread, and a worker would hang or abort instead of stopping.
    """
    leaving = sys.exc_info()[1]
    code = leaving.code if isinstance(leaving, SystemExit) and isinstance(leaving.code, int) else 0
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def serve(settings: Settings) -> None:
    """Serve until SIGTERM or SIGINT."""
    for name in _ONE_THREAD:
        os.environ.setdefault(name, "1")
    _Server(settings).run()
