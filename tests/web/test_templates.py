"""What holds for every template."""

import re
from pathlib import Path

import pytest
from django.template import engines

TEMPLATES = sorted((Path(__file__).resolve().parents[2] / "kim" / "web" / "templates").rglob("*.html"))


def test_an_undefined_variable_fails_the_test_that_meets_it():
    with pytest.raises(NameError, match="nobody"):
        engines["django"].from_string("{{ nobody }}").render({})


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_carries_style_or_script_within(path):
    assert not re.search(r"\sstyle=|<script>|<style|\son[a-z]+=", path.read_text(encoding="utf-8"))
