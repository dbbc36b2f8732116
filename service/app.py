"""Settings -> the Flask application."""

from typing import Any

from flask import Flask
from flask.json.provider import DefaultJSONProvider

from service.errors import register_errors
from service.logs import configure_logs, register_logs
from service.responses import dump_json
from service.routes import routes
from service.settings import Settings
from service.store import ModelStore


class _Json(DefaultJSONProvider):
    """Keys in the order of the contract; a compact answer of any text."""

    def dumps(self, obj: Any, **kwargs: Any) -> str:
        """Render a value as JSON."""
        return dump_json(obj, **{"separators": (",", ":")} | kwargs)


def create_app(settings: Settings | None = None) -> Flask:
    """Build the application; without settings, they come from the environment. Loads the live bundle at once."""
    settings = settings or Settings()
    configure_logs(settings.log_level)
    app = Flask("framing", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = settings.max_body_bytes
    app.json = _Json(app)
    store = ModelStore(settings.models, settings.speed)
    app.extensions["framing.settings"] = settings
    app.extensions["framing.store"] = store
    register_logs(app)
    register_errors(app)
    app.register_blueprint(routes)
    store.find_tagger()
    return app
