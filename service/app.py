"""Settings -> the Flask application."""

from flask import Flask

from service.errors import register_errors
from service.logs import configure_logs, register_logs
from service.routes import routes
from service.settings import Settings
from service.store import ModelStore


def create_app(settings: Settings | None = None) -> Flask:
    """Build the application; without settings, they come from the environment. Loads the live bundle at once."""
    settings = settings or Settings()
    configure_logs(settings.log_level)
    app = Flask("framing", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = settings.max_body_bytes
    app.json.ensure_ascii = False  # type: ignore[attr-defined]  # Flask's default provider has it
    app.json.sort_keys = False  # type: ignore[attr-defined]
    store = ModelStore(settings.models, settings.speed)
    app.extensions["framing.settings"] = settings
    app.extensions["framing.store"] = store
    register_logs(app)
    register_errors(app)
    app.register_blueprint(routes)
    store.find_tagger()
    return app
