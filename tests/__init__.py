"""The tests: a file per module, and journeys through both sites."""

import pytest

# An assert in what the tests stand on explains itself as one in a test does.
pytest.register_assert_rewrite("tests.support")
