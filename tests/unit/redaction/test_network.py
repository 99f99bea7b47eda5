"""E-mail, IP and MAC addresses."""

from __future__ import annotations

import pytest

from drafting.redaction.ids.network import find_network
from drafting.redaction.placeholders import resolve


def found(text: str) -> list[tuple[str, str]]:
    return [(text[s.start : s.end], s.kind) for s in resolve(find_network(text))]


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("user=a mail=anna@example.com", "anna@example.com", "EMAIL_ADDRESS"),
        ("Write to anna.o'neil+x@mail.example.co.uk.", "anna.o'neil+x@mail.example.co.uk", "EMAIL_ADDRESS"),
        ("anna (at) example (dot) com", "anna (at) example (dot) com", "EMAIL_ADDRESS"),
        ("anna [at] example [dot] com now", "anna [at] example [dot] com", "EMAIL_ADDRESS"),
        ("it is anna dot smith at example dot com, thanks", "anna dot smith at example dot com", "EMAIL_ADDRESS"),
        ('"anna smith"@example.com wrote', '"anna smith"@example.com', "EMAIL_ADDRESS"),
        ("jörg@müller.example", "jörg@müller.example", "EMAIL_ADDRESS"),
        ("anna@xn--mller-kva.example", "anna@xn--mller-kva.example", "EMAIL_ADDRESS"),
        ("<anna@example.com>;", "anna@example.com", "EMAIL_ADDRESS"),
        ("mailto:anna@example.com?subject=x", "mailto:anna@example.com", "EMAIL_ADDRESS"),
        ("anna@[192.0.2.1] is valid", "anna@[192.0.2.1]", "EMAIL_ADDRESS"),
        ("seen from 192.0.2.17:8080", "192.0.2.17", "IP_ADDRESS"),
        ("It was 192.0.2.17.", "192.0.2.17", "IP_ADDRESS"),
        ("net 198.51.100.0/24", "198.51.100.0/24", "IP_ADDRESS"),
        ("defanged 203[.]0[.]113[.]7", "203[.]0[.]113[.]7", "IP_ADDRESS"),
        ("192.0.2.1.9", "192.0.2.1", "IP_ADDRESS"),
        ("ip 2001:db8::8a2e:370:7334.", "2001:db8::8a2e:370:7334", "IP_ADDRESS"),
        ("[2001:db8::1]:443", "2001:db8::1", "IP_ADDRESS"),
        ("fe80::1%eth0 and", "fe80::1%eth0", "IP_ADDRESS"),
        ("2001:db8::/32", "2001:db8::/32", "IP_ADDRESS"),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.1", "IP_ADDRESS"),
        ("2001:db8:85a3::8a2e:192.0.2.1", "2001:db8:85a3::8a2e:192.0.2.1", "IP_ADDRESS"),
        ("my ip: ::1", "::1", "IP_ADDRESS"),
        ("mac 00:00:5E:00:53:01", "00:00:5E:00:53:01", "MAC_ADDRESS"),
        ("mac 00-00-5e-00-53-01", "00-00-5e-00-53-01", "MAC_ADDRESS"),
        ("mac 0000.5e00.5301 on the switch", "0000.5e00.5301", "MAC_ADDRESS"),
    ],
)
def test_an_address_in_a_network_is_found(text: str, value: str, kind: str) -> None:
    assert (value, kind) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "version 10.2.3.4",
        "999.1.1.1",
        "1.3.6.1.4.1.311",
        "section 4.2.1.3 of the terms",
        "at 12:30:45",
        "2001:db8::5::1",
        "fe80::9text",
        "::ffff:999.0.0.1",
        "FF:FF:FF:FF:FF:FF",
        "std::vector::push and a::b",
        "face::recognition",
        "9d5ed678fe57bcca610140957afab571a1b2c3d4",
        "@types/node and @param x",
        "look at example dot com",
        "anna@localhost",
    ],
)
def test_a_look_alike_of_an_address_in_a_network_is_left_alone(text: str) -> None:
    assert found(text) == []
