"""Filling in the form of `tests.forms.everything`."""

import pytest
from flask import Flask
from flask_babel import Babel
from werkzeug.datastructures import MultiDict

from tests.forms.everything import GOOD, Everything


@pytest.fixture(scope="module")
def app():
    made = Flask(__name__)
    made.secret_key = "secret"
    made.config["WTF_CSRF_ENABLED"] = False
    Babel(made)
    return made


@pytest.fixture
def fill(app):
    """Fills in `Everything`: GOOD with changes; None leaves a field out."""
    with app.test_request_context("/", method="POST"):

        def filled(form=Everything, **changed):
            values = {k.replace("__", "-"): v for k, v in changed.items()}
            sent = {k: v for k, v in (GOOD | values).items() if v is not None}
            made = form(formdata=MultiDict(sent))
            made.is_valid = made.validate()
            return made

        yield filled
