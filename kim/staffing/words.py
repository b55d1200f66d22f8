"""Sentences on screen and on paper: why posts cannot be shared, what somebody must know of a result, how certain a rule is."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from kim.law.apportionment import ApportionmentError
from kim.law.apportionment.words import exact
from kim.law.funding import CLAIMED
from kim.staffing.models import Apportionment

REFUSED: Mapping[str, Any] = {
    "no_units": gettext_lazy("There is no municipality to share the posts among."),
    "posts": gettext_lazy("The posts must be more than 0."),
    "step": gettext_lazy("The step must be at least %(smallest)s."),
    "posts_step": gettext_lazy("%(posts)s posts cannot be shared in steps of %(step)s; %(lower)s or %(upper)s can."),
    "negative": gettext_lazy("The weight of %(name)s is below 0. Enter 0 or more."),
    "all_zero": gettext_lazy("All weights are 0, so nothing can be shared by them."),
    "minimum": gettext_lazy("The minimum must not be below 0."),
    "minimum_posts": gettext_lazy(
        "%(count)s municipalities with at least %(minimum)s each need %(needed)s posts; there are %(posts)s to share."
    ),
    "threshold": gettext_lazy("The threshold must not be below 0."),
    "threshold_posts": gettext_lazy("No share reaches the threshold of %(threshold)s. Lower it."),
    "fixed_negative": gettext_lazy("A fixed share must be 0 or more."),
    "fixed_step": gettext_lazy("The fixed share %(share)s is no multiple of the step %(step)s."),
    "fixed_posts": gettext_lazy("The fixed shares are %(fixed)s posts together; there are only %(posts)s."),
    "fixed_rest": gettext_lazy("All shares are fixed, and %(rest)s posts are left over."),
    "fixed_all": gettext_lazy("The fixed shares leave nothing for the others."),
    "fixed_grouped": gettext_lazy(
        "A municipality in a group has no fixed share of its own. Leave its group or its share empty."
    ),
}
CERTAIN: Mapping[str, Any] = {
    "verified": gettext_lazy("read in the source"),
    "verified, source read in part": gettext_lazy("source could be read in part only"),
    "derived": gettext_lazy("computed from the source"),
    "inferred": gettext_lazy("concluded, not read"),
    "unknown": gettext_lazy("not known"),
    CLAIMED: gettext_lazy("stated by the county only"),
}


def refusal(error: ApportionmentError) -> str:
    """Why the posts cannot be shared as asked."""
    known = REFUSED.get(error.code)
    values = {key: _figure(value) for key, value in error.values.items()} | {"smallest": _figure("0.01")}
    return str(known) % values if known else _("The posts cannot be shared like this. Check groups and fixed shares.")


def _figure(value: Any) -> str:
    text = str(value)
    return text.replace(".", ",") if text.replace(".", "", 1).isdigit() and not _english() else text


def _english() -> bool:
    return (get_language() or "de").startswith("en")


def certainty(code: str) -> str:
    """How certain a rule or line is."""
    return str(CERTAIN.get(code, code))


def remarks(of: Apportionment) -> list[str]:
    """Ties and warnings of a record."""
    names = {row.key: row.name for row in of.rows}
    return [sentence for entry in of.remarks if (sentence := remark(entry, names))]


def remark(entry: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """One tie or warning, with the names of the municipalities."""
    listed = ", ".join(names.get(key, key) for key in entry.get("keys", ()))
    match entry["code"]:
        case "tie":
            won = ", ".join(names.get(key, key) for key in entry["won"]) or "–"
            return _(
                "Equal claims: %(names)s. The larger weight goes first, then the smaller key; so %(won)s got the step."
            ) % {"names": listed, "won": won}
        case "weightless":
            return _("Without weight: %(names)s.") % {"names": listed}
        case "minimum_lifted":
            return _("The minimum is lifted to the next step.")
        case "dropped":
            return _("Below the threshold and so without a share: %(names)s.") % {"names": listed}
        case "unserved":
            return _("There are fewer steps than municipalities. Nothing is left for %(names)s.") % {"names": listed}
    return ""


def in_steps(value: Fraction | Decimal | None, digits: int = 2) -> str:
    """A share in the language of the screen: 1,5 and 0,25; nothing where it is not known."""
    if value is None:
        return "–"
    rounded = round(Fraction(value), digits)
    text = exact(rounded).replace("-", "−")
    return text if _english() else text.replace(".", ",")


def posts_of(number: Decimal) -> str:
    """7 posts, 1 post, 2,25 posts."""
    one = number == 1
    return ngettext("%(n)s post", "%(n)s posts", 1 if one else 2) % {"n": in_steps(number)}
