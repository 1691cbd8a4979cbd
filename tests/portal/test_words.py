"""The words of every public page: plain, short, neutral where they stay behind, and all there."""

import re

import pytest

from shared import policy, web
from tests.support import prose

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]  # the first to ask crawls the whole site

LIMIT = {"grade": 6.0, "mean": 14.0, "longest": 22, "ease": 70.0}
TELLS = re.compile(
    r"victim|víctima|offender|ofensor|apolog|disculpa|correction|correccional|crim",
    re.IGNORECASE,
)


def whole(pages):
    """The pages that have been given a name of their own in `main`."""
    return [(found, prose.read(found.page)) for found in pages]


def test_english_is_plain(public_pages):
    hard = []
    for found, read in whole(public_pages["en"]):
        if read.grade > LIMIT["grade"] or read.mean > LIMIT["mean"]:
            hard.append(f"{found.name}: grade {read.grade:.1f}, mean {read.mean:.1f}")
        if len(read.longest.split()) > LIMIT["longest"]:
            hard.append(f"{found.name}: {read.longest}")
    assert hard == []


def test_spanish_is_plain(public_pages):
    hard = [
        f"{found.name}: {read.ease:.1f}"
        for found, read in whole(public_pages["es"])
        if read.ease < LIMIT["ease"]
    ]
    assert hard == []


def test_what_is_not_measured_is_little_and_marked(public_pages):
    counts = {}
    for found, read in whole([*public_pages["en"], *public_pages["es"]]):
        words = sum(len(text.split()) for text in read.left_out)
        if words:
            counts[found.path] = max(words, counts.get(found.path, 0))
    print(
        "\nnot measured:",
        *(f"{path} {count} words" for path, count in sorted(counts.items())),
        sep="\n  ",
    )
    assert max(counts.values()) <= 20


def test_what_is_not_measured_is_the_names_of_offices_an_address_or_a_reference(public_pages):
    agency, postal = policy.current().agency, policy.current().contacts.postal
    for found, read in whole([*public_pages["en"], *public_pages["es"]]):
        names = {
            name.say(found.language)
            for name in (agency.planner, agency.coordinator, agency.division, agency.assistance)
        }
        address = "".join(
            [agency.department.say(found.language), agency.division.say(found.language), *postal]
        )
        for text in read.left_out:
            is_name = {part.strip() for part in text.split(", ")} <= names
            is_reference = re.fullmatch(r"([A-Z]{2}[0-9]{2}-?){3}", text)
            assert is_name or is_reference or text == address, f"{found.name}: {text}"


@pytest.mark.law_6
def test_titles_paths_and_file_names_tell_a_stranger_nothing(public_pages):
    for found in [*public_pages["en"], *public_pages["es"]]:
        assert not TELLS.search(found.page.title), found.name
        assert not TELLS.search(found.path), found.name
        for link in found.page.links():
            if link.startswith("/"):
                assert not TELLS.search(link), link
        for element in [*found.page.all("script"), *found.page.all("link"), *found.page.all("img")]:
            assert not TELLS.search(element.get("src") or element.get("href") or ""), found.name


def test_crawl_reaches_every_page_of_the_site(world, public_pages):
    reached = {found.path.split("?")[0].rstrip("/") or "/" for found in public_pages["en"]}
    reached |= {"/saved"}
    patterns = {
        row["path"]
        for row in web.routes(world.public)
        if "GET" in row["methods"] and "<any(es):lang>" not in row["path"]
    } - {"/healthz", "/exit", "/static/<path:name>", "/forms/<name>.pdf"}
    buttons = ("/send", "/save")  # where they are opened by themselves, they lead to their page
    missed = [
        path
        for path in patterns
        if not path.endswith(buttons)
        and not any(re.fullmatch(_pattern(path), one) for one in reached)
    ]
    assert missed == []


def _pattern(path):
    path = re.sub(r"<any\(([^)]*)\):\w+>", lambda m: f"({m[1].replace(',', '|')})", path)
    return re.sub(r"<\w+>", "[^/]+", path)


def test_skip_link_is_first_and_the_way_out_is_on_every_page(public_pages):
    for found in [*public_pages["en"], *public_pages["es"]]:
        links = found.page.links()
        assert links[0] == "#main", found.name
        out = "/es/exit" if found.language == "es" else "/exit"
        assert out in links, found.name


@pytest.mark.S28
@pytest.mark.S52
def test_every_page_says_whom_to_call_and_whose_service_it_is(public_pages):
    contacts = policy.current().contacts
    section = policy.current().agency.section
    for found in [*public_pages["en"], *public_pages["es"]]:
        text = found.page.data.decode()
        assert contacts.toll_free.display in text, found.name
        assert "/contact" in " ".join(found.page.links()), found.name
        assert section.say(found.language).replace("&", "&amp;") in text, found.name


@pytest.mark.S28
def test_page_of_contacts_has_them_all(public_pages):
    contacts = policy.current().contacts
    for path in ("/contact", "/es/contact"):
        text = next(
            f.page.text for f in [*public_pages["en"], *public_pages["es"]] if f.path == path
        )
        for part in (contacts.toll_free.display, contacts.fax.display, *contacts.postal):
            assert part in text


SAID = {
    "S1": ("/dialogue", "Few people ask for it. When someone does, we try"),
    "S2": ("/dialogue", "cannot start a dialogue"),
    "S3": ("/", "If that person died, the family"),
    "S4": ("/dialogue", "Family and friends who were also harmed may be able to"),
    "S5": ("/dialogue", "the person responsible for the harm"),
    "S6": ("/dialogue", "A facilitator is there the whole time"),
    "S7": ("/dialogue", "First, each of you gets ready separately"),
    "S8": ("/dialogue", "By letters, through staff"),
    "S9": ("/dialogue", "duty to help repair it"),
    "S10": ("/dialogue", "Why me?"),
    "S11": ("/dialogue", "begin to turn their life around"),
    "S12": ("/dialogue/steps", "Restorative Justice Planner"),
    "S13": ("/dialogue/steps", "a case manager or a chaplain"),
    "S14": ("/dialogue/steps", "We tell that person how it works"),
    "S15": ("/dialogue", "free to say yes or no"),
    "S16": ("/dialogue/steps", "When all have said yes, a trained facilitator"),
    "S17": ("/dialogue/steps", "The facilitator meets with each of you separately"),
    "S18": ("/dialogue/steps", "A support person can be with you"),
    "S19": ("/dialogue/steps", "Your request never expires"),
    "S20": ("/dialogue/steps", "each request with great care"),
    "S21": ("/dialogue/steps", "No date is set until both of you are ready"),
    "S22": ("/dialogue/steps", "in a safe room at a prison"),
    "S23": ("/for-me", "domestic violence"),
    "S24": ("/for-me", "sexual abuse of a child"),
    "S25": ("/for-me", "death row"),
    "S26": ("/for-me", "No one under 18"),
    "S27": ("/dialogue", "not a way out of prison"),
    "S29": ("/dialogue/steps", "We may ask what brings you here"),
    "S30": ("/dialogue/steps", "The other is the head of the prison"),
    "S31": ("/dialogue", "It is not a way around the rules about visits"),
    "S32": ("/letters", "allowed to send you this kind of letter"),
    "S33": ("/letters", "Not through your family, or a person who helps you"),
    "S34": ("/letters", "only if you asked to be told"),
    "S35": ("/letters", "admit the fault"),
    "S36": ("/letters", "It is about one event"),
    "S37": ("/letters", "It makes no excuses"),
    "S38": ("/letters", "Either of you can"),
    "S39": ("/letters/steps", "You can have it now or later"),
    "S40": ("/letters/steps", "There are three facts"),
    "S41": ("/letters", "Three people read it first"),
    "S42": ("/letters/steps", "other services for people who were harmed"),
    "S43": ("/letters", "does not change that person’s release date"),
    "S44": ("/letters/steps", "Mississippi Choice"),
    "S45": ("/letters/steps", "Victim Assistance Program"),
    "S46": ("/letters/steps", "We ask if you still want it"),
    "S47": ("/letters/steps", "That one is sealed, and the letter is in it"),
    "S48": ("/letters/steps", "All contact goes through us"),
    "S49": ("/dialogue", "may come to see you as a human being"),
    "S50": ("/dialogue", "Both people are heard"),
    "S51": ("/dialogue/example", "We made up this example"),
    "S52": ("/contact", "This site does not replace it"),
}


@pytest.mark.parametrize(
    "number", [pytest.param(number, marks=getattr(pytest.mark, number)) for number in SAID]
)
def test_what_the_sources_say_is_said(public_pages, number):
    path, words = SAID[number]
    page = next(f.page for f in public_pages["en"] if f.path == path)
    assert words in page.text


def test_example_can_be_skipped_before_it_is_read(public_pages):
    page = next(f.page for f in public_pages["en"] if f.path == "/dialogue/example")
    note = page.text.index("It is about a death in a car crash, and about grief")
    assert page.text.index("Skip the example") < page.text.index("Leo died")
    assert note < page.text.index("Leo died")
    assert page.all("h2", id="after")
