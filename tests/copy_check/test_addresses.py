"""What is seen in an address alone, on addresses as authors write them."""

from __future__ import annotations

import pytest

from briefbuild.copy_check.addresses import (
    Dated,
    date_in,
    fault_of,
    mailbox_fault,
    same_page,
)

WRONG = [
    "https://",
    "https:///a/b",
    "https://https://example.org/a",
    "http://http//example.org",
    "https://example/a",
    "http://localhost:8000/a",
    "http://127.0.0.1/a",
    "http://192.168.0.7/a",
    "https://intranet.local/a",
    "https://example..org/a",
    "https://example,org/a",
    "https://example. org/a",
    "https://www.www.example.org",
    "https://ww.example.org",
    "https://example.org:port/a",
    "https://[example.org/a",
    "https://example.org/a.",
    "https://example.org/a,",
    "https://example.org/a)",
    "https://example.org/a%20",
    "https://example.org/a%5D",
    "https://doi.org/1010.1017/s1468109909990089",
    "https://doi.org/https://doi.org/10.1017/s1468109909990089",
    "https://orcid.org/0000-0002-1825-0098",
    "https://orcid.org/0000-0002-1825",
]
RIGHT = [
    "https://example.org",
    "http://example.org:8080/a/?b=c#d",
    "https://en.wikipedia.org/wiki/Korea_(disambiguation)",
    "https://en.wikipedia.org/wiki/Apple_Inc.",
    "https://example.org/a%20b.pdf",
    "https://web.archive.org/web/20190514000000/https://example.org/a",
    "https://www.lehigh.edu/~rflw1/courses/1999/kwk2.pdf",
    "https://doi.org/10.1017/s1468109909990089",
    "https://doi.org/10.1016/S0140-6736(05)12345-6",
    "https://orcid.org/0000-0002-1825-0097",
    "https://orcid.org/about",
    "https://8.8.8.8/a",
    "https://münchen.de/a",
    "https://a_b.example.org/",
]


@pytest.mark.parametrize("address", WRONG)
def test_an_address_that_cant_be_right_has_a_reason(address: str) -> None:
    assert fault_of(address)


@pytest.mark.parametrize("address", RIGHT)
def test_an_address_that_may_be_right_has_none(address: str) -> None:
    assert fault_of(address) == ""


@pytest.mark.parametrize(
    "mailbox", ["a", "a@b", "@b.org", "a@", "a@@b.org", "a.@b.org", "a@b..org", "a b@c.org"]
)
def test_mailboxes_that_cant_be_right(mailbox: str) -> None:
    assert mailbox_fault(mailbox)


@pytest.mark.parametrize("mailbox", ["a@b.org", "a.b+c@d.co.uk", "o'neil@example.org"])
def test_mailboxes_that_may_be_right(mailbox: str) -> None:
    assert mailbox_fault(mailbox) == ""


@pytest.mark.parametrize(
    "other",
    [
        "http://example.org/a?b=c",
        "https://www.example.org/a/?b=c",
        "https://EXAMPLE.org:443/a?utm_source=x&b=c&utm_medium=y",
        "https://example.org/a/index.html?b=c&fbclid=1",
    ],
)
def test_ways_to_write_one_address_are_the_same(other: str) -> None:
    assert same_page(other) == same_page("https://example.org/a?b=c")


@pytest.mark.parametrize("other", ["https://example.org/A?b=c", "https://example.org/a?b=d"])
def test_other_pages_are_not_the_same(other: str) -> None:
    assert same_page(other) != same_page("https://example.org/a?b=c")


@pytest.mark.parametrize(
    ("address", "date"),
    [
        ("https://a.org/2019/05/14/title", Dated(2019, 5, 14)),
        ("https://a.org/news/2019-09-16/title", Dated(2019, 9, 16)),
        ("https://a.org/make-amends-2023-03-15/", Dated(2023, 3, 15)),
        ("https://a.org/2023/01/title", Dated(2023, 1)),
        ("https://a.org/2023-01/title", None),
        ("https://a.org/courses/1999/spring", None),
        ("https://a.org/uploads/2019/05/report.pdf", None),
        ("https://web.archive.org/web/2019/05/14/a", None),
        ("https://a.org/2019/13/title", None),
        ("https://a.org/12019/05/14", None),
    ],
)
def test_dates_in_addresses(address: str, date: Dated | None) -> None:
    assert date_in(address) == date


def test_dates_agree_as_far_as_they_are_known() -> None:
    assert Dated(2019, 5, 14).agrees(Dated(2019))
    assert Dated(2019, 5).agrees(Dated(2019, 5, 1))
    assert not Dated(2019, 5, 14).agrees(Dated(2019, 6))
    assert str(Dated(2019, 5)) == "2019-05"
