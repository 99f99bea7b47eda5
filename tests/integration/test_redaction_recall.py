"""Recall and precision of the real redactor: 180 invented tickets with people in every position, 100 texts without."""

from __future__ import annotations

import random
from typing import Final, NamedTuple

import pytest

from drafting.models import RawText
from drafting.redaction.engine import PresidioRedactor
from drafting.redaction.registry import CaseRegistry
from drafting.settings import Settings

FULL: Final = (
    "Wilhelmina Brandvold", "Kwabena Asiedu", "Tomasz Wiśniewski", "Siobhán O'Callaghan", "Jean-Baptiste Moreau",
    "Maria Clara dos Santos", "Pieter van der Westhuizen", "Nguyễn Thị Hạnh", "Park Ji-woo", "Chen Xiaoling",
    "Oyelaran Adeyinka", "Fatoumata Keïta", "Ömer Çelik", "Lucía Fernández-Prieto", "Björk Sigurðardóttir",
    "Rashid al-Farouqi", "Anaïs Lefèvre", "Rutendo Chikwanha", "Dragoslav Petronijević", "Håkon Solbakken",
    "Ekaterina Voloshina", "Giancarlo D'Amico", "Priyanka Venkataraman", "Takumi Nishikawa", "Leilani Kealoha",
    "Mikhail Zhdanov", "Sinéad McAllister", "Jorge Luis Quintero", "Hye-jin Seo", "Gulnara Abdrakhmanova",
    "Mbali Nkosi", "Ebenezer Quaye", "Zsófia Horváth", "Ioana Munteanu", "Aroha Ngata", "Yael Rosenthal",
    "Dorothy Baker", "Marcus Young", "Emily Stone", "Walter P. Grimshaw", "J. R. Haverford", "Imran Qureshi",
    "Bolanle Ogunbanjo", "Wei Zhang", "Lars-Erik Mattsson", "Deepika Raghunathan", "Thandiwe Mabaso", "Ilse de Groot",
)  # fmt: skip
SINGLE: Final = (
    "Wilhelmina", "Tomasz", "Siobhan", "Kwame", "Priyanka", "Ekaterina", "Takumi", "Fatima", "Ibrahim", "Monica",
    "Gianna", "Sergei", "Patricia", "Dimitri", "Noemi", "Håkon", "Lucia", "Rashid", "Marcus", "Emily", "Yael", "Deepak",
)  # fmt: skip
CARELESS: Final = (
    "brandon whitlock", "tamara ivanova", "ravi deshpande", "siobhan kavanagh", "carlos echeverria", "fatima benali",
    "jessica lindholm", "mohammed zaidi", "olga tereshkova", "keith pemberton", "natalie drummond", "hiroshi tanabe",
)  # fmt: skip

# {a} {b} {c} full names, {s} {t} given names alone, {l} a name in lower case
WITH_PEOPLE: Final = (
    "I wrote Lampion and {a} copied it to {url}. It is my work. Please take it down.\n\nRegards,\n{b}",
    "My project Brindlewood was forked by {a}, who removed my licence. I asked {b} about it in October.",
    "{a} threatened me in the issue tracker and posted my address ({address}). I want this gone today.",
    "The photographs at {url} belong to {a}. {b} never gave permission, and neither did {c}.",
    "It was probably {a}. He knows my password {secret} and logged in from {ip} on Tuesday.",
    "Please remove {a}'s repository: it holds {b}'s private messages and the number {phone}.",
    "People who have seen the file: {a}, {b} and {c}. You can reach me at {email}.",
    "my ex {l} uploaded pictures of me without consent, please help. my number is {phone}",
    "i think it was {l} who did this. she works with me and lives at {address}.",
    "Together with {a} and {b} I maintain the library since 2019. Our server is {ip}.",
    "Last week {s} told me that {t} had shared the link with everybody in our class.",
    "I share the account with {s}, and {a} pays for it. Write to {email} if anything is missing.",
    "Was it {s}? I do not know. But {a} had the token {secret} before it was leaked.",
    "To whom it may concern: I represent {a} in this matter. Call {phone} or write to {email}.\n\nSincerely,\n{b}",
    "From: {a} <{email}>\nTo: abuse desk\n\nThe account at {url} pretends to be me. My real profile is another.\n\n{a}",
    "Why is {s} allowed to publish this? I told {a} to stop, and nothing happened since.",
    "The leaked spreadsheet lists {a}, {b}, {c}; all three live in {town} and never agreed to it.",
    "Our contractor {a} pushed the key {secret} by mistake. {b} rotated it, so the risk is past for us.",
    "{a} and {b} work for the same studio. Neither of them wrote this code; {c} did, in 2021.",
    "I have spoken with {a} (my lawyer) and {b} (my sister). We will sue unless {url} is removed.",
    "MY NAME IS IN THE FILE. {A} PUT IT THERE. CALL ME: {phone}",
    "Hello, {s} here. Please delete my account. I live at {address} and my card is {card}.\n\nThanks, {s}",
    "Dear team, my daughter {s} is twelve. A user called {a} sends her messages from {ip}.",
    "The defendant, {a}, was served on 3 June. Counsel for {b} accepted. A copy went to {email}.",
    "According to {a}, the archive was published by mistake; {b} denies it. Ask {c} for the logs.",
    "This is not satire: {a} lost a job over it. The page {url} still shows a portrait of {b}.",
    "I received a mail from {a} yesterday, asking for money. The sender was {email}.\n{address}\n{phone}\n{b}",
    "{phone}\n{address}\n\nI swear under penalty of perjury that this is true.\n/s/ {a}",
    "you can ask {l} about it, or {s}. both saw how my key {secret} was published.",
    "The commit of {a} contains the home address of {b}: {address}. That is a danger to a family.",
)

WITHOUT: Final = (
    "Federal District Court for the Northern District of California has jurisdiction over this dispute.",
    "Please forward this notice to your designated Copyright Agent or to the Trust & Safety team.",
    "The servers of the service stand in several regions of the United States, the EU and Japan.",
    "The Digital Millennium Copyright Act, 17 U.S.C. § 512(c)(3), lists what a notice must contain.",
    "I rely on Article 15 of the General Data Protection Regulation and on the California Consumer Privacy Act.",
    "The package was published under the MIT License, later under the Apache License 2.0 and the GNU GPL.",
    "We use Visual Studio Code, Docker Desktop, Google Chrome and Microsoft Teams every day.",
    "Between January and March the invoices were wrong; in April, May and June they were right.",
    "Are you the copyright owner, or are you authorised to act on behalf of the copyright owner?",
    "Describe the nature of your copyright ownership or authorization to act on the owner's behalf.",
    "I created an app called Brindlewood and a plugin named Harrowgate. Both are listed on Quillhaven.",
    "My novel The Lantern Keeper and my game Iron Orchard were copied. I hold the rights in both titles.",
    "Northwind Traders Ltd and Acme Software, Inc. are our customers; Contoso GmbH was one until August.",
    "Your Terms of Service and Acceptable Use Policy say that an account may be suspended for spam.",
    "The Stored Communications Act and the CLOUD Act decide what the Department of Justice can obtain.",
    "United States Court of Appeals for the Ninth Circuit, and the Supreme Court of the United States.",
    "Is two-factor authentication required? I lost my phone and cannot sign in on Monday mornings.",
    "I want a copy of all personal data that you hold about me, in a machine-readable format.",
    "Hello, how do I change the primary e-mail address of my account? Thanks in advance for your help.",
    "The build fails with Node 18 on Ubuntu Linux, while Windows Server and macOS Sonoma work.",
    "I have a good faith belief that use of the material is not authorized by the copyright owner.",
    "I swear, under penalty of perjury, that the information in this notification is accurate.",
    "European Commission, Federal Trade Commission and the Information Commissioner's Office were informed.",
    "We moved from Amazon Web Services to Hetzner Cloud; Stripe and PayPal handle the payments.",
    "Costa Rica, Puerto Rico and Sri Lanka are not in the list of countries of the Top-Up Card.",
    "I consent to the jurisdiction of the Federal District Court for the judicial district in which I live.",
    "The Children's Online Privacy Protection Act applies, says the National Center for Missing Children.",
    "Please disable Premium Support, Advanced Security and Actions Minutes for our organisation account.",
    "On Friday the pull request was merged; since then the README shows the wrong installation steps.",
    "Will the Electronic Frontier Foundation be told? The Lumen Database should get a copy.",
    "Subject: Notice of Claimed Infringement\n\nName: [private]\nAddress: [private]\n\nBest regards,\n[private]",
    "Best regards,\nThe Legal Department",
    "Bundesgerichtshof and Conseil d'État decided differently, and the European Court of Human Rights followed.",
    "I bought the Pro plan with a Visa card. The refund for the Team plan has not arrived in my bank account.",
    "A stranger may mark my file, will bill me, and can rob my art of its grace: hope, joy and faith are gone.",
    "Our trade mark Velunara is registered; Velunara Studio Pro and Velunara Lite are sold in Great Britain.",
)


class Letter(NamedTuple):
    """A ticket's text, the people in it, and its other personal values."""

    text: str
    people: tuple[str, ...]
    others: tuple[str, ...]
    url: str


def letter(number: int) -> Letter:
    """The same number gives the same letter."""
    dice = random.Random(52_000 + number)
    body = WITH_PEOPLE[number % len(WITH_PEOPLE)]
    full, single = dice.sample(FULL, 3), dice.sample(SINGLE, 2)
    people = dict(zip("abcst", (*full, *single), strict=True))
    people |= {"A": full[0].upper(), "l": dice.choice(CARELESS)}
    digits = "".join(dice.choices("23456789", k=8))
    others = {
        "email": f"{dice.choice(['desk', 'k.mail', 'me'])}{digits[:4]}@example.{dice.choice(['org', 'com', 'net'])}",
        "phone": dice.choice([f"+1 646 555 01{digits[:2]}", f"(02) 6788 9{digits[:3]}", f"+49 30 9018{digits[:4]}"]),
        "address": dice.choice(
            [
                f"{digits[:2]} Dora Creek Road, Cooranbong NSW 2265",
                f"{digits[:3]} Juniper Lane, Boulder, CO 80302",
                f"Lindenallee {digits[:2]}, 50667 Köln",
                f"{digits[0]} rue du Moulin, 69003 Lyon",
                f"Flat {digits[0]}, {digits[1:3]} Orchard Road, Leeds LS6 2AB",
            ]
        ),
        "ip": dice.choice([f"203.0.113.{dice.randint(1, 254)}", f"2001:db8::{digits[:4]}:1"]),
        "secret": dice.choice(
            ["ghp_" + digits + "aBcDeFgHiJkLmNoPqRsTuVwX" + "yZ01", "AKIA" + "QWERTZUIOPASDF" + "YX"]
        ),
        "card": "4111 1111 1111 1111",
    }
    url = f"https://quillhaven.example/u{digits}/lampion/blob/main/index.js"
    text = body.format(**people, **others, url=url, town="Portland")
    used = {key: value for key, value in (people | others).items() if "{" + key + "}" in body}
    return Letter(
        text,
        tuple(v for k, v in used.items() if k in people),
        tuple(v for k, v in used.items() if k in others),
        url if "{url}" in body else "",
    )


@pytest.fixture(scope="module")
def redactor() -> PresidioRedactor:
    made = PresidioRedactor(Settings())
    made.warm()
    return made


def hidden(redactor: PresidioRedactor, text: str) -> tuple[str, list[tuple[int, int, str]]]:
    done = redactor.mask(RawText(text), CaseRegistry("c"), "requester")
    return done.text, [(e.start, e.end, e.kind) for e in done.entities]


def test_every_structured_value_is_hidden_and_every_url_stays(redactor: PresidioRedactor) -> None:
    for number in range(180):
        made = letter(number)
        masked, _ = hidden(redactor, made.text)
        assert [v for v in made.others if v in masked] == [], made.text
        assert made.url in masked


def test_a_telephone_number_and_an_address_on_the_next_line_stay_apart(redactor: PresidioRedactor) -> None:
    for number in range(27, 180, len(WITH_PEOPLE)):
        made = letter(number)
        _, spans = hidden(redactor, made.text)
        found = {made.text[start:end]: kind for start, end, kind in spans}
        assert [found.get(v) for v in made.others] == ["PHONE_NUMBER", "ADDRESS"], made.text


def test_at_least_97_percent_of_the_characters_of_people_are_hidden(redactor: PresidioRedactor) -> None:
    characters = covered = 0
    missed = []
    for number in range(180):
        made = letter(number)
        _, spans = hidden(redactor, made.text)
        inside = {i for start, end, _ in spans for i in range(start, end)}
        for person in set(made.people):
            at = made.text.find(person)
            while at >= 0:
                hit = len(inside & set(range(at, at + len(person))))
                characters += len(person)
                covered += hit
                if hit < len(person):
                    missed.append((person, made.text))
                at = made.text.find(person, at + len(person))
    assert characters > 4000
    assert covered / characters >= 0.97, missed


def test_of_texts_without_personal_data_at_most_two_percent_raise_an_alarm(redactor: PresidioRedactor) -> None:
    dice = random.Random(77)
    texts = [*WITHOUT, *("\n\n".join(dice.sample(WITHOUT, 2)) for _ in range(64))]
    alarms = [(text[start:end], text) for text in texts for start, end, _ in hidden(redactor, text)[1]]
    assert len({text for _, text in alarms}) <= 0.02 * len(texts), alarms
