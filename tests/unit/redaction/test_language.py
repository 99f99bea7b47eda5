"""Which texts the redactor can read: English, and what has no language; everything else is held."""

from __future__ import annotations

import time

import pytest

from drafting.redaction.language import detect

ENGLISH = "I would like to know what you have about me. The page was copied from my site and I have not agreed to it."
GERMAN = (
    "Guten Tag, bitte löschen Sie mein Konto und alle Daten, die Sie über mich gespeichert haben. Ich warte darauf."
)
FOOTER = "This e-mail is confidential. If you are not the intended recipient please delete it and notify the sender."


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (GERMAN, "de"),
        ("Bonjour, je souhaite supprimer mon compte et toutes les données que vous avez sur moi.", "fr"),
        ("Hola, quiero eliminar mi cuenta y todos los datos que tienen sobre mí.", "es"),
        ("Buongiorno, vorrei cancellare il mio account e tutti i miei dati.", "it"),
        ("Goedendag, verwijder alstublieft mijn account en al mijn gegevens.", "nl"),
        ("Dzień dobry, proszę usunąć moje konto i wszystkie dane.", "pl"),
        ("Olá, quero apagar minha conta e todos os meus dados.", "pt"),
        ("Merhaba, lütfen hesabımı ve tüm verilerimi silin.", "tr"),
        ("アカウントを削除してください。", "ja"),
        ("مرحبا، يرجى حذف حسابي", "ar"),
        ("कृपया मेरा खाता हटा दें", "hi"),
        ("내 계정을 삭제해 주세요", "ko"),
    ],
)
def test_foreign(text: str, code: str) -> None:
    assert detect(text) == code


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        f"{ENGLISH}\n\n> {GERMAN}\n\nPlease help me.",
        f'{ENGLISH}\n\nHe wrote:\n\n"{GERMAN}"\n\nThanks',
        "Please remove this page, it says:\n\n" + "\n".join(f"> {GERMAN}" for _ in range(4)),
        "My landlord sent me a Kündigung and a Mahnung and I posted the Vertrag online by mistake.",
        "Bonjour, I would like to delete my account and all of my data. Merci beaucoup.",
        "```\nfor (int i = 0; i < n; i++) { printf(i); }\n```\nfix",
        "int main(void) {\n  return compute_value(argc, argv);\n}\nstruct node *head = NULL;",
        "2026-11-23 09:00:01 ERROR worker[17]: connection refused\n2026-11-23 09:00:02 WARN retry 3 backoff 2s",
        "Nov 23 09:00:01 host sshd[123]: Failed password for invalid user admin from 203.0.113.9 port 22 ssh2\n" * 4,
        '{"name": "x", "version": "1.2.3", "dependencies": {"left-pad": "^1.0.0"}}',
        "PLEASE DELETE MY ACCOUNT NOW!!!",
        "pls delete acct n all my data asap thx",
        "npm install failed, node gyp rebuild error, python missing, stack attached",
        "Zorana Petrak\nLukasz Testowy\nGiuseppe Provolone",
        "ok",
    ],
)
def test_english(text: str) -> None:
    assert detect(text) == "en"


@pytest.mark.parametrize(
    "text",
    [
        "François Lefèvre, Søren Kjær, Ana Muñoz, Jürgen Müller, Zoë Brontë",
        "Zorana Petrak\n23 Erzsébet tér 19.\nSuite 28\nDomoszló\nHungary 34700",
        "https://quillhaven.example/a/b",
        "12345 67890",
        "",
    ],
)
def test_names_addresses_and_numbers_have_no_language(text: str) -> None:
    assert detect(text) in {"und", "en"}


@pytest.mark.parametrize(
    "text", [f"{GERMAN}\n\n{FOOTER}", f"{FOOTER}\n\n{GERMAN}", f"{GERMAN}\n\nIn English:\n\n{ENGLISH}"]
)
def test_an_english_part_does_not_make_a_german_letter_readable(text: str) -> None:
    assert detect(text) == "de"


@pytest.mark.parametrize("unit", ["a", " ", ">", '"', "\n\n", "> a\n", '"aaaaaaaaaaaaaaaaaaaaaaaaa', "a@", "```", "„"])
def test_hostile_texts_take_linear_time(unit: str) -> None:
    took = []
    for length in (25_000, 100_000):
        text = unit * (length // len(unit))
        started = time.process_time()
        detect(text)
        took.append(time.process_time() - started)
    assert took[1] < max(3.0, 12 * took[0])
