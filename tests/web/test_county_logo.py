"""The county's logo: in the bar and on the sign-in page, for papers, and harmless whatever comes in."""

import struct
import zlib
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from kim.organisation.exceptions import LogoRefused
from kim.organisation.public import logos, profile
from tests import factories

pytestmark = pytest.mark.django_db
NEUSS = Path(__file__).parents[2] / "counties" / "rhein-kreis-neuss.toml"
SPACE = 'xmlns="http://www.w3.org/2000/svg"'
PLAIN = f'<svg {SPACE} viewBox="0 0 10 10"><title>Zeichen</title><rect width="10" height="10" fill="#00566b"/></svg>'.encode()


def png(width: int = 3, extra: bytes = b"") -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, 3, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 12))
        + chunk(b"IEND", b"")
        + extra
    )


def test_a_plain_drawing_is_taken_and_handed_out_with_words():
    factories.county()
    logos.store(logos.checked(PLAIN, "zeichen.svg"))

    logo = logos.county_logo()

    assert logo is not None
    assert b"<rect" in logo.content
    assert logo.alt
    assert logo.media_type == "image/svg+xml"


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<rect onload="alert(1)"/>',
        '<image href="https://example.org/a.png"/>',
        '<use href="https://example.org/a.svg#b"/>',
        '<rect fill="url(https://example.org/a)"/>',
        '<rect style="fill:url(https://example.org)"/>',
        "<style>@import url(https://example.org)</style>",
        "<foreignObject><p>x</p></foreignObject>",
        '<a href="javascript:alert(1)"><rect/></a>',
        '<animate attributeName="href" to="javascript:alert(1)"/>',
        '<set attributeName="onload" to="alert(1)"/>',
        '<rect fill="\\75rl(https://example.org)"/>',
        '<g id="a"><rect/></g><g id="b"><use href="#a"/><use href="#a"/></g><use href="#b"/>',
        '<g id="a"><use href="#a"/></g>',
    ],
)
def test_a_drawing_that_acts_or_loads_is_refused(inside):
    with pytest.raises(LogoRefused):
        logos.checked(f'<svg {SPACE} xmlns:xlink="http://www.w3.org/1999/xlink">{inside}</svg>'.encode(), "a.svg")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a",
        b"<html></html>",
        b'<!DOCTYPE svg [<!ENTITY a "b">]>' + PLAIN,
        PLAIN + b" " * logos.MOST_BYTES,
        png()[:-5],
        png(extra=b"<script>"),
        png(width=9000),
    ],
)
def test_what_is_no_logo_is_refused(content):
    with pytest.raises(LogoRefused):
        logos.checked(content, "a.svg")


def test_a_whole_png_is_taken_as_it_is():
    assert logos.checked(png(), "a.png").content == png()


def test_what_drawing_programs_add_is_left_out():
    drawn = (
        f'<svg {SPACE} xmlns:i="http://example.org/i" i:version="1"><i:guides/><metadata><x/></metadata><rect/></svg>'
    )

    rebuilt = logos.checked(drawn.encode(), "a.svg").content

    assert b"guides" not in rebuilt
    assert b"example.org" not in rebuilt
    assert b"<rect" in rebuilt


def test_the_bar_and_the_sign_in_page_show_it_and_without_one_the_mark_of_kim(world, browser_for):
    before = Client().get(reverse("account_login")).content.decode()
    logos.store(logos.checked(PLAIN, "zeichen.svg"))

    assert reverse("brand_logo") not in before
    assert reverse("brand_logo") in Client().get(reverse("account_login")).content.decode()
    assert reverse("brand_logo") in browser_for(world.anna).get(reverse("start")).content.decode()


def test_it_is_served_so_that_it_can_do_nothing():
    logos.store(logos.checked(PLAIN, "zeichen.svg"))

    response = Client().get(reverse("brand_logo"))

    assert response["Content-Type"] == "image/svg+xml"
    assert response["X-Content-Type-Options"] == "nosniff"
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    assert "'self'" not in policy.replace("form-action 'self'", "")
    assert Client().get(reverse("brand_logo"), headers={"If-None-Match": response["ETag"]}).status_code == 304


def test_the_logo_beside_the_demo_profile_is_a_drawing_of_our_own():
    logo = logos.beside(NEUSS, profile.read(NEUSS).county)

    assert logo is not None
    assert b"Erfunden" in logo.content
