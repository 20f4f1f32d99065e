"""What can be seen in an address alone: whether it can be right, what it is the same as, and when
the page was published.

Nothing is fetched. Rules: RFC 3986 (addresses), RFC 5321 4.1.2 (mailboxes), ISO 7064 MOD 11-2 as
ORCID gives it, and the DOI handbook 2.2.
"""

from __future__ import annotations

import ipaddress
import re
from typing import NamedTuple
from urllib.parse import SplitResult, parse_qsl, unquote, urlencode, urlsplit

from briefbuild.model import DOI, orcid_digits

TRACKING = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id|igshid", re.IGNORECASE)
"""What senders of newsletters and advertisements add to count clicks: no part of the address."""
HOST_LABEL = re.compile(r"[^\W_]([\w-]*[^\W_])?")
PRIVATE_ENDS = (".local", ".localhost", ".internal", ".lan", ".test", ".invalid")
MAILBOX = re.compile(r"[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*@[^@]+")
DATED = re.compile(
    r"(?<![\d])((?:19|20)\d\d)([/-])(0?[1-9]|1[0-2])(?:\2(0?[1-9]|[12]\d|3[01]))?(?![\d])(?!-\d)"
)
"""2019/05/14, 2019-05-14, 2019/05."""
CLOSING = {")": "(", "]": "[", "}": "{", ">": "<"}
UPLOADED = ("/uploads/", "/files/", "/archive/")
"""Folders whose dates are those of the day on which a file was put there."""


class Dated(NamedTuple):
    """A date as far as it is known: 0 for what isn't."""

    year: int
    month: int = 0
    day: int = 0

    def agrees(self, other: Dated) -> bool:
        """Whether both may be one day: what both know is the same."""
        if not self.year or not other.year:
            return False  # “n.d.” agrees with no date
        both = zip(self, other, strict=True)
        return all(not a or not b or a == b for a, b in both)

    def __str__(self) -> str:
        numbers = [f"{self.year}", f"{self.month:02}", f"{self.day:02}"]
        return "-".join(numbers[: 1 + bool(self.month) + bool(self.month and self.day)])


def fault_of(address: str) -> str:
    """Why an http or https address can't be right, in a few words; nothing if it may be."""
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return "its host can’t be read"
    return (
        _fault_of_scheme(address)
        or _fault_of_host(host)
        or _fault_of_end(address, host)
        or _fault_of_identifier(host, unquote(parts.path).strip("/"))
    )


def _fault_of_scheme(address: str) -> str:
    rest = address.split("://", 1)[-1]
    if re.match(r"https?[:/]", rest, re.IGNORECASE):
        return "it begins twice"
    return "it names no host" if not rest or rest[0] in "/?#" else ""


def _fault_of_host(host: str) -> str:
    try:
        number = ipaddress.ip_address(host)
    except ValueError:
        pass
    else:
        return "" if number.is_global else "only one machine or network knows it"
    if host == "localhost" or host.endswith(PRIVATE_ENDS):
        return "only one machine or network knows it"
    if re.search(r"\s|%20", host):
        return "there is a blank in its host"
    if "." not in host:
        return "its host has no dot"
    if not all(HOST_LABEL.fullmatch(label) for label in host.removesuffix(".").split(".")):
        return "its host can’t be so"
    if host.startswith(("ww.", "wwww.", "www.www.")):
        return "its host begins with a mistyped “www”"
    return "" if re.search(r"[^\W\d]", host.rsplit(".", 1)[-1]) else "its host can’t be so"


def _fault_of_end(address: str, host: str) -> str:
    """What was typed behind the address and taken for a part of it."""
    shown = unquote(address)
    if shown != shown.strip():
        return "it ends with a blank"
    end = shown[-1]
    if end in ".,;:!’”\"'" and not (end == "." and _is_name(shown, host)):
        return f"it ends with “{end}”"
    if end in CLOSING and shown.count(end) > shown.count(CLOSING[end]):
        return f"it ends with “{end}”, which nothing opens"
    return ""


def _is_name(shown: str, host: str) -> bool:
    """Whether an encyclopedia's entry ends with an abbreviation: …/wiki/Apple_Inc."""
    return "wiki" in host and bool(re.search(r"[_.]\w{1,4}\.$", shown))


def _fault_of_identifier(host: str, path: str) -> str:
    name = host.removeprefix("www.")
    if name in ("doi.org", "dx.doi.org") and path and not re.match(DOI, path):
        return "no DOI is like that"
    if name == "orcid.org" and re.match(r"[\d-]", path):
        try:
            orcid_digits(path)
        except ValueError as wrong:
            return f"no ORCID iD is like that: {wrong}"
    return ""


def mailbox_fault(mailbox: str) -> str:
    """Why an e-mail address can't be right; nothing if it may be."""
    if mailbox.count("@") != 1:
        return "it has no @" if "@" not in mailbox else "it has several @"
    local, host = mailbox.split("@")
    if not MAILBOX.fullmatch(mailbox):
        return "nothing stands before its @" if not local else "what stands before its @ can’t be"
    return _fault_of_host(host.lower()) if host else "nothing stands behind its @"


def same_page(address: str) -> str:
    """What all ways to write the address of one page have in common."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").removeprefix("www.")
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        return address
    path = re.sub(r"/(index\.html?)?$", "", unquote(parts.path))
    return f"{host}{port}{path}?{_query(parts)}#{parts.fragment}"


def _query(parts: SplitResult) -> str:
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    return urlencode([(key, value) for key, value in pairs if not TRACKING.fullmatch(key)])


def date_in(address: str) -> Dated | None:
    """The day or month of publication that an address tells, as news sites do it."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if (parts.hostname or "").startswith("web.archive.") or any(
        folder in parts.path for folder in UPLOADED
    ):
        return None
    for match in DATED.finditer(parts.path):
        if match[4] or match[2] == "/":
            return Dated(int(match[1]), int(match[3]), int(match[4] or 0))
    return None
