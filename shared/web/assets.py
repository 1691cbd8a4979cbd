"""The built files under static/dist: hashed names, sent compressed, kept by browsers for ever."""

import json
import mimetypes
from pathlib import Path

from flask import Flask, Response, abort, request, url_for

from shared.web.headers import BUILT
from shared.web.marks import requires

ENCODINGS = {"br": ".br", "gzip": ".gz"}  # in the order of preference
FOREVER = "public, max-age=31536000, immutable"


class Assets:
    """The files that `manifest.json` names: ``{"site.css": "site.3f9a01.css"}``.

    Nothing else under the folder can be asked for, so that no path is ever joined.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        manifest = folder / "manifest.json"
        self.names: dict[str, str] = (
            json.loads(manifest.read_text("utf-8")) if manifest.is_file() else {}
        )
        self.served = frozenset(self.names.values())

    def url(self, name: str) -> str:
        """The address of the built file called `name` in its source.  Raises KeyError."""
        return url_for("static", name=self.names[name])

    def send(self, name: str) -> Response:
        """The file, in the smallest form that the browser takes."""
        if name not in self.served:
            abort(404)
        path, encoding = self._variant(self.folder / name)
        response = Response(path.read_bytes(), mimetype=_mimetype(name))
        response.headers["Cache-Control"] = FOREVER
        if encoding:
            response.headers["Content-Encoding"] = encoding
        response.vary.add("Accept-Encoding")
        response.set_etag(f"{name}{path.suffix}")  # the name changes with the content
        response.make_conditional(request)
        request.environ[BUILT] = True
        return response

    def _variant(self, path: Path) -> tuple[Path, str]:
        for encoding, suffix in ENCODINGS.items():
            packed = path.with_name(path.name + suffix)
            if request.accept_encodings[encoding] > 0 and packed.is_file():
                return packed, encoding
        return path, ""


def _mimetype(name: str) -> str:
    if name.endswith(".js"):
        return "text/javascript"  # whatever the machine's own table says
    return mimetypes.guess_type(name)[0] or "application/octet-stream"


def add_assets(app: Flask, folder: Path) -> None:
    """Serve `folder` under /static, and give templates `asset(name)`."""
    assets = Assets(folder)

    @requires("public")
    def static(name: str) -> Response:
        return assets.send(name)

    app.add_url_rule("/static/<path:name>", "static", static, methods=["GET"])
    app.jinja_env.globals["asset"] = assets.url
