"""Feeds, calendars and mails as they are in the world, broken ones too."""

from datetime import UTC, date, datetime, time, timedelta
from email.message import EmailMessage
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from dateutil import rrule  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as st

from hostile import FEED
from vierspan.workspace.horizon.sources.reading import recurrence
from vierspan.workspace.horizon.sources.reading.calendars import Clock, calendar
from vierspan.workspace.horizon.sources.reading.feeds import feed
from vierspan.workspace.horizon.sources.reading.found import Unreadable, plain, same_link, same_title
from vierspan.workspace.horizon.sources.reading.letters import letter

AT = Clock(datetime(2026, 11, 23, 12, tzinfo=UTC), ZoneInfo("Europe/Amsterdam"))
pytestmark = pytest.mark.filterwarnings("ignore::Warning")  # icalendar guesses aloud at broken time zones


def _calendar(*lines: str) -> bytes:
    told = ["BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT", "UID:1@x", "SUMMARY:Overleg", *lines, "END:VEVENT"]
    return "\r\n".join([*told, "END:VCALENDAR", ""]).encode()


def test_a_feed_is_read() -> None:
    copy = feed(FEED)
    assert (copy.name, copy.left_out) == ("Nieuws", 0)
    assert (copy.items[0].title, copy.items[0].body) == ("Een proef met sensoren begint", "In drie dorpen.")


def test_markup_and_scripts_become_plain_words() -> None:
    assert plain("<p>Een <b>proef</b></p><script>alert(1)</script><p>in &euro;</p>") == "Een proef in €"
    body = FEED.replace(b"In drie dorpen.", b"&lt;img src=x onerror=alert(1)&gt;Drie &lt;b&gt;dorpen")
    assert feed(body).items[0].body == "Drie dorpen"


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "ftp://a.nl/x"])
def test_only_web_addresses_become_links(link: str) -> None:
    assert feed(FEED.replace(b"https://news.example.nl/1", link.encode())).items[0].link == ""


def test_every_real_feed_is_read_or_refused_with_a_reason(shared_data: Path) -> None:
    read = 0
    for path in sorted((shared_data / "importer_samples" / "rss").iterdir()):
        try:
            read += bool(feed(path.read_bytes()).items)
        except Unreadable as slip:
            assert slip.reason in ("no_feed", "web_page", "holds_entities")
    assert read >= 18


def test_every_real_calendar_is_read_or_refused_with_a_reason(shared_data: Path) -> None:
    read = 0
    for path in sorted((shared_data / "importer_samples" / "ics").iterdir()):
        for year in (2005, 2012, 2014, 2021):
            try:
                read += bool(calendar(path.read_bytes(), Clock(datetime(year, 6, 1, tzinfo=UTC), AT.zone)).items)
            except Unreadable as slip:
                assert slip.reason == "no_calendar"
    assert read >= 15


def test_one_broken_event_holds_up_no_other() -> None:
    body = _calendar("DTSTART:20261201T100000Z").replace(
        b"END:VCALENDAR", b"BEGIN:VEVENT\r\nSUMMARY:Stuk\r\nDTSTART:whenever\r\nEND:VEVENT\r\nEND:VCALENDAR"
    )
    copy = calendar(body, AT)
    assert [each.title for each in copy.items] == ["Overleg"]
    assert copy.left_out == 1


def test_a_recurring_event_is_one_item_with_its_next_time_here() -> None:
    body = _calendar("DTSTART;TZID=Europe/Amsterdam:20260105T100000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=60")
    found = calendar(body, AT).items[0]
    assert found.said_at == datetime(2026, 11, 30, 10, tzinfo=ZoneInfo("Europe/Amsterdam"))
    assert found.more_times == 60 - 48
    assert found.ends_at == datetime(2026, 11, 30, 11, tzinfo=ZoneInfo("Europe/Amsterdam"))


def test_what_was_taken_out_or_moved_does_not_count_twice() -> None:
    weekly = ["DTSTART:20261201T100000Z", "RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE:20261208T100000Z"]
    moved = b"BEGIN:VEVENT\r\nUID:1@x\r\nSUMMARY:Overleg\r\nRECURRENCE-ID:20261201T100000Z\r\nDTSTART:20261202T100000Z\r\nEND:VEVENT\r\n"  # noqa: E501
    copy = calendar(_calendar(*weekly).replace(b"END:VCALENDAR", moved + b"END:VCALENDAR"), AT)
    assert sorted((each.said_at.day, each.more_times) for each in copy.items if each.said_at) == [(2, 0), (15, 0)]


def test_what_is_cancelled_or_long_over_is_no_item() -> None:
    assert calendar(_calendar("DTSTART:20261201T100000Z", "STATUS:CANCELLED"), AT).items == ()
    assert calendar(_calendar("DTSTART:20200101T100000Z"), AT).items == ()


@pytest.mark.parametrize("every", ["SECONDLY", "MINUTELY", "HOURLY"])
def test_what_comes_too_often_stands_once(every: str) -> None:
    found = calendar(_calendar("DTSTART:20261201T100000Z", f"RRULE:FREQ={every}"), AT).items
    assert [each.more_times for each in found] == [0]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=YEARLY;COUNT=1;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31",
        "FREQ=MONTHLY;INTERVAL=99999999",
    ],
)
def test_a_day_that_never_comes_is_not_looked_for_for_ever(rule: str) -> None:
    found = calendar(_calendar("DTSTART:20261201T100000Z", f"RRULE:{rule}"), AT).items
    assert [each.more_times for each in found] == [0]


def test_a_thousand_events_every_day_are_read_quickly_and_not_all_worked_out() -> None:
    event = _calendar("DTSTART:20260101T100000Z", "RRULE:FREQ=DAILY").split(b"VERSION:2.0\r\n")[1]
    event = event.replace(b"END:VCALENDAR\r\n", b"")
    many = b"".join(event.replace(b"1@x", b"%d@x" % n) for n in range(1400))
    copy = calendar(b"BEGIN:VCALENDAR\r\n" + many + b"END:VCALENDAR\r\n", AT)
    assert max(each.more_times for each in copy.items) <= recurrence.MOST
    assert sum(each.more_times for each in copy.items) <= 30_000 + 1_000


WEEKDAYS = st.sets(st.sampled_from(recurrence.WEEKDAYS), max_size=3)
RULES = st.fixed_dictionaries(
    {"FREQ": st.sampled_from(recurrence.FREQUENCIES).map(lambda each: [each])},
    optional={
        "INTERVAL": st.integers(1, 5).map(lambda each: [each]),
        "COUNT": st.integers(1, 30).map(lambda each: [each]),
        "BYMONTH": st.lists(st.integers(1, 12), min_size=1, max_size=3, unique=True),
        "BYMONTHDAY": st.lists(st.sampled_from([1, 5, 13, 28, 31, -1, -3]), min_size=1, max_size=3, unique=True),
        "BYDAY": WEEKDAYS.filter(bool).map(sorted),
        "WKST": st.sampled_from(["MO", "SU"]).map(lambda each: [each]),
    },
)


@settings(deadline=None, max_examples=60)
@given(RULES, st.dates(date(2024, 1, 1), date(2026, 12, 31)), st.integers(0, 500))
def test_days_are_those_of_the_usual_expander(told: dict[str, list[str]], start: date, skip: int) -> None:
    last, since = date(2027, 12, 31), start + timedelta(days=skip)
    words = ";".join(f"{key}={','.join(map(str, value))}" for key, value in told.items())
    usual = rrule.rrulestr(words, dtstart=datetime.combine(start, time()))
    within = usual.between(datetime.combine(since, time()), datetime.combine(last, time()), inc=True)
    found = recurrence.days(start, recurrence.rule_of(told), last, since=since, most=5000)
    assert list(found) == [each.date() for each in within]


def test_a_place_in_the_month_or_the_year() -> None:
    third = recurrence.rule_of({"FREQ": ["MONTHLY"], "BYDAY": ["3TH", "-1FR"]})
    assert list(recurrence.days(date(2026, 11, 1), third, date(2026, 11, 30))) == [
        date(2026, 11, 19),
        date(2026, 11, 27),
    ]
    work = recurrence.rule_of({"FREQ": ["MONTHLY"], "BYDAY": ["MO", "TU", "WE", "TH", "FR"], "BYSETPOS": [-1]})
    assert list(recurrence.days(date(2026, 10, 1), work, date(2026, 12, 1))) == [date(2026, 10, 30), date(2026, 11, 30)]


def _mail(**heads: str) -> EmailMessage:
    mail = EmailMessage()
    for name, value in heads.items():
        mail[name] = value
    return mail


def test_a_mail_is_its_sender_its_subject_and_its_first_words() -> None:
    mail = _mail(Subject="Proef in Goes", From="Els <els@example.nl>", Date="Mon, 16 Nov 2026 09:00:00 +0100")
    mail.set_content("Dag,\n\nIn Goes begint een proef.")
    mail.add_alternative("<p>In <b>Goes</b></p>", subtype="html")
    mail.add_attachment(b"secret figures", maintype="application", subtype="pdf", filename="a.pdf")
    found = letter(bytes(mail))
    assert (found.title, found.author) == ("Proef in Goes", "Els (els@example.nl)")
    assert found.body == "Dag, In Goes begint een proef."
    assert found.said_at == datetime(2026, 11, 16, 8, tzinfo=UTC)


def test_a_mail_in_markup_alone_becomes_words() -> None:
    mail = _mail(Subject="=?utf-8?q?Caf=C3=A9?=", From="a@b.nl")
    mail.set_content("<p>Hallo<script>x()</script></p><p>allen</p>", subtype="html")
    assert (letter(bytes(mail)).title, letter(bytes(mail)).body) == ("Café", "Hallo allen")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "outlook_file"),
        (b"%PDF-1.7", "no_mail"),
        (b"", "no_mail"),
        (b"From: a@b.nl\n\n", "empty_mail"),
    ],
)
def test_what_is_no_mail_says_why(body: bytes, reason: str) -> None:
    with pytest.raises(Unreadable) as told:
        letter(body)
    assert told.value.reason == reason


@settings(deadline=None, max_examples=40)
@given(st.binary(max_size=600))
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    for read in (letter, feed, lambda given: calendar(given, AT), lambda given: letter(b"Subject: x\n" + given)):
        try:
            read(body)
        except Unreadable as slip:
            assert slip.reason


def test_an_address_is_the_same_however_it_is_decorated() -> None:
    assert same_link("https://www.a.nl/x/?utm_source=mail") == same_link("http://a.nl/x") != same_link("http://a.nl/y")
    assert same_link("https://a.nl/") == ""
    assert same_title("Nieuwe proef met sensoren begint!") == same_title("Nieuwe proef: met sensoren begint")
    assert same_title("Nieuwsbrief") == ""
