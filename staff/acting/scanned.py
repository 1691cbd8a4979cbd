"""Scans that staff give: what is kept of a file, and what is wrong with it, beside its field."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms.validators import StopValidation

from shared import forms, policy
from shared.documents import scans

AGAIN = _("Choose the file again: browsers do not keep it when a page reloads.")


class Pages(forms.Scan):
    """A scan whose `pages` are made again from their pixels; nothing else of the file is kept."""

    pages: tuple[bytes, ...] = ()

    def pre_validate(self, form: forms.Form) -> None:
        """Make the pages again here, so that what is wrong with the file is said beside it."""
        super().pre_validate(form)
        if self.data is None or self.errors:
            return
        rules = policy.current().handling
        try:
            self.pages = scans.remake(self.data.content, rules.max_pages, rules.max_bytes)
        except scans.Unacceptable as wrong:
            raise StopValidation(gettext(wrong.sentence)) from wrong

    @property
    def kept(self) -> bytes | None:
        """What is stored of the scan; None if there is none."""
        return scans.pack(self.pages) if self.pages else None


class Form(forms.Form):
    """A form that may hold scans: a file that was good in itself is asked for once more."""

    def validate(self, extra_validators: Any = None) -> bool:
        """As every form."""
        is_fine = bool(super().validate(extra_validators))
        return is_fine or self.ask_again()

    def ask_again(self) -> bool:
        """Say that each file is to be chosen again, if there was one.  False."""
        for field in self:
            if isinstance(field, Pages) and field.is_sent and not field.errors:
                field.errors = [AGAIN]
        return False
