"""The pages in a real browser: an agent drafts, another person decides; by keyboard, and without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.house import House, Tab, tab

NOTICE = """I am the author of Lampion, a drawing program, https://lampion.example.com. All of its source code was
copied to https://quillhaven.example/zoe/lampion. It is a copyright infringement, please take it down.

I have a good faith belief that this use is not authorized by the copyright owner, its agent, or the law.
Reach me at ines.kruger@example.com or +1 415 555 0166.

Ines Kruger"""

COUNTER_NOTICE = """You disabled my repository https://quillhaven.example/zoe/lampion after a copyright complaint. This
is my counter notice: the code is my own work, so the removal was a mistake. Please put it back.

Ines Kruger"""


@pytest.fixture
def agent(house: House, browser: Browser) -> Iterator[Tab]:
    with tab(browser, house.agent, 320) as opened:
        yield opened
    assert not opened.said
    assert not opened.strayed


@pytest.fixture
def reviewer(house: House, browser: Browser) -> Iterator[Tab]:
    with tab(browser, house.reviewer, 1280) as opened:
        yield opened
    assert not opened.strayed


def write_ticket(page: Page, text: str, number: str) -> None:
    page.get_by_role("link", name="Drafts").click()
    page.get_by_label("The ticket's text").fill(text)
    page.get_by_label("Requester's name").fill("Ines Kruger")
    page.get_by_label("E-mail").fill("ines.kruger@example.com")
    page.get_by_label("Ticket number").fill(number)
    page.get_by_role("button", name="Draft a reply").click()
    page.wait_for_url("**/sidebar?draft=*")


def test_an_agent_drafts_in_the_sidebar_and_asks_again_with_a_fact(agent: Tab) -> None:
    page = agent.page
    write_ticket(page, NOTICE, "B-1")
    expect(page.get_by_role("heading", level=1)).to_have_text("Copyright takedown notice")
    expect(page.locator("#reply")).to_contain_text("Hello Ines Kruger,")
    expect(page.locator("#reply")).to_contain_text("penalty of perjury")
    expect(page.locator(".summary")).to_contain_text("the sworn statement")
    expect(page.locator(".clocks")).to_contain_text("17 USC 512(c)(3)(B)(ii)")
    assert "ines.kruger" not in page.locator(".message").inner_text(), "the ticket is shown masked"

    page.get_by_label("What you verified: the sworn statement").select_option("present")
    page.get_by_role("button", name="Ask again").click()
    expect(page.locator(".summary")).to_contain_text("nothing")
    expect(page.locator("#reply")).to_contain_text("contains all the parts")


def test_a_draft_is_marked_as_sent_once(agent: Tab) -> None:
    page = agent.page
    write_ticket(page, NOTICE, "B-2")
    page.get_by_role("button", name="Mark as sent").click()
    expect(page.locator(".status").first).to_have_text("sent")
    expect(page.get_by_role("button", name="Mark as sent")).to_be_disabled()
    expect(page.locator("#cannot-send")).to_have_text("This draft was sent already.")


def test_the_copied_reply_is_the_exact_text(agent: Tab) -> None:
    page = agent.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("link", name="SAMPLE-1").click()
    page.get_by_role("button", name="Copy reply").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("#reply").get_attribute("data-text")
    assert copied.startswith("Hello Maria Okafor,\n\n")


def test_a_draft_is_shown_while_it_is_made(agent: Tab) -> None:
    page = agent.page
    said = (
        'event: accepted\ndata: {"draft_id": "d1"}\n\nevent: progress\ndata: {"node": "redact"}\n\n'
        'event: progress\ndata: {"node": "draft"}\n\n'
        'event: text\ndata: {"delta": "Hello <PERSON_1>,", "restart": true}\n\n'
    )
    page.evaluate(
        """said => { window.fetch = async () => new Response(new ReadableStream({
            start(pipe) { pipe.enqueue(new TextEncoder().encode(said)); }  // and never ends
        })) }""",
        said,
    )
    page.get_by_label("The ticket's text").fill(NOTICE)
    page.get_by_role("button", name="Draft a reply").click()
    expect(page.get_by_role("list", name="Progress").get_by_role("listitem")).to_have_text(
        ["Hiding personal data", "Writing"]
    )
    expect(page.locator(".preview")).to_have_text("Hello <PERSON_1>,")
    expect(page.get_by_role("button", name="Drafting…")).to_be_disabled()


def test_a_ticket_that_was_not_taken_is_still_in_the_form(agent: Tab) -> None:
    page = agent.page
    page.route(
        "**/sidebar",
        lambda route: route.fulfill(
            status=503, content_type="application/problem+json", body='{"detail": "The database is busy. Try again."}'
        ),
    )
    page.get_by_label("The ticket's text").fill(NOTICE)
    page.get_by_role("button", name="Draft a reply").click()
    expect(page.get_by_role("alert")).to_have_text("The database is busy. Try again.")
    expect(page.get_by_label("The ticket's text")).to_have_value(NOTICE)
    expect(page.get_by_role("button", name="Draft a reply")).to_be_enabled()
    agent.said[:] = [words for words in agent.said if "503" not in words]  # the browser's own line about the answer


def test_a_reviewer_edits_is_stopped_by_the_checker_and_approves(reviewer: Tab) -> None:
    page = reviewer.page
    page.get_by_role("link", name="SAMPLE-2").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Counter notice")
    page.get_by_text("Edit the reply").click()
    field = page.get_by_label("New text")
    good = field.input_value()
    field.fill(good + "\n\nWe guarantee that it will be restored.")
    page.get_by_role("button", name="Save and check again").click()
    expect(page.locator("mark.block").first).to_be_visible()
    expect(page.locator(".status").first).to_have_text("blocked")
    expect(page.get_by_role("button", name="Approve")).to_be_disabled()
    expect(page.locator("#cannot-approve")).to_contain_text("Edit it until the block is gone")

    page.get_by_label("New text").fill(good)
    page.get_by_role("button", name="Save and check again").click()
    expect(page.locator(".status").first).to_have_text("in review")
    page.get_by_label("Reason").fill("complete and correct")
    page.get_by_role("button", name="Approve").click()
    expect(page.locator(".status").first).to_have_text("approved")
    expect(page.locator(".history")).to_contain_text("complete and correct")


def test_a_rejection_without_a_reason_is_refused_and_nothing_typed_is_lost(reviewer: Tab) -> None:
    page = reviewer.page
    page.get_by_role("link", name="SAMPLE-5").click()
    page.get_by_role("button", name="Reject").click()
    expect(page.get_by_role("alert")).to_contain_text("Say why")
    page.get_by_label("Reason").fill("withdrawn by the requester")
    page.get_by_role("button", name="Reject").click()
    expect(page.locator(".status").first).to_have_text("rejected")


def test_an_escalated_case_names_its_new_level(reviewer: Tab) -> None:
    page = reviewer.page
    page.get_by_role("link", name="SAMPLE-4").click()
    page.get_by_label("Reason").fill("the process looks overbroad")
    page.get_by_text("Escalate", exact=True).click()
    page.get_by_label("To").select_option("executive")
    page.get_by_role("button", name=re.compile("Escalate with")).click()
    expect(page.locator(".approval")).to_contain_text("executive")
    expect(page.get_by_role("button", name="Approve")).to_be_disabled()


def test_the_desk_is_usable_by_keyboard_alone(reviewer: Tab) -> None:
    page = reviewer.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')").startswith("/review/")
    page.keyboard.press("Enter")
    page.wait_for_url("**/review/*")


def test_the_pages_work_without_javascript(house: House, browser: Browser) -> None:
    with tab(browser, house.agent, 320, javascript=False) as opened:
        write_ticket(opened.page, COUNTER_NOTICE, "B-3")
        expect(opened.page.locator("#reply")).to_contain_text("Hello Ines Kruger,")
        expect(opened.page.locator("[data-insert]")).to_be_hidden()
    with tab(browser, house.reviewer, 1280, javascript=False) as opened:
        opened.page.get_by_role("link", name="B-3").click()
        opened.page.get_by_label("Reason").fill("a test")
        opened.page.get_by_role("button", name="Reject").click()
        expect(opened.page.locator(".status").first).to_have_text("rejected")


def test_markup_in_a_ticket_is_text(agent: Tab) -> None:
    page = agent.page
    write_ticket(page, "<script>window.hacked = 1</script> My card was charged twice, please refund.", "B-4")
    assert page.evaluate("window.hacked") is None
    expect(page.locator(".message")).to_contain_text("<script>")


PLACES = ["/sign-in", "/sidebar", "draft", "/review", "case", "/policies", "/policies/dmca/takedown"]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_every_page_is_accessible_and_fits_its_width(house: House, browser: Browser, width: int, dark: bool) -> None:
    with tab(browser, house.reviewer, width, dark=dark) as opened:
        page = opened.page
        for place in PLACES:
            if place == "draft":
                page.goto(f"{house.address}/review")
                shown = page.locator("a[href^='/review/']").first.get_attribute("href") or ""
                page.goto(f"{house.address}/sidebar?draft={shown.removeprefix('/review/')}")
            elif place == "case":
                page.goto(f"{house.address}/review")
                page.locator("a[href^='/review/']").first.click()
            else:
                page.goto(house.address + place)
            found = Axe().run(page)
            assert found.violations_count == 0, f"{place} at {width}: {found.generate_report()}"
            assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{place} overflows at {width}"
        assert not opened.said
        assert not opened.strayed
