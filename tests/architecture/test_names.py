"""Each file of `shared` has its tests in a file of its name: approach.py, test_approach.py.

Who changes a file finds what it must keep in the place where it is looked for.
"""

from pathlib import Path

ROOT = Path(__file__).parents[2]
# These need no tests by themselves: tables without behavior, and what is run by file name.
WITHOUT = (
    "__init__.py",
    "__main__.py",
    "shared/migrations/",
    "shared/records/models/",
)
ACCOUNTS = "tests/staff/accounts/test_two_administrators.py"
# What is proved where it is used, and the reason why there.
ELSEWHERE: dict[str, tuple[str, str]] = {
    "shared/accounts/accounts.py": ("tests/accounts/test_sign_in.py", "accounts are what signs in"),
    "shared/base/translation.py": ("tests/architecture/test_words.py", "marks words, no more"),
    "shared/console/person_file.py": ("tests/staff/test_pages.py", "read whole by its page"),
    "shared/demo/cases.py": ("tests/demo/test_demo.py", "loaded with the sample, not alone"),
    "shared/demo/letters.py": ("tests/demo/test_demo.py", "loaded with the sample, not alone"),
    "shared/dialogue/case.py": ("tests/dialogue/test_table_ends.py", "columns and papers of acts"),
    "shared/dialogue/case_file.py": ("tests/staff/cases/test_acts.py", "read whole by its page"),
    "shared/dialogue/queries.py": ("tests/dialogue/test_eligibility.py", "asked by every guard"),
    "shared/dialogue/table.py": ("tests/architecture/test_matrix.py", "every row by every role"),
    "shared/documents/facility.py": ("tests/documents/test_words.py", "contexts without behavior"),
    "shared/documents/invented.py": ("tests/documents/test_registry.py", "values of samples"),
    "shared/documents/offender.py": ("tests/documents/test_words.py", "contexts without behavior"),
    "shared/documents/third_party.py": ("tests/documents/test_words.py", "contexts, as above"),
    "shared/documents/unit.py": ("tests/documents/test_words.py", "contexts without behavior"),
    "shared/documents/victim.py": ("tests/documents/test_words.py", "contexts without behavior"),
    "shared/intake/by_phone.py": ("tests/staff/cases/test_case_forms.py", "a script for a page"),
    "shared/intake/opt_ins.py": ("tests/intake/imports/test_opt_in_file.py", "kept by imports"),
    "shared/letters/delivery/row.py": ("tests/letters/delivery/test_asking.py", "parts of acts"),
    "shared/letters/delivery/table.py": ("tests/architecture/test_matrix.py", "every row"),
    "shared/letters/files.py": ("tests/journeys/test_letter_pages.py", "read whole by its pages"),
    "shared/letters/queries.py": ("tests/letters/test_table.py", "asked by every guard"),
    "shared/cli/recovery.py": ("tests/records/test_backup.py", "backups, whole"),
    "shared/records/facts.py": ("tests/records/test_events.py", "what an entry may say"),
    "shared/records/archive.py": ("tests/records/test_backup.py", "backups, whole"),
    "shared/records/ledger.py": ("tests/records/test_backup.py", "backups, whole"),
    "shared/records/recovery_key.py": ("tests/records/test_backup.py", "backups, whole"),
    "shared/records/restoring.py": ("tests/records/test_backup.py", "backups, whole"),
    "shared/accounts/alarm.py": ("tests/accounts/test_sign_in.py", "raised by sign-ins"),
    "shared/accounts/enrollment.py": (ACCOUNTS, "through its pages"),
    "shared/accounts/notices.py": (ACCOUNTS, "through its pages"),
    "shared/accounts/proposals.py": (ACCOUNTS, "through its pages"),
    "shared/accounts/roles.py": (ACCOUNTS, "through its pages"),
    "shared/accounts/totp.py": ("tests/accounts/test_sign_in.py", "the code of a sign-in"),
    "shared/letters/lists.py": ("tests/staff/test_listing.py", "through its pages"),
    "shared/people/reachable.py": ("tests/people/test_contact.py", "part of contact"),
    "shared/cli/checking.py": ("tests/records/test_health.py", "says what was found there"),
    "shared/frontdoor/health.py": ("tests/records/test_health.py", "of both databases at once"),
    "shared/dialogue/identification.py": ("tests/dialogue/test_eligibility.py", "part of the list"),
    "shared/dialogue/orders.py": ("tests/dialogue/test_eligibility.py", "part of the list"),
    "shared/dialogue/participants.py": ("tests/dialogue/test_preparation.py", "who is prepared"),
    "shared/letters/delivery/address.py": ("tests/letters/delivery/test_dispatch.py", "on its way"),
    "shared/letters/delivery/covers.py": ("tests/letters/delivery/test_dispatch.py", "on its way"),
    "shared/letters/delivery/own_code.py": ("tests/staff/test_codes.py", "through its pages"),
    "shared/letters/holds.py": ("tests/letters/test_retention.py", "a hold wins in every mode"),
    "shared/people/access_codes.py": ("tests/staff/test_codes.py", "through its pages"),
    "shared/base/values.py": ("tests/records/test_events.py", "the name of a type"),
    "shared/intake/custody_news.py": ("tests/journeys/test_facts_reach_every_act.py", "whole"),
}  # fmt: skip


def _named(path: Path) -> str:
    return str(Path("tests", *path.parts[1:-1], f"test_{path.name}"))


def _files() -> list[Path]:
    paths = sorted(path.relative_to(ROOT) for path in (ROOT / "shared").rglob("*.py"))
    return [p for p in paths if not str(p).startswith(WITHOUT) and p.name not in WITHOUT]


def test_every_file_of_shared_has_its_tests_by_name():
    missing = [
        f"{path} needs {_named(path)}" for path in _files()
        if not (ROOT / _named(path)).exists() and str(path) not in ELSEWHERE
    ]  # fmt: skip
    assert missing == []


def test_what_is_proved_elsewhere_is_there():
    for file, (where, reason) in ELSEWHERE.items():
        assert (ROOT / file).exists(), f"{file} is gone: take it off the list"
        assert (ROOT / where).exists(), f"{where}, named for {file}, is gone"
        assert reason
