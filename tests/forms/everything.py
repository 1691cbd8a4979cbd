"""A form with a question of every kind, and good answers to it."""

from datetime import date

from shared import forms

WAYS = [("post", "By post"), ("phone", "By phone", "OK to leave a voicemail")]


class Everything(forms.Form):
    line = forms.Line("Name", max_length=10, needed="Tell us a name.")
    words = forms.Words("Words", max_length=10)
    way = forms.Choice("Way", WAYS, needed=True)
    long = forms.Select("Place", lambda: [("A", "There")])
    hopes = forms.Choices("Hopes", [("a", "A"), ("b", "B"), ("none", "None")], alone="none")
    tick = forms.Tick("Agreed", needed="Tick it.")
    born = forms.DayMonthYear("Born", latest=lambda: date(2020, 12, 31))
    phone = forms.Phone("Phone", checks=[forms.needed_if("way", "phone", sentence="Which?")])
    mail = forms.EmailAddress("E-mail")
    reference = forms.Reference("Reference")
    code = forms.AccessCode("Code")
    number = forms.Number("Number", least=1, most=5)
    scan = forms.Scan("Scan", max_bytes=1024)
    seen = forms.SeenVersion()


GOOD = {
    "line": "Rosa", "words": "one\r\ntwo", "way": "phone", "long": "A", "tick": "y",
    "born-day": "7", "born-month": "4", "born-year": "1984", "phone": "601 555 0143",
    "mail": "rosa@example.org", "reference": "kt47 rm36 ha94", "code": "7065 8124 4757 2913",
    "number": "3", "seen": "12",
}  # fmt: skip


def said(field):
    return [str(sentence) for sentence in field.errors]
